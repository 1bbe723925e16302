import { type MessageLanguage, translatorOf } from "../../messages/translate.ts";
import { element, escapeHtml } from "./html.ts";

const LANGUAGES: readonly MessageLanguage[] = ["en", "zh-TW", "zh-CN"];

/** The frame of every page that somebody sees who installs the app. */
export function framePage(
  page: {
    readonly title: string;
    readonly body: readonly string[];
    /** The same page may be asked for in another language; what came of a visit is told once. */
    readonly hasLanguages: boolean;
  },
  language: MessageLanguage,
): string {
  const { title, body, hasLanguages } = page;
  return [
    "<!doctype html>",
    `<html lang="${language}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta name="robots" content="noindex">${element("title", title)}`,
    // Else the browser asks for a picture that nobody has.
    '<link rel="icon" href="data:,">',
    `<style>${STYLE}</style></head>`,
    "<body><main>",
    ...(hasLanguages ? [languageLinks(language)] : []),
    element("h1", title),
    ...body,
    "</main></body></html>",
    "",
  ].join("\n");
}

function languageLinks(present: MessageLanguage): string {
  const links = LANGUAGES.map((one) => {
    const name = escapeHtml(translatorOf(one)(`install.language.${one}`));
    return one === present
      ? `<b lang="${one}">${name}</b>`
      : `<a lang="${one}" href="?lang=${one}">${name}</a>`;
  });
  return `<nav>${links.join(" · ")}</nav>`;
}

const STYLE =
  "body{font:16px/1.55 system-ui,sans-serif;color:#1f2933;background:#f4f6f8;margin:0}" +
  "main{max-width:44rem;margin:2.5rem auto;padding:2rem 2.5rem 2.5rem;background:#fff;" +
  "border:1px solid #d9e0e6;border-radius:.7rem;box-sizing:border-box}" +
  "nav{float:right;font-size:.85rem;color:#52606d}h1{font-size:1.6rem;margin:.2rem 0 1rem;clear:both}" +
  "h2{font-size:1.1rem;margin:2rem 0 .5rem}h3{font-size:.95rem;margin:1.3rem 0 .4rem}" +
  "p{margin:.6rem 0}ol,ul{margin:.4rem 0;padding-left:1.4rem}li{margin:.35rem 0}" +
  "dl{margin:0;border-top:1px solid #e4e9ee}dl div{padding:.55rem 0;border-bottom:1px solid #e4e9ee}" +
  "dt{font:.82rem/1.4 ui-monospace,monospace;color:#52606d}dd{margin:.1rem 0 0}" +
  ".lead{font-size:1.08rem}.note{background:#eaf3f0;border-left:4px solid #2f7d6b;" +
  "border-radius:.3rem;padding:.7rem 1rem}.soft{color:#52606d;font-size:.9rem}" +
  ".button{display:inline-block;padding:.65rem 1.5rem;border-radius:.4rem;background:#1f3a4d;" +
  "color:#fff;text-decoration:none;font-weight:600}.button:focus-visible{outline:3px solid #7fa8c4}" +
  "a{color:#1c5d8a}.steps>li{margin:1rem 0}@media(max-width:48rem){main{margin:0;border:0;" +
  "border-radius:0;padding:1.2rem}}";

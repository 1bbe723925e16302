import type { RatingOutcome } from "../../app/surveys/rating.ts";
import { type MessageLanguage, translatorOf } from "../../messages/translate.ts";
import { escapeHtml } from "./html.ts";

/** One page in one language: a form that works without a script, or a few words. */

type Shown = Extract<RatingOutcome, { readonly state: "open" | "wrong_score" }>;
type Told = Exclude<RatingOutcome["state"], Shown["state"]> | "too_many";

export type RatingPage = Shown | { readonly state: Told };

const STATUS: Readonly<Record<RatingPage["state"], number>> = {
  open: 200,
  wrong_score: 400,
  saved: 200,
  answered: 409,
  expired: 410,
  not_valid: 404,
  too_many: 429,
};

const LANGUAGES: readonly MessageLanguage[] = ["en", "zh-TW", "zh-CN"];

export const MAX_COMMENT_LENGTH = 1_000;

/** Whoever only looks at an answered link is thanked, not refused. */
export function statusOf({ state }: RatingPage, isAnswering: boolean): number {
  return state === "answered" && !isAnswering ? 200 : STATUS[state];
}

export function renderRatingPage(page: RatingPage, language: MessageLanguage): string {
  const t = translatorOf(language);
  const isForm = page.state === "open" || page.state === "wrong_score";
  const title = isForm ? t("rating.title") : t(`rating.${page.state}.title`);
  const body = isForm
    ? formOf(page, language)
    : [`<p>${escapeHtml(t(`rating.${page.state}.text`))}</p>`];
  return [
    "<!doctype html>",
    `<html lang="${language}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta name="robots" content="noindex"><title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}</style></head>`,
    `<body><main><h1>${escapeHtml(title)}</h1>`,
    ...body,
    `<nav>${LANGUAGES.map((one) => linkOf(one, language)).join(" · ")}</nav>`,
    "</main></body></html>",
    "",
  ].join("\n");
}

function formOf({ state, kind, scale }: Shown, language: MessageLanguage): readonly string[] {
  const t = translatorOf(language);
  const scores = Array.from({ length: scale.to - scale.from + 1 }, (_, at) => scale.from + at);
  const ends = [
    t("rating.end", { score: scale.from, words: t(`rating.lowest.${kind}`) }),
    t("rating.end", { score: scale.to, words: t(`rating.highest.${kind}`) }),
  ];
  const problem =
    state === "wrong_score"
      ? [`<p role="alert"><b>${escapeHtml(t("rating.wrongScore"))}</b></p>`]
      : [];
  return [
    ...problem,
    `<form method="post" action="?lang=${language}">`,
    `<fieldset><legend>${escapeHtml(t(`rating.question.${kind}`))}</legend>`,
    `<p class="scores">${scores.map(scoreOf).join("")}</p>`,
    `<p class="ends"><span>${escapeHtml(ends[0] ?? "")}</span><span>${escapeHtml(ends[1] ?? "")}</span></p>`,
    "</fieldset>",
    `<p><label for="comment">${escapeHtml(t("rating.comment"))}</label>`,
    `<textarea id="comment" name="comment" rows="4" maxlength="${MAX_COMMENT_LENGTH}"></textarea></p>`,
    `<p><button type="submit">${escapeHtml(t("rating.send"))}</button></p>`,
    `<p><small>${escapeHtml(t("rating.privacy"))}</small></p>`,
    "</form>",
  ];
}

function scoreOf(score: number): string {
  return `<label><input type="radio" name="score" value="${score}" required>${score}</label>`;
}

function linkOf(language: MessageLanguage, present: MessageLanguage): string {
  const name = escapeHtml(translatorOf(language)(`rating.language.${language}`));
  return language === present
    ? `<b lang="${language}">${name}</b>`
    : `<a lang="${language}" href="?lang=${language}">${name}</a>`;
}

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;color:#1f2933;background:#fff;margin:0}" +
  "main{max-width:36rem;margin:8vh auto 3rem;padding:0 1.5rem}h1{font-size:1.4rem}" +
  "fieldset{border:1px solid #9aa5b1;border-radius:.5rem;padding:1rem;margin:0}" +
  "legend{font-weight:600;padding:0 .3rem}.scores{display:flex;flex-wrap:wrap;gap:.5rem;margin:.5rem 0}" +
  ".scores label{border:1px solid #9aa5b1;border-radius:.4rem;padding:.5rem .7rem;cursor:pointer}" +
  ".scores input{margin:0 .4rem 0 0}.ends{display:flex;justify-content:space-between;gap:1rem;" +
  "font-size:.85rem;color:#52606d;margin:0}textarea{display:block;width:100%;box-sizing:border-box;" +
  "font:inherit;margin-top:.3rem}button{font:inherit;padding:.6rem 1.4rem;border:0;" +
  "border-radius:.4rem;background:#1f3a4d;color:#fff;cursor:pointer}nav{margin-top:2rem;font-size:.85rem}";

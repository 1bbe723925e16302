import type { MessageLanguage } from "../../messages/translate.ts";
import { translatorOf } from "../../messages/translate.ts";
import type { InstallRefusalReason } from "./create-installer.ts";
import { cut, oneLine } from "./text.ts";

/** What a visit came to: a page in plain words says what happened and what to do. */
export type InstallPage = {
  readonly kind: InstallPageKind;
  readonly portalId?: string | null;
  readonly teamName?: string | null;
  /** A code of Slack's. */
  readonly reason?: string | null;
  /** Where the set-up goes on. */
  readonly nextUrl?: string | null;
};
type InstallPageKind = (typeof INSTALL_PAGES)[number];

export const INSTALL_PAGES = [
  "connected",
  "not_configured",
  "not_known",
  "expired",
  "used",
  "other_browser",
  "denied",
  "team_taken",
  "portal_taken",
  "portal_unknown",
  "whole_organisation",
  "failed",
] as const;

const STATUS: Readonly<Record<InstallPageKind, number>> = {
  connected: 200,
  not_configured: 404,
  not_known: 404,
  expired: 410,
  used: 410,
  other_browser: 403,
  denied: 403,
  team_taken: 409,
  portal_taken: 409,
  portal_unknown: 409,
  whole_organisation: 409,
  failed: 502,
};

const NAME_LIMIT = 80;
/** What Slack's error codes look like; anything else in an address may be anybody's words. */
const REASON = /^[a-z][a-z0-9_]{0,63}$/;
const UNKNOWN_NAME = "?";

export function pageOfRefusal(reason: InstallRefusalReason): InstallPageKind {
  switch (reason) {
    case "not_known":
    case "expired":
    case "used":
    case "portal_unknown":
    case "team_taken":
    case "portal_taken":
    case "whole_organisation":
      return reason;
    case "link_used":
      return "used";
    case "no_bot":
      return "failed";
  }
}

/** Without script and without anything from elsewhere: our security headers would refuse it. */
export function renderInstallPage(
  page: InstallPage,
  language: MessageLanguage,
): { readonly status: number; readonly html: string } {
  const t = translatorOf(language);
  const values = { portal: shown(page.portalId), team: shown(page.teamName) };
  const text = (part: "title" | "happened" | "todo") =>
    escapeHtml(t(`slackInstall.${page.kind}.${part}`, values));
  const reason =
    page.reason && REASON.test(page.reason)
      ? [`<p><small>${escapeHtml(t("slackInstall.reason", { reason: page.reason }))}</small></p>`]
      : [];
  const html = [
    "<!doctype html>",
    `<html lang="${language}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<link rel="icon" href="data:,"><title>${text("title")}</title>`,
    `<style>${STYLE}</style></head>`,
    `<body><main><h1>${text("title")}</h1>`,
    `<p>${text("happened")}</p>`,
    `<p>${text("todo")}</p>`,
    ...reason,
    ...(page.nextUrl ? [nextLink(page.nextUrl, t("slackInstall.next"))] : []),
    "</main></body></html>",
    "",
  ].join("\n");
  return { status: STATUS[page.kind], html };
}

function nextLink(url: string, text: string): string {
  return `<p><a href="${escapeHtml(url)}">${escapeHtml(text)}</a></p>`;
}

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;color:#1f2933;background:#fff;margin:0}" +
  "main{max-width:36rem;margin:12vh auto 0;padding:0 1.5rem}h1{font-size:1.4rem}";

function shown(name: string | null | undefined): string {
  return cut(oneLine(name ?? ""), NAME_LIMIT) || UNKNOWN_NAME;
}

const HTML_MARKS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => HTML_MARKS[mark] ?? mark);
}

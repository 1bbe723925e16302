import {
  type ConsentLanguage,
  carriedInputs,
  consentFrame,
  decisionButtons,
  escapeHtml,
  whatIf,
} from "../consent-frame.ts";
import { CONSENT_WORDS } from "./consent-words.ts";
import type { LocalTeam } from "./workspace.ts";

const CARRIED = ["client_id", "redirect_uri", "scope", "state"];

type Asked = {
  readonly appName: string;
  /** Those that do not have the app yet come first. */
  readonly teams: readonly LocalTeam[];
  readonly scopes: readonly string[];
  /** The question; it comes back with the answer. */
  readonly query: URLSearchParams;
};

export function renderConsent(
  { appName, teams, scopes, query }: Asked,
  language: ConsentLanguage,
): string {
  const words = CONSENT_WORDS[language];
  const title = words.title.replace("{app}", appName);
  return consentFrame({ language, service: words.service, title }, [
    '<form method="post">',
    ...carriedInputs(query, CARRIED),
    `<fieldset><legend>${escapeHtml(words.workspace)}</legend>`,
    ...teams.map((team, index) => teamChoice(team, index, words.installed)),
    "</fieldset>",
    `<h2>${escapeHtml(words.rights)}</h2>`,
    `<ul>${scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join("")}</ul>`,
    whatIf(words),
    decisionButtons(words),
    "</form>",
  ]);
}

function teamChoice(
  { teamId, name, botToken }: LocalTeam,
  index: number,
  installed: string,
): string {
  const checked = index === 0 ? " checked" : "";
  const mark = botToken === null ? "" : ` <span class="soft">${escapeHtml(installed)}</span>`;
  return `<label><input type="radio" name="team" value="${teamId}"${checked}>${escapeHtml(name)}${mark}</label>`;
}

export function renderNoRight(language: ConsentLanguage, backUrl: string): string {
  const { service, noRight, back } = CONSENT_WORDS[language];
  return consentFrame({ language, service, title: noRight.title }, [
    `<p>${escapeHtml(noRight.text)}</p>`,
    `<p><a href="${escapeHtml(backUrl)}">${escapeHtml(back)}</a></p>`,
  ]);
}

import {
  type ConsentLanguage,
  carriedInputs,
  consentFrame,
  decisionButtons,
  escapeHtml,
  whatIf,
} from "../consent-frame.ts";
import type { ConsentAccount, ConsentUser } from "./consent.ts";
import { CONSENT_WORDS } from "./consent-words.ts";

type Asked = {
  readonly appName: string;
  readonly user: ConsentUser;
  readonly accounts: readonly ConsentAccount[];
  readonly scopes: { readonly required: readonly string[]; readonly optional: readonly string[] };
  /** The question; it comes back with the answer. */
  readonly query: URLSearchParams;
};

const CARRIED = ["client_id", "redirect_uri", "scope", "optional_scope", "state"];

export function renderConsent(asked: Asked, language: ConsentLanguage): string {
  const words = CONSENT_WORDS[language];
  const { appName, user, accounts, scopes, query } = asked;
  const title = words.title.replace("{app}", appName);
  return consentFrame({ language, service: words.crm, title }, [
    `<p class="soft">${escapeHtml(words.signedIn.replace("{name}", `${user.name} (${user.email})`))}</p>`,
    '<form method="post" action="/oauth/authorize">',
    ...carriedInputs(query, CARRIED),
    `<fieldset><legend>${escapeHtml(words.account)}</legend>`,
    ...accounts.map((account, index) => accountChoice(account, index, words.installed)),
    "</fieldset>",
    `<h2>${escapeHtml(words.required)}</h2>`,
    `<ul>${scopes.required.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join("")}</ul>`,
    `<fieldset><legend>${escapeHtml(words.optional)}</legend>`,
    ...scopes.optional.map(
      (scope) =>
        `<label><input type="checkbox" name="granted" value="${escapeHtml(scope)}" checked><code>${escapeHtml(scope)}</code></label>`,
    ),
    "</fieldset>",
    whatIf(words),
    decisionButtons(words),
    "</form>",
  ]);
}

/** The first account that does not have the app yet is the likely one; they come in that order. */
function accountChoice(
  { portalId, name, isInstalled }: ConsentAccount,
  index: number,
  installed: string,
): string {
  const checked = index === 0 ? " checked" : "";
  const mark = isInstalled ? ` <span class="soft">${escapeHtml(installed)}</span>` : "";
  return `<label><input type="radio" name="account" value="${portalId}"${checked}>${escapeHtml(name)} <span class="soft">${portalId}</span>${mark}</label>`;
}

export function renderRefusal(
  reason: string,
  { language, backUrl }: { readonly language: ConsentLanguage; readonly backUrl: string | null },
): string {
  const words = CONSENT_WORDS[language];
  const { title = reason, text = "" } = words.refusals[reason] ?? {};
  return consentFrame({ language, service: words.crm, title }, [
    `<p>${escapeHtml(text)}</p>`,
    ...(backUrl === null
      ? []
      : [`<p><a href="${escapeHtml(backUrl)}">${escapeHtml(words.back)}</a></p>`]),
  ]);
}

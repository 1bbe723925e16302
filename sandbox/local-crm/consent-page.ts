import type { ConsentAccount, ConsentUser } from "./consent.ts";
import { CONSENT_TROUBLES, CONSENT_WORDS, type ConsentLanguage } from "./consent-words.ts";

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
  const hidden = CARRIED.flatMap((name) => {
    const value = query.get(name);
    return value === null
      ? []
      : [`<input type="hidden" name="${name}" value="${escapeHtml(value)}">`];
  });
  const troubles = CONSENT_TROUBLES.map(
    (one) => `<option value="${one}">${escapeHtml(words.troubles[one] ?? one)}</option>`,
  );
  return frame(language, title, [
    `<p class="soft">${escapeHtml(words.signedIn.replace("{name}", `${user.name} (${user.email})`))}</p>`,
    '<form method="post" action="/oauth/authorize">',
    ...hidden,
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
    `<p class="what-if"><label>${escapeHtml(words.whatIf)} <select name="trouble">${troubles.join("")}</select></label></p>`,
    `<p><button name="decision" value="allow">${escapeHtml(words.allow)}</button>`,
    `<button class="plain" name="decision" value="deny">${escapeHtml(words.deny)}</button></p>`,
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
  return frame(language, title, [
    `<p>${escapeHtml(text)}</p>`,
    ...(backUrl === null
      ? []
      : [`<p><a href="${escapeHtml(backUrl)}">${escapeHtml(words.back)}</a></p>`]),
  ]);
}

function frame(language: ConsentLanguage, title: string, body: readonly string[]): string {
  return [
    "<!doctype html>",
    `<html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">',
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>`,
    `<body><header>${escapeHtml(CONSENT_WORDS[language].crm)}</header><main>`,
    `<h1>${escapeHtml(title)}</h1>`,
    ...body,
    "</main></body></html>",
  ].join("\n");
}

const STYLE =
  "body{font:15px/1.5 system-ui,sans-serif;margin:0;background:#eef0f2;color:#22282e}" +
  "header{background:#3b4148;color:#fff;padding:.7rem 1.5rem;font-weight:600}" +
  "main{max-width:36rem;margin:2rem auto;background:#fff;border:1px solid #d4d9de;" +
  "border-radius:.5rem;padding:1.5rem 2rem}h1{font-size:1.35rem;margin:.2rem 0}" +
  "h2,legend{font-size:.95rem;font-weight:600}h2{margin:1.2rem 0 .3rem}" +
  "fieldset{border:1px solid #d4d9de;border-radius:.4rem;margin:1rem 0;padding:.5rem 1rem}" +
  "fieldset label{display:block;padding:.25rem 0}input{margin:0 .6rem 0 0}ul{margin:0;" +
  "padding-left:1.2rem;columns:2}code{font-size:.8rem}.soft{color:#5c6670;font-size:.85rem}" +
  ".what-if{background:#fff6df;border-radius:.4rem;padding:.6rem 1rem}select{font:inherit}" +
  "button{font:inherit;padding:.55rem 1.4rem;border-radius:.4rem;border:1px solid #2c5e87;" +
  "background:#2c5e87;color:#fff;margin-right:.6rem;cursor:pointer}.plain{background:#fff;color:#2c5e87}";

const MARKS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark);
}

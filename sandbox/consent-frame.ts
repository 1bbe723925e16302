/** How the consent pages of the sandbox's services look. */

export const CONSENT_LANGUAGES = ["en", "zh-TW", "zh-CN"] as const;
export type ConsentLanguage = (typeof CONSENT_LANGUAGES)[number];

/** Of the languages of a browser, the dearest first, the first that the pages have. */
export function consentLanguageOf(tags: readonly string[]): ConsentLanguage {
  const first = tags.find((tag) => /^(en|zh)\b/i.test(tag)) ?? "en";
  if (!/^zh/i.test(first)) return "en";
  return /-(tw|hk|mo|hant)\b/i.test(first) ? "zh-TW" : "zh-CN";
}

export type ConsentHead = {
  readonly language: ConsentLanguage;
  /** Whose page it is. */
  readonly service: string;
  readonly title: string;
};

export function consentFrame({ language, service, title }: ConsentHead, body: readonly string[]) {
  return [
    "<!doctype html>",
    `<html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">',
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>`,
    `<body><header>${escapeHtml(service)}</header><main>`,
    `<h1>${escapeHtml(title)}</h1>`,
    ...body,
    "</main></body></html>",
  ].join("\n");
}

/** The question comes back with the answer to it. */
export function carriedInputs(query: URLSearchParams, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const value = query.get(name);
    return value === null
      ? []
      : [`<input type="hidden" name="${name}" value="${escapeHtml(value)}">`];
  });
}

/** What can be made to go wrong. */
export function whatIf(words: {
  readonly whatIf: string;
  readonly troubles: Readonly<Record<string, string>>;
}): string {
  const options = Object.entries(words.troubles).map(
    ([trouble, text]) => `<option value="${trouble}">${escapeHtml(text)}</option>`,
  );
  return `<p class="what-if"><label>${escapeHtml(words.whatIf)} <select name="trouble">${options.join("")}</select></label></p>`;
}

export function decisionButtons(words: { readonly allow: string; readonly deny: string }): string {
  return (
    `<p><button name="decision" value="allow">${escapeHtml(words.allow)}</button>` +
    `<button class="plain" name="decision" value="deny">${escapeHtml(words.deny)}</button></p>`
  );
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

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark);
}

import type { LogFields } from "../../ports/logger.ts";

/**
 * The last line of defence: fields should hold no secrets, but errors of foreign packages carry whole
 * requests. Secret names lose their value, texts lose what looks like a token or an e-mail address,
 * errors keep only what helps to find the cause.
 */
const REDACTED = "[redacted]";
const MAX_DEPTH = 5;
const MAX_ITEMS = 50;
const MAX_TEXT_LENGTH = 4_000;

const SECRET_NAME =
  /authorization|cookie|password|passwd|secret|signature|token|api[-_]?key|private[-_]?key|e-?mail/i;
/** Each begins at a fixed text or at the start of a word, so that a long text costs no more than its length. */
const SECRET_TEXTS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\b(?:Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, REDACTED],
  // Slack's tokens and incoming web hooks, HubSpot's private app tokens.
  [/\bxox[a-z]-[\w-]+/gi, REDACTED],
  [/\bxapp-[\w-]+/gi, REDACTED],
  [/\bhooks\.slack\.com\/[\w/-]+/gi, REDACTED],
  [/\bpat-[a-z]{2}\d-[\w-]+/gi, REDACTED],
  [/(?:\b(?:access_token|refresh_token|client_secret)|[?&]code)=[^&\s"']+/gi, REDACTED],
  // The password inside an address such as postgres://user:password@host.
  [/(:\/\/[^\s:/@]*:)[^\s@/]+@/g, `$1${REDACTED}@`],
  [/(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g, REDACTED],
];

export function redact(fields: LogFields): LogFields {
  return redactEntries(fields, 0);
}

function redactEntries(source: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(source).slice(0, MAX_ITEMS);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, redactNamed(name, value, depth)]),
  );
}

/** A count such as `tokens: 3` or a flag tells nothing. */
function redactNamed(name: string, value: unknown, depth: number): unknown {
  const isTelling = typeof value === "string" || (typeof value === "object" && value !== null);
  return isTelling && SECRET_NAME.test(name) ? REDACTED : redactValue(value, depth);
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MAX_DEPTH) return "[too deep]";
  if (value instanceof Error) return redactError(value, depth + 1);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Map || value instanceof Set) return `[${value.size} entries]`;
  if (Array.isArray(value)) {
    return value.slice(0, MAX_ITEMS).map((item) => redactValue(item, depth + 1));
  }
  return redactEntries(value, depth + 1);
}

function redactText(text: string): string {
  const cut = text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)} …` : text;
  return SECRET_TEXTS.reduce((soFar, [pattern, put]) => soFar.replace(pattern, put), cut);
}

/** Own properties of an error are left out: clients put request, headers and answer there. */
function redactError(error: Error, depth: number): Record<string, unknown> {
  const code = "code" in error ? error.code : undefined;
  return {
    name: error.name,
    message: redactText(error.message),
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, depth) }),
  };
}

import { z } from "zod";

/** A contact whose data have to go, and the texts by which it may be named. */
export const ErasedPerson = z.strictObject({
  contactId: z.string().regex(/^\d{1,20}$/),
  /** E-mail addresses, telephone numbers and names, none of them short. */
  terms: z.array(z.string()).readonly(),
});
export type ErasedPerson = z.infer<typeof ErasedPerson>;

/** Stands where somebody was named: a sign, as it is read in every language. */
export const ERASED_WORDS = "***";
/** No record has this id. Facts about promises stay, but lead to nobody. */
export const NOBODY = "0";

const NAME_PARTS = ["firstname", "lastname"] as const;
const LEAST_LETTERS = 4;
/** Names written with ideographs are short. */
const LEAST_IDEOGRAPHS = 2;
const LEAST_DIGITS = 7;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
const IDEOGRAPHS = /^\p{Script=Han}+$/u;
const MAX_TERMS = 20;

/** What a contact may be named by in texts, as far as its kept properties tell. */
export function termsOf(properties: Readonly<Record<string, string>>): readonly string[] {
  const [first = "", last = ""] = NAME_PARTS.map((name) => (properties[name] ?? "").trim());
  const names = [`${first} ${last}`, `${last} ${first}`, `${last}${first}`, `${first}${last}`]
    .map((name) => name.trim())
    .filter(isTelling);
  const addresses = Object.values(properties)
    .map((value) => value.trim())
    .filter((value) => EMAIL.test(value));
  const numbers = Object.entries(properties)
    .filter(([name]) => name.includes("phone"))
    .map(([, value]) => value.trim())
    .filter((value) => value.replaceAll(/\D/g, "").length >= LEAST_DIGITS);
  // The longest first: a part of it must not be replaced before the whole.
  return [...new Set([...addresses, ...numbers, ...names])]
    .toSorted((a, b) => b.length - a.length)
    .slice(0, MAX_TERMS);
}

function isTelling(name: string): boolean {
  const least = IDEOGRAPHS.test(name) ? LEAST_IDEOGRAPHS : LEAST_LETTERS;
  return name.length >= least;
}

/** A text without the person: names replaced, and what refers to the record refers to nobody. */
export function withoutPersonInText(text: string, { contactId, terms }: ErasedPerson): string {
  const reference = new RegExp(`\\bcontact([:. _-])${contactId}(?!\\d)`, "g");
  const unreferred = text.replaceAll(reference, `contact$1${NOBODY}`);
  return terms.reduce((rest, term) => rest.replaceAll(patternOf(term), ERASED_WORDS), unreferred);
}

/** "Ann Lee" is not meant by "Joann Leeds"; ideographs have no such borders. */
function patternOf(term: string): RegExp {
  const escaped = term.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const border = IDEOGRAPHS.test(term) ? ["", ""] : ["(?<![\\p{L}\\p{N}])", "(?![\\p{L}\\p{N}])"];
  return new RegExp(`${border[0]}${escaped}${border[1]}`, "giu");
}

/** A document without the person, as `withoutPersonInText`, whatever its shape. */
export function withoutPerson(document: unknown, person: ErasedPerson): unknown {
  if (typeof document === "string") return withoutPersonInText(document, person);
  if (Array.isArray(document)) return document.map((item) => withoutPerson(item, person));
  if (!isRecord(document)) return document;
  const entries = Object.entries(document).map(([key, value]) => [
    withoutPersonInText(key, person),
    withoutPerson(value, person),
  ]);
  return { ...Object.fromEntries(entries), ...referenceOf(document, person) };
}

/** `{kind: "contact", id}` and `{toObject: "contact", toId}` are how documents refer to a contact. */
function referenceOf(
  document: Readonly<Record<string, unknown>>,
  { contactId }: ErasedPerson,
): Readonly<Record<string, string>> {
  if (document["kind"] === "contact" && document["id"] === contactId) return { id: NOBODY };
  if (document["toObject"] === "contact" && document["toId"] === contactId) return { toId: NOBODY };
  return {};
}

/** Keys under which people write freely. What they wrote about a case of the person is not kept. */
const FREE_TEXTS: readonly string[] = ["subject", "note", "text", "ask", "title", "comment"];
/** Of these some are one of a few words, which stay. */
const MAYBE_FREE: readonly string[] = ["reason", "value", "overrideReason", "propertyValue"];
const LISTS: readonly string[] = ["evidence"];
const ONE_WORD = /^[\w.:+-]{0,40}$/;

/** A document without what people wrote into it; ids, kinds, instants and numbers stay. */
export function withoutWords(document: unknown): unknown {
  if (Array.isArray(document)) return document.map(withoutWords);
  if (!isRecord(document)) return document;
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => [key, withoutWordsAt(key, value)]),
  );
}

function withoutWordsAt(key: string, value: unknown): unknown {
  if (typeof value === "string" && value !== "") {
    if (FREE_TEXTS.includes(key)) return ERASED_WORDS;
    return MAYBE_FREE.includes(key) && !ONE_WORD.test(value) ? ERASED_WORDS : value;
  }
  if (LISTS.includes(key) && Array.isArray(value)) return value.map(() => ERASED_WORDS);
  return withoutWords(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

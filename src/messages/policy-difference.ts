import { inSentence } from "./clock-names.ts";
import { timeSpan } from "./time-span.ts";
import { type MessageLanguage, type Translate, translatorOf } from "./translate.ts";

const MINUTE_MS = 60_000;
const LONGEST_VALUE = 80;

type Words = Readonly<Record<MessageLanguage, string>>;
type Named = readonly { readonly id: string; readonly name: Words }[];

type Difference = {
  readonly area: string;
  readonly subject: readonly {
    readonly key: string;
    readonly name: Words | null;
    readonly entry: unknown;
  }[];
  readonly detail: string;
  readonly change: "added" | "removed" | "changed" | "moved";
  readonly before: unknown;
  readonly after: unknown;
};

export type DifferenceReader = {
  readonly language: MessageLanguage;
  /** Whose tiers and departments give their names, the newer one first. */
  readonly policies: readonly { readonly tiers: Named; readonly departments: Named }[];
  /** Open tickets that it affects, where that is known. */
  readonly tickets?: number;
};

/** One line: `Key customer, first response: 30 min → 20 min; affects 312 open tickets`. */
export function policyDifferenceWords(difference: Difference, reader: DifferenceReader): string {
  const t = translatorOf(reader.language);
  const line = sentenceOf(difference, reader, t);
  const { tickets } = reader;
  return tickets === undefined
    ? line
    : t("policyDifference.sentence.affects", { line, count: tickets });
}

function sentenceOf(difference: Difference, reader: DifferenceReader, t: Translate): string {
  const { change, before, after, detail, area } = difference;
  const parts = [...subjectWords(difference, reader, t), ...detailWords(difference, reader, t)];
  const what = parts.join(t("policyDifference.sentence.between"));
  if (change === "moved") return t("policyDifference.sentence.moved", { what, before, after });
  const lastKey = detail.split(/[.[]/).findLast((part) => !/^\d+\]$/.test(part)) || area;
  const value = (found: unknown) => valueWords(found, { key: lastKey, reader, t });
  if (change === "changed") {
    const values = { before: value(before), after: value(after) };
    return t("policyDifference.sentence.changed", { what, ...values });
  }
  const told = change === "added" ? after : before;
  // An entry as a whole is told by its name; a target by what it promises as well.
  const isEntry = detail === "" && difference.subject.length > 0;
  if (isEntry && area !== "targets") return t(`policyDifference.sentence.${change}`, { what });
  const text = isEntry
    ? valueWords(fieldOf(told, "durationMinutes"), { key: "durationMinutes", reader, t })
    : value(told);
  return t(`policyDifference.sentence.${change}_with`, { what, before: text, after: text });
}

function subjectWords(
  { area, subject }: Difference,
  reader: DifferenceReader,
  t: Translate,
): readonly string[] {
  const name = t(`policyDifference.area.${area}`, { defaultValue: area });
  const [first, ...inner] = subject;
  if (first === undefined) return [name];
  const deeper = inner.map((one) => one.name?.[reader.language] ?? one.key);
  if (area === "targets") return [...askedWords(first.entry, reader, t), ...deeper];
  if (area === "routes") return [name, ...askedWords(first.entry, reader, t), ...deeper];
  return [`${name} ${first.name?.[reader.language] ?? first.key}`, ...deeper];
}

const ASKED = [
  "customer",
  "tier",
  "severity",
  "priority",
  "category",
  "pipelineId",
  "channel",
  "customerKind",
  "region",
] as const;

/** What a rule asks of a ticket, in words: `Key customer`, `HIGH`; none of one that asks nothing. */
export function conditionWords(rule: unknown, reader: DifferenceReader): readonly string[] {
  const t = translatorOf(reader.language);
  return ASKED.flatMap((key) => {
    const value = fieldOf(rule, key);
    return value === undefined ? [] : [valueWords(value, { key, reader, t })];
  });
}

/** `Key customer, HIGH, first response`. */
function askedWords(rule: unknown, reader: DifferenceReader, t: Translate): readonly string[] {
  const asked = conditionWords(rule, reader);
  const clock = fieldOf(rule, "clock");
  const department = clock === undefined ? undefined : fieldOf(rule, "department");
  return [
    ...(asked.length === 0 ? [t("policyDifference.value.everybody")] : asked),
    ...(department === undefined ? [] : [valueWords(department, { key: "department", reader, t })]),
    ...(clock === undefined ? [] : [inSentence(t(`clock.${String(clock)}`))]),
  ];
}

/** The duration of a target needs no name. */
function detailWords(
  { area, detail }: Difference,
  reader: DifferenceReader,
  t: Translate,
): readonly string[] {
  if (detail === "" || (area === "targets" && detail === "durationMinutes")) return [];
  const parts = detail.split(/\.|(?=\[)/).filter((part) => part !== "");
  return parts.flatMap((part, index) => {
    // Its name says that it is a tier.
    if (part === "byTier" && index < parts.length - 1) return [];
    if (parts[index - 1] === "byTier") return nameWords(part, { key: "tier", reader, t });
    const place = /^\[(\d+)\]$/.exec(part)?.[1];
    if (place !== undefined) return String(Number(place) + 1);
    const clock = t(`clock.${part}`, { defaultValue: part });
    return t(`policyDifference.detail.${part}`, { defaultValue: inSentence(clock) });
  });
}

type At = { readonly key: string; readonly reader: DifferenceReader; readonly t: Translate };

function valueWords(value: unknown, at: At): string {
  const { key, reader, t } = at;
  if (value === undefined || value === null) return t("policyDifference.value.none");
  if (typeof value === "boolean") return t(`policyDifference.value.${value ? "yes" : "no"}`);
  if (typeof value === "number" && /minutes$/i.test(key)) {
    return timeSpan(value * MINUTE_MS, reader.language);
  }
  if (typeof value === "number" && /days$/i.test(key)) {
    return t("policyDifference.value.days", { count: value });
  }
  if (typeof value === "string") return nameWords(value, at);
  if (Array.isArray(value) && value.length > 0) {
    const between = t("policyDifference.value.between");
    return shortened(value.map((one) => valueWords(one, at)).join(between));
  }
  const named = fieldOf(fieldOf(value, "name"), reader.language) ?? fieldOf(value, "name");
  return typeof named === "string" ? named : shortened(JSON.stringify(value));
}

const NAMES_DEPARTMENT = ["department", "coDepartment", "network", "handOver"];

function nameWords(value: string, { key, reader, t }: At): string {
  const lists = reader.policies.flatMap(({ tiers, departments }) => {
    if (key === "tier" || key === "defaultTier") return tiers;
    return NAMES_DEPARTMENT.includes(key) ? departments : [];
  });
  const name = lists.find(({ id }) => id === value)?.name[reader.language];
  if (key === "priority") return t(`priority.${value}`, { defaultValue: value });
  return name ?? shortened(value);
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function shortened(text: string): string {
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
}

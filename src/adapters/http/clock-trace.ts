import type { ClockTraceView } from "../../app/sla/read-clock-trace.ts";
import type { ClockTrace, TraceRow } from "../../contract/card-api.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { TraceSection } from "../../domain/sla/trace.ts";
import type { Language } from "../../domain/words.ts";
import type { CardFormats } from "./card-formats.ts";
import { type CardTexts, cardTextsOf } from "./card-texts.ts";
import { type ReadRow, rowsOf } from "./trace-rows.ts";
import { passedOverTexts, promiseText } from "./trace-words.ts";

/** Promises told at most; of more the newest. */
const PROMISES_TOLD = 10;
const SECOND_MS = 1_000;

const VARIANT_BY_KIND = {
  counted: "success",
  late: "danger",
  outside_hours: "default",
  break: "default",
  holiday: "info",
  paused: "warning",
  settled: "default",
  no_target: "default",
  day: "success",
  many: "default",
} as const satisfies Record<ReadRow["kind"], TraceRow["variant"]>;

type Found = NonNullable<ClockTraceView["found"]>;

/** Words and colours why a clock stands where it stands. `language` null: the portal's. */
export function presentClockTrace(
  view: ClockTraceView,
  language: Language | null,
  formats: CardFormats,
): ClockTrace {
  const texts = cardTextsOf(language ?? view.portal.language, view.now, formats);
  const { found } = view;
  const common = { language: texts.language, words: wordsOf(texts) };
  if (found === null) return { ...common, ...nothing("notFound", texts) };
  const { clock, trace } = found;
  const zone = zoneIn(found, clock.calendarId) ?? view.portal.timeZone;
  const rows = rowsOf(trace, clock, {
    zoneOf: (calendarId) => (calendarId === null ? null : zoneIn(found, calendarId)) ?? zone,
    dateOf: texts.dateOf,
  });
  return {
    ...common,
    state: "shown",
    headline: texts.t(`clock.${clock.kind}`),
    facts: factsOf(found, zone, texts),
    promises: promisesOf(view, found, texts),
    rows: rows.map((row) => presentRow(row, texts)),
  };
}

/** The answer of a portal that is not connected. */
export function presentNoTrace(
  now: number,
  language: Language | null,
  formats: CardFormats,
): ClockTrace {
  const texts = cardTextsOf(language ?? "en", now, formats);
  return { language: texts.language, words: wordsOf(texts), ...nothing("notConnected", texts) };
}

function nothing(why: "notFound" | "notConnected", texts: CardTexts) {
  const headline = texts.t(`trace.${why}`);
  return { state: "not_found" as const, headline, facts: [], promises: [], rows: [] };
}

function zoneIn({ policies, clock }: Found, calendarId: string): string | null {
  const calendars = policies.get(clock.policyVersion)?.calendars ?? [];
  return calendars.find(({ id }) => id === calendarId)?.zone ?? null;
}

function factsOf({ clock }: Found, zone: string, texts: CardTexts): string[] {
  const used = texts.exactSpan(clock.usedMs);
  const target = texts.exactSpan(clock.targetMs);
  return [
    texts.t("trace.used", { used, target }),
    ...(clock.dueAt === null
      ? []
      : [texts.t("card.due", { time: texts.instant(clock.dueAt, zone) })]),
    texts.t("trace.zone", { zone: texts.zoneName(zone) }),
  ];
}

/** A change that leaves the promise and its reasons as they were is not told. */
function promisesOf(
  view: ClockTraceView,
  { trace, policies }: Found,
  texts: CardTexts,
): ClockTrace["promises"] {
  const sections = trace.sections.filter((section, index) => {
    const before = trace.sections[index - 1];
    return !section.isAhead && (before === undefined || keyOf(section) !== keyOf(before));
  });
  const told = sections.slice(-PROMISES_TOLD).flatMap((section) => {
    const policy = policies.get(section.policyVersion);
    return policy === undefined ? [] : [promiseOf(section, { view, policy, texts })];
  });
  return told;
}

function keyOf({ policyVersion, promise, passedOver }: TraceSection): string {
  return JSON.stringify([policyVersion, promise, passedOver]);
}

function promiseOf(
  section: TraceSection,
  words: { readonly view: ClockTraceView; readonly policy: Policy; readonly texts: CardTexts },
): ClockTrace["promises"][number] {
  const { view, policy, texts } = words;
  const calendar = policy.calendars.find(({ id }) => id === section.promise?.calendarId);
  return {
    since: texts.t("trace.since", {
      time: texts.instant(section.from, calendar?.zone ?? view.portal.timeZone),
      version: section.policyVersion,
    }),
    text: promiseText(section, words),
    passedOver: [...passedOverTexts(section.passedOver, words)],
  };
}

function presentRow(row: ReadRow, texts: CardTexts): TraceRow {
  return {
    when: texts.range(row.from, row.to, row.zone),
    what: whatOf(row, texts),
    variant: VARIANT_BY_KIND[row.kind],
    length: texts.exactSpan(lengthOf(row)),
    total: texts.exactSpan(row.usedMs),
    isAhead: row.isAhead,
  };
}

/** In the whole seconds that are shown, so that what is counted adds up to the running total. */
function lengthOf({ kind, from, to, usedMs, countedMs }: ReadRow): number {
  return countedMs > 0 || kind === "day" || kind === "many"
    ? wholeSeconds(usedMs) - wholeSeconds(usedMs - countedMs)
    : wholeSeconds(to) - wholeSeconds(from);
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS;
}

function whatOf(row: ReadRow, texts: CardTexts): string {
  const { kind, name } = row;
  switch (kind) {
    case "paused":
      return pausedText(row, texts);
    case "holiday":
    case "break":
      return name === null || name === ""
        ? texts.t(`trace.kind.${kind}`)
        : texts.t("trace.named", { what: texts.t(`trace.kind.${kind}`), name });
    case "many":
      return texts.t("trace.kind.many", { parts: row.parts });
    default:
      return texts.t(`trace.kind.${kind}`);
  }
}

function pausedText({ pauseReason, pausedBy }: ReadRow, texts: CardTexts): string {
  const reason = texts.t([
    `card.pauseReason.${pauseReason ?? "unknown"}`,
    "card.pauseReason.unknown",
  ]);
  return pausedBy === null
    ? texts.t("trace.paused", { reason })
    : texts.t("trace.pausedBy", { reason, by: pausedBy });
}

function wordsOf({ t }: CardTexts): ClockTrace["words"] {
  return {
    passedOver: t("trace.words.passedOver"),
    when: t("trace.words.when"),
    what: t("trace.words.what"),
    length: t("trace.words.length"),
    total: t("trace.words.total"),
    ahead: t("trace.words.ahead"),
  };
}

import type { ClockTraceView } from "../../app/sla/read-clock-trace.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { Target } from "../../domain/governance/target.ts";
import type { TraceSection } from "../../domain/sla/trace.ts";
import { type Asked, given, type Miss } from "../../domain/sla/traits.ts";
import { inSentence } from "../../messages/clock-names.ts";
import type { CardTexts } from "./card-texts.ts";

/** Targets that were passed over, as far as they are told one by one. */
const MISSES_TOLD = 5;

export type TraceWords = {
  readonly view: Pick<ClockTraceView, "pipelines">;
  readonly policy: Policy;
  readonly texts: CardTexts;
};

/** `Tier Key and priority High → 30 min, calendar office (Taipei)`, with what changed it. */
export function promiseText(section: TraceSection, words: TraceWords): string {
  const { promise } = section;
  const { policy, texts } = words;
  const target = promise && policy.targets[promise.targetIndex];
  if (!promise || !target) return texts.t("trace.noTarget");
  const length = texts.exactSpan(promise.targetMs);
  const calendar = policy.calendars.find(({ id }) => id === promise.calendarId);
  const zone = texts.zoneName(calendar?.zone ?? "UTC");
  const text =
    promise.unit === "wall"
      ? texts.t("trace.wallPromise", { target: targetText(target, words), length })
      : texts.t("trace.promise", {
          target: targetText(target, words),
          length,
          calendar: promise.calendarId,
          zone,
        });
  return [text, ...changesOf(promise, target, texts)].join(texts.t("trace.sentenceGap"));
}

function changesOf(
  { override, isOrdinary, targetMs }: NonNullable<TraceSection["promise"]>,
  target: Target,
  texts: CardTexts,
): string[] {
  const isOther = targetMs !== target.durationMinutes * 60_000;
  const usual = texts.exactSpan(target.durationMinutes * 60_000);
  return [
    ...(override === null ? [] : [texts.t("trace.overridden", override)]),
    ...(override === null && isOther ? [texts.t("trace.reopened", { usual })] : []),
    ...(isOrdinary ? [texts.t("trace.ordinary")] : []),
  ];
}

/** The first reason for each, and how many more there are. */
export function passedOverTexts(
  missed: TraceSection["passedOver"],
  words: TraceWords,
): readonly string[] {
  const { policy, texts } = words;
  const told = missed.slice(0, MISSES_TOLD).flatMap(({ index, ...miss }) => {
    const target = policy.targets[index];
    return target === undefined ? [] : [missText(target, miss, words)];
  });
  const more = missed.length - told.length;
  return more === 0 ? told : [...told, texts.t("trace.more", { more })];
}

function missText(target: Target, { condition, found }: Miss, words: TraceWords): string {
  const { texts } = words;
  const parts = {
    target: targetText(target, words),
    length: texts.exactSpan(target.durationMinutes * 60_000),
    condition: inSentence(texts.t(`trace.condition.${condition}`)),
  };
  return found === ""
    ? texts.t("trace.missUnknown", parts)
    : texts.t("trace.miss", { ...parts, found: valueText(condition, found, words) });
}

/** The conditions of a target; one without any is for every ticket. */
function targetText(target: Target, words: TraceWords): string {
  const { texts } = words;
  const conditions = given(target).map(({ condition, expected }, index) => {
    const label = texts.t(`trace.condition.${condition}`);
    return texts.t("trace.expected", {
      condition: index === 0 ? label : inSentence(label),
      value: valueText(condition, expected, words),
    });
  });
  return conditions.length === 0 ? texts.t("trace.everyTicket") : texts.list(conditions);
}

/** What the portal and its policy have a name for is named; the rest is shown as HubSpot has it. */
function valueText(
  condition: keyof Asked,
  value: string,
  { view, policy, texts }: TraceWords,
): string {
  switch (condition) {
    case "tier":
      return policy.tiers.find(({ id }) => id === value)?.name[texts.language] ?? value;
    case "department":
      return policy.departments.find(({ id }) => id === value)?.name[texts.language] ?? value;
    case "pipelineId":
      return view.pipelines.find(({ pipelineId }) => pipelineId === value)?.label ?? value;
    case "priority":
      return texts.t(`priority.${value}`, { defaultValue: value });
    case "customerKind":
      return texts.t(`trace.customerKind.${value}`, { defaultValue: value });
    default:
      return value;
  }
}

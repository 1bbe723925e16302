import { type PolicyProblem, problem } from "./lint-problem.ts";
import type { Policy } from "./policy.ts";
import type { RetentionRules } from "./retention-rules.ts";

const DAY_MINUTES = 1_440;

/** A rule that looks back, and how far. */
type Need = { readonly by: string; readonly least: number };

/** What is deleted before another rule has done with it. */
export function lintRetention(policy: Policy): readonly PolicyProblem[] {
  return [
    ...tooShort(policy, "touchDays", touchNeeds(policy)),
    ...tooShort(policy, "surveyDays", surveyNeeds(policy)),
    ...tooShort(policy, "messageDays", messageNeeds(policy)),
  ];
}

/** One problem a kind, by the rule that looks back furthest. */
function tooShort(
  { retention }: Policy,
  key: keyof RetentionRules,
  needs: readonly Need[],
): PolicyProblem[] {
  const days = retention[key];
  const [furthest] = needs.toSorted((one, other) => other.least - one.least);
  if (days === undefined || furthest === undefined || days >= furthest.least) return [];
  const { by, least } = furthest;
  return [
    problem("kept_too_short", `retention.${key}`, {
      found: `is ${days}, but ${by} looks back ${least} days`,
      expected: `at least ${least}`,
      params: { days, by, least },
    }),
  ];
}

function touchNeeds({ visits: { contactCap, byTier } }: Policy): readonly Need[] {
  const cap =
    contactCap === undefined
      ? []
      : [{ by: "visits.contactCap.withinDays", least: contactCap.withinDays }];
  const intervals = Object.entries(byTier).map(([tier, { maximumDays }]) => ({
    by: `visits.byTier.${tier}.maximumDays`,
    least: maximumDays,
  }));
  return [...cap, ...intervals];
}

/** Who was asked is not asked again, and a link that was sent has to lead somewhere. */
function surveyNeeds({ surveys: { ask } }: Policy): readonly Need[] {
  if (!ask.isOn) return [];
  return [
    { by: "surveys.ask.everyDays", least: ask.everyDays },
    { by: "surveys.ask.untilDays", least: ask.untilDays },
    { by: "surveys.ask.validDays", least: ask.validDays },
  ];
}

/** A case may be put off so often for so long, and its thread tells what was said. */
function messageNeeds({ snooze: { maxMinutes, maxTimes } }: Policy): readonly Need[] {
  return [{ by: "snooze", least: Math.ceil((maxMinutes * maxTimes) / DAY_MINUTES) }];
}

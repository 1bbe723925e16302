import { DAY_MINUTES, openMinutesOf, sumOf } from "../time/week-minutes.ts";
import type { CareItem } from "./care.ts";
import { doubles, type PolicyProblem, problem, unknown } from "./lint-problem.ts";
import type { Policy } from "./policy.ts";
import type { VisitPlan } from "./visit-rules.ts";

/** What cannot be kept, or is never reached, in the plan of visits and care. */

const DAYS_A_WEEK = 7;
const DAYS_A_YEAR = 365;
/** Dates of the moon are those of people: birthdays, festivals. */
const OF_PEOPLE: readonly CareItem["kind"][] = ["greeting", "invitation", "reward"];

export function lintVisits(policy: Policy): readonly PolicyProblem[] {
  const { visits } = policy;
  return [
    ...withoutPlan(policy),
    ...doubledEntries(visits),
    ...unknownNames(policy),
    ...Object.entries(visits.byTier).flatMap(([tier, cadence]) => intervals(tier, cadence, visits)),
    ...visits.care.flatMap((item, index) => careItem(item, `visits.care[${index}]`)),
    ...beyondCapacity(policy),
    ...beyondCap(policy),
  ];
}

function withoutPlan({ tiers, visits }: Policy): PolicyProblem[] {
  return tiers
    .filter(({ id }) => visits.byTier[id] === undefined)
    .map(({ id }) =>
      problem("tier_without_visits", `visits.byTier.${id}`, {
        found: "is missing",
        expected: "a plan for every tier",
        params: { tier: id },
      }),
    );
}

function doubledEntries({ care, scripts, owners, capacity }: VisitPlan): PolicyProblem[] {
  const lists = {
    "visits.care": { key: "id", ids: care.map(({ id }) => id) },
    "visits.scripts": { key: "id", ids: scripts.map(({ id }) => id) },
    "visits.owners.teams": { key: "id", ids: owners.teams.map(({ id }) => id) },
    "visits.capacity.byOwner": {
      key: "ownerId",
      ids: capacity.byOwner.map(({ ownerId }) => ownerId),
    },
  };
  return Object.entries(lists).flatMap(([list, { key, ids }]) =>
    doubles(ids).map(({ value, index }) =>
      problem("doubled_id", `${list}[${index}].${key}`, {
        found: `is "${value}" a second time`,
        expected: "an id of its own",
        params: { id: value },
      }),
    ),
  );
}

function unknownNames(policy: Policy): PolicyProblem[] {
  const { visits, benefits } = policy;
  const tiers = policy.tiers.map(({ id }) => id);
  const calendars = policy.calendars.map(({ id }) => id);
  const scripts = visits.scripts.map(({ id }) => id);
  const benefitIds = [
    ...new Set(Object.values(benefits).flatMap((all) => all.map(({ id }) => id))),
  ];
  const tiersOf = (path: string, names: readonly string[] = []) =>
    names.flatMap((name, index) => unknown(`${path}.tiers[${index}]`, name, tiers));
  return [
    ...unknown("visits.calendarId", visits.calendarId, calendars),
    ...Object.entries(visits.byTier).flatMap(([tier, { scriptId }]) => [
      ...unknown(`visits.byTier.${tier}`, tier, tiers),
      ...unknown(`visits.byTier.${tier}.scriptId`, scriptId, scripts),
    ]),
    ...visits.owners.teams.flatMap((team, index) =>
      tiersOf(`visits.owners.teams[${index}]`, team.tiers),
    ),
    ...visits.capacity.byOwner.flatMap(({ calendarId }, index) =>
      unknown(`visits.capacity.byOwner[${index}].calendarId`, calendarId, calendars),
    ),
    ...visits.care.flatMap(({ anchor, scriptId, ...item }, index) => [
      ...tiersOf(`visits.care[${index}]`, item.tiers),
      ...unknown(`visits.care[${index}].scriptId`, scriptId, scripts),
      ...(anchor.on === "benefit_unused"
        ? unknown(`visits.care[${index}].anchor.benefitId`, anchor.benefitId, benefitIds)
        : []),
    ]),
  ];
}

function intervals(
  tier: string,
  { idealDays, maximumDays }: VisitPlan["byTier"][string],
  { retry }: VisitPlan,
): PolicyProblem[] {
  const path = `visits.byTier.${tier}.maximumDays`;
  if (idealDays > maximumDays) {
    const says = {
      found: `is ${maximumDays}`,
      expected: `at least ${idealDays}, the ideal interval`,
    };
    const params = { maximum: maximumDays, ideal: idealDays };
    return [problem("visit_interval_order", path, { ...says, params })];
  }
  const tryDays = retry.afterDays * (retry.atMost - 1);
  if (tryDays < idealDays) return [];
  return [
    problem("retries_beyond_interval", "visits.retry", {
      found: `tries for ${tryDays} days`,
      expected: `less than the ${idealDays} days after which the next visit of "${tier}" comes`,
      params: { days: tryDays, ideal: idealDays, tier },
    }),
  ];
}

function careItem({ anchor, kind, letter, scriptId }: CareItem, path: string): PolicyProblem[] {
  return [
    ...(OF_PEOPLE.includes(kind) && letter === undefined && scriptId === undefined
      ? [
          problem("care_without_text", `${path}.letter`, {
            found: "is missing, as is a script",
            expected: "what is to be written or said",
          }),
        ]
      : []),
    ...(anchor.on === "date_property" ? repeats(anchor, kind, `${path}.anchor`) : []),
  ];
}

function repeats(
  { repeat, everyMonths }: Extract<CareItem["anchor"], { readonly on: "date_property" }>,
  kind: CareItem["kind"],
  path: string,
): PolicyProblem[] {
  if (everyMonths !== undefined && repeat !== "never") {
    return [
      problem("repeat_without_effect", `${path}.repeat`, {
        found: `is ${repeat} beside everyMonths`,
        expected: "one of the two",
        params: { months: everyMonths },
      }),
    ];
  }
  if (repeat !== "lunar_yearly" || OF_PEOPLE.includes(kind)) return [];
  return [
    problem("lunar_not_birthday", `${path}.repeat`, {
      found: `is lunar_yearly for a ${kind}`,
      expected: "it for birthdays and festivals only",
    }),
  ];
}

/** What one owner is to do at most, against the hours that there are. */
function beyondCapacity({ visits, calendars }: Policy): PolicyProblem[] {
  const { capacity, calendarId } = visits;
  const limits = [
    { path: "visits.capacity", perDay: capacity.perDay, perWeek: capacity.perWeek, calendarId },
    ...capacity.byOwner.map((owner, index) => ({
      path: `visits.capacity.byOwner[${index}]`,
      perDay: owner.perDay ?? capacity.perDay,
      perWeek: owner.perWeek ?? capacity.perWeek,
      calendarId: owner.calendarId ?? calendarId,
    })),
  ];
  const shortest = Math.min(...Object.values(visits.byTier).map((tier) => tier.durationMinutes));
  return limits.flatMap(({ path, perDay, perWeek, calendarId: id }): PolicyProblem[] => {
    const calendar = calendars.find((candidate) => candidate.id === id);
    const longestDay = calendar === undefined ? 0 : longestDayOf(calendar);
    const most = Math.max(1, Math.floor(longestDay / shortest));
    if (longestDay > 0 && perDay > most) {
      return [
        problem("visits_beyond_day", `${path}.perDay`, {
          found: `is ${perDay}, of ${shortest} minutes at least`,
          expected: `at most ${most}, as the longest day of "${id}" has ${longestDay} minutes`,
          params: { perDay, minutes: shortest, open: longestDay, calendar: id, most },
        }),
      ];
    }
    if (perWeek >= perDay) return [];
    return [
      problem("visits_week_below_day", `${path}.perWeek`, {
        found: `is ${perWeek}`,
        expected: `at least ${perDay}, what a day may have`,
        params: { perWeek, perDay },
      }),
    ];
  });
}

function longestDayOf(calendar: Policy["calendars"][number]): number {
  const open = openMinutesOf(calendar);
  const days = Array.from({ length: DAYS_A_WEEK }, (_, day) =>
    sumOf(open.subarray(day * DAY_MINUTES, (day + 1) * DAY_MINUTES)),
  );
  return Math.max(...days);
}

/** The cap has to leave room for what the plan itself asks for, even at the longest interval. */
function beyondCap({ visits }: Policy): PolicyProblem[] {
  const { contactCap, byTier, care } = visits;
  if (contactCap === undefined) return [];
  const { contacts, withinDays } = contactCap;
  const allowed = (contacts * DAYS_A_YEAR) / withinDays;
  return Object.entries(byTier).flatMap(([tier, { maximumDays }]) => {
    const items = care.filter(({ tiers }) => tiers === undefined || tiers.includes(tier));
    const needed =
      DAYS_A_YEAR / maximumDays + items.reduce((sum, item) => sum + timesAYear(item), 0);
    if (needed <= allowed) return [];
    return [
      problem("contact_cap_below_plan", "visits.contactCap", {
        found: `lets ${Math.floor(allowed)} contacts a year reach a customer`,
        expected: `at least the ${Math.ceil(needed)} that are planned for "${tier}"`,
        params: { allowed: Math.floor(allowed), needed: Math.ceil(needed), tier },
      }),
    ];
  });
}

/** Of what comes by the calendar; what something else brings may never come. */
function timesAYear({ anchor }: CareItem): number {
  if (anchor.on !== "date_property") return 0;
  if (anchor.everyMonths !== undefined) return 12 / anchor.everyMonths;
  return anchor.repeat === "never" ? 0 : 1;
}

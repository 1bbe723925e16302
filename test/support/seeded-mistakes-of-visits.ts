import { clean, type Mistake, visits } from "./seeded-mistakes.ts";

/** Mistakes in the plan of visits and care. */

const words = { en: "Care", "zh-TW": "關懷", "zh-CN": "关怀" };
const letter = { en: "Dear", "zh-TW": "您好", "zh-CN": "您好" };
const count = visits.care.length;
const birthday = {
  id: "birthday",
  kind: "greeting",
  name: words,
  letter,
  anchor: { on: "date_property", property: "date_of_birth", repeat: "yearly" },
};
const withVisits = (changes: object) => ({ visits: { ...visits, ...changes } });
const withItem = (changes: object) =>
  withVisits({ care: [...visits.care, { ...birthday, ...changes }] });
const withTier = (changes: object) => {
  const { key } = visits.byTier;
  return withVisits({ byTier: { ...visits.byTier, key: { ...key, ...changes } } });
};
const withOwner = (changes: object) =>
  withVisits({ capacity: { ...visits.capacity, byOwner: [{ ownerId: "31", ...changes }] } });
const lunar = { on: "date_property", property: "lunar_birthday", repeat: "lunar_yearly" };

export const visitMistakes: readonly Mistake[] = [
  {
    name: "a maximum below the ideal",
    code: "visit_interval_order",
    path: "visits.byTier.key.maximumDays",
    change: withTier({ idealDays: 30, maximumDays: 20 }),
  },
  {
    name: "tries that last longer than the interval",
    code: "retries_beyond_interval",
    path: "visits.retry",
    change: withVisits({ retry: { afterDays: 15, atMost: 3 } }),
  },
  {
    name: "no try at all",
    code: "wrong_value",
    path: "visits.retry.atMost",
    change: withVisits({ retry: { atMost: 0 } }),
  },
  {
    name: "a greeting without words",
    code: "care_without_text",
    path: `visits.care[${count}].letter`,
    change: withItem({ letter: undefined }),
  },
  {
    name: "maintenance by the moon",
    code: "lunar_not_birthday",
    path: `visits.care[${count}].anchor.repeat`,
    change: withItem({ kind: "preventive", anchor: lunar }),
  },
  {
    name: "an item that comes again in two ways",
    code: "repeat_without_effect",
    path: `visits.care[${count}].anchor.repeat`,
    change: withItem({ anchor: { ...birthday.anchor, everyMonths: 6 } }),
  },
  {
    name: "care for a tier that is not there",
    code: "unknown_name",
    path: `visits.care[${count}].tiers[1]`,
    change: withItem({ tiers: ["key", "gold"] }),
  },
  {
    name: "care by a script that is not there",
    code: "unknown_name",
    path: `visits.care[${count}].scriptId`,
    change: withItem({ scriptId: "nothing" }),
  },
  {
    name: "care for a benefit that nobody has",
    code: "unknown_name",
    path: `visits.care[${count}].anchor.benefitId`,
    change: withItem({ anchor: { on: "benefit_unused", benefitId: "nothing", leadDays: 30 } }),
  },
  {
    name: "two care items of one name",
    code: "doubled_id",
    path: `visits.care[${count + 1}].id`,
    change: withVisits({ care: [...visits.care, birthday, birthday] }),
  },
  {
    name: "visits by a script that is not there",
    code: "unknown_name",
    path: "visits.byTier.key.scriptId",
    change: withTier({ scriptId: "nothing" }),
  },
  {
    name: "visits of a tier that is not there",
    code: "unknown_name",
    path: "visits.byTier.gold",
    change: withVisits({ byTier: { ...visits.byTier, gold: visits.byTier["key"] } }),
  },
  {
    name: "visits in a calendar that is not there",
    code: "unknown_name",
    path: "visits.calendarId",
    change: withVisits({ calendarId: "nowhere" }),
  },
  {
    name: "a team for a tier that is not there",
    code: "unknown_name",
    path: "visits.owners.teams[0].tiers[0]",
    change: withVisits({
      owners: { teams: [{ id: "inside", ownerIds: ["31"], tiers: ["gold"] }] },
    }),
  },
  {
    name: "an owner with hours that are not there",
    code: "unknown_name",
    path: "visits.capacity.byOwner[0].calendarId",
    change: withOwner({ calendarId: "nowhere" }),
  },
  {
    name: "more visits than a day has room for",
    code: "visits_beyond_day",
    path: "visits.capacity.perDay",
    change: withVisits({ capacity: { perDay: 100, perWeek: 500 } }),
  },
  {
    name: "an owner with more visits than a day has room for",
    code: "visits_beyond_day",
    path: "visits.capacity.byOwner[0].perDay",
    change: withOwner({ perDay: 100, perWeek: 500 }),
  },
  {
    name: "a week with less than a day",
    code: "visits_week_below_day",
    path: "visits.capacity.perWeek",
    change: withVisits({ capacity: { perDay: 4, perWeek: 3 } }),
  },
  {
    name: "an owner's week with less than a day",
    code: "visits_week_below_day",
    path: "visits.capacity.byOwner[0].perWeek",
    change: withOwner({ perWeek: 1 }),
  },
  {
    name: "a cap below what is planned",
    code: "contact_cap_below_plan",
    path: "visits.contactCap",
    change: {
      visits: {
        ...clean.visits,
        contactCap: { contacts: 4, withinDays: 365 },
        byTier: {
          ...visits.byTier,
          developing: visits.byTier["standard"],
          key: { ...visits.byTier["key"], idealDays: 60, maximumDays: 90 },
        },
      },
    },
  },
  {
    name: "contacts kept for less than an interval of visits",
    code: "kept_too_short",
    path: "retention.touchDays",
    change: {
      retention: { touchDays: 120 },
      visits: {
        ...visits,
        byTier: { ...visits.byTier, standard: { ...visits.byTier["standard"], maximumDays: 700 } },
      },
    },
  },
];

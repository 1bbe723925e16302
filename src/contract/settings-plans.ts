import { z } from "zod";
import { RefusedTab, SettingsTag, ShownTab, wordsOf } from "./settings-parts.ts";

/** What the policy in force says of departments, tiers and visits, for people to look at. */

const Fact = z.strictObject({ label: z.string(), text: z.string() });

const Department = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  /** Whether it may be disturbed now. */
  status: SettingsTag,
  facts: z.array(Fact),
  /** The one who is on call now first; a sentence where there is no rota. */
  onCall: z.array(z.strictObject({ when: z.string(), who: z.string(), isNow: z.boolean() })),
  noRota: z.string().nullable(),
  ladders: z.array(
    z.strictObject({ title: z.string(), levels: z.array(z.string()), notes: z.array(z.string()) }),
  ),
});
export type SettingsDepartment = z.infer<typeof Department>;

export const DepartmentWords = wordsOf(["onCall", "when", "who", "ladders", "noLadder", "now"]);

const ShownDepartments = z.strictObject({
  ...ShownTab,
  headline: z.string(),
  departments: z.array(Department),
  words: DepartmentWords,
});
export type ShownDepartments = z.infer<typeof ShownDepartments>;

export const SettingsDepartments = z.discriminatedUnion("state", [ShownDepartments, RefusedTab]);
export type SettingsDepartments = z.infer<typeof SettingsDepartments>;

export const TierWords = wordsOf(["what", "chart", "customers", "noCustomers"]);

const ShownTiers = z.strictObject({
  ...ShownTab,
  headline: z.string(),
  /** Highest first. */
  tiers: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** Side by side: for each row as many cells as there are tiers, each with its lines. */
  rows: z.array(z.strictObject({ label: z.string(), cells: z.array(z.array(z.string())) })),
  chart: z.array(z.strictObject({ tier: z.string(), kind: z.string(), customers: z.int() })),
  colors: z.record(z.string(), z.enum(["blue", "orange"])),
  words: TierWords,
});
export type ShownTiers = z.infer<typeof ShownTiers>;

export const SettingsTiers = z.discriminatedUnion("state", [ShownTiers, RefusedTab]);
export type SettingsTiers = z.infer<typeof SettingsTiers>;

export const VisitPlanWords = wordsOf([
  ...(["tier", "afterClose", "ideal", "maximum", "channel", "duration", "script"] as const),
  ...([
    "rules",
    "people",
    "person",
    "capacity",
    "away",
    "care",
    "item",
    "kind",
    "when",
    "nobody",
  ] as const),
]);

const ShownVisitPlan = z.strictObject({
  ...ShownTab,
  headline: z.string(),
  cadences: z.array(
    z.strictObject({
      tier: z.string(),
      afterClose: z.string(),
      ideal: z.string(),
      maximum: z.string(),
      channel: z.string(),
      duration: z.string(),
      script: z.string(),
    }),
  ),
  facts: z.array(Fact),
  /** Whose figures differ from everybody's. */
  people: z.array(z.strictObject({ name: z.string(), capacity: z.string(), away: z.string() })),
  care: z.array(
    z.strictObject({ name: z.string(), kind: z.string(), tiers: z.string(), when: z.string() }),
  ),
  words: VisitPlanWords,
});
export type ShownVisitPlan = z.infer<typeof ShownVisitPlan>;

export const SettingsVisitPlan = z.discriminatedUnion("state", [ShownVisitPlan, RefusedTab]);
export type SettingsVisitPlan = z.infer<typeof SettingsVisitPlan>;

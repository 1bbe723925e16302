import { loadPreset } from "../../src/config/presets.ts";
import type { ProblemCode } from "../../src/domain/governance/lint-problem.ts";

/** A preset that has no problem. */
export const clean = loadPreset("manufacturing");
export const [service, quality, relations] = clean.departments;
const [plant, ...otherCalendars] = clean.calendars;
export const { targets, routes, tiers, ladders, visits } = clean;

/** One mistake in it, with the code and place by which it must be told. */
export type Mistake = {
  readonly name: string;
  readonly code: ProblemCode;
  readonly path: string;
  readonly change: Readonly<Record<string, unknown>>;
};

export const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
export const target = (clock: string, changes: object = {}) => ({
  clock,
  durationMinutes: 60,
  calendarId: "plant",
  ...changes,
});
export const withTarget = (...added: readonly object[]) => ({ targets: [...added, ...targets] });
export const withPlant = (changes: object) => ({
  calendars: [{ ...plant, ...changes }, ...otherCalendars],
});
export const withService = (changes: object) => ({
  departments: [{ ...service, ...changes }, quality, relations],
});
const withLadder = (changes: object) => ({
  ladders: [ladders[0], { ...ladders[1], ...changes }, ...ladders.slice(2)],
});
export const shift = (days: readonly string[], window: string) => ({
  days,
  window,
  person: "Wang Lei",
});
const levels = (...waits: readonly number[]) =>
  waits.map((waitMinutes) => ({ tell: ["lead"], waitMinutes }));

export const ruleMistakes: readonly Mistake[] = [
  {
    name: "a rule behind one that takes all of it",
    code: "unreachable_rule",
    path: `targets[${targets.length}]`,
    change: { targets: [...targets, target("first_response", { priority: "LOW" })] },
  },
  {
    name: "a route behind one that takes all of it",
    code: "unreachable_rule",
    path: `routes[${routes.length}]`,
    change: { routes: [...routes, { tier: "standard", department: "quality" }] },
  },
  {
    name: "two rules for one ticket, the longer promise first",
    code: "overlapping_rules",
    path: "targets[0]",
    change: withTarget(target("resolution", { channel: "PHONE", durationMinutes: 1_000 })),
  },
  {
    name: "a tier without a plan of visits",
    code: "tier_without_visits",
    path: "visits.byTier.key",
    change: {
      visits: {
        ...visits,
        byTier: { developing: visits.byTier["developing"], standard: visits.byTier["standard"] },
      },
    },
  },
  {
    name: "tiers in the wrong order",
    code: "tier_order",
    path: "tiers[1].fromScore",
    change: { tiers: [tiers[0], { ...tiers[1], fromScore: 95 }, tiers[2]] },
  },
  {
    name: "customers below the last tier",
    code: "last_tier_above_zero",
    path: "tiers[2].fromScore",
    change: { tiers: [tiers[0], tiers[1], { ...tiers[2], fromScore: 5 }] },
  },
  {
    name: "a major fault that is slower than an ordinary ticket",
    code: "major_fault_slower",
    path: "targets[0].durationMinutes",
    change: {
      ...withTarget(
        target("on_site_arrival", {
          severity: "major_fault",
          calendarId: "always",
          durationMinutes: 300,
        }),
        target("on_site_arrival", { calendarId: "always", durationMinutes: 240 }),
      ),
      milestones: { ...clean.milestones, arrived_on_site: { stageIds: ["3"] } },
    },
  },
  {
    name: "a major fault that waits for the office",
    code: "business_hours_for_major_fault",
    path: "targets[0].calendarId",
    change: { targets: [{ ...targets[0], calendarId: "plant" }, ...targets.slice(1)] },
  },
  {
    name: "a ladder that takes longer than any promise",
    code: "ladder_longer_than_target",
    path: "ladders[1].levels",
    change: withLadder({ levels: levels(45, 3_000, 10) }),
  },
  {
    name: "a first wait that is longer than the department may take",
    code: "wait_longer_than_department_promise",
    path: "ladders[1].levels[0].waitMinutes",
    change: withLadder({ levels: levels(90, 10) }),
  },
  {
    name: "a ladder whose last level is nobody",
    code: "ladder_ends_nowhere",
    path: "ladders[1].levels[1].tell",
    change: withLadder({ levels: [...levels(45), { tell: ["on_call"], waitMinutes: 10 }] }),
  },
  {
    name: "a ladder that hands over to its own department",
    code: "hands_over_to_itself",
    path: "ladders[1].levels[1].handOver",
    change: withLadder({ levels: [...levels(45), { handOver: "technical_service" }] }),
  },
  {
    name: "taking that is stale before anybody could take it",
    code: "stale_before_wait",
    path: "ladders[1].staleAfterMinutes",
    change: withLadder({ staleAfterMinutes: 30 }),
  },
  {
    name: "a ladder for cases that nothing makes",
    code: "trigger_never_comes",
    path: "ladders[1].triggers[0]",
    change: withLadder({ triggers: ["low_rating", "breach"] }),
  },
  {
    name: "a warning after the due time",
    code: "warning_after_due",
    path: "clocks.update.warnings[0].restMinutes",
    change: { clocks: { ...clean.clocks, update: { warnings: [{ restMinutes: 120 }] } } },
  },
  {
    name: "a warning told twice",
    code: "doubled_warning",
    path: "clocks.update.warnings[1]",
    change: {
      clocks: { ...clean.clocks, update: { warnings: [{ percent: 50 }, { percent: 50 }] } },
    },
  },
  {
    name: "an end that only resolution has",
    code: "rule_without_effect",
    path: "clocks.update.end",
    change: {
      milestones: { ...clean.milestones, solved: { stageIds: ["3"] } },
      clocks: { ...clean.clocks, update: { end: "solved" } },
    },
  },
];

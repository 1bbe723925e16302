import { loadPreset } from "../src/config/presets.ts";
import { Policy } from "../src/domain/governance/policy.ts";
import { createCalendars } from "../src/domain/time/business-time.ts";
import { dateOfDay, dayNumberOf } from "../src/domain/time/day-number.ts";
import { planPortal } from "../src/domain/visits/plan-portal.ts";
import type { PlanCustomer } from "../src/domain/visits/plan-rules.ts";
import { planRules } from "../src/domain/visits/rules-of-plan.ts";
import { atMost, type Measurement, plain } from "./figures.ts";
import { BENCH_NOW } from "./ticket-stories.ts";

const BUDGET_S = 10;
/** The budget is for so many customers; it grows with their number. */
const BUDGET_CUSTOMERS = 100_000;
const CUSTOMERS_AN_OWNER = 600;
const DAY_MS = 86_400_000;
const MB = 2 ** 20;

/**
 * The whole plan of one portal in memory: every customer for the first time, and the night after with
 * what came of it. The days of each owner are shared out, and a tenth of the customers is nobody's.
 */
export function measurePlan(sizes: { readonly customers: number }): Measurement {
  const owners = Math.max(1, Math.round(sizes.customers / CUSTOMERS_AN_OWNER));
  const policy = planPolicy(owners);
  const rulesAt = (now: number) =>
    planRules({ policy, calendars: createCalendars(policy.calendars) }, now, {
      knownOwners: null,
      lunarDates: () => [],
    });
  const customers = customersOf(sizes.customers, owners);
  const first = timed(() => planPortal(customers, rulesAt(BENCH_NOW)));
  const byCustomer = Map.groupBy(first.value.planned, ({ customer }) => customer?.id ?? "");
  const known = customers.map((one) => ({
    ...one,
    visits: (byCustomer.get(one.customer.id) ?? []).map((visit) => ({ ...visit, taskId: null })),
  }));
  const night = timed(() => planPortal(known, rulesAt(BENCH_NOW + DAY_MS)));
  const budget = (BUDGET_S * sizes.customers) / BUDGET_CUSTOMERS;
  const short = first.value.shortages.reduce((sum, { visits }) => sum + visits, 0);
  const before = new Map(first.value.planned.map(({ visitId, dueDate }) => [visitId, dueDate]));
  const moved = night.value.changes.filter(({ visitId, dueDate }) => {
    return (before.get(visitId) ?? dueDate) !== dueDate;
  });
  const today = dateOfDay(rulesAt(BENCH_NOW + DAY_MS).today);
  const early = moved.filter(({ visitId }) => (before.get(visitId) ?? "") >= today);
  return {
    subject: "visit plan",
    set: `${sizes.customers} customers and ${owners} owners; care by dates; contact cap of 3 in 30 days`,
    figures: [
      atMost({ name: "everybody for the first time", value: first.seconds, unit: "s" }, budget),
      atMost({ name: "a night later", value: night.seconds, unit: "s" }, budget),
      plain("visits planned", first.value.planned.length, "count"),
      plain("shown as short", short, "count"),
      plain("moved a night later", moved.length, "count"),
      plain("of those, though their day was to come", early.length, "count"),
      plain("memory, MB", Math.round(process.memoryUsage.rss() / MB), "count"),
    ],
  };
}

function timed<T>(run: () => T): { readonly value: T; readonly seconds: number } {
  const startedAt = performance.now();
  const value = run();
  return { value, seconds: (performance.now() - startedAt) / 1_000 };
}

function planPolicy(owners: number): Policy {
  const words = (name: string) => ({ en: name, "zh-TW": name, "zh-CN": name });
  const preset = loadPreset("after-sales");
  const team = Array.from({ length: Math.ceil(owners / 10) }, (_, index) => `o${index}`);
  return Policy.parse({
    ...preset,
    visits: {
      ...preset.visits,
      preferredWindowProperty: "preferred_time",
      owners: { teams: [{ id: "inside", ownerIds: team }] },
      capacity: { perDay: 10, perWeek: 45 },
      contactCap: { contacts: 3, withinDays: 30 },
      care: [
        {
          id: "birthday",
          kind: "greeting",
          name: words("Birthday"),
          anchor: { on: "date_property", property: "date_of_birth", repeat: "yearly" },
          earlyDays: 5,
        },
      ],
    },
  });
}

/** The same customers each time: a tenth key, three tenths developing; last met within the year. */
function customersOf(count: number, owners: number): readonly PlanCustomer[] {
  const today = dayNumberOf(new Date(BENCH_NOW).toISOString().slice(0, 10));
  return Array.from({ length: count }, (_, index): PlanCustomer => {
    const share = index % 10;
    const days = share === 0 ? 40 : share < 4 ? 110 : 250;
    const metDay = today - ((index * 7_919) % days);
    return {
      customer: { kind: "contact", id: String(30_000_000_000 + index) },
      tier: share === 0 ? "key" : share < 4 ? "developing" : "standard",
      ownerId: index % 11 === 0 ? null : `o${(index * 104_729) % owners}`,
      knownDate: dateOfDay(metDay - 400),
      properties: {
        preferred_time: index % 5 === 0 ? "tue,thu 14:00-17:00" : "",
        date_of_birth: index % 3 === 0 ? dateOfDay(-((index * 31) % 9_000)) : "",
      },
      lastRealAt: metDay * DAY_MS + DAY_MS / 4,
      touchDays: today - metDay < 30 ? [metDay] : [],
      visits: [],
      disputes: [],
      unusedBenefits: [],
    };
  });
}

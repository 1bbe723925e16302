import type { ClockKind } from "../../src/domain/governance/clock-rules.ts";
import type { Policy } from "../../src/domain/governance/policy.ts";
import { Policy as PolicySchema } from "../../src/domain/governance/policy.ts";
import type { Rules } from "../../src/domain/governance/rules.ts";
import type { Circumstances } from "../../src/domain/sla/stretches.ts";
import { createCalendars } from "../../src/domain/time/business-time.ts";

const words = (text: string) => ({ en: text, "zh-TW": text, "zh-CN": text });

/** Office hours in Berlin with a lunch break; short targets by priority; stage 2 waits, stage 4 is closed. */
export function officePolicy(changes: Record<string, unknown> = {}): Policy {
  const day = ["09:00-12:00", "13:00-17:00"];
  return PolicySchema.parse({
    calendars: [
      {
        id: "office",
        zone: "Europe/Berlin",
        weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
        holidays: [{ date: "2026-05-01", name: "Labour Day" }],
      },
      {
        id: "always",
        zone: "UTC",
        weekly: Object.fromEntries(
          ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((name) => [name, ["00:00-24:00"]]),
        ),
      },
    ],
    tiers: [
      { id: "key", name: words("Key"), fromScore: 60 },
      { id: "standard", name: words("Standard"), fromScore: 0 },
    ],
    tierInputs: [
      {
        id: "revenue",
        kind: "company",
        property: "total_revenue",
        label: words("Revenue"),
        bands: [
          { from: 0, points: 10 },
          { from: 100_000, points: 80 },
        ],
      },
    ],
    targets: [
      { clock: "first_response", tier: "key", durationMinutes: 30, calendarId: "office" },
      { clock: "first_response", priority: "HIGH", durationMinutes: 60, calendarId: "office" },
      { clock: "first_response", durationMinutes: 240, calendarId: "office" },
      { clock: "resolution", priority: "HIGH", durationMinutes: 480, calendarId: "office" },
      { clock: "resolution", durationMinutes: 1200, calendarId: "office" },
    ],
    waiting: [{ stageId: "2", reason: "waiting_customer" }],
    departments: [
      {
        id: "support",
        name: words("Technical support"),
        lead: "A. Lead",
        channelId: "C0SUPPORT01",
        language: "en",
      },
      {
        id: "relations",
        name: words("Customer relations"),
        lead: "B. Lead",
        channelId: "C0RELATIONS1",
        language: "zh-TW",
      },
    ],
    routes: [{ tier: "key", department: "relations" }, { department: "support" }],
    visits: {
      calendarId: "office",
      byTier: {
        key: { afterCloseDays: 3, idealDays: 30, maximumDays: 45 },
        standard: { afterCloseDays: 14, idealDays: 180, maximumDays: 270 },
      },
    },
    ...changes,
  });
}

/** The office's policy without a problem. */
export function cleanPolicy(changes: Record<string, unknown> = {}): Policy {
  return withFallbacks(officePolicy(changes));
}

/** The same with a second channel for every department, as the linter asks for. */
export function withFallbacks(policy: Policy): Policy {
  const departments = policy.departments.map((department) => ({
    ...department,
    fallbackChannelId: "C0FALLBACK1",
  }));
  return { ...policy, departments };
}

/**
 * Office hours in Berlin, every kind of clock. Stage 2 waits for the customer, 3 is being worked on, 5
 * solved, 6 confirmed, 7 on site, 4 closed; `arrived`, `answered` and `device` are date properties.
 */
export function fullPolicy(changes: Record<string, unknown> = {}): Policy {
  const target = (clock: ClockKind, durationMinutes: number, conditions: object = {}) => ({
    clock,
    durationMinutes,
    calendarId: "office",
    ...conditions,
  });
  return officePolicy({
    departments: withFallbacks(officePolicy()).departments,
    fields: { severity: "severity", region: "region" },
    complaintCategories: ["COMPLAINT"],
    milestones: {
      solved: { stageIds: ["5"] },
      confirmed: { stageIds: ["6"] },
      arrived_on_site: { stageIds: ["7"], property: "arrived" },
      complaint_answered: { property: "answered" },
      device_arrived: { property: "device" },
    },
    targets: [
      target("first_response", 60),
      target("next_reply", 60),
      target("update", 120),
      target("on_site_arrival", 240),
      target("resolution", 480),
      target("complaint_ack", 60),
      target("complaint_answer", 480),
      target("department_response", 30, { department: "relations" }),
      target("department_response", 60),
    ],
    ...changes,
  });
}

export const CLOSED_STAGES: ReadonlySet<string> = new Set(["4"]);

/** A policy ready to decide by, as the first version. */
export function rulesUnder(policy: Policy, version = 1): Rules {
  return { version, policy, calendars: createCalendars(policy.calendars) };
}

/** Decides tickets under these policies, which become versions 1, 2 …; the first is the one they start with. */
export function ruledBy(...policies: readonly Policy[]): (now: number) => Circumstances {
  const versions = policies.map((policy, index) => rulesUnder(policy, index + 1));
  return (now) => ({
    firstVersion: 1,
    rulesOf: (version) => {
      const rules = versions[version - 1];
      if (rules === undefined) throw new Error(`there is no version ${version} in this test`);
      return rules;
    },
    closedStages: CLOSED_STAGES,
    now,
  });
}

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createPolicyText } from "../../src/adapters/files/policy-text.ts";
import { createHolidays } from "../../src/adapters/holidays/create-holidays.ts";
import { importHolidays } from "../../src/app/time/import-holidays.ts";
import {
  loadPreset,
  PRESET_NAMES,
  type PresetName,
  parsePolicy,
} from "../../src/config/presets.ts";
import { ladderFor } from "../../src/domain/escalation/climb.ts";
import { ClockKind } from "../../src/domain/governance/clock-rules.ts";
import { peopleOf } from "../../src/domain/governance/department.ts";
import { TriggerKind } from "../../src/domain/governance/ladder.ts";
import type { Policy } from "../../src/domain/governance/policy.ts";
import { targetOf } from "../../src/domain/sla/target.ts";
import type { TicketEventDetail } from "../../src/domain/sla/ticket-event.ts";
import { CustomerKind } from "../../src/domain/tiering/customer.ts";
import { gradeCustomer } from "../../src/domain/tiering/grade-customer.ts";
import { gradedHistory, gradedProperties } from "../../src/domain/tiering/score.ts";
import { createCalendars } from "../../src/domain/time/business-time.ts";
import { at } from "../support/calendars.ts";
import { factsOf, firstGrade } from "../support/grades.ts";
import { stage, traitsOf, wrote } from "../support/lives.ts";
import { MINUTE } from "../support/naive-clock.ts";
import { rulesUnder } from "../support/policies.ts";
import { COMPLAINT, MAJOR_FAULT, ofPriority, ofTier, promisesOf } from "../support/promises.ts";

const policy = loadPreset("after-sales");
const promiseTo = (tier: string, priority: string) =>
  targetOf(policy, "first_response", traitsOf({ tier, priority }))?.target;
const taipei = (wall: string) => at(wall, "+08:00");
const twoHoursMs = 2 * 3_600_000;

describe("the after-sales preset", () => {
  it.each<{ name: string; priority: string; openedAt: string; isBreached: boolean }>([
    { name: "an urgent one at night", priority: "URGENT", openedAt: "02:00", isBreached: true },
    { name: "a high one in the morning", priority: "HIGH", openedAt: "09:30", isBreached: true },
    { name: "a high one before lunch", priority: "HIGH", openedAt: "11:45", isBreached: true },
    { name: "a high one in the afternoon", priority: "HIGH", openedAt: "17:30", isBreached: true },
    { name: "but no high one at night", priority: "HIGH", openedAt: "02:00", isBreached: false },
  ])("lets a key customer wait too long within two hours: $name", (row) => {
    const target = promiseTo("key", row.priority);
    const time = createCalendars(policy.calendars)(target?.calendarId ?? "");
    const openedAt = taipei(`2026-03-25 ${row.openedAt}`);
    const dueAt = time.add(openedAt, (target?.durationMinutes ?? 0) * 60_000);
    expect(target?.durationMinutes).toBeLessThanOrEqual(60);
    expect(dueAt < openedAt + twoHoursMs).toBe(row.isBreached);
  });

  it.each<{ name: string; known: Record<string, string>; tier: string; score: number }>([
    {
      name: "a large company",
      known: { total_revenue: "200000", num_associated_deals: "0" },
      tier: "key",
      score: 70,
    },
    {
      name: "a faithful company that bought of late",
      known: {
        total_revenue: "50000",
        num_associated_deals: "10",
        recent_deal_close_date: "2026-03-01",
        first_deal_created_date: "2022-01-01",
      },
      tier: "key",
      score: 70,
    },
    {
      name: "a faithful company that bought nothing for long",
      known: {
        total_revenue: "50000",
        num_associated_deals: "10",
        recent_deal_close_date: "2024-03-01",
        first_deal_created_date: "2022-01-01",
      },
      tier: "developing",
      score: 60,
    },
    {
      name: "a growing company",
      known: { total_revenue: "50000", num_associated_deals: "1" },
      tier: "developing",
      score: 40,
    },
    { name: "a small company", known: { total_revenue: "9999" }, tier: "standard", score: 0 },
    {
      name: "a new company",
      known: { total_revenue: "", num_associated_deals: "" },
      tier: "standard",
      score: 0,
    },
  ])("grades $name as $tier", ({ known, tier, score }) => {
    const now = taipei("2026-03-27 12:00");
    const grade = gradeCustomer(policy, factsOf("company", known), { before: null, now });
    expect(grade).toMatchObject({ tier, score });
  });

  it("promises a higher tier and a higher priority no less", () => {
    const minutes = (tier: string, priority: string) =>
      promiseTo(tier, priority)?.durationMinutes ?? 0;
    for (const priority of ["URGENT", "HIGH", "MEDIUM", "LOW", ""]) {
      expect(minutes("key", priority)).toBeLessThanOrEqual(minutes("developing", priority));
      expect(minutes("developing", priority)).toBeLessThanOrEqual(minutes("standard", priority));
    }
    for (const tier of ["key", "developing", "standard"]) {
      expect(minutes(tier, "URGENT")).toBeLessThanOrEqual(minutes(tier, "HIGH"));
      expect(minutes(tier, "HIGH")).toBeLessThanOrEqual(minutes(tier, "LOW"));
    }
  });

  it("closes the office on holidays and at noon, and never for what is urgent", () => {
    const calendars = createCalendars(policy.calendars);
    expect(calendars("office").isWorkingDate("2026-02-17")).toBe(false);
    expect(calendars("office").isOpen(taipei("2026-03-25 12:00"))).toBe(false);
    expect(calendars("always").isOpen(taipei("2026-02-17 12:00"))).toBe(true);
  });
});

const presets = new URL("../../src/config/presets/", import.meta.url);
const textOf = (name: PresetName) => readFileSync(new URL(`${name}.yaml`, presets), "utf8");

/** In and out of hours, before lunch, on a weekend, on a holiday, on a day made up for one. */
const OPENED = [
  taipei("2026-03-25 10:00"),
  taipei("2026-03-25 11:50"),
  taipei("2026-03-25 22:00"),
  taipei("2026-03-21 15:00"),
  taipei("2026-02-17 03:00"),
  taipei("2026-10-10 09:00"),
];

const loaded = new Map<PresetName, Policy>();

/** Reading one takes a while, and many tests look at each. */
function presetOf(name: PresetName): Policy {
  const preset = loaded.get(name) ?? loadPreset(name);
  loaded.set(name, preset);
  return preset;
}

/** Of each preset's own amounts: the bands of the first input of a kind, from the lowest. */
function amountsOf(preset: Policy, kind: CustomerKind): readonly number[] {
  return (preset.tierInputs.find((input) => input.kind === kind)?.bands ?? []).map(
    ({ from }) => from,
  );
}

describe("every preset", () => {
  it("is a file, and every file is one", () => {
    const names = readdirSync(presets).map((file) => file.replace(/\.yaml$/, ""));
    expect(names.toSorted()).toEqual(PRESET_NAMES.toSorted());
  });

  it.each(PRESET_NAMES)("has no problems, and all names in three languages: %s", (name) => {
    const reading = parsePolicy(textOf(name));
    expect(reading.ok ? [] : reading.problems).toEqual([]);
    const { tiers, departments } = presetOf(name);
    for (const { name: words } of [...tiers, ...departments]) {
      expect(words.en).toMatch(/^[A-Z][a-z ]+$/);
      expect(words["zh-TW"] + words["zh-CN"]).toMatch(/^\p{Script=Han}+$/u);
    }
  });

  it.each(PRESET_NAMES)("has somebody for a case to climb to in each department: %s", (name) => {
    const preset = presetOf(name);
    const place = { rules: rulesUnder(preset), traits: traitsOf({}) };
    for (const department of preset.departments) {
      for (const trigger of TriggerKind.options) {
        expect(ladderFor(department, place, trigger), department.id).not.toBeNull();
      }
      expect(peopleOf(department).length, department.id).toBeGreaterThan(1);
      expect(department.calendarId, department.id).toBeDefined();
    }
    expect(preset.serviceManagement?.managers).toHaveLength(1);
  });

  it.each(PRESET_NAMES)("grades companies and contacts into all its tiers: %s", (name) => {
    const preset = presetOf(name);
    for (const kind of CustomerKind.options) {
      const tiersOf = amountsOf(preset, kind).map((amount) => {
        const known = { total_revenue: String(amount), num_associated_deals: "3" };
        return firstGrade(preset, kind, known).tier;
      });
      expect(tiersOf).toEqual(["standard", "developing", "key"]);
      expect(firstGrade(preset, kind, {}).tier).toBe("standard");
    }
  });

  it.each(PRESET_NAMES)("takes no tier away at once, and tells what each brings: %s", (name) => {
    const { tiering, tiers, benefits } = presetOf(name);
    expect(tiering.hysteresisPoints).toBe(5);
    expect(tiering.graceDays).toBe(30);
    expect(Object.keys(benefits)).toEqual(tiers.map(({ id }) => id));
    for (const { name: words, text } of Object.values(benefits).flat()) {
      expect(words.en + text.en).toMatch(/^[A-Z][A-Za-z ',-]+$/);
      const chinese = [words["zh-TW"], words["zh-CN"], text["zh-TW"], text["zh-CN"]].join("");
      expect(chinese).toMatch(/^[\p{Script=Han}，]+$/u);
    }
  });

  it.each(PRESET_NAMES)(
    "scores what HubSpot has by itself, and what is counted of deals: %s",
    (name) => {
      for (const kind of CustomerKind.options) {
        expect(gradedProperties(presetOf(name), kind)).toEqual([
          "total_revenue",
          "recent_deal_close_date",
          "num_associated_deals",
          "first_deal_created_date",
        ]);
        expect(gradedHistory(presetOf(name), kind)).toEqual([
          { fact: "open_deals", withinDays: null },
        ]);
      }
    },
  );

  it.each(PRESET_NAMES)("lets nobody wait longer who matters more: %s", (name) => {
    const promise = promisesOf(presetOf(name));
    for (const kind of ClockKind.options) {
      const due = (...known: TicketEventDetail[]) =>
        OPENED.map((openedAt) => {
          const request = { kind, openedAt, known: [COMPLAINT, ...known] };
          return promise(request)?.dueAt ?? Number.POSITIVE_INFINITY;
        });
      const [key, urgent] = [ofTier("key"), ofPriority("URGENT")];
      for (const sooner of [
        [due(key), due(ofTier("developing")), due()],
        [due(urgent), due(ofPriority("HIGH")), due()],
        [due(key, MAJOR_FAULT), due(key)],
        [due(urgent, MAJOR_FAULT), due(MAJOR_FAULT), due()],
      ]) {
        const columns = OPENED.map((_, index) => sooner.map((instants) => instants[index] ?? 0));
        expect(columns, kind).toEqual(columns.map((column) => column.toSorted((a, b) => a - b)));
      }
    }
  });

  it.each(PRESET_NAMES)("waits for the customer with the solution only: %s", (name) => {
    const promise = promisesOf(presetOf(name));
    const openedAt = taipei("2026-03-25 15:00");
    const later = [stage(openedAt + 10 * MINUTE, "2"), wrote(openedAt + 11 * MINUTE)];
    const reasonOf = (kind: ClockKind) => promise({ kind, openedAt, later })?.pauseReason ?? null;
    expect(reasonOf("resolution")).toBe("waiting_customer");
    expect(reasonOf("next_reply")).toBeNull();
  });

  it.each<{ name: PresetName; calendarId: string; region: string }>([
    { name: "after-sales", calendarId: "office", region: "TW" },
    { name: "software", calendarId: "office", region: "DE" },
    { name: "manufacturing", calendarId: "plant", region: "CN" },
  ])("has the installed package's holidays, which an import leaves alone: $name", (row) => {
    const text = textOf(row.name);
    const result = importHolidays(
      { holidays: createHolidays(), policyText: createPolicyText(), readPolicy: parsePolicy },
      { text, calendarId: row.calendarId },
      { region: row.region, years: [2026, 2027, 2028], types: ["public"], language: "en" },
    );
    expect(result).toMatchObject({ ok: true, text, holidays: { edits: [], standing: [] } });
  });

  it.each<{ name: PresetName; calendarId: string }>([
    { name: "standard-company", calendarId: "office" },
    { name: "field-service", calendarId: "desk" },
    { name: "device-repair", calendarId: "workshop" },
    { name: "telecom-operator", calendarId: "office" },
    { name: "general", calendarId: "office" },
  ])("has the same holidays as the first, being in the same region: $name", (row) => {
    const holidaysOf = (preset: Policy, id: string) =>
      preset.calendars.find((calendar) => calendar.id === id)?.holidays;
    expect(holidaysOf(presetOf(row.name), row.calendarId)).toEqual(holidaysOf(policy, "office"));
  });
});

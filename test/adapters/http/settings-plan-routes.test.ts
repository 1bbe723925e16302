import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadPreset, PRESET_NAMES } from "../../../src/config/presets.ts";
import {
  SettingsDepartments,
  SettingsTiers,
  SettingsVisitPlan,
} from "../../../src/contract/settings-plans.ts";
import { invariant } from "../../../src/domain/invariant.ts";
import type { Grade } from "../../../src/domain/tiering/grade.ts";
import { PORTAL_ID, START } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { gradeOf } from "../../support/grades.ts";
import { officePolicy } from "../../support/policies.ts";
import { type SettingsServer, startSettings } from "./settings-server.ts";

const open = useEmbeddedDatabase();
let server: SettingsServer;
const policy = officePolicy({
  departments: [
    {
      ...{ id: "support", name: { en: "Support", "zh-TW": "支援", "zh-CN": "支持" }, lead: "Ada" },
      ...{ deputies: ["Bo"], members: [{ name: "Max", email: "max@example.com" }] },
      ...{ channelId: "C1", fallbackChannelId: "C2", language: "en", calendarId: "office" },
      quietHours: { except: [{ priority: "URGENT" }] },
      onCall: {
        shifts: [
          { days: ["tue", "wed"], window: "08:00-20:00", person: "Ada" },
          { days: ["tue", "wed"], window: "20:00-08:00", person: "Max" },
        ],
      },
    },
    {
      ...{ id: "relations", name: { en: "Relations", "zh-TW": "關係", "zh-CN": "关系" } },
      ...{ lead: "Lin", channelId: "C3", language: "zh-TW" },
    },
  ],
  ladders: [
    {
      ...{ id: "urgent", priority: "URGENT", triggers: ["breach"], repeats: 1 },
      levels: [{ tell: ["on_call"], waitMinutes: 10 }, { handOver: "relations" }],
    },
    {
      ...{ id: "relations", department: "relations", staleAfterMinutes: 60 },
      levels: [{ tell: ["lead", { person: "Zoe" }], waitMinutes: 30 }],
    },
  ],
});

beforeEach(async () => {
  server = await startSettings(await open());
});
afterEach(() => server.close());

const departments = async (query = "", language = "en") => {
  await server.app.connect({ policy });
  const asked = ["rob", `departments${query}`, { language }] as const;
  const found = await server.read(SettingsDepartments, asked);
  invariant(found.state === "shown", "everybody may see departments");
  return found;
};

describe("departments", () => {
  it("tell who is on call now and next, in the zone of whoever looks", async () => {
    const { headline, departments: [support] = [] } = await departments("?zone=Asia/Taipei");
    expect(headline).toBe("2 departments; times are those of Taipei");
    expect(support?.onCall).toEqual([
      { when: "Now, until Wed 10 Jun, 02:00 (Taipei)", who: "Ada", isNow: true },
      expect.objectContaining({ who: "Max", isNow: false }),
      expect.objectContaining({ who: "Ada" }),
    ]);
  });

  it("tell channel, language, hours, exceptions and people", async () => {
    const { departments: [support, relations] = [] } = await departments();
    expect(support?.status.label).toBe("Open now");
    expect(support?.facts.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      "Channel: C1 and C2",
      "Language: English",
      "Hours: “office”, open until Tue 9 Jun, 12:00 (Berlin)",
      "Disturbed all the same by: Urgent",
      "Lead: Ada",
      "Deputies: Bo",
      "Members: Max",
    ]);
    expect(relations).toMatchObject({
      status: { label: "No quiet hours" },
      ...{ onCall: [], noRota: "There is no rota: Lin leads the department." },
    });
  });

  it("tell their ladders in words", async () => {
    const { departments: [support, relations] = [] } = await departments();
    expect(support?.ladders).toEqual([
      {
        title: "For Urgent and overdue",
        levels: [
          "Tell whoever is on call, then wait 10 min for somebody to take it",
          "Hand over to Relations",
        ],
        notes: ["Once more from the top"],
      },
    ]);
    expect(relations?.ladders[1]).toMatchObject({
      title: "For every other case",
      levels: ["Tell the lead and Zoe, then wait 30 min for somebody to take it"],
    });
  });

  it("are quiet outside their hours", async () => {
    server.app.time.now = START + 10 * 3_600_000;
    const { departments: [support] = [] } = await departments();
    expect(support).toMatchObject({ status: { label: "Quiet now" } });
    expect(support?.facts.find(({ label }) => label === "Hours")?.text).toContain(
      "opens Wed 10 Jun",
    );
  });

  it.each(["zone=Nowhere/Land", `zone=${"x".repeat(101)}`, "zone=UTC&zone=UTC"])(
    "are not told for %s",
    async (query) => {
      expect((await server.ask("rob", `departments?${query}`)).status).toBe(400);
    },
  );

  it.each([
    { language: "zh-TW", name: "支援" },
    { language: "zh-CN", name: "支持" },
  ])("are worded in $language", async ({ language, name }) => {
    expect((await departments("", language)).departments[0]?.name).toBe(name);
  });
});

describe("tiers", () => {
  it("tell each bundle side by side, and count customers", async () => {
    const ref = { kind: "company", id: "5" } as const;
    const grade: Grade = gradeOf("key", 90);
    const row = { ...ref, properties: {}, grade, gradedAt: START, evaluatedAt: START };
    const rows = [{ ...row, policyVersion: 1, dataAt: START }];
    await server.app.store.customers.save(PORTAL_ID, rows);
    const found = await server.read(SettingsTiers, ["rob", "tiers"]);
    invariant(found.state === "shown", "everybody may see tiers");
    expect(found.tiers.map(({ id }) => id)).toEqual(["key", "standard"]);
    const cellsOf = (label: string) => found.rows.find((one) => one.label === label)?.cells;
    expect(cellsOf("Customers")).toEqual([["1"], ["0"]]);
    expect(found.chart[0]).toMatchObject({ kind: "Companies", customers: 1 });
    expect(cellsOf("First response")?.flat().join()).toContain("min");
    expect(cellsOf("Return visits")?.[0]?.[0]).toBe("Phone, every 30 days, 45 at most");
  });

  it("show no chart while nobody is graded", async () => {
    const found = await server.read(SettingsTiers, ["rob", "tiers"]);
    expect(found).toMatchObject({ chart: [] });
  });
});

describe("visit plans", () => {
  it("tell interval, channel, cap and capacity", async () => {
    const found = await server.read(SettingsVisitPlan, ["rob", "visit-plan"]);
    invariant(found.state === "shown", "everybody may see the plan");
    expect(found.cadences[0]).toMatchObject({
      ideal: "30 days",
      maximum: "45 days",
      channel: "Phone",
    });
    expect(found.facts.map(({ text }) => text)).toContain("8 a day, 40 a week at most");
  });
});

it.each(PRESET_NAMES)("can show all of the preset %s", async (name) => {
  await server.app.connect({ policy: loadPreset(name) });
  for (const language of ["en", "zh-TW", "zh-CN"]) {
    const asked = { language };
    const tiers = await server.read(SettingsTiers, ["rob", "tiers", asked]);
    const plan = await server.read(SettingsVisitPlan, ["rob", "visit-plan", asked]);
    const told = await server.read(SettingsDepartments, ["rob", "departments", asked]);
    // No key of the catalogue shows through.
    expect(JSON.stringify([tiers, plan, told])).not.toMatch(/settingsPlans\.|visitPlan\.|\{\{/);
  }
});

it.each(["departments", "tiers", "visit-plan"])(
  "are not told of another account: %s",
  async (path) => {
    expect((await server.ask("rob", path, { portalId: "99" })).status).toBe(404);
  },
);

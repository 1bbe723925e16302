import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadPreset, PRESET_NAMES } from "../../../src/config/presets.ts";
import type { Policy } from "../../../src/domain/governance/policy.ts";
import { differenceOf } from "../../../src/domain/governance/policy-difference.ts";
import { withKeyVisits } from "../../support/planned-visit.ts";

const base = loadPreset("manufacturing");
const [majorFault, urgent, ofKey, ...moreTargets] = base.targets;
const [service, quality, ...moreDepartments] = base.departments;
const [first, second, ...moreRoutes] = base.routes;
if (majorFault === undefined || urgent === undefined || ofKey === undefined) throw new Error();
if (service === undefined || quality === undefined) throw new Error();
if (first === undefined || second === undefined) throw new Error();

const told = (after: Policy, before = base) =>
  differenceOf(before, after).map(({ subject, ...rest }) => ({
    ...rest,
    subject: subject.map(({ key }) => key),
  }));

describe("differenceOf", () => {
  it.each(PRESET_NAMES)("finds nothing between equal policies: %s", (name) => {
    expect(differenceOf(loadPreset(name), structuredClone(loadPreset(name)))).toEqual([]);
  });

  it("matches a target by what it asks for, wherever it stands", () => {
    const shorter = { ...ofKey, durationMinutes: 20 };
    expect(told({ ...base, targets: [majorFault, shorter, urgent, ...moreTargets] })).toMatchObject(
      [
        { area: "targets", detail: "durationMinutes", change: "changed", before: 60, after: 20 },
        { area: "targets", detail: "", change: "moved", before: 3, after: 2 },
      ],
    );
  });

  it.each<{ name: string; change: Partial<Policy>; expected: object[] }>([
    {
      name: "a target that was added",
      change: { targets: [{ ...urgent, priority: "HIGH" }, ...base.targets] },
      expected: [{ area: "targets", change: "added", before: undefined }],
    },
    {
      name: "a tier that was renamed",
      change: {
        tiers: base.tiers.map((tier) =>
          tier.id === "key" ? { ...tier, name: { ...tier.name, en: "Gold" } } : tier,
        ),
      },
      expected: [{ area: "tiers", subject: ["key"], detail: "name.en", after: "Gold" }],
    },
    {
      name: "a department that was dropped",
      change: { departments: [quality, ...moreDepartments] },
      expected: [{ area: "departments", subject: ["technical_service"], change: "removed" }],
    },
    {
      name: "a level of a ladder",
      change: {
        ladders: base.ladders.map((ladder) =>
          ladder.id === "technical"
            ? {
                ...ladder,
                levels: [{ tell: ["lead" as const], waitMinutes: 15 }, ...ladder.levels.slice(1)],
              }
            : ladder,
        ),
      },
      expected: [
        {
          area: "ladders",
          subject: ["technical"],
          detail: "levels[0].waitMinutes",
          before: 45,
          after: 15,
        },
      ],
    },
    {
      name: "a holiday",
      change: {
        calendars: base.calendars.map((calendar) =>
          calendar.id === "plant"
            ? {
                ...calendar,
                holidays: [...calendar.holidays, { date: "2030-01-01", name: "New Year" }],
              }
            : calendar,
        ),
      },
      expected: [
        { area: "calendars", change: "added", after: { date: "2030-01-01", name: "New Year" } },
      ],
    },
    {
      name: "a category",
      change: { complaintCategories: ["COMPLAINT", "CLAIM"] },
      expected: [{ area: "complaintCategories", subject: [], change: "added", after: "CLAIM" }],
    },
    {
      name: "a visit interval",
      change: {
        visits: withKeyVisits(base.visits, { idealDays: 20 }),
      },
      expected: [{ area: "visits", detail: "byTier.key.idealDays", before: 30, after: 20 }],
    },
    {
      name: "a rule of which the first two now come the other way round",
      change: { routes: [second, first, ...moreRoutes] },
      expected: [{ area: "routes", change: "moved", before: 2, after: 1 }],
    },
    {
      name: "a ladder that comes first now",
      change: { ladders: [...base.ladders.slice(-1), ...base.ladders.slice(0, -1)] },
      expected: [{ area: "ladders", subject: ["relations"], change: "moved", before: 4, after: 1 }],
    },
    {
      name: "the same rule told twice",
      change: { waiting: [...base.waiting, ...base.waiting] },
      expected: [{ area: "waiting", subject: ["2 #2"], change: "added" }],
    },
    {
      name: "a setting that was left out before",
      change: { fields: { ...base.fields, region: "area" } },
      expected: [{ area: "fields", detail: "region", change: "added", after: "area" }],
    },
    {
      name: "a benefit",
      change: {
        benefits: {
          ...base.benefits,
          key: [
            ...(base.benefits["key"] ?? []),
            {
              id: "visit",
              name: { en: "Visit", "zh-TW": "拜訪", "zh-CN": "拜访" },
              text: { en: "A visit", "zh-TW": "拜訪", "zh-CN": "拜访" },
              quota: 1,
              validDays: 365,
            },
          ],
        },
      },
      expected: [{ area: "benefits", change: "added" }],
    },
  ])("tells of $name, and of nothing else", ({ change, expected }) => {
    const found = told({ ...base, ...change });
    expect(found).toHaveLength(expected.length);
    expect(found).toMatchObject(expected);
  });

  it("tells that tiers stand in another order", () => {
    const { tiers } = base;
    expect(told({ ...base, tiers: tiers.toReversed() })).toMatchObject([
      { area: "tiers", change: "moved" },
      { area: "tiers", change: "moved" },
    ]);
  });

  type TeamUnderTest = { readonly id: string; readonly tiers?: string[] };
  const teamsOf = (...teams: readonly TeamUnderTest[]): Policy => ({
    ...base,
    visits: {
      ...base.visits,
      owners: { teams: teams.map((team) => ({ ...team, ownerIds: ["31"] })) },
    },
  });
  const movedTeams = (north: Omit<TeamUnderTest, "id">, south: Omit<TeamUnderTest, "id">) => {
    const [one, other] = [
      { ...north, id: "north" },
      { ...south, id: "south" },
    ];
    return told(teamsOf(other, one), teamsOf(one, other));
  };

  it.each<{
    name: string;
    north: Omit<TeamUnderTest, "id">;
    south: Omit<TeamUnderTest, "id">;
  }>([
    { name: "take everybody", north: {}, south: {} },
    { name: "take the same tier", north: { tiers: ["key"] }, south: { tiers: ["key"] } },
    { name: "take a tier and everybody", north: { tiers: ["key"] }, south: {} },
  ])("tells that two teams that $name stand in another order", ({ north, south }) => {
    expect(movedTeams(north, south)).toMatchObject([
      { area: "visits", subject: ["south"], change: "moved", before: 2, after: 1 },
    ]);
  });

  it("says nothing of another order of teams that take different tiers", () => {
    expect(movedTeams({ tiers: ["key"] }, { tiers: ["standard"] })).toEqual([]);
  });

  it.each<{ name: string; change: Partial<Policy> }>([
    { name: "calendars", change: { calendars: base.calendars.toReversed() } },
    { name: "departments", change: { departments: base.departments.toReversed() } },
    {
      name: "deputies and members",
      change: {
        departments: base.departments.map((one) => ({ ...one, members: one.members.toReversed() })),
      },
    },
    {
      name: "targets of different clocks",
      change: {
        targets: [
          ...base.targets.filter(({ clock }) => clock === "resolution"),
          ...base.targets.filter(({ clock }) => clock !== "resolution"),
        ],
      },
    },
    {
      name: "targets that no ticket fits both",
      change: {
        targets: base.targets.toSorted((a, b) => rank(a) - rank(b)),
      },
    },
  ])("says nothing of another order of $name", ({ change }) => {
    expect(told({ ...base, ...change })).toEqual([]);
  });

  function rank({ clock, tier, severity }: (typeof base.targets)[number]): number {
    if (clock !== "resolution" || severity !== undefined) return 0;
    return tier === undefined ? 3 : tier === "key" ? 2 : 1;
  }

  it("drops nothing: whatever value is changed is told, and the other way round", () => {
    const places = placesOf(base);
    fc.assert(
      fc.property(fc.constantFrom(...places), (place) => {
        const changed = structuredClone(base);
        changeAt(changed, place);
        expect(differenceOf(base, changed).length).toBeGreaterThan(0);
        expect(differenceOf(changed, base).length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});

type Place = readonly (string | number)[];

function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [at];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]) => placesOf(inner, [...at, key]));
}

function changeAt(policy: unknown, place: Place): void {
  const owner = place
    .slice(0, -1)
    .reduce<unknown>((value, key) => Reflect.get(Object(value), key), policy);
  const last = place.at(-1) ?? "";
  const value: unknown = Reflect.get(Object(owner), last);
  const other =
    typeof value === "number" ? value + 1 : typeof value === "boolean" ? !value : `${value}~`;
  Reflect.set(Object(owner), last, other);
}

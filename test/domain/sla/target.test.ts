import { describe, expect, it } from "vitest";
import { passedOver, targetOf } from "../../../src/domain/sla/target.ts";
import { given, type Traits, tierOf, traitsAt } from "../../../src/domain/sla/traits.ts";
import { berlin, type Fact, field, ticketOf, traitsOf } from "../../support/lives.ts";
import { fullPolicy } from "../../support/policies.ts";

const target = (conditions: object, durationMinutes: number) => ({
  clock: "first_response",
  durationMinutes,
  calendarId: "office",
  ...conditions,
});
const last = target({}, 999);
const resolution = { clock: "resolution", durationMinutes: 480, calendarId: "office" };
const company = { kind: "company", id: "1" } as const;

describe("the target of a ticket", () => {
  it.each<{ name: string; conditions: object; fits: Partial<Traits>; fails: Partial<Traits> }>([
    {
      name: "tier",
      conditions: { tier: "key" },
      fits: { tier: "key" },
      fails: { tier: "standard" },
    },
    {
      name: "priority",
      conditions: { priority: "HIGH" },
      fits: { priority: "HIGH" },
      fails: { priority: "" },
    },
    {
      name: "severity",
      conditions: { severity: "S1" },
      fits: { severity: "S1" },
      fails: { severity: "S2" },
    },
    {
      name: "category",
      conditions: { category: "REPAIR" },
      fits: { category: "REPAIR" },
      fails: {},
    },
    { name: "pipeline", conditions: { pipelineId: "9" }, fits: { pipelineId: "9" }, fails: {} },
    {
      name: "channel",
      conditions: { channel: "PHONE" },
      fits: { channel: "PHONE" },
      fails: { channel: "EMAIL" },
    },
    { name: "region", conditions: { region: "EU" }, fits: { region: "EU" }, fails: {} },
    {
      name: "kind of customer",
      conditions: { customerKind: "company" },
      fits: { customers: [{ kind: "contact", id: "9" }, company] },
      fails: { customers: [{ kind: "contact", id: "1" }] },
    },
    {
      name: "named customer",
      conditions: { customer: "company:1" },
      fits: { customers: [company] },
      fails: { customers: [{ kind: "company", id: "2" }] },
    },
    {
      name: "all of several conditions",
      conditions: { tier: "key", priority: "HIGH" },
      fits: { tier: "key", priority: "HIGH" },
      fails: { tier: "key", priority: "LOW" },
    },
  ])("is found by $name, and passed over without", ({ conditions, fits, fails }) => {
    const policy = fullPolicy({ targets: [resolution, target(conditions, 10), last] });
    expect(targetOf(policy, "first_response", traitsOf(fits))).toMatchObject({
      index: 1,
      target: { durationMinutes: 10 },
    });
    expect(targetOf(policy, "first_response", traitsOf(fails))?.index).toBe(2);
  });

  it("is none that asks for an empty value, as that is one unknown", () => {
    const policy = fullPolicy({ targets: [target({ priority: "" }, 10), last] });
    expect(targetOf(policy, "first_response", traitsOf({ priority: "" }))?.index).toBe(1);
  });

  it("is none for a clock that the policy does not promise", () => {
    expect(targetOf(fullPolicy({ targets: [last] }), "update", traitsOf({}))).toBeNull();
  });

  it("tells why the ones before it were passed over, and says nothing of other clocks", () => {
    const targets = [
      target({ tier: "key", priority: "HIGH" }, 10),
      resolution,
      { ...resolution, tier: "standard" },
      target({ customer: "company:1" }, 20),
      last,
      target({ tier: "standard" }, 30),
    ];
    const customers = [
      { kind: "contact", id: "3" },
      { kind: "company", id: "4" },
    ];
    const traits = traitsOf({ tier: "key", customers });
    expect(passedOver(fullPolicy({ targets }), "first_response", traits)).toEqual([
      { index: 0, condition: "priority", expected: "HIGH", found: "" },
      { index: 3, condition: "customer", expected: "company:1", found: "contact:3, company:4" },
    ]);
  });

  it("tells of all when none fits", () => {
    const targets = [target({ tier: "key" }, 10), target({ priority: "HIGH" }, 20)];
    const policy = fullPolicy({ targets });
    expect(passedOver(policy, "first_response", traitsOf({ tier: "standard" }))).toHaveLength(2);
  });
});

describe("the traits of a ticket", () => {
  const policy = fullPolicy();
  const told: readonly Fact[] = [
    ["06-09 09:00", { kind: "created" }],
    ["06-09 09:00", { kind: "associated", customer: company, isPrimary: true }],
    ["06-09 10:00", { kind: "pipeline", pipelineId: "9" }],
    field("06-09 10:00", "hs_ticket_category", "REPAIR"),
    field("06-09 10:00", "source_type", "PHONE"),
    field("06-09 10:00", "severity", "S1"),
    field("06-09 10:00", "region", "EU"),
    field("06-09 10:00", "arrived", "true"),
    ["06-09 10:00", { kind: "tiered", customer: company, tier: "key", score: 90 }],
  ];

  it("are unknown before they were told", () => {
    expect(traitsAt(ticketOf(told), policy, berlin("06-09 09:59"))).toEqual({
      ...traitsOf({ tier: "standard" }),
      customers: [{ ...company, isPrimary: true }],
    });
  });

  it("are read from the properties that the policy names", () => {
    expect(traitsAt(ticketOf(told), policy, berlin("06-09 10:00"))).toEqual({
      tier: "key",
      priority: "",
      pipelineId: "9",
      category: "REPAIR",
      channel: "PHONE",
      severity: "S1",
      region: "EU",
      customers: [{ ...company, isPrimary: true }],
      department: "",
      complaintBy: null,
    });
  });

  it("are empty where the policy names no property", () => {
    const bare = fullPolicy({ fields: {} });
    expect(traitsAt(ticketOf(told), bare, berlin("06-09 10:00"))).toMatchObject({
      severity: "",
      region: "",
    });
  });

  it("have the lowest of several tiers where the policy does not know theirs", () => {
    const tiers = ["key", "middle", "standard"].map((id, index) => ({
      ...fullPolicy().tiers[0],
      id,
      fromScore: 60 - 30 * index,
    }));
    const { visits } = fullPolicy();
    const policy = fullPolicy({
      tiers,
      visits: { ...visits, byTier: { ...visits.byTier, middle: visits.byTier["standard"] } },
    });
    expect(tierOf(policy, { id: "gone" })).toBe("standard");
    expect(tierOf(policy, { id: "middle" })).toBe("middle");
    expect(tierOf(policy, null)).toBe("standard");
  });
});

it("conditions are told in one order, and only those that are asked for", () => {
  expect(given({ priority: "HIGH", tier: "key", region: undefined })).toEqual([
    { condition: "tier", expected: "key" },
    { condition: "priority", expected: "HIGH" },
  ]);
});

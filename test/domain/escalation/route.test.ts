import { describe, expect, it } from "vitest";
import { defaultDepartment, departmentsOf } from "../../../src/domain/escalation/route.ts";
import type { Policy } from "../../../src/domain/governance/policy.ts";
import type { Traits } from "../../../src/domain/sla/traits.ts";
import { berlin, traitsOf } from "../../support/lives.ts";
import { officePolicy, rulesUnder } from "../../support/policies.ts";

const idsOf = (policy: Policy, traits: Partial<Traits>, at = berlin("06-09 10:00")) =>
  departmentsOf({ rules: rulesUnder(policy), traits: traitsOf(traits) }, at).map(({ id }) => id);

describe("the department of a ticket", () => {
  const policy = officePolicy();

  it.each([
    {
      name: "is the first route that fits",
      traits: { tier: "key", priority: "HIGH" },
      expected: "relations",
    },
    {
      name: "is the last route for all others",
      traits: { tier: "standard", priority: "" },
      expected: "support",
    },
  ])("$name", ({ traits, expected }) => {
    expect(idsOf(policy, traits)).toEqual([expected]);
  });

  it("passes over a route whose priority differs", () => {
    const byPriority = officePolicy({
      routes: [{ priority: "HIGH", department: "relations" }, { department: "support" }],
    });
    expect(idsOf(byPriority, { tier: "key", priority: "LOW" })).toEqual(["support"]);
  });

  it("is a bug where a policy that was never checked routes nowhere", () => {
    expect(() => idsOf({ ...policy, routes: [] }, { tier: "key" })).toThrow("Invariant broken");
  });
});

describe("in a matrix", () => {
  const [support, relations] = officePolicy().departments;
  const matrix = (coDepartment: string) =>
    officePolicy({
      departments: [support, relations],
      routes: [{ department: "support", coDepartment }],
    });

  it("both owners hear of it, the function first", () => {
    expect(idsOf(matrix("relations"), {})).toEqual(["support", "relations"]);
  });

  it("a department that is both hears of it once", () => {
    expect(idsOf(matrix("support"), {})).toEqual(["support"]);
  });
});

describe("the department that takes what is left", () => {
  const policy = officePolicy();

  it.each([
    { name: "is that of the last route", last: { department: "support" }, id: "support" },
    {
      name: "is the first of the network of the last route",
      last: { network: ["relations", "support"] },
      id: "relations",
    },
  ])("$name", ({ last, id }) => {
    const { routes } = officePolicy({ routes: [{ tier: "key", department: "support" }, last] });
    expect(defaultDepartment({ ...policy, routes }).id).toBe(id);
  });

  it("is a bug where a policy that was never checked routes nowhere", () => {
    expect(() => defaultDepartment({ ...policy, routes: [] })).toThrow("Invariant broken");
  });
});

describe("in a network", () => {
  const [base] = officePolicy().departments;
  const workshop = (id: string, regions: readonly string[], calendarId: string) => ({
    ...base,
    id,
    regions,
    calendarId,
  });
  const network = officePolicy({
    departments: [
      workshop("north", ["north"], "office"),
      workshop("south", ["south"], "office"),
      workshop("night", [], "always"),
    ],
    routes: [{ network: ["north", "south", "night"] }],
  });

  it.each([
    { name: "the near one while it is open", region: "south", at: "06-09 10:00", id: "south" },
    {
      name: "one that is open rather than a near one",
      region: "south",
      at: "06-09 20:00",
      id: "night",
    },
    {
      name: "the first in order for an unknown region",
      region: "",
      at: "06-09 10:00",
      id: "north",
    },
  ])("$name gets it", ({ region, at, id }) => {
    expect(idsOf(network, { region }, berlin(at))).toEqual([id]);
  });

  it("the near one of those that open first gets it while all are closed", () => {
    const { departments } = network;
    const daytime = { ...network, departments: departments.filter(({ id }) => id !== "night") };
    const closed = { ...daytime, routes: [{ network: ["north", "south"] }] };
    expect(idsOf(closed, { region: "south" }, berlin("06-09 20:00"))).toEqual(["south"]);
  });
});

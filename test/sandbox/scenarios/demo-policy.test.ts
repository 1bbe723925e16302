import { describe, expect, it } from "vitest";
import { readDemoCast } from "../../../sandbox/scenarios/demo-cast.ts";
import { policyOfDemo } from "../../../sandbox/scenarios/demo-policy.ts";
import { peopleOf, personOf } from "../../../src/domain/governance/department.ts";

const policy = policyOfDemo("mara.lund@example.com");

describe("the policy of the demo", () => {
  it("is kept by people whom the CRM of the demo knows by name and address", () => {
    const known = readDemoCast().owners.map(({ firstName, lastName, email }) => ({
      name: lastName === "Wei" ? "Li Wei" : `${firstName} ${lastName}`,
      email,
    }));
    const people = policy.departments.flatMap(peopleOf);
    const managers = policy.serviceManagement?.managers.map(personOf) ?? [];
    expect(people.length).toBeGreaterThan(5);
    for (const person of [...people, ...managers]) expect(known).toContainEqual(person);
  });

  it("lets a case climb to its last level within the two hours by which visitors move the time", () => {
    for (const { id, levels } of policy.ladders.filter(({ department }) => department)) {
      const waits = levels.slice(0, -1).map((level) => ("tell" in level ? level.waitMinutes : 0));
      const minutes = waits.reduce((sum, wait) => sum + wait, 0);
      expect(minutes, id).toBeLessThanOrEqual(90);
      expect(levels, id).toHaveLength(3);
    }
  });
});

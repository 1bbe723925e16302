import { describe, expect, it } from "vitest";
import { loadPreset, PRESET_NAMES } from "../../../src/config/presets.ts";
import { readPolicy } from "../../../src/domain/governance/read-policy.ts";
import { clean, ruleMistakes, withService } from "../../support/seeded-mistakes.ts";
import { peopleMistakes } from "../../support/seeded-mistakes-of-people.ts";
import { visitMistakes } from "../../support/seeded-mistakes-of-visits.ts";

const mistakes = [...ruleMistakes, ...peopleMistakes, ...visitMistakes];

function problemsOf(policy: unknown) {
  const reading = readPolicy(policy);
  return reading.ok ? [] : reading.problems.map(({ code, path }) => ({ code, path }));
}

describe("a policy with one mistake", () => {
  it("is clean without it", () => {
    expect(problemsOf(clean)).toEqual([]);
  });

  it.each(mistakes)("is refused for just that: $name", ({ code, path, change }) => {
    expect(problemsOf({ ...clean, ...change })).toEqual([{ code, path }]);
  });

  it("is refused for every code by at least 25 of them", () => {
    expect(mistakes.length).toBeGreaterThan(25);
    expect(new Set(mistakes.map(({ code }) => code)).size).toBeGreaterThan(25);
  });

  it("is refused for all of several at once", () => {
    const several = {
      ...withService({ regions: ["north"] }),
      waiting: [...clean.waiting, ...clean.waiting],
    };
    expect(problemsOf({ ...clean, ...several }).map(({ code }) => code)).toEqual(
      expect.arrayContaining(["regions_without_field", "doubled_stage"]),
    );
  });
});

describe("the presets", () => {
  it.each(PRESET_NAMES)("have no mistake: %s", (name) => {
    expect(problemsOf(loadPreset(name))).toEqual([]);
  });
});

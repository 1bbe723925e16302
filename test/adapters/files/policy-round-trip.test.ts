import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createPolicyText } from "../../../src/adapters/files/policy-text.ts";
import { loadPreset, PRESET_NAMES, parsePolicy } from "../../../src/config/presets.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import { cleanPolicy } from "../../support/policies.ts";

const policyText = createPolicyText();
const RUNS = 60;

/** A text that looks like something else in YAML now and then. */
const awkward = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }),
  fc.constantFrom("yes", "null", "0x1f", "1e3", "- a", "a: b", "# c", "*x", "&x", "'", '"', "~"),
  fc.constantFrom("2026-01-01", "09:00", " lead", "trail ", "客訴\n第二行", "😀", "[", "{}", "%"),
);

/** The office's policy with some of its values changed, still without problems. */
const policies: fc.Arbitrary<Policy> = fc
  .record({
    minutes: fc.integer({ min: 1, max: 2_000 }),
    category: awkward,
    severity: fc.option(awkward, { nil: undefined }),
    names: fc.tuple(awkward, awkward, awkward),
    stages: fc.uniqueArray(awkward, { maxLength: 5 }),
    ratings: fc.array(fc.record({ property: awkward, atMost: fc.double({ noNaN: true }) }), {
      maxLength: 3,
    }),
    storm: fc.integer({ min: 1, max: 1_000 }),
  })
  .map(({ minutes, category, severity, names: [en, tw, cn], stages, ratings, storm }) => {
    const base = cleanPolicy();
    return {
      ...base,
      targets: base.targets.map((target) =>
        target.clock === "first_response" ? { ...target, durationMinutes: minutes } : target,
      ),
      fields: { ...base.fields, category, ...(severity === undefined ? {} : { severity }) },
      departments: base.departments.map((one) => ({
        ...one,
        name: { en, "zh-TW": tw, "zh-CN": cn },
      })),
      waiting: stages.map((stageId) => ({ stageId, reason: "waiting_customer" as const })),
      caseTriggers: {
        ...base.caseTriggers,
        // JSON knows no minus nought, and nor does a stored policy.
        lowRatings: ratings.filter(
          ({ atMost }) => !Object.is(atMost, -0) && Number.isFinite(atMost),
        ),
      },
      storm: { ...base.storm, moreThan: storm },
    };
  });

describe("a policy that is written and read again", () => {
  it("is the same policy, whatever people wrote in it", () => {
    fc.assert(
      fc.property(policies, (policy) => {
        expect(parsePolicy(policyText.write(policy))).toEqual({ ok: true, policy });
      }),
      { numRuns: RUNS },
    );
  });

  it.each(PRESET_NAMES)("is the same, and so is its text: %s", (name) => {
    const policy = loadPreset(name);
    const text = policyText.write(policy);
    const again = parsePolicy(text);
    expect(again).toEqual({ ok: true, policy });
    expect(again.ok && policyText.write(again.policy)).toBe(text);
  });

  it("has its keys in the order of the schema, whatever the order of the document", () => {
    const text = readFileSync(
      new URL("../../../src/config/presets/general.yaml", import.meta.url),
      "utf8",
    );
    const turned = [...text.split(/^(?=[a-z])/m)].reverse().join("\n");
    const [one, other] = [parsePolicy(text), parsePolicy(turned)];
    expect(other).toEqual(one);
    expect(one.ok && policyText.write(one.policy)).toBe(other.ok && policyText.write(other.policy));
  });
});

describe("a policy that is changed in its text", () => {
  const text = readFileSync(
    new URL("../../../src/config/presets/general.yaml", import.meta.url),
    "utf8",
  );
  const before = loadPreset("general");
  const commentsOf = (document: string) => document.match(/(?<=^|\s)# .*$/gm) ?? [];

  it("is left alone where nothing changes", () => {
    expect(policyText.rewrite(text, { before, after: before })).toBe(text);
  });

  it.each<{ name: string; after: Policy }>([
    {
      name: "a value",
      after: { ...before, storm: { ...before.storm, moreThan: 99 }, majorFault: "down" },
    },
    {
      name: "a value within a list",
      after: {
        ...before,
        targets: before.targets.map((one) => ({ ...one, durationMinutes: 77 })),
      },
    },
    {
      name: "a list that is turned around",
      after: { ...before, tiers: [...before.tiers].reverse() },
    },
    {
      name: "an entry more, in the middle",
      after: {
        ...before,
        departments: before.departments.flatMap((one, index) =>
          index === 0 ? [one, { ...one, id: "another" }] : [one],
        ),
      },
    },
    {
      name: "a key more",
      after: { ...before, complaintCategories: ["COMPLAINT", "# no comment"] },
    },
  ])("says $name and keeps every comment", ({ after }) => {
    const changed = policyText.rewrite(text, { before, after });
    expect(Policy.parse(parse(changed))).toEqual(after);
    expect(commentsOf(changed)).toEqual(expect.arrayContaining(commentsOf(text)));
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readPolicy } from "../../src/domain/governance/read-policy.ts";
import { policyDocument } from "../support/small-policy.ts";

const guide = readFileSync(new URL("../../docs/escalation.md", import.meta.url), "utf8");
const [, example = ""] = guide.match(/```yaml\n([\s\S]*?)```/) ?? [];
/** What the example leaves out, as every policy has it. */
const rest = {
  ...policyDocument,
  fields: { severity: "aftercare_severity" },
  complaintCategories: ["COMPLAINT"],
};

describe("the example in the guide to escalation", () => {
  it("is a policy without problems", () => {
    const reading = readPolicy({ ...rest, ...parse(example) });
    expect(reading.ok ? [] : reading.problems).toEqual([]);
  });

  it("would have a problem with one mistake in it", () => {
    const mistaken = example.replace("days: [thu, fri]", "days: [thu]");
    expect(readPolicy({ ...rest, ...parse(mistaken) })).toMatchObject({
      problems: [{ path: "departments[0].onCall.shifts" }],
    });
  });
});

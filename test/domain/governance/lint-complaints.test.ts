import { describe, expect, it } from "vitest";
import { lintPolicy } from "../../../src/domain/governance/lint-policy.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import { policyDocument } from "../../support/small-policy.ts";

const lint = (change: object) =>
  lintPolicy(Policy.parse({ ...policyDocument, ...change })).map(({ code, path }) => [code, path]);

describe("lintPolicy of complaints and corrective actions", () => {
  it.each<{ name: string; change: object; found: readonly (readonly string[])[] }>([
    {
      name: "finds nothing in rules that can be followed",
      change: {
        complaints: { words: ["refund", "退款"], informs: ["support"], answerRequired: true },
      },
      found: [],
    },
    {
      name: "finds a department that is not there",
      change: { complaints: { informs: ["support", "abolished"] } },
      found: [["unknown_name", "complaints.informs[1]"]],
    },
    {
      name: "finds a word that is there twice, in whatever letters",
      change: { complaints: { words: ["refund", "Refund"] } },
      found: [["doubled_word", "complaints.words[1]"]],
    },
    {
      name: "finds low scores that nothing tells",
      change: { complaints: { lowScores: true }, actions: { opensFor: { lowScores: true } } },
      found: [
        ["scores_without_property", "complaints.lowScores"],
        ["scores_without_property", "actions.opensFor.lowScores"],
      ],
    },
    {
      name: "takes low scores where a property tells them",
      change: {
        complaints: { lowScores: true },
        caseTriggers: { lowRatings: [{ property: "score", atMost: 2 }] },
      },
      found: [],
    },
  ])("$name", ({ change, found }) => {
    expect(lint(change)).toEqual(found);
  });
});

import { describe, expect, it } from "vitest";
import { loadPreset } from "../../../src/config/presets.ts";
import { lintForPortal } from "../../../src/domain/governance/lint-portal.ts";
import type { ProblemCode } from "../../../src/domain/governance/lint-problem.ts";
import type { Policy } from "../../../src/domain/governance/policy.ts";

const clean = loadPreset("manufacturing");
const { routes } = clean;

describe("a policy beside what its portal has", () => {
  const portal = {
    properties: {
      ticket: ["severity", "hs_ticket_category", "source_type"],
      contact: clean.tierInputs.flatMap(({ property }) => property ?? []),
      company: clean.tierInputs.flatMap(({ property }) => property ?? []),
    },
    pipelines: [{ pipelineId: "0", stages: [{ stageId: "1" }, { stageId: "2" }] }],
  };
  const found = (policy: Policy, known: Parameters<typeof lintForPortal>[0]["portal"] = portal) =>
    lintForPortal({ policy, portal: known }).map(({ code, path }) => ({ code, path }));

  it("has no mistake when all names are there", () => {
    expect(found(clean)).toEqual([]);
  });

  it.each<{ name: string; code: ProblemCode; path: string; policy: Policy }>([
    {
      name: "a property of tickets",
      code: "unknown_property",
      path: "fields.region",
      policy: { ...clean, fields: { ...clean.fields, region: "area" } },
    },
    {
      name: "a property of a milestone",
      code: "unknown_property",
      path: "milestones.solved.property",
      policy: { ...clean, milestones: { solved: { stageIds: [], property: "solved_at" } } },
    },
    {
      name: "a property with a score",
      code: "unknown_property",
      path: "caseTriggers.lowRatings[0].property",
      policy: {
        ...clean,
        caseTriggers: { ...clean.caseTriggers, lowRatings: [{ property: "stars", atMost: 2 }] },
      },
    },
    {
      name: "a property with the product",
      code: "unknown_property",
      path: "recurrence.productProperty",
      policy: { ...clean, recurrence: { ...clean.recurrence, productProperty: "model" } },
    },
    {
      name: "a stage after which nobody is asked",
      code: "unknown_stage",
      path: "surveys.ask.notAfterStages[0]",
      policy: {
        ...clean,
        surveys: { ...clean.surveys, ask: { ...clean.surveys.ask, notAfterStages: ["97"] } },
      },
    },
    {
      name: "a stage that waits",
      code: "unknown_stage",
      path: "waiting[0].stageId",
      policy: { ...clean, waiting: [{ stageId: "99", reason: "waiting_parts" }] },
    },
    {
      name: "a stage of a milestone",
      code: "unknown_stage",
      path: "milestones.solved.stageIds[1]",
      policy: { ...clean, milestones: { solved: { stageIds: ["1", "98"] } } },
    },
    {
      name: "a pipeline",
      code: "unknown_pipeline",
      path: "routes[0].pipelineId",
      policy: { ...clean, routes: [{ pipelineId: "7", department: "quality" }, ...routes] },
    },
  ])("is told of $name that it does not have", ({ code, path, policy }) => {
    expect(found(policy)).toEqual([{ code, path }]);
  });

  it("is told of a property of customers that it does not have", () => {
    const without = { ...portal, properties: { ...portal.properties, company: [] } };
    expect(new Set(found(clean, without).map(({ code }) => code))).toEqual(
      new Set(["unknown_property"]),
    );
  });

  it("is told nothing of what is counted instead of read", () => {
    const [first] = clean.tierInputs;
    if (first === undefined) throw new Error("the preset scores customers");
    const { property: _property, ...input } = first;
    const counted = { ...clean, tierInputs: [{ ...input, history: "tickets" as const }] };
    expect(found(counted)).toEqual([]);
    const without = { ...clean, fields: { ...clean.fields, region: undefined } };
    expect(found(without)).toEqual([]);
  });

  it("is told nothing of what nobody knows", () => {
    const properties = { ticket: null, contact: null, company: null };
    const stranger = { ...clean, waiting: [{ stageId: "99", reason: "waiting_parts" as const }] };
    expect(found(stranger, { properties, pipelines: null })).toEqual([]);
  });
});

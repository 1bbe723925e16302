import { type PolicyProblem, problem } from "./lint-problem.ts";
import type { Policy } from "./policy.ts";
import { planProperties } from "./visit-rules.ts";

/** What the CRM of a portal has; null where it is not known, and nothing is said then. */
export type PortalNames = {
  readonly properties: {
    readonly ticket: readonly string[] | null;
    readonly contact: readonly string[] | null;
    readonly company: readonly string[] | null;
  };
  readonly pipelines:
    | readonly {
        readonly pipelineId: string;
        readonly stages: readonly { readonly stageId: string }[];
      }[]
    | null;
};

/** Aftercare makes these itself. */
const OWN_PREFIX = "aftercare_";

/** Names in a policy that the portal's CRM does not have: such a rule never comes true. */
export function lintForPortal({
  policy,
  portal,
}: {
  readonly policy: Policy;
  readonly portal: PortalNames;
}): readonly PolicyProblem[] {
  const { properties, pipelines } = portal;
  return [
    ...unknownProperties(ticketProperties(policy), properties.ticket),
    ...(["contact", "company"] as const).flatMap((kind) =>
      unknownProperties(customerProperties(policy, kind), properties[kind]),
    ),
    ...unknownProperties(planProperties(policy.visits), eitherOf(properties)),
    ...(pipelines === null ? [] : unknownStages(policy, pipelines)),
  ];
}

/** A property that only one of the two kinds has plans the visits of that kind. */
function eitherOf({ contact, company }: PortalNames["properties"]): readonly string[] | null {
  return contact === null || company === null ? null : [...contact, ...company];
}

type Named = { readonly path: string; readonly name: string };

function ticketProperties({
  fields,
  milestones,
  caseTriggers,
  recurrence,
}: Policy): readonly Named[] {
  return [
    ...Object.entries(fields).flatMap(([key, name]) =>
      name === undefined ? [] : [{ path: `fields.${key}`, name }],
    ),
    ...Object.entries(milestones).flatMap(([key, { property: name }]) =>
      name === undefined ? [] : [{ path: `milestones.${key}.property`, name }],
    ),
    ...caseTriggers.lowRatings.map(({ property: name }, index) => ({
      path: `caseTriggers.lowRatings[${index}].property`,
      name,
    })),
    ...(recurrence.productProperty === undefined
      ? []
      : [{ path: "recurrence.productProperty", name: recurrence.productProperty }]),
  ];
}

function customerProperties(policy: Policy, kind: "contact" | "company"): readonly Named[] {
  return policy.tierInputs.flatMap(({ property: name, kind: of }, index) =>
    name !== undefined && of === kind ? [{ path: `tierInputs[${index}].property`, name }] : [],
  );
}

function unknownProperties(
  asked: readonly Named[],
  known: readonly string[] | null,
): readonly PolicyProblem[] {
  if (known === null) return [];
  return asked
    .filter(({ name }) => !name.startsWith(OWN_PREFIX) && !known.includes(name))
    .map(({ path, name }) =>
      problem("unknown_property", path, {
        found: `names "${name}", which HubSpot does not have`,
        expected: "the internal name of a property",
        params: { property: name },
      }),
    );
}

function unknownStages(
  policy: Policy,
  pipelines: NonNullable<PortalNames["pipelines"]>,
): readonly PolicyProblem[] {
  const { targets, routes, ladders, waiting, milestones, surveys } = policy;
  const pipelineIds = pipelines.map(({ pipelineId }) => pipelineId);
  const stageIds = pipelines.flatMap(({ stages }) => stages.map(({ stageId }) => stageId));
  const stages = [
    ...waiting.map(({ stageId: name }, index) => ({ path: `waiting[${index}].stageId`, name })),
    ...Object.entries(milestones).flatMap(([key, { stageIds: names }]) =>
      names.map((name, index) => ({ path: `milestones.${key}.stageIds[${index}]`, name })),
    ),
    ...surveys.ask.notAfterStages.map((name, index) => ({
      path: `surveys.ask.notAfterStages[${index}]`,
      name,
    })),
  ];
  const asked = Object.entries({ targets, routes, ladders }).flatMap(([list, rules]) =>
    rules.flatMap(({ pipelineId: name }, index) =>
      name === undefined ? [] : [{ path: `${list}[${index}].pipelineId`, name }],
    ),
  );
  return [
    ...asked
      .filter(({ name }) => !pipelineIds.includes(name))
      .map(({ path, name }) =>
        problem("unknown_pipeline", path, {
          found: `names "${name}", which is no pipeline of tickets`,
          expected: `one of ${pipelineIds.join(", ")}`,
          params: { pipeline: name, known: pipelineIds.join(", ") },
        }),
      ),
    ...stages
      .filter(({ name }) => !stageIds.includes(name))
      .map(({ path, name }) =>
        problem("unknown_stage", path, {
          found: `names "${name}", which is a stage of no pipeline`,
          expected: `one of ${stageIds.join(", ")}`,
          params: { stage: name, known: stageIds.join(", ") },
        }),
      ),
  ];
}

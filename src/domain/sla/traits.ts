import { isTakenUp } from "../complaints/complaint-fact.ts";
import type { Policy } from "../governance/policy.ts";
import type { Conditions } from "../governance/target.ts";
import { invariant } from "../invariant.ts";
import type { Ticket } from "./ticket.ts";

/** What a ticket is at one instant, as far as targets and routes ask for it. Empty where unknown. */
export type Traits = {
  readonly tier: string;
  readonly priority: string;
  readonly severity: string;
  readonly category: string;
  readonly pipelineId: string;
  readonly channel: string;
  readonly region: string;
  /** Those associated now; the CRM tells of them late, so they count for the whole life. */
  readonly customers: readonly { readonly kind: string; readonly id: string }[];
  readonly department: string;
  /** What makes it a complaint; null where nothing does. */
  readonly complaintBy: "category" | "property" | "person" | null;
};

export function traitsAt(ticket: Ticket, policy: Policy, at: number): Traits {
  const { fields } = policy;
  const field = (property: string | undefined) =>
    ticket.fields.findLast((entry) => entry.property === property && entry.at <= at)?.value ?? "";
  const category = field(fields.category);
  return {
    tier: tierOf(policy, ticket.tiers.findLast((tier) => tier.at <= at) ?? null),
    priority: ticket.priorities.findLast((entry) => entry.at <= at)?.priority ?? "",
    pipelineId: ticket.pipelines.findLast((entry) => entry.at <= at)?.pipelineId ?? "",
    severity: field(fields.severity),
    category,
    channel: field(fields.channel),
    region: field(fields.region),
    customers: ticket.customers,
    department: "",
    complaintBy: complaintBy(policy, { category, field, ticket, at }),
  };
}

/** What a person has taken up stays a complaint, whatever becomes of its category. */
function complaintBy(
  { complaintCategories, complaints }: Policy,
  told: {
    readonly category: string;
    readonly field: (property: string) => string;
    readonly ticket: Pick<Ticket, "complaintMarks">;
    readonly at: number;
  },
): Traits["complaintBy"] {
  const { category, field, ticket, at } = told;
  if (complaintCategories.includes(category)) return "category";
  const isTold = complaints.properties.some(({ property, values }) =>
    values.includes(field(property)),
  );
  if (isTold) return "property";
  return ticket.complaintMarks.some((mark) => mark.at <= at && isTakenUp(mark)) ? "person" : null;
}

/** The tier that promises are looked up by; unknown customers and unknown tiers have the lowest. */
export function tierOf(policy: Policy, tier: { readonly id: string } | null): string {
  const lowest = policy.tiers.at(-1);
  invariant(lowest, "a policy has tiers");
  return (policy.tiers.find((known) => known.id === tier?.id) ?? lowest).id;
}

/** A target may ask for the department as well. */
export type Asked = Conditions & { readonly department?: string | undefined };

/** A condition that a ticket does not meet. */
export type Miss = {
  readonly condition: keyof Asked;
  readonly expected: string;
  /** What the ticket has; empty when unknown. */
  readonly found: string;
};

/** The first condition that does not hold; null when all hold. */
export function missOf(conditions: Asked, traits: Traits): Miss | null {
  // Every ticket asks this of every rule, so nothing is made for the conditions that are left out.
  for (const condition of CONDITION_NAMES) {
    const expected = conditions[condition];
    if (expected === undefined) continue;
    const found = valuesOf(traits, condition);
    if (!found.includes(expected)) return { condition, expected, found: found.join(", ") };
  }
  return null;
}

const CONDITION_NAMES = [
  "customer",
  "tier",
  "severity",
  "priority",
  "category",
  "pipelineId",
  "channel",
  "customerKind",
  "region",
  "department",
] as const satisfies readonly (keyof Asked)[];

/** The conditions that are asked for, in the order in which they are told. */
export function given(
  conditions: Asked,
): { readonly condition: keyof Asked; readonly expected: string }[] {
  return CONDITION_NAMES.flatMap((condition) => {
    const expected = conditions[condition];
    return expected === undefined ? [] : [{ condition, expected }];
  });
}

function valuesOf(traits: Traits, condition: keyof Asked): readonly string[] {
  switch (condition) {
    case "customer":
      return traits.customers.map(({ kind, id }) => `${kind}:${id}`);
    case "customerKind":
      return traits.customers.map(({ kind }) => kind);
    default:
      return traits[condition] === "" ? [] : [traits[condition]];
  }
}

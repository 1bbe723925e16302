import type { CustomerRef } from "../tiering/customer.ts";
import { anchorDateOf, cadenceVisit, type VisitRules } from "./plan-visit.ts";
import type { Visit } from "./visit.ts";

/** A visit that was planned before, with its task in the CRM if it has one. */
export type KnownVisit = Visit & { readonly taskId: string | null };

export type CadenceCustomer = {
  readonly customer: CustomerRef;
  readonly tier: string;
  readonly ownerId: string | null;
  /** Since when the tier stands; the interval of a customer never met counts from there. */
  readonly gradedAt: number;
  /** All visits of this customer. */
  readonly visits: readonly KnownVisit[];
};

/**
 * What has to change so that a customer has exactly one next visit by cadence; nothing when that is
 * so. A visit that has a task is in people's hands and stays as it is, and none is planned beside it.
 */
export function replanCadence(
  subject: CadenceCustomer,
  rules: VisitRules,
  now: number,
): readonly Visit[] {
  const planned = subject.visits.filter(
    (visit) => visit.reason === "cadence" && visit.state === "planned",
  );
  const inHand = planned.find((visit) => visit.taskId !== null);
  const { customer, tier, ownerId } = subject;
  const anchorDate = anchorOf(subject, rules);
  const next = inHand ?? cadenceVisit({ customer, tier, ownerId, anchorDate, now }, rules);
  const outdated = planned.filter(
    (visit) => visit.visitId !== next.visitId && visit.taskId === null,
  );
  const before = subject.visits.find((visit) => visit.visitId === next.visitId);
  return [
    ...outdated.map((visit) => ({ ...visit, state: "cancelled" as const })),
    ...(before !== undefined && isSame(before, next) ? [] : [next]),
  ];
}

/**
 * The interval starts again at the last visit, made or skipped, and at the one that follows a closed
 * ticket. Before the first of these it counts from when the customer became known, even if the tier
 * changed since: otherwise a customer whose tier moves often would never be visited.
 */
function anchorOf({ visits, gradedAt }: CadenceCustomer, { time }: VisitRules): string {
  const met = visits.filter(
    ({ state, reason }) =>
      state === "done" ||
      state === "skipped" ||
      (state === "planned" && reason === "ticket_closed"),
  );
  const last = met
    .map((visit) => visit.dueDate)
    .sort()
    .at(-1);
  if (last !== undefined) return last;
  const knownDate = time.dateOf(gradedAt);
  const earlier = visits.flatMap((visit) => anchorDateOf(visit) ?? []);
  return earlier.filter((date) => date < knownDate).sort()[0] ?? knownDate;
}

function isSame(a: Visit, b: Visit): boolean {
  return (
    a.state === b.state && a.dueDate === b.dueDate && a.tier === b.tier && a.ownerId === b.ownerId
  );
}

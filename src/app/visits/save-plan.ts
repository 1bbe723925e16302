import { isSameVisit } from "../../domain/visits/same-visit.ts";
import type { Visit } from "../../domain/visits/visit.ts";
import type { OutboxTarget } from "../../ports/outbox-store.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import { requestSends } from "../outbox/parts-of-sends.ts";
import { customerKey } from "../tiering/customer-key.ts";
import type { PlanContext, PlanStore } from "./plan-deps.ts";

export type PlannedChange = { readonly visit: Visit; readonly before: VisitRow | null };

/**
 * Writes what a plan changed, but nothing that a person changed meanwhile: the next night plans that
 * anew. Tasks that are there already follow their visits. Says how many were written.
 */
export function savePlan(
  store: Pick<PlanStore, "transaction" | "visitPlans" | "outbox">,
  { context, now }: { readonly context: PlanContext; readonly now: number },
  plan: readonly PlannedChange[],
): Promise<number> {
  const { portalId } = context.portal;
  const changes = plan.filter(({ visit, before }) => {
    return before === null || !isSameVisit(before, visit);
  });
  if (changes.length === 0) return Promise.resolve(0);
  return store.transaction(async () => {
    const saved = await store.visitPlans.saveUnlessChanged(portalId, changes);
    const written = changes.filter(({ visit }) => saved.has(visit.visitId));
    // The next visit is one of the properties that customers carry in the CRM.
    await requestSends(store, context.portal, { targets: sendsOf(written), now });
    return written.length;
  });
}

function sendsOf(written: readonly PlannedChange[]): readonly OutboxTarget[] {
  const customers = written.flatMap(({ visit }) => visit.customer ?? []);
  const tasks = written.filter(({ before }) => (before?.taskId ?? null) !== null);
  return [
    ...[...new Set(customers.map(customerKey))].map((subjectId) => ({
      kind: "customer_properties" as const,
      subjectId,
    })),
    ...tasks.map(({ visit }) => ({ kind: "visit_task" as const, subjectId: visit.visitId })),
  ];
}

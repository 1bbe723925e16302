import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Store } from "../../ports/store.ts";
import { requestSends } from "../outbox/parts-of-sends.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";

/** Takes back what was planned for customers who are not there any more, and the tasks for it. */
export async function cancelVisits(
  { store }: { readonly store: Pick<Store, "visits" | "outbox"> },
  { portal }: Pick<PortalContext, "portal">,
  { customers, now }: { readonly customers: readonly CustomerRef[]; readonly now: number },
): Promise<void> {
  if (customers.length === 0) return;
  const { portalId } = portal;
  const visits = await store.visits.ofCustomers(portalId, customers);
  const planned = visits.filter(({ state }) => state === "planned");
  if (planned.length === 0) return;
  await store.visits.save(
    portalId,
    planned.map(({ taskId: _task, ...visit }) => ({ ...visit, state: "cancelled" as const })),
  );
  const targets = planned.map(({ visitId }) => ({
    kind: "visit_task" as const,
    subjectId: visitId,
  }));
  await requestSends(store, portal, { targets, now });
}

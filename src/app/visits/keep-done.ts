import type { Person } from "../../domain/visits/outcome.ts";
import type { Touch } from "../../domain/visits/touch.ts";
import type { Visit } from "../../domain/visits/visit.ts";
import type { Store } from "../../ports/store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { restartInterval } from "./restart-interval.ts";

type DoneStore = Pick<Store, "visits" | "visitOutcomes" | "touches" | "outbox" | "customers">;

export type DoneVisit = {
  readonly visit: Visit;
  readonly by: Person | null;
  readonly now: number;
};

/**
 * Somebody finished the task of a visit: the customer was met, so the interval starts again, and what
 * came of it is asked for on the card. Within the caller's transaction.
 */
export async function keepDone(
  store: DoneStore,
  context: PortalContext,
  { visit, now }: DoneVisit,
): Promise<void> {
  const { portalId } = context.portal;
  const { visitId, attempt, customer, ownerId } = visit;
  await store.visitOutcomes.save(portalId, [
    { visitId, attempt, customer, ownerId, at: now, told: null },
  ]);
  const touch = touchOfVisit(visit, { at: now, isReal: true });
  if (touch === null) return;
  await store.touches.save(portalId, [touch]);
  await restartInterval(store, context, { customers: [touch.customer], now });
}

/** A visit as something that reached the customer, or tried to; null when it has no customer. */
export function touchOfVisit(
  { visitId, attempt, customer, ownerId }: Visit,
  { at, isReal }: { readonly at: number; readonly isReal: boolean },
): Touch | null {
  if (customer === null) return null;
  const touchId = `visit:${visitId}:${attempt}`;
  return { touchId, customer, at, kind: "visit", isReal, ownerId, source: "aftercare" };
}

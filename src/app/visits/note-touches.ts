import { retentionCuts } from "../../domain/governance/retention-rules.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { keptTouches } from "../../domain/visits/kept-touches.ts";
import { isRealContact } from "../../domain/visits/real-contact.ts";
import type { Touch } from "../../domain/visits/touch.ts";
import type { TouchReading } from "../../ports/crm-touches.ts";
import type { Store } from "../../ports/store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { customerKey } from "../tiering/customer-key.ts";
import { restartInterval } from "./restart-interval.ts";

export type TouchStore = Pick<Store, "transaction" | "visits" | "touches" | "outbox" | "customers">;

/**
 * Keeps what people did with customers that Aftercare knows, and starts their intervals again where it
 * was a real contact. The same activity read again takes the place of what was kept before, so a call
 * that turns out to have been nobody's counts no more. Says how many customers were really met.
 */
export async function noteTouches(
  store: TouchStore,
  context: Pick<PortalContext, "portal" | "current">,
  read: { readonly readings: readonly TouchReading[]; readonly now: number },
): Promise<number> {
  const { portalId } = context.portal;
  const { readings, now } = read;
  const refs = readings.flatMap(({ customers }) => customers);
  if (refs.length === 0) return 0;
  return store.transaction(async () => {
    const known = new Set((await store.customers.find(portalId, refs)).map(customerKey));
    const told = readings.flatMap((one) =>
      one.customers
        .filter((ref) => known.has(customerKey(ref)))
        .map((ref) => touchOf(one, ref, now)),
    );
    const cut = retentionCuts(context.current.policy.retention, now);
    const before = cut.find(({ kind }) => kind === "touches")?.before ?? null;
    const touches = keptTouches(told, before);
    if (touches.length === 0) return 0;
    await store.touches.save(portalId, touches);
    const met = touches.filter(({ isReal }) => isReal).map(({ customer }) => customer);
    await restartInterval(store, context, { customers: met, now });
    return new Set(met.map(customerKey)).size;
  });
}

function touchOf(reading: TouchReading, customer: CustomerRef, now: number): Touch {
  const { activityId, kind, at, ownerId } = reading;
  return {
    touchId: touchIdOf(kind, activityId),
    customer,
    at,
    kind,
    isReal: isRealContact(reading, now),
    ownerId,
    source: "crm",
  };
}

export function touchIdOf(kind: TouchReading["kind"], activityId: string): string {
  return `${kind}:${activityId}`;
}

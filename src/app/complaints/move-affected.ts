import { isSameCustomer } from "../../domain/complaints/action.ts";
import type { ActionEvent } from "../../domain/complaints/action-event.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { instantOf, keep } from "./act-on-action.ts";

/** Actions of one customer that are read at once. */
const ACTIONS_AT_ONCE = 200;

type MoveDeps = {
  readonly store: Pick<Store, "transaction" | "actions" | "outbox">;
  readonly timeSource: TimeSource;
};

type Move = { readonly from: CustomerRef; readonly into: CustomerRef; readonly at: number };

/**
 * Whom a record that was merged away was concerned with is the other one from then on, of actions that
 * are closed as well. One transaction an action; repeating it is harmless.
 */
export async function moveAffected(
  deps: MoveDeps,
  context: PortalContext,
  move: Move,
): Promise<void> {
  const { portalId } = context.portal;
  for (;;) {
    // Each turn takes its actions off the record, so the next page is the first again.
    const page = await deps.store.actions.ofCustomer(portalId, move.from, ACTIONS_AT_ONCE);
    let moved = 0;
    for (const { actionId } of page) {
      if (await moveIn(deps, context, { actionId, move })) moved += 1;
    }
    if (moved < ACTIONS_AT_ONCE) return;
  }
}

async function moveIn(
  deps: MoveDeps,
  context: PortalContext,
  { actionId, move: { from, into, at } }: { readonly actionId: string; readonly move: Move },
): Promise<boolean> {
  const { portalId } = context.portal;
  const { actions } = deps.store;
  return deps.store.transaction(async () => {
    await actions.lock(portalId, actionId);
    const row = await actions.find(portalId, actionId);
    const isConcerned = row?.action.customers.some((one) => isSameCustomer(one.customer, from));
    if (isConcerned !== true) return false;
    const events = await actions.events(portalId, actionId);
    const event: ActionEvent = { kind: "customer_moved", from, into };
    const eventKey = `moved:${from.kind}:${from.id}:${into.id}:${at}`;
    const now = instantOf(events, deps.timeSource.now());
    await keep(deps, context, { actionId, events, mark: { at: now, eventKey, event } });
    return true;
  });
}

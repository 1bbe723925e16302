import type { TouchKind } from "../../ports/crm-touches.ts";
import type { LedgerEvent, Settlement } from "../../ports/event-ledger.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { noteTouches, touchIdOf } from "../visits/note-touches.ts";
import { logSettled } from "./log-events.ts";
import type { IntakeDeps } from "./process-events.ts";

const KIND_OF_OBJECT: ReadonlyMap<string, TouchKind> = new Map([
  ["call", "call"],
  ["meeting", "meeting"],
  ["email", "email"],
  ["communication", "message"],
] as const);

/** Null for what is no activity with a customer. */
export function touchKindOf(object: string): TouchKind | null {
  return KIND_OF_OBJECT.get(object) ?? null;
}

/** Calls, meetings, e-mails and messages that people logged: each is read once, with its customers. */
export async function applyTouchEvents(
  deps: IntakeDeps,
  context: PortalContext,
  events: readonly LedgerEvent[],
): Promise<void> {
  const { portalId } = context.portal;
  for (const [object, ofObject] of Map.groupBy(events, (event) => event.object)) {
    const kind = touchKindOf(object);
    if (kind === null) continue;
    const ids = [...new Set(ofObject.map(({ objectId }) => objectId))];
    const readings = await deps.crm.readTouches(portalId, kind, ids);
    const isThere = new Set(readings.map(({ activityId }) => activityId));
    const gone = ids.filter((id) => !isThere.has(id)).map((id) => touchIdOf(kind, id));
    await deps.store.touches.remove(portalId, gone);
    await noteTouches(deps.store, context, { readings, now: deps.timeSource.now() });
  }
  const settlements = events.map(
    ({ eventKey, occurredAt }): Settlement => ({
      portalId,
      eventKey,
      occurredAt,
      state: "applied",
      reason: null,
    }),
  );
  if (settlements.length === 0) return;
  await deps.ledger.settle(settlements, deps.timeSource.now());
  for (const settlement of settlements) logSettled(deps.logger, settlement);
}

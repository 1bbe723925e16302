import type { CustomerKind } from "../../domain/tiering/customer.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import type { Gap } from "./gap.ts";
import { goneGap } from "./gone-gap.ts";
import type { GapDeps } from "./sweep-gaps.ts";

/** Customers of one sweep and kind: 5 calls; 100,000 have their turn within a day. */
const CUSTOMERS_AT_ONCE = 500;
/** Of those that are missing: a search for each; more wait for the next turn. */
const MISSING_AT_ONCE = 20;

/**
 * Looks whether the CRM has the customers still that we know, some at a time: a record that was deleted or
 * merged away is in no search for what was changed. Says where the next turn goes on; null is the beginning.
 */
export async function lookAtKnownCustomers(
  deps: GapDeps,
  { portal: { portalId } }: PortalContext,
  turn: { readonly kind: CustomerKind; readonly afterId: string; readonly until: number },
): Promise<{
  readonly gaps: readonly Gap[];
  readonly looked: number;
  readonly afterId: string | null;
}> {
  const { kind, afterId, until } = turn;
  const wish = { kind, afterId, limit: CUSTOMERS_AT_ONCE };
  const ids = await deps.store.gapSweeps.knownCustomers(portalId, wish);
  if (ids.length === 0) return { gaps: [], looked: 0, afterId: null };
  const present = await deps.crm.readCustomers(portalId, kind, ids, []);
  const isThere = new Set(present.map(({ id }) => id));
  const missing = ids.filter((id) => !isThere.has(id));
  // Asked for after the read: what was told in between is told.
  const waiting = await deps.recovery.waiting(portalId, kind, missing);
  const isTold = new Set(waiting.map(({ objectId }) => objectId));
  const lost = missing.filter((id) => !isTold.has(id)).slice(0, MISSING_AT_ONCE);
  const gone = lost.length === 0 ? [] : await deps.crm.readGone(portalId, kind, lost);
  const gaps = gone.flatMap((record) => goneGap({ portalId, object: kind, until }, record));
  const last = ids.length < CUSTOMERS_AT_ONCE ? null : (ids.at(-1) ?? null);
  return { gaps, looked: ids.length, afterId: last };
}

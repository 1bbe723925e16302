import type { Logger } from "../../ports/logger.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";
import { regradeKnown } from "./grade-customers.ts";
import { asksForDeals } from "./grading-rules.ts";
import type { KnowDeps } from "./know-customers.ts";
import { readDealsOf } from "./read-deals.ts";

/** As many as one call asks for the deals of. */
const CUSTOMERS_AT_ONCE = 1_000;

/**
 * Reads the deals of customers who were known before deals counted, and grades them anew. It goes on where
 * it stopped; without the scope, or where nothing counts deals, it does nothing. Says how many there were.
 */
export async function readMissingDeals(
  deps: KnowDeps & { readonly contexts: PortalContexts; readonly logger: Logger },
  portalId: string,
): Promise<number> {
  const context = await deps.contexts(portalId);
  if (context === null || !asksForDeals(context.current.policy)) return 0;
  if ((await deps.store.deals.access(portalId)) === "missing") return 0;
  const { policy } = context.current;
  let done = 0;
  for (;;) {
    const refs = await deps.store.deals.unread(portalId, CUSTOMERS_AT_ONCE);
    if (refs.length === 0) return done;
    if (!(await readDealsOf(deps, { portalId, policy }, refs))) return done;
    const now = deps.timeSource.now();
    await regradeKnown(deps.store, context, { refs, now });
    await deps.store.deals.markRead(portalId, refs, now);
    done += refs.length;
    deps.logger.info({ portalId, customers: done }, "deals of known customers are read");
  }
}

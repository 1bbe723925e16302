import { PluginError } from "../../ports/plugin-error.ts";
import type { Store } from "../../ports/store.ts";
import { regradeKnown } from "./grade-customers.ts";
import type { RegradeDeps } from "./regrade-customers.ts";

const CUSTOMERS_AT_ONCE = 500;

type DueDeps = Omit<RegradeDeps, "store"> & {
  readonly store: RegradeDeps["store"] & Pick<Store, "portals">;
};

/**
 * Grades those whose grade time alone changes: a drop that comes into effect, an override that ends. A
 * portal that fails does not hold up the others. Says how many customers there were.
 */
export async function regradeDue(deps: DueDeps): Promise<number> {
  let graded = 0;
  for (const { portalId, state } of await deps.store.portals.list()) {
    if (state !== "connected") continue;
    try {
      graded += await regradePortal(deps, portalId);
    } catch (error) {
      if (!(error instanceof PluginError)) throw error;
      deps.logger.warn({ portalId, code: error.code }, "due customers were not graded");
    }
  }
  return graded;
}

async function regradePortal({ store, contexts, timeSource }: DueDeps, portalId: string) {
  const context = await contexts(portalId);
  if (context === null) return 0;
  let graded = 0;
  for (;;) {
    const now = timeSource.now();
    const refs = await store.customers.due(portalId, now, CUSTOMERS_AT_ONCE);
    const rows = await regradeKnown(store, context, { refs, now });
    graded += rows.length;
    if (refs.length < CUSTOMERS_AT_ONCE || rows.length === 0) return graded;
  }
}

import { retentionCuts } from "../../domain/governance/retention-rules.ts";
import type { RowCounts } from "../../ports/erasure-store.ts";
import type { Logger } from "../../ports/logger.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";

/** Of one table in one night; what is left goes in the nights after. */
const ROWS_A_NIGHT = 20_000;

export type RetentionDeps = {
  readonly store: Pick<Store, "retention" | "erasures" | "audit" | "transaction">;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

/**
 * The nightly turn of one portal: deletes what its policy keeps no longer, and tells the audit log how
 * much. Both or nothing, so a turn that was stopped is done again as a whole. While a person is being
 * erased it waits for the next night. Says how many rows went.
 */
export async function applyRetention(deps: RetentionDeps, portalId: string): Promise<number> {
  const { store, logger, timeSource } = deps;
  const context = await deps.contexts(portalId);
  if (context === null) return 0;
  const now = timeSource.now();
  const cuts = retentionCuts(context.current.policy.retention, now);
  if (cuts.length === 0) return 0;
  if ((await store.erasures.open(portalId, 1)).length > 0) {
    logger.info({ portalId }, "retention waits: a person is being erased");
    return 0;
  }
  const closedStages = [...context.closedStages];
  const removed = await store.transaction(async () => {
    let counts: RowCounts = {};
    for (const cut of cuts) {
      const rules = { ...cut, closedStages, limit: ROWS_A_NIGHT };
      counts = { ...counts, ...(await store.retention.cut(portalId, rules)) };
    }
    if (Object.keys(counts).length > 0) {
      await store.audit.append(portalId, [
        {
          at: now,
          actor: "aftercare",
          action: "retention_applied",
          subject: "retention",
          detail: { ...counts },
          from: "aftercare",
        },
      ]);
    }
    return counts;
  });
  logger.info({ portalId, removed }, "what is kept no longer was deleted");
  return Object.values(removed).reduce((sum, rows) => sum + rows, 0);
}

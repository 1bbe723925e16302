import type { RetentionCut } from "../domain/governance/retention-rules.ts";
import type { RowCounts } from "./erasure-store.ts";

/** Deletes what a policy keeps for a time only. */
export type RetentionStore = {
  /**
   * Deletes at most `limit` rows of each table of the kind, never what something open needs: an open
   * ticket, complaint, case, corrective action or visit, or a send. Says how many went, by table;
   * tables with none are left out.
   */
  cut(
    portalId: string,
    cut: RetentionCut & { readonly closedStages: readonly string[]; readonly limit: number },
  ): Promise<RowCounts>;
};

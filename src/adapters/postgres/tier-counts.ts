import { z } from "zod";
import { CustomerKind } from "../../domain/tiering/customer.ts";
import type { TierCount, TierCounts } from "../../ports/tier-counts.ts";
import type { Database } from "./database.ts";
import { Count } from "./values.ts";

const BY_TIER = `
  select grade ->> 'tier' as tier, kind, count(*) as customers from customer
  where portal_id = $1 and gone_at is null group by 1, 2 order by 1, 2`;

const CountRow: z.ZodType<TierCount> = z.object({
  tier: z.string(),
  kind: CustomerKind,
  customers: Count,
});

export function createTierCounts(db: Database): TierCounts {
  return { byTier: (portalId) => db.rows(CountRow, BY_TIER, [portalId]) };
}

import { z } from "zod";
import type { PortalGrant, PortalGrants } from "../../ports/portal-grants.ts";
import type { Database } from "./database.ts";
import { Instant, instant } from "./values.ts";

export function createPortalGrants(db: Database): PortalGrants {
  return {
    find: async (portalId) => (await db.rows(StoredGrant, FIND, [portalId]))[0] ?? null,
    save: async (portalId, { scopes, currency, grantedBy, grantedAt }) => {
      const values = [scopes.join(" "), currency, grantedBy, instant(grantedAt)];
      await db.run(UPSERT, [portalId, ...values]);
    },
    remove: async (portalId) => {
      await db.run(REMOVE, [portalId]);
    },
  };
}

const GrantColumns = z.object({
  scopes: z.string(),
  currency: z.string().nullable(),
  granted_by: z.string(),
  granted_at: Instant,
});

const StoredGrant = GrantColumns.transform(
  (row): PortalGrant => ({
    scopes: row.scopes.split(" ").filter(Boolean),
    currency: row.currency,
    grantedBy: row.granted_by,
    grantedAt: row.granted_at,
  }),
);

const COLUMNS = Object.keys(GrantColumns.shape).join(", ");
const FIND = `select ${COLUMNS} from portal_grant where portal_id = $1`;
const UPSERT = `
  insert into portal_grant (portal_id, ${COLUMNS}) values ($1, $2, $3, $4, $5)
  on conflict (portal_id) do update set scopes = excluded.scopes, currency = excluded.currency,
    granted_by = excluded.granted_by, granted_at = excluded.granted_at`;
const REMOVE = "delete from portal_grant where portal_id = $1";

import { z } from "zod";
import { Role } from "../../domain/governance/permission.ts";
import type { RoleGrant, Roles } from "../../ports/roles.ts";
import type { Database } from "./database.ts";
import { Instant, instant } from "./values.ts";

export function createRoles(db: Database): Roles {
  return {
    find: async (portalId, userId) =>
      (await db.rows(StoredGrant, FIND, [portalId, userId]))[0] ?? null,
    list: (portalId) => db.rows(StoredGrant, LIST, [portalId, [...Role.options].reverse()]),
    save: async (portalId, { userId, email, name, role, givenBy, givenAt }) => {
      await db.run(SAVE, [portalId, userId, email, name, role, givenBy, instant(givenAt)]);
    },
    remove: async (portalId, userId) => {
      await db.run(REMOVE, [portalId, userId]);
    },
    lock: async (portalId) => {
      await db.query(LOCK, [`roles ${portalId}`]);
    },
  };
}

const GrantColumns = z.object({
  user_id: z.string(),
  email: z.string(),
  name: z.string(),
  role: Role,
  given_by: z.string(),
  given_at: Instant,
});

const StoredGrant = GrantColumns.transform(
  (row): RoleGrant => ({
    userId: row.user_id,
    email: row.email,
    name: row.name,
    role: row.role,
    givenBy: row.given_by,
    givenAt: row.given_at,
  }),
);

const COLUMNS = Object.keys(GrantColumns.shape).join(", ");

const FIND = `select ${COLUMNS} from portal_role where portal_id = $1 and user_id = $2`;

const LIST = {
  name: "list_roles",
  text: `
  select ${COLUMNS} from portal_role where portal_id = $1
  order by array_position($2::text[], role), name collate "C", user_id`,
};

const SAVE = `
  insert into portal_role (portal_id, ${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (portal_id, user_id) do update set email = excluded.email, name = excluded.name,
    role = excluded.role, given_by = excluded.given_by, given_at = excluded.given_at`;

const REMOVE = "delete from portal_role where portal_id = $1 and user_id = $2";

/** A portal without roles has no row to lock. */
const LOCK = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

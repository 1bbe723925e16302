import { z } from "zod";
import type { Logger } from "../../ports/logger.ts";
import type { Database } from "./database.ts";
import { errorCode } from "./database-error.ts";

/**
 * The wall between portals (`migrations/0027_wall.sql`). PostgreSQL asks no policy for superusers, for roles
 * that bypass policies and for the owner of a table. So whoever works for one portal takes a role that is none
 * of these. Where the server lets nobody make a role, the policies are forced upon the owner.
 */
export type Wall = {
  /** Null: the session's own role is held up too. */
  readonly role: typeof WALLED_ROLE | null;
};

/** One in a server, for all databases and schemas: it owns nothing and nobody logs in as it. */
export const WALLED_ROLE = "aftercare_walled";

const INSUFFICIENT_PRIVILEGE = "42501";
/** Another process makes the role at this moment, or has made it. */
const MADE_ELSEWHERE: ReadonlySet<unknown> = new Set(["42710", "23505"]);
/** Two processes must not grant on the same tables at the same time. */
const LOCK = "select pg_advisory_xact_lock(hashtext('aftercare wall ' || current_schema))";

/** What the sessions of this store stand behind when they work for one portal; null: nothing holds them up. */
export async function raiseWall(db: Database, logger: Logger): Promise<Wall | null> {
  if (await mayTakeRole(db)) {
    await grantTables(db);
    return { role: WALLED_ROLE };
  }
  const [me] = await db.rows(Me, ME);
  if (me?.bypasses === false) {
    await forcePolicies(db);
    return { role: null };
  }
  logger.warn(
    { role: WALLED_ROLE },
    "no wall between accounts: this user of the database bypasses row-level security and may not take " +
      "the role that does not; see docs/operations.md",
  );
  return null;
}

/** How that is for whoever asks, without changing anything. */
export async function findWall(db: Database): Promise<"role" | "forced" | "later" | "none"> {
  const [role] = await db.rows(Role, ROLE);
  const [me] = await db.rows(Me, ME);
  const mayTake = role?.is_fit === true && role.is_mine;
  if (!mayTake && me?.bypasses !== false) return me?.makes_roles === true ? "later" : "none";
  const [open] = await db.rows(Named, mayTake ? UNGRANTED : UNFORCED);
  if (open !== undefined) return "later";
  return mayTake ? "role" : "forced";
}

const Me = z.object({ bypasses: z.boolean(), makes_roles: z.boolean() });
const ME =
  "select rolsuper or rolbypassrls as bypasses, rolsuper or rolcreaterole as makes_roles from pg_roles where rolname = current_user";

const Role = z.object({ is_fit: z.boolean(), is_mine: z.boolean() });
const ROLE = `
  select not (rolsuper or rolbypassrls) as is_fit,
    pg_has_role(current_user, oid,
      case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) as is_mine
  from pg_roles where rolname = '${WALLED_ROLE}'`;

/** Makes the role, and makes this user a member of it, where that is still to do and allowed. */
async function mayTakeRole(db: Database): Promise<boolean> {
  const roleNow = async () => (await db.rows(Role, ROLE))[0];
  if ((await roleNow()) === undefined) await attempt(db, `create role ${WALLED_ROLE} nologin`);
  if ((await roleNow())?.is_mine === false) {
    await attempt(db, `grant ${WALLED_ROLE} to current_user`);
  }
  const role = await roleNow();
  return role?.is_fit === true && role.is_mine;
}

async function attempt(db: Database, statement: string): Promise<void> {
  try {
    await db.query(statement);
  } catch (error) {
    const code = errorCode(error);
    if (code !== INSUFFICIENT_PRIVILEGE && !MADE_ELSEWHERE.has(code)) throw error;
  }
}

const Named = z.object({ name: z.string() });

/** Parts of a partitioned table are reached through it alone: they have no policy of their own. */
const OUR_TABLES = `
  pg_class c where c.relnamespace = current_schema::regnamespace and c.relkind in ('r', 'p')
    and not c.relispartition and c.relname !~ '^kysely'`;
const UNGRANTED = `
  select c.oid::regclass::text as name from ${OUR_TABLES}
    and not (has_table_privilege('${WALLED_ROLE}', c.oid, 'select')
      and has_table_privilege('${WALLED_ROLE}', c.oid, 'insert')
      and has_table_privilege('${WALLED_ROLE}', c.oid, 'update')
      and has_table_privilege('${WALLED_ROLE}', c.oid, 'delete'))
  order by c.relname`;
const UNFORCED = `
  select c.oid::regclass::text as name from ${OUR_TABLES}
    and c.relrowsecurity and not c.relforcerowsecurity order by c.relname`;

const IS_SCHEMA_USABLE = `
  select has_schema_privilege('${WALLED_ROLE}', current_schema::regnamespace, 'usage') as is_usable`;

const UsableRow = z.object({ is_usable: z.boolean() });

async function grantTables(db: Database): Promise<void> {
  await lacking(db, UNGRANTED, async (tables) => {
    // Of a shared schema we may not be the owner, and everybody may use it.
    const [found] = await db.rows(UsableRow, IS_SCHEMA_USABLE);
    if (found?.is_usable === false) {
      await db.query(`grant usage on schema ${db.schema} to ${WALLED_ROLE}`);
    }
    await db.query(
      `grant select, insert, update, delete on ${tables.join(", ")} to ${WALLED_ROLE}`,
    );
  });
}

async function forcePolicies(db: Database): Promise<void> {
  await lacking(db, UNFORCED, async (tables) => {
    for (const table of tables) await db.query(`alter table ${table} force row level security`);
  });
}

/** At most starts nothing lacks, and nobody waits for a lock. */
async function lacking(
  db: Database,
  question: string,
  mend: (tables: readonly string[]) => Promise<void>,
): Promise<void> {
  if ((await db.rows(Named, question)).length === 0) return;
  await db.transaction(async () => {
    await db.query(LOCK);
    const tables = (await db.rows(Named, question)).map(({ name }) => name);
    if (tables.length > 0) await mend(tables);
  });
}

import { z } from "zod";
import { Policy, type PolicyVersion } from "../../domain/governance/policy.ts";
import type { Portals } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { createMemory } from "./memory.ts";
import { Instant, instant, json } from "./values.ts";

/** Versions never change once stored, so they are kept parsed until there are too many. */
const MAX_REMEMBERED_VERSIONS = 500;

export function createPolicies(
  db: Database,
): Pick<Portals, "currentPolicy" | "policy" | "policyVersions" | "savePolicy"> {
  const remembered = createMemory<PolicyVersion>(MAX_REMEMBERED_VERSIONS);

  const policy: Portals["policy"] = async (portalId, version) => {
    const key = `${portalId} ${version}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const [found] = await db.rows(StoredPolicy, FIND, [portalId, version]);
    if (found === undefined) return null;
    remembered.set(key, found);
    return found;
  };

  const currentPolicy: Portals["currentPolicy"] = async (portalId) => {
    const [newest] = await db.rows(Version, NEWEST, [portalId]);
    return newest === undefined ? null : policy(portalId, newest.version);
  };

  return {
    policy,
    currentPolicy,
    policyVersions: (portalId, limit) => db.rows(VersionHead, VERSIONS, [portalId, limit]),
    savePolicy: (portalId, document, now) =>
      db.transaction(async () => {
        await db.query(LOCK_PORTAL, [portalId]);
        const values = [portalId, json(document), instant(now)];
        const [added] = await db.rows(Version, INSERT_IF_NEW, values);
        if (added !== undefined) return { version: added.version, policy: document };
        const [newest] = await db.rows(StoredPolicy, FIND_NEWEST, [portalId]);
        return newest ?? { version: 1, policy: document };
      }),
  };
}

const Version = z.object({ version: z.int() });
const StoredPolicy: z.ZodType<PolicyVersion> = z.object({ version: z.int(), policy: Policy });

const VersionHead = z
  .object({ version: z.int(), effective_at: Instant })
  .transform((row) => ({ version: row.version, effectiveAt: row.effective_at }));

const VERSIONS = `
  select version, effective_at from portal_policy where portal_id = $1
  order by version desc limit $2`;

const FIND = "select version, policy from portal_policy where portal_id = $1 and version = $2";

const NEWEST = {
  name: "find_newest_policy_version",
  text: "select version from portal_policy where portal_id = $1 order by version desc limit 1",
};

const FIND_NEWEST = `
  select version, policy from portal_policy where portal_id = $1 order by version desc limit 1`;

/** Two documents at once get two numbers, one after the other. */
const LOCK_PORTAL = "select from portal where portal_id = $1 for update";

const INSERT_IF_NEW = `
  with newest as (
    select version, policy from portal_policy where portal_id = $1 order by version desc limit 1
  )
  insert into portal_policy (portal_id, version, policy, effective_at)
  select $1, coalesce((select version from newest), 0) + 1, $2::jsonb, $3
  where not exists (select from newest where policy = $2::jsonb)
  returning version`;

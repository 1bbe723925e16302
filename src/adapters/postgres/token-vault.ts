import { z } from "zod";
import type { PortalTokens, Seal, TokenVault } from "../../ports/token-vault.ts";
import type { Database } from "./database.ts";
import { Instant, instant } from "./values.ts";

export function createTokenVault(db: Database, seal: Seal): TokenVault {
  const StoredTokens = z
    .object({
      sealed_access_token: z.string(),
      sealed_refresh_token: z.string(),
      expires_at: Instant,
    })
    .transform(
      (row): PortalTokens => ({
        accessToken: seal.open(row.sealed_access_token),
        refreshToken: seal.open(row.sealed_refresh_token),
        expiresAt: row.expires_at,
      }),
    );
  return {
    read: async (portalId) => (await db.rows(StoredTokens, READ, [portalId]))[0] ?? null,
    save: async (portalId, tokens) => {
      await db.run(UPSERT, [
        portalId,
        seal.seal(tokens.accessToken),
        seal.seal(tokens.refreshToken),
        instant(tokens.expiresAt),
      ]);
    },
    remove: async (portalId) => {
      await db.run(REMOVE, [portalId]);
    },
    withRefreshLock: createRefreshLock(db),
  };
}

/** For whoever has no keys: nothing is read, but tokens can be removed. */
export function createTokenRemoval(db: Database): Pick<TokenVault, "read" | "remove"> {
  return {
    read: async () => null,
    remove: async (portalId) => {
      await db.run(REMOVE, [portalId]);
    },
  };
}

const READ = `
  select sealed_access_token, sealed_refresh_token, expires_at from portal_token
  where portal_id = $1`;

const UPSERT = `
  insert into portal_token (portal_id, sealed_access_token, sealed_refresh_token, expires_at)
  values ($1, $2, $3, $4)
  on conflict (portal_id) do update set sealed_access_token = excluded.sealed_access_token,
    sealed_refresh_token = excluded.sealed_refresh_token, expires_at = excluded.expires_at,
    updated_at = now()`;

const REMOVE = "delete from portal_token where portal_id = $1";

const LOCK = "select from portal_token where portal_id = $1 for update";

/**
 * Callers of this process queue in memory, so that a portal takes one session at most; on a server the
 * row lock keeps other processes out. The embedded database has one session and one process: a
 * transaction around a network call would only stop everybody.
 */
function createRefreshLock(db: Database): TokenVault["withRefreshLock"] {
  const lastTurns = new Map<string, Promise<unknown>>();
  return (portalId, work) => {
    const turnBefore = lastTurns.get(portalId) ?? Promise.resolve();
    const turn = turnBefore.then(() =>
      db.engine === "embedded" ? work() : withRowLock(db, portalId, work),
    );
    const ended = Promise.allSettled([turn]).then(() => {
      if (lastTurns.get(portalId) === ended) lastTurns.delete(portalId);
    });
    lastTurns.set(portalId, ended);
    return turn;
  };
}

/** What `work` stored stays stored when it throws: a refusal by HubSpot must not undo what it noted. */
async function withRowLock<T>(db: Database, portalId: string, work: () => Promise<T>): Promise<T> {
  const [outcome] = await db.transaction(async () => {
    await db.query(LOCK, [portalId]);
    return Promise.allSettled([work()]);
  });
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}

import { z } from "zod";
import type { AccountLooks, StoreLook } from "../../ports/examination.ts";
import type { Seal } from "../../ports/token-vault.ts";
import type { Database } from "./database.ts";
import { migrationsOf } from "./migrate.ts";
import { Instant } from "./values.ts";
import { findWall } from "./wall.ts";

/** The fastest of so many counts: the first one also opens a session. */
const LATENCY_TRIES = 4;
/** Sealed texts that are tried; a wrong key shows at the first. */
const MAX_SEALED = 1_000;

const NowRow = z.object({ version: z.string(), at: Instant });

/** What the store is like, asked without changing it; its tables need not be those of this program. */
export async function lookAtStore(db: Database): Promise<StoreLook> {
  const { timeSource } = db;
  let latencyMs = Number.POSITIVE_INFINITY;
  let found = { version: "", at: 0 };
  let askedAt = 0;
  for (let tries = 0; tries < LATENCY_TRIES; tries += 1) {
    const startedAt = timeSource.now();
    const [row] = await db.rows(NowRow, NOW);
    const tookMs = timeSource.now() - startedAt;
    if (row === undefined || tookMs >= latencyMs) continue;
    latencyMs = tookMs;
    askedAt = startedAt + tookMs / 2;
    found = row;
  }
  const { applied, known } = await migrationsOf(db);
  return {
    engine: db.engine,
    version: found.version.split(" ")[0] ?? "",
    latencyMs,
    storeNowAt: found.at,
    askedAt,
    migrations: applied.length,
    wall: db.engine === "server" ? await findWall(db) : "none",
    missing: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  };
}

/** What is kept of accounts, where the tables are those of this program. */
export function createAccountLooks(db: Database, seal: Pick<Seal, "open">): AccountLooks {
  return {
    lastDeliveryAt: async (portalId) => {
      const [row] = await db.rows(LastDelivery, LAST_DELIVERY, [portalId]);
      return row?.at ?? null;
    },
    sealed: async () => {
      const rows = await db.rows(SealedText, SEALED, [MAX_SEALED]);
      return { count: rows.length, closed: rows.filter(({ text }) => !opens(seal, text)).length };
    },
  };
}

const LastDelivery = z.object({ at: Instant.nullable() });
const SealedText = z.object({ text: z.string() });

const NOW = "select current_setting('server_version') as version, clock_timestamp() as at";

const LAST_DELIVERY = "select max(received_at) as at from delivery where portal_id = $1";

const SEALED = `
  select sealed_access_token as text from portal_token
  union all select sealed_refresh_token from portal_token
  union all select sealed_bot_token from slack_installation
  limit $1`;

function opens(seal: Pick<Seal, "open">, text: string): boolean {
  try {
    seal.open(text);
    return true;
  } catch {
    return false;
  }
}

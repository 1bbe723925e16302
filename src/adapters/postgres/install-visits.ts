import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { Language } from "../../domain/words.ts";
import type { InstallVisits } from "../../ports/install-visits.ts";
import type { Database } from "./database.ts";
import { Instant, instant } from "./values.ts";

const RANDOM_BYTES = 32;
const SECRET = /^[\w-]{43}$/;
/** A visit that has ended is remembered so long, so that whoever comes late hears why. */
const REMEMBERED_MS = 60 * 60_000;
/** Old visits that one new one takes away, so that there are never more than come within that time. */
const FORGOTTEN_AT_ONCE = 100;

/** Secrets are too long to guess; only their hashes are stored. */
export function createInstallVisits(db: Database): InstallVisits {
  return {
    begin: async ({ browser: brought, language, now, expiresAt }) => {
      await db.run(FORGET, [instant(now - REMEMBERED_MS), FORGOTTEN_AT_ONCE]);
      const browser = brought !== null && SECRET.test(brought) ? brought : newSecret();
      const state = newSecret();
      const hashes = [hashOf(state), hashOf(browser)];
      await db.run(INSERT, [...hashes, language, instant(now), instant(expiresAt)]);
      return { state, browser };
    },
    redeem: ({ state, browser }, now) =>
      db.transaction(async () => {
        if (!SECRET.test(state)) return { ok: false, reason: "not_known" };
        const [row] = await db.rows(StoredVisit, FIND, [hashOf(state)]);
        if (row === undefined) return { ok: false, reason: "not_known" };
        if (browser === null || !isSame(row.browser_hash, hashOf(browser))) {
          return { ok: false, reason: "other_browser" };
        }
        if (row.is_used) return { ok: false, reason: "used" };
        if (now >= row.expires_at) return { ok: false, reason: "expired" };
        await db.run(USE, [hashOf(state), instant(now)]);
        return { ok: true, language: row.language };
      }),
  };
}

function newSecret(): string {
  return randomBytes(RANDOM_BYTES).toString("base64url");
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const StoredVisit = z.object({
  browser_hash: z.string(),
  language: Language,
  expires_at: Instant,
  is_used: z.boolean(),
});

const FIND = `
  select browser_hash, language, expires_at, used_at is not null as is_used from install_visit
  where portal_id = 0 and secret_hash = $1 for update`;

const INSERT = `
  insert into install_visit (secret_hash, browser_hash, language, made_at, expires_at)
  values ($1, $2, $3, $4, $5)`;

const USE = "update install_visit set used_at = $2 where portal_id = 0 and secret_hash = $1";

const FORGET = `
  delete from install_visit where portal_id = 0 and secret_hash in (
    select secret_hash from install_visit where portal_id = 0 and made_at < $1
    order by made_at limit $2 for update skip locked)`;

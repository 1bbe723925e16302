import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { invariant } from "../../domain/invariant.ts";
import type {
  LinkRefusal,
  SlackInstallLinks,
  SlackVisit,
} from "../../ports/slack-install-links.ts";
import type { Database } from "./database.ts";
import { Instant, instant } from "./values.ts";

/**
 * A secret reads `PORTAL.RANDOM`: the portal finds the row, the random part proves it. It is too long
 * to guess, and only its hash is stored, so nothing has to be signed.
 */
const SECRET = /^(\d{1,19})\.([\w-]{43})$/;
const RANDOM_BYTES = 32;

/** So many links of a portal, and so many visits of a link, are kept; a new one takes the oldest's place. */
const LINKS_LIMIT = 20;
const VISITS_LIMIT = 20;

export function createSlackInstallLinks(db: Database): SlackInstallLinks {
  return {
    make: (portalId, { askedBy, now, expiresAt }) =>
      db.transaction(async () => {
        await db.run(FORGET_OLDEST, [portalId, null, LINKS_LIMIT - 1]);
        await db.run(FORGET_ORPHANS, [portalId]);
        return insert(db, portalId, { linkHash: null, askedBy, now, expiresAt });
      }),
    begin: (link, { now, expiresAt }) =>
      db.transaction(async () => {
        const key = keyOf(link);
        const [row] = key === null ? [] : await db.rows(StoredLink, FIND_LINK, [...key]);
        const refusal = refusalOf(row, key?.[0], now);
        if (refusal !== null) return refusal;
        invariant(key !== null && row !== undefined, "a link that is not refused is there");
        const [portalId, linkHash] = key;
        await db.run(FORGET_OLDEST, [portalId, linkHash, VISITS_LIMIT - 1]);
        const visit = { linkHash, askedBy: row.asked_by, now, expiresAt };
        return { ok: true, portalId, state: await insert(db, portalId, visit) };
      }),
    redeem: (state, now) => db.transaction(() => redeem(db, state, now)),
    finish: async ({ portalId, linkId }, now) =>
      (await db.run(USE, [portalId, linkId, instant(now)])) === 1,
  };
}

async function redeem(
  db: Database,
  state: string,
  now: number,
): Promise<{ readonly ok: true; readonly visit: SlackVisit } | LinkRefusal> {
  const key = keyOf(state);
  const [row] = key === null ? [] : await db.rows(StoredVisit, FIND_VISIT, [...key]);
  const refusal = refusalOf(row, key?.[0], now);
  if (refusal !== null) return refusal;
  invariant(key !== null && row !== undefined, "a visit that is not refused is there");
  await db.run(USE, [...key, instant(now)]);
  const visit = { portalId: key[0], linkId: row.link_hash, askedBy: row.asked_by };
  return { ok: true, visit };
}

/** Null when it may be used. */
function refusalOf(
  row: { readonly expires_at: number; readonly is_used: boolean } | undefined,
  portalId: string | undefined,
  now: number,
): LinkRefusal | null {
  if (row === undefined) return { ok: false, reason: "not_known", portalId: null };
  const refused = { ok: false, portalId: portalId ?? null } as const;
  if (row.is_used) return { ...refused, reason: "used" };
  return now < row.expires_at ? null : { ...refused, reason: "expired" };
}

async function insert(
  db: Database,
  portalId: string,
  row: {
    readonly linkHash: string | null;
    readonly askedBy: string;
    readonly now: number;
    readonly expiresAt: number;
  },
): Promise<string> {
  const secret = `${portalId}.${randomBytes(RANDOM_BYTES).toString("base64url")}`;
  const times = [instant(row.now), instant(row.expiresAt)];
  await db.run(INSERT, [portalId, hashOf(secret), row.linkHash, row.askedBy, ...times]);
  return secret;
}

function keyOf(secret: string): readonly [portalId: string, hash: string] | null {
  const [, portalId] = SECRET.exec(secret) ?? [];
  return portalId === undefined ? null : [portalId, hashOf(secret)];
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

const StoredLink = z.object({ asked_by: z.string(), expires_at: Instant, is_used: z.boolean() });
const StoredVisit = StoredLink.extend({ link_hash: z.string() });

const FIND_LINK = `
  select asked_by, expires_at, used_at is not null as is_used from slack_install_state
  where portal_id = $1 and secret_hash = $2 and link_hash is null for update`;

/** Both rows are locked: of two visits of one link that come back at once, the second sees the first. */
const FIND_VISIT = `
  select v.asked_by, v.expires_at, v.used_at is not null or l.used_at is not null as is_used,
    v.link_hash
  from slack_install_state v
  join slack_install_state l on l.portal_id = v.portal_id and l.secret_hash = v.link_hash
  where v.portal_id = $1 and v.secret_hash = $2 for update`;

const INSERT = `
  insert into slack_install_state (portal_id, secret_hash, link_hash, asked_by, made_at, expires_at)
  values ($1, $2, $3, $4, $5, $6)`;

const USE = `
  update slack_install_state set used_at = $3
  where portal_id = $1 and secret_hash = $2 and used_at is null`;

const FORGET_OLDEST = `
  delete from slack_install_state where portal_id = $1 and secret_hash in (
    select secret_hash from slack_install_state
    where portal_id = $1 and link_hash is not distinct from $2
    order by made_at desc, secret_hash offset $3)`;

const FORGET_ORPHANS = `
  delete from slack_install_state v where portal_id = $1 and link_hash is not null and not exists (
    select from slack_install_state l
    where l.portal_id = v.portal_id and l.secret_hash = v.link_hash)`;

import { createHash } from "node:crypto";
import type { AuditEntry, AuditValues } from "../../ports/audit.ts";

/**
 * The hash of an entry covers its place, the hash before it, when it was sealed and all that it says. Of
 * the person who acted, and of what the entry tells, only salted digests are in it: whoever is erased is
 * replaced and the salt is thrown away, and the rest is still proved. See docs/decisions/0009.
 */

/** What stands in the place of a person who was erased. */
export const ERASED = "erased";
/** Names of values in `detail` that tell who acted. */
export const PERSON_KEYS: readonly string[] = ["name", "email", "by"];

export type Place = {
  readonly portalId: string;
  readonly position: number;
  readonly previousHash: string;
  readonly sealedAt: number;
};

export type Digests = {
  readonly person: string;
  /** Null: sealed when what an entry tells was in the hash itself. */
  readonly content: string | null;
};

export function hashOf(place: Place, entry: AuditEntry, { person, content }: Digests): string {
  const { at, action, from = null } = entry;
  const { portalId, position, previousHash, sealedAt } = place;
  const standing = [portalId, position, previousHash, sealedAt, at, action];
  if (content !== null) return sha256([...standing, from, content, person]);
  const { subject, before = null, after = null } = entry;
  const { others } = partsOf(entry.detail);
  return sha256([...standing, subject, from, others, sorted(before), sorted(after), person]);
}

/**
 * Of an entry that was sealed when what it tells was in its hash: what of it stays when that is taken out,
 * with the hash that it had.
 */
export function resealHashOf(
  place: Place,
  { at, action, from }: Pick<AuditEntry, "at" | "action" | "from">,
  sealed: Digests & { readonly hash: string },
): string {
  const { portalId, position, previousHash, sealedAt } = place;
  const standing = [portalId, position, previousHash, sealedAt, at, action, from ?? null];
  return sha256([...standing, sealed.hash, sealed.content, sealed.person]);
}

/** Covers all resealed entries so far and one more, so that none is left out or changed. */
export function coverWith(cover: string, position: number, resealHash: string): string {
  return sha256([cover, position, resealHash]);
}

/** What an entry is about and tells, but for the person who acted. */
export function contentDigestOf(entry: AuditEntry, salt: string): string {
  const { subject, detail, before = null, after = null } = entry;
  return sha256([salt, subject, partsOf(detail).others, sorted(before), sorted(after)]);
}

/** Nothing of what it told is left. */
export function isWithoutContent({ detail, before, after }: AuditEntry): boolean {
  return before === undefined && after === undefined && partsOf(detail).others.length === 0;
}

export function personDigestOf({ actor, detail }: AuditEntry, salt: string): string {
  return sha256([salt, actor, partsOf(detail).person]);
}

/** Nothing of the person is left. */
export function isWithoutPerson({ actor, detail }: AuditEntry): boolean {
  return actor === ERASED && partsOf(detail).person.length === 0;
}

type Pairs = readonly (readonly [string, unknown])[];

function partsOf(detail: AuditValues): { readonly person: Pairs; readonly others: Pairs } {
  const pairs = sorted(detail) ?? [];
  const isPersonal = ([key]: readonly [string, unknown]) => PERSON_KEYS.includes(key);
  return {
    person: pairs.filter(isPersonal),
    others: pairs.filter((pair) => !isPersonal(pair)),
  };
}

/** The engine keeps keys in an order of its own. */
function sorted(values: AuditValues | null): Pairs | null {
  if (values === null) return null;
  return Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
}

function sha256(content: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

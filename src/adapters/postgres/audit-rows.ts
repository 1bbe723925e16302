import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { AuditEntry } from "../../ports/audit.ts";
import type { SealedEntry } from "../../ports/audit-chain.ts";
import { ENTRY_COLUMNS, EntryColumns, entryOf } from "./audit.ts";
import {
  contentDigestOf,
  hashOf,
  isWithoutContent,
  isWithoutPerson,
  type Place,
  personDigestOf,
  resealHashOf,
} from "./audit-hash.ts";
import { Count, Instant } from "./values.ts";

const SALT_BYTES = 16;

export function newSalt(): string {
  return randomBytes(SALT_BYTES).toString("hex");
}

export const SEALED_COLUMNS = `seal_position, sealed_at, previous_hash, hash, person_digest,
  person_salt, content_digest, content_salt, reseal_hash, ${ENTRY_COLUMNS}`;

export const SealedRow = EntryColumns.extend({
  seal_position: Count,
  sealed_at: Instant,
  previous_hash: z.string(),
  hash: z.string(),
  person_digest: z.string(),
  person_salt: z.string().nullable(),
  content_digest: z.string().nullable(),
  content_salt: z.string().nullable(),
  reseal_hash: z.string().nullable(),
});
export type SealedRow = z.infer<typeof SealedRow>;

export function sealedOf(portalId: string, row: SealedRow): SealedEntry {
  const entry = entryOf(row);
  const { previous_hash: previousHash, hash, sealed_at: sealedAt } = row;
  const position = row.seal_position;
  const isContentErased = row.content_digest !== null && row.content_salt === null;
  const isErased = row.person_salt === null || isContentErased;
  const place = { portalId, position, previousHash, sealedAt };
  const hashNow = row.reseal_hash === null ? hashNowOf(place, row) : resealedHash(place, row);
  return { entry, position, sealedAt, previousHash, hash, hashNow, isErased };
}

function hashNowOf(place: Place, row: SealedRow): string {
  const entry = entryOf(row);
  return hashOf(place, entry, { person: personIn(row, entry), content: contentIn(row, entry) });
}

/** Stands for a hash that cannot be. */
const NO_HASH = "";

/** What was sealed twice has to hold twice; once its words are gone the second seal holds alone. */
function resealedHash(place: Place, row: SealedRow): string {
  const entry = entryOf(row);
  const [person, content] = [personIn(row, entry), contentIn(row, entry)];
  const resealHash = resealHashOf(place, entry, { hash: row.hash, person, content });
  if (resealHash !== row.reseal_hash) return NO_HASH;
  return row.content_salt === null ? row.hash : hashOf(place, entry, { person, content: null });
}

/** The second seal of an entry that has none; one that does not say what was sealed gets none that holds. */
export function resealOf(portalId: string, row: SealedRow) {
  const entry = entryOf(row);
  const salt = newSalt();
  const content = contentDigestOf(entry, salt);
  const place = {
    ...{ portalId, position: row.seal_position },
    ...{ previousHash: row.previous_hash, sealedAt: row.sealed_at },
  };
  const isTrue = hashNowOf(place, row) === row.hash;
  const sealed = { hash: row.hash, person: personIn(row, entry), content };
  const resealHash = isTrue ? resealHashOf(place, entry, sealed) : NO_HASH;
  return { position: row.seal_position, content, salt, resealHash };
}

/** Without its salt a person's digest holds only where nothing of the person is left. */
function personIn({ person_digest, person_salt }: SealedRow, entry: AuditEntry): string {
  if (person_salt === null && isWithoutPerson(entry)) return person_digest;
  return personDigestOf(entry, person_salt ?? "");
}

/** The same of what the entry told; a digest that is not of these words would be believed once they go. */
function contentIn({ content_digest, content_salt }: SealedRow, entry: AuditEntry): string | null {
  if (content_digest === null) return null;
  if (content_salt === null && isWithoutContent(entry)) return content_digest;
  const digest = contentDigestOf(entry, content_salt ?? "");
  return digest === content_digest ? digest : NO_HASH;
}

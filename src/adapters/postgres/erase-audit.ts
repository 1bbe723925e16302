import {
  type ErasedPerson,
  withoutPerson,
  withoutPersonInText,
} from "../../domain/privacy/person.ts";
import { ERASED, PERSON_KEYS } from "./audit-hash.ts";
import { resealAudit } from "./audit-reseal.ts";
import type { Database } from "./database.ts";
import { likenesses } from "./erase-rows.ts";
import { keyOf, pagesOf } from "./table-pages.ts";
import { json } from "./values.ts";

/**
 * An entry that names an erased contact keeps when it was, what was done and by whom; what it was about
 * and told is gone, and the chain of hashes still holds.
 */

type Target = { readonly db: Database; readonly portalId: string; readonly person: ErasedPerson };
const COLUMNS = ["entry_id", "subject", "detail", "before", "after"];

export async function eraseAudit(target: Target): Promise<number> {
  await resealAudit(target.db, target.portalId);
  let rows = 0;
  for await (const hits of entriesWith(target)) {
    for (const hit of hits) rows += await eraseEntry(target, hit);
  }
  return rows;
}

export async function searchAudit(target: Target): Promise<number> {
  let rows = 0;
  for await (const hits of entriesWith(target)) {
    rows += hits.length;
  }
  return rows;
}

type Entry = {
  readonly entryId: string;
  readonly subject: string;
  readonly newSubject: string;
};

async function* entriesWith({ db, portalId, person }: Target): AsyncGenerator<readonly Entry[]> {
  const key = await keyOf(db, "audit");
  const wanted = "concat_ws(' ', subject, detail, before, after) ilike any($2::text[])";
  const question = { table: "audit", key, columns: COLUMNS, wanted };
  for await (const page of pagesOf(db, portalId, { ...question, parameter: likenesses(person) })) {
    const hits = page.flatMap(({ values }) => {
      const entry = entryWith(values, person);
      return entry === null ? [] : [entry];
    });
    if (hits.length > 0) yield hits;
  }
}

function entryWith(values: readonly (string | null)[], person: ErasedPerson): Entry | null {
  const [entryId, subject, detail, before, after] = values;
  const told: unknown = [detail, before, after].map((text) => text && JSON.parse(text));
  const isNamed = json(withoutPerson(told, person)) !== json(told);
  const known = subject ?? "";
  const isSubject = withoutPersonInText(known, person) !== known;
  if (!isNamed && !isSubject) return null;
  return {
    entryId: entryId ?? "",
    subject: known,
    newSubject: isSubject ? ERASED : known,
  };
}

const ERASE = `
  update audit set subject = $4, before = null, after = null, content_salt = null,
    detail = coalesce((
      select jsonb_object_agg(key, value) from jsonb_each(detail) where key = any($5::text[])), '{}')
  where portal_id = $1 and subject = $2 and entry_id = $3::text::uuid`;

async function eraseEntry({ db, portalId }: Target, entry: Entry): Promise<number> {
  const { subject, entryId, newSubject } = entry;
  return db.run(ERASE, [portalId, subject, entryId, newSubject, PERSON_KEYS]);
}

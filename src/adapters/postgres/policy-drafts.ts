import { z } from "zod";
import { Draft, isToBeApplied } from "../../domain/governance/draft.ts";
import type { PolicyDrafts } from "../../ports/policy-drafts.ts";
import type { Database } from "./database.ts";
import { instant, json } from "./values.ts";

export function createPolicyDrafts(db: Database): PolicyDrafts {
  return {
    append: async (portalId, draft) => (await db.run(APPEND, valuesOf(portalId, draft))) === 1,
    find: async (portalId, draftId) =>
      (await db.rows(StoredDraft, FIND, [portalId, draftId]))[0] ?? null,
    history: (portalId, draftId) => db.rows(StoredHead, HISTORY, [portalId, draftId]),
    list: (portalId, limit) => db.rows(StoredHead, LIST, [portalId, limit]),
    ofVersion: async (portalId, version) =>
      (await db.rows(StoredDraft, OF_VERSION, [portalId, version]))[0] ?? null,
    waiting: (portalId) => db.rows(StoredHead, WAITING, [portalId]),
    due: (now) => db.rows(Due, DUE, [instant(now)]),
    lock: async (portalId) => {
      await db.query(LOCK, [`policy drafts ${portalId}`]);
    },
  };
}

function valuesOf(portalId: string, draft: Draft): readonly unknown[] {
  const { text, policy, ...head } = draft;
  const { draftId, revision, changedAt, standing } = draft;
  const version = standing.state === "effective" ? standing.version : null;
  const effectiveAt = standing.state === "approved" ? standing.approval.effectiveAt : null;
  return [
    portalId,
    draftId,
    revision,
    standing.state,
    version,
    instant(effectiveAt),
    isToBeApplied(draft),
    instant(changedAt),
    text,
    json(policy),
    json(head),
  ];
}

const Head = Draft.omit({ text: true, policy: true });
const StoredHead = z.object({ head: Head }).transform(({ head }) => head);
const StoredDraft = z
  .object({ head: Head, document: z.string(), policy: Draft.shape.policy })
  .transform(({ head, document, policy }): Draft => ({ ...head, text: document, policy }));
const Due = z
  .object({ portal_id: z.string(), draft_id: z.string() })
  .transform((row) => ({ portalId: row.portal_id, draftId: row.draft_id }));

const APPEND = `
  insert into policy_draft (portal_id, draft_id, revision, state, version, effective_at,
    is_to_be_applied, changed_at, document, policy, head)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb)
  on conflict (portal_id, draft_id, revision) do nothing`;

const FIND = `
  select head, document, policy from policy_draft where portal_id = $1 and draft_id = $2
  order by revision desc limit 1`;

const HISTORY = `
  select head from policy_draft where portal_id = $1 and draft_id = $2 order by revision`;

/** Nothing came after it. */
const IS_NEWEST = `not exists (
    select from policy_draft later where later.portal_id = d.portal_id
      and later.draft_id = d.draft_id and later.revision > d.revision)`;

const LIST = `
  select head from policy_draft d where portal_id = $1 and ${IS_NEWEST}
  order by changed_at desc, draft_id limit $2`;

const OF_VERSION = `
  select head, document, policy from policy_draft where portal_id = $1 and version = $2
  order by changed_at desc, revision desc limit 1`;

const WAITING = `
  select head from policy_draft d
  where portal_id = $1 and (state = 'approved' or is_to_be_applied) and ${IS_NEWEST}
  order by changed_at, draft_id`;

const DUE = `
  select portal_id, draft_id from policy_draft d
  where (state = 'approved' or is_to_be_applied) and ${IS_NEWEST}
    and (effective_at is null or effective_at <= $1)
  order by portal_id, draft_id`;

const LOCK = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

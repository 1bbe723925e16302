import { edited, newDraft } from "../../domain/governance/draft.ts";
import type { PolicyProblem } from "../../domain/governance/lint-problem.ts";
import { askRight } from "./ask-right.ts";
import type { Asked, PolicyDeps } from "./policy-deps.ts";
import { type DraftAsked, keepStep, type StepAnswer, takeStep } from "./take-step.ts";
import { textOfVersion } from "./text-of-version.ts";

export type InvalidDocument = {
  readonly ok: false;
  readonly reason: "invalid";
  readonly problems: readonly PolicyProblem[];
};
type WrittenDocument = {
  readonly text: string;
  /** What it is about, in a line. */
  readonly note: string;
};
/** With an id the same draft is made once, however often it is asked for. */
export type NewDraft = Asked & WrittenDocument & { readonly draftId?: string };

/** A new draft of a document, from the version in force; a document with problems makes none. */
export async function createDraft(
  deps: PolicyDeps,
  asked: NewDraft,
): Promise<StepAnswer<InvalidDocument>> {
  return writeNew(deps, asked, null);
}

export type EditedDraft = DraftAsked & WrittenDocument;

/** Puts another document in a draft that is not approved yet; what was submitted is a draft again. */
export async function editDraft(
  deps: PolicyDeps,
  asked: EditedDraft,
): Promise<StepAnswer<InvalidDocument>> {
  const { text, note } = asked;
  const reading = deps.readDocument(text);
  if (!reading.ok) return { ok: false, reason: "invalid", problems: reading.problems };
  const { policy } = reading;
  return takeStep<never>(deps, asked, {
    action: "edit_draft",
    auditAs: "policy_draft_edited",
    step: async (draft, facts) => edited(draft, facts, { text, policy, note }),
  });
}

export type RestoredVersion = Asked & {
  readonly version: number;
  readonly note: string;
  readonly draftId?: string;
};
export type NoSuchVersion = { readonly ok: false; readonly reason: "no_such_version" };

/** A new draft that says what an older version says; nothing is in force until it is approved. */
export async function restoreVersion(
  deps: PolicyDeps,
  asked: RestoredVersion,
): Promise<StepAnswer<InvalidDocument | NoSuchVersion>> {
  const { portalId, version } = asked;
  const right = await askRight(deps, asked, "edit_draft");
  if (!right.ok) return right;
  const text = await textOfVersion(deps, portalId, version);
  if (text === null) return { ok: false, reason: "no_such_version" };
  return writeNew(deps, { ...asked, text }, version);
}

async function writeNew(
  deps: PolicyDeps,
  asked: NewDraft,
  restoredFrom: number | null,
): Promise<StepAnswer<InvalidDocument>> {
  const { store, timeSource, newId } = deps;
  const { portalId, by, text, note, draftId = newId() } = asked;
  const right = await askRight(deps, asked, "edit_draft");
  if (!right.ok) return right;
  const known = await store.policyDrafts.find(portalId, draftId);
  if (known !== null) return { ok: true, draft: known };
  const reading = deps.readDocument(text);
  if (!reading.ok) return { ok: false, reason: "invalid", problems: reading.problems };
  const context = await deps.contexts(portalId);
  if (context === null) return { ok: false, reason: "not_connected" };
  const base = { draftId, baseVersion: context.current.version, restoredFrom };
  const written = { ...base, text, note, policy: reading.policy };
  const draft = newDraft({ by, at: timeSource.now() }, written);
  const action = restoredFrom === null ? "policy_draft_created" : "policy_version_restored";
  const detail = restoredFrom === null ? {} : { restoredFrom };
  await store.transaction(() =>
    keepStep(deps, portalId, { before: null, after: draft, action, detail }),
  );
  return { ok: true, draft };
}

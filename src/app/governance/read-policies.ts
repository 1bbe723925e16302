import type { ApprovalHindrance } from "../../domain/governance/approval.ts";
import type { Draft } from "../../domain/governance/draft.ts";
import type { PolicyReading } from "../../domain/governance/read-policy.ts";
import type { DraftHead } from "../../ports/policy-drafts.ts";
import { hindranceOf } from "./approve-draft.ts";
import { askRight, type NotAllowed } from "./ask-right.ts";
import type { Asked, PolicyDeps } from "./policy-deps.ts";
import { type PolicyPreview, previewPolicy } from "./submit-policy.ts";
import type { NotConnected } from "./take-step.ts";
import { textOfVersion } from "./text-of-version.ts";

/** Versions and drafts that a list shows. */
const LISTED = 200;

type PolicyList = {
  readonly ok: true;
  readonly inForce: number;
  readonly versions: readonly { readonly version: number; readonly effectiveAt: number }[];
  /** Every draft as it stands, also those that became versions; the one changed last first. */
  readonly drafts: readonly DraftHead[];
};

export type PoliciesAnswer = PolicyList | NotAllowed | NotConnected;

export async function readPolicies(deps: PolicyDeps, asked: Asked): Promise<PoliciesAnswer> {
  const { store } = deps;
  const { portalId } = asked;
  const right = await askRight(deps, asked, "read_policies");
  if (!right.ok) return right;
  const context = await deps.contexts(portalId);
  if (context === null) return { ok: false, reason: "not_connected" };
  return {
    ok: true,
    inForce: context.current.version,
    versions: await store.portals.policyVersions(portalId, LISTED),
    drafts: await store.policyDrafts.list(portalId, LISTED),
  };
}

type DraftView = {
  readonly ok: true;
  readonly draft: Draft;
  /** Its steps, oldest first. */
  readonly history: readonly DraftHead[];
  /** The version in force; where it is not the draft's base the draft has to be submitted again. */
  readonly inForce: number;
  /** What keeps the one who asks from approving it, were the role enough. */
  readonly hindrance: ApprovalHindrance | null;
};
type NotFound = { readonly ok: false; readonly reason: "not_found" };
export type DraftAnswer = DraftView | NotAllowed | NotConnected | NotFound;

export async function readDraft(
  deps: PolicyDeps,
  asked: Asked & { readonly draftId: string },
): Promise<DraftAnswer> {
  const { store } = deps;
  const { portalId, draftId } = asked;
  const right = await askRight(deps, asked, "read_policies");
  if (!right.ok) return right;
  const context = await deps.contexts(portalId);
  if (context === null) return { ok: false, reason: "not_connected" };
  const draft = await store.policyDrafts.find(portalId, draftId);
  if (draft === null) return { ok: false, reason: "not_found" };
  return {
    ok: true,
    draft,
    history: await store.policyDrafts.history(portalId, draftId),
    inForce: context.current.version,
    hindrance: await hindranceOf(deps, asked, draft),
  };
}

export type PreviewAnswer =
  | { readonly ok: true; readonly preview: PolicyPreview }
  | NotAllowed
  | NotConnected
  | NotFound;

/** What a draft says otherwise than the version in force, and what it would change; writes nothing. */
export async function previewDraft(
  deps: PolicyDeps,
  asked: Asked & { readonly draftId: string },
): Promise<PreviewAnswer> {
  const { portalId, draftId } = asked;
  const right = await askRight(deps, asked, "read_policies");
  if (!right.ok) return right;
  const draft = await deps.store.policyDrafts.find(portalId, draftId);
  if (draft === null) return { ok: false, reason: "not_found" };
  const proposal = { portalId, policy: draft.policy, onTickets: () => undefined };
  const preview = await previewPolicy(deps, proposal);
  return preview === null ? { ok: false, reason: "not_connected" } : { ok: true, preview };
}

/** Reads a document and tells all its problems; keeps nothing. */
export async function checkDocument(
  deps: PolicyDeps,
  asked: Asked & { readonly text: string },
): Promise<{ readonly ok: true; readonly reading: PolicyReading } | NotAllowed> {
  const right = await askRight(deps, asked, "read_policies");
  return right.ok ? { ok: true, reading: deps.readDocument(asked.text) } : right;
}

export type ExportedPolicy =
  | { readonly ok: true; readonly version: number; readonly text: string }
  | NotAllowed
  | NotConnected
  | { readonly ok: false; readonly reason: "no_such_version" };

/** A version as a document, with the comments of those who wrote it; the one in force unless named. */
export async function exportPolicy(
  deps: PolicyDeps,
  asked: Asked & { readonly version: number | null },
): Promise<ExportedPolicy> {
  const { portalId } = asked;
  const right = await askRight(deps, asked, "read_policies");
  if (!right.ok) return right;
  const context = await deps.contexts(portalId);
  if (context === null) return { ok: false, reason: "not_connected" };
  const version = asked.version ?? context.current.version;
  const text = await textOfVersion(deps, portalId, version);
  return text === null ? { ok: false, reason: "no_such_version" } : { ok: true, version, text };
}

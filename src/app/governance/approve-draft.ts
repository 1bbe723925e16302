import {
  type ApprovalHindrance,
  approvalHindrance,
  isDeputy,
} from "../../domain/governance/approval.ts";
import { type AppliesTo, approved, type Draft, refused } from "../../domain/governance/draft.ts";
import { mayDo } from "../../domain/governance/permission.ts";
import type { DraftHead } from "../../ports/policy-drafts.ts";
import type { RoleGrant } from "../../ports/roles.ts";
import { bringIntoForce } from "./bring-into-force.ts";
import type { Asked, PolicyDeps } from "./policy-deps.ts";
import { requestNotice } from "./request-notice.ts";
import { type DraftAsked, type StepAnswer, takeStep } from "./take-step.ts";

export type ApprovedDraft = DraftAsked & {
  /** The approver's word counts, whatever the author wished. */
  readonly appliesTo: AppliesTo;
  /** Null, or an instant that has gone by: at once. */
  readonly effectiveAt: number | null;
};
export type ApprovalRefusal =
  | ({ readonly ok: false } & ApprovalHindrance)
  /** Another one is approved and not wholly in force yet. */
  | { readonly ok: false; readonly reason: "another_waits"; readonly draft: DraftHead };

/** Approves what was submitted: it is in force from its instant on, at once or later. */
export async function approveDraft(
  deps: PolicyDeps,
  asked: ApprovedDraft,
): Promise<StepAnswer<ApprovalRefusal>> {
  const { store } = deps;
  const { portalId, appliesTo, effectiveAt } = asked;
  return takeStep<ApprovalRefusal>(deps, asked, {
    action: await actionOf(deps, asked),
    auditAs: "policy_approved",
    detail: { appliesTo },
    step: async (draft, { inForce, ...step }) => {
      const hindrance = await hindranceOf(deps, asked, draft);
      if (hindrance !== null) return { ok: false, ...hindrance };
      const [other] = await store.policyDrafts.waiting(portalId);
      if (other !== undefined) return { ok: false, reason: "another_waits", draft: other };
      return approved(draft, step, { appliesTo, effectiveAt, inForce });
    },
    alongside: async (draft) => {
      const { standing } = draft;
      const isNow =
        standing.state === "approved" && standing.approval.effectiveAt <= draft.changedAt;
      if (isNow)
        return bringIntoForce(deps, portalId, { draft, step: { ...asked, at: draft.changedAt } });
      await requestNotice(deps, portalId, { draft, occasion: "approved" });
      return draft;
    },
  });
}

/** Deputies of the policy in force need no role for it but that of whoever is signed in. */
async function actionOf(deps: PolicyDeps, { portalId, by }: Asked) {
  const rules = (await deps.contexts(portalId))?.current.policy.approval;
  return rules !== undefined && isDeputy(rules, by) ? "read_policies" : "approve_draft";
}

/** What keeps this person from approving this draft now; null when nothing does. */
export async function hindranceOf(
  { store, contexts, timeSource }: Pick<PolicyDeps, "store" | "contexts" | "timeSource">,
  { portalId, by }: Asked,
  draft: Pick<Draft, "authors" | "standing">,
): Promise<ApprovalHindrance | null> {
  const context = await contexts(portalId);
  if (context === null) return null;
  const grants = await store.roles.list(portalId);
  return approvalHindrance(draft, by, {
    approverIds: approversAmong(grants, by.userId),
    rules: context.current.policy.approval,
    now: timeSource.now(),
  });
}

/** While nobody has a role, whoever got this far is the only one there is. */
function approversAmong(grants: readonly RoleGrant[], userId: string): readonly string[] {
  if (grants.length === 0) return [userId];
  return grants.filter(({ role }) => mayDo(role, "approve_draft")).map((grant) => grant.userId);
}

export type RefusedDraft = DraftAsked & { readonly reason: string };

/** Says no to what was submitted, with a reason that its authors read. */
export async function refuseDraft(deps: PolicyDeps, asked: RefusedDraft): Promise<StepAnswer> {
  const { reason } = asked;
  return takeStep<never>(deps, asked, {
    action: "refuse_draft",
    auditAs: "policy_refused",
    detail: { reason },
    step: async (draft, facts) => refused(draft, facts, reason),
  });
}

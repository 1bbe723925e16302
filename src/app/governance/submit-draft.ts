import { type Submission, submitted, withdrawn } from "../../domain/governance/draft.ts";
import { mayDo } from "../../domain/governance/permission.ts";
import type { PolicyDeps } from "./policy-deps.ts";
import { type DraftAsked, type StepAnswer, takeStep } from "./take-step.ts";

export type SubmittedDraft = DraftAsked &
  Pick<Submission, "appliesTo" | "effectiveAt" | "approverId"> & {
    /** The version whose differences the author has looked at. */
    readonly comparedWith: number;
  };
/** Whom it is put before may not approve it. */
export type WrongApprover = { readonly ok: false; readonly reason: "wrong_approver" };

/** Puts a draft before those who may approve it; again when another version has come into force. */
export async function submitDraft(
  deps: PolicyDeps,
  asked: SubmittedDraft,
): Promise<StepAnswer<WrongApprover>> {
  const { portalId, appliesTo, effectiveAt, approverId, comparedWith } = asked;
  const wish = { appliesTo, effectiveAt, approverId, comparedWith };
  return takeStep<WrongApprover>(deps, asked, {
    action: "submit_draft",
    auditAs: "policy_submitted",
    detail: { appliesTo, effectiveAt, approverId },
    step: async (draft, facts) => {
      const { inForce, ...step } = facts;
      if (approverId !== null) {
        const grant = await deps.store.roles.find(portalId, approverId);
        if (grant === null || !mayDo(grant.role, "approve_draft")) {
          return { ok: false, reason: "wrong_approver" };
        }
      }
      return submitted(draft, step, { ...wish, inForce });
    },
  });
}

export type WithdrawnDraft = DraftAsked & { readonly reason: string };

/** Takes back what is not in force yet. What was approved only those take back who might approve. */
export async function withdrawDraft(deps: PolicyDeps, asked: WithdrawnDraft): Promise<StepAnswer> {
  const { portalId, draftId, reason } = asked;
  const draft = await deps.store.policyDrafts.find(portalId, draftId);
  const isApproved = draft?.standing.state === "approved";
  return takeStep<never>(deps, asked, {
    action: isApproved ? "refuse_draft" : "withdraw_draft",
    auditAs: "policy_withdrawn",
    detail: { reason },
    step: async (found, facts) => withdrawn(found, facts, reason),
  });
}

import type { Draft, DraftPerson } from "./draft.ts";
import type { ApprovalRules } from "./policy.ts";

const HOUR_MS = 3_600_000;

/** Why somebody may not approve a draft that was submitted. */
export type ApprovalHindrance =
  /** They wrote in it or submitted it, and others could approve it. */
  | { readonly reason: "own_draft" }
  /** It was put before somebody else, or they are a deputy: not before `from`. */
  | { readonly reason: "too_early"; readonly from: number };

/**
 * Four eyes: nobody approves what they wrote or submitted, unless nobody else could. Those who may
 * approve do so at once; where it was put before one of them, the others wait for the hours that the
 * policy in force names, as its deputies always do. Null when nothing is in the way.
 */
export function approvalHindrance(
  { authors, standing }: Pick<Draft, "authors" | "standing">,
  by: DraftPerson,
  circumstances: {
    /** User ids of those whose role may approve. */
    readonly approverIds: readonly string[];
    readonly rules: ApprovalRules;
    readonly now: number;
  },
): ApprovalHindrance | null {
  if (standing.state !== "submitted") return null;
  const { approverIds, rules, now } = circumstances;
  const { submission } = standing;
  if (isOwn(submission.by, authors, { by, approverIds })) return { reason: "own_draft" };
  const isApprover = approverIds.includes(by.userId);
  const isMeant = submission.approverId === null || submission.approverId === by.userId;
  if (isApprover && isMeant) return null;
  const from = submission.at + rules.deputyAfterHours * HOUR_MS;
  return now < from ? { reason: "too_early", from } : null;
}

/** Where all who may approve have had a hand in it, whoever submitted it is the one who may not. */
function isOwn(
  submitter: DraftPerson,
  authors: readonly DraftPerson[],
  { by, approverIds }: { readonly by: DraftPerson; readonly approverIds: readonly string[] },
): boolean {
  const hands = [...authors, submitter].map(({ userId }) => userId);
  if (!hands.includes(by.userId)) return false;
  if (approverIds.some((userId) => !hands.includes(userId))) return true;
  return by.userId === submitter.userId && approverIds.some((userId) => userId !== by.userId);
}

/** Whether the policy names this person as one who may approve in the place of others. */
export function isDeputy(
  { deputies }: ApprovalRules,
  { email }: { readonly email: string },
): boolean {
  const asked = email.toLowerCase();
  return deputies.some((deputy) => deputy.toLowerCase() === asked);
}

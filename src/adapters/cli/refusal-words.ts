import type { ApprovalRefusal } from "../../app/governance/approve-draft.ts";
import type { WrongApprover } from "../../app/governance/submit-draft.ts";
import type { DraftRefusal } from "../../app/governance/take-step.ts";
import type { InvalidDocument, NoSuchVersion } from "../../app/governance/write-draft.ts";

export type Refusal =
  | DraftRefusal
  | ApprovalRefusal
  | WrongApprover
  | InvalidDocument
  | NoSuchVersion;

/** Why something was not done, in a sentence: what was found, and what was expected. */
export function refusalLine(refusal: Refusal): string {
  switch (refusal.reason) {
    case "not_allowed": {
      const people = refusal.people.map(({ name, email }) => (email ? `${name} <${email}>` : name));
      const named = people.length === 0 ? "" : `, which ${people.join(", ")} may`;
      const action = refusal.action.replaceAll("_", " ");
      return `the role is ${refusal.role}: expected ${refusal.roles.join(" or ")} to ${action}${named}`;
    }
    case "not_connected":
      return "the account is not connected: expected one that is";
    case "not_found":
      return "there is no such draft: expected one of this account";
    case "no_such_version":
      return "there is no such version: expected one that was in force";
    case "invalid":
      return "the document has problems: expected none";
    case "changed_meanwhile":
      return `${refusal.by.name} changed the draft at ${instantText(refusal.at)}: expected revision ${refusal.revision}, look at it first`;
    case "wrong_state":
      return `the draft is ${refusal.state}: expected one that is not so far yet`;
    case "stale_base":
      return `the draft was compared with version ${refusal.baseVersion}, and version ${refusal.inForce} is in force: expected it to be looked at and submitted again, with --onto ${refusal.inForce}`;
    case "own_draft":
      return "you wrote or submitted this draft: expected somebody else to approve it";
    case "too_early":
      return `somebody else is to approve it first: expected you from ${instantText(refusal.from)} on`;
    case "another_waits":
      return `draft ${refusal.draft.draftId} is approved and not wholly in force yet: expected one at a time`;
    case "wrong_approver":
      return "whom it is put before may not approve it: expected a manager or an admin";
  }
}

function instantText(at: number): string {
  return new Date(at).toISOString();
}

import type { BlockButtonAction } from "@slack/bolt";
import type { CasePress } from "../../app/escalation/press-case.ts";
import { RESOLVE_ACTION, TAKE_ACTION } from "./action-ids.ts";

/** What our buttons carry: the portal and the case. */
const BUTTON_VALUE = /^(\d+):(.+)$/;
const ACTS: ReadonlyMap<string, "acknowledged" | "resolved"> = new Map([
  [TAKE_ACTION, "acknowledged"],
  [RESOLVE_ACTION, "resolved"],
]);

/**
 * A press, read out of Slack's payload; null when the button is none of ours. That the portal in it
 * belongs to the workspace is for `onPress` to check: anybody may copy a button's value.
 */
export function pressOf(body: BlockButtonAction, teamId: string | undefined): CasePress | null {
  const [action] = body.actions;
  const act = ACTS.get(action?.action_id ?? "");
  const [, portalId, caseId] = BUTTON_VALUE.exec(action?.value ?? "") ?? [];
  if (action === undefined || act === undefined || teamId === undefined) return null;
  if (portalId === undefined || caseId === undefined) return null;
  const { id, name, username } = body.user;
  return {
    teamId,
    portalId,
    caseId,
    detail: { act },
    by: { id, name: name ?? username },
    actKey: `slack:${action.action_ts}:${action.action_id}:${id}:${caseId}`,
  };
}

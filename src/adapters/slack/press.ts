import type { CasePress } from "../../app/escalation/press-case.ts";
import type { FormAct } from "../../app/escalation/read-case-form.ts";
import type { GroupPress } from "../../app/escalation/take-group.ts";
import {
  ASK_BACK_ACTION,
  DECLINE_ACTION,
  HAND_OVER_ACTION,
  REOPEN_ACTION,
  RESOLVE_ACTION,
  SNOOZE_ACTION,
  TAKE_ACTION,
} from "./action-ids.ts";
import { type Pressed, targetOf } from "./pressed.ts";

/** What a button does at once. */
const ACTS: ReadonlyMap<string, "acknowledged" | "resolved"> = new Map([
  [TAKE_ACTION, "acknowledged"],
  [RESOLVE_ACTION, "resolved"],
]);

/** What a button asks for words for. */
const FORMS: ReadonlyMap<string, FormAct> = new Map([
  [ASK_BACK_ACTION, "asked_back"],
  [HAND_OVER_ACTION, "handed_over"],
  [DECLINE_ACTION, "declined"],
  [SNOOZE_ACTION, "snoozed"],
  [REOPEN_ACTION, "reopened"],
]);

/**
 * Null when the button is none of ours. That the portal in it belongs to the workspace is for the use
 * case to check: anybody may copy a button's value.
 */
export function casePressOf(pressed: Pressed): CasePress | null {
  const { user, actionId, value, pressKey } = pressed;
  const act = ACTS.get(actionId);
  const target = targetOf(value);
  if (act === undefined || target === null) return null;
  const { portalId, id: caseId } = target;
  const by = { id: user.userId, name: user.name };
  const actKey = `${pressKey}:${caseId}`;
  return { teamId: user.teamId, portalId, caseId, detail: { act }, by, actKey };
}

export function groupPressOf({ user, value, pressKey }: Pressed): GroupPress | null {
  const target = targetOf(value);
  if (target === null) return null;
  const { portalId, id: groupId } = target;
  const by = { id: user.userId, name: user.name };
  return { teamId: user.teamId, portalId, groupId, by, actKey: `${pressKey}:${groupId}` };
}

export function formActOf(actionId: string): FormAct | null {
  return FORMS.get(actionId) ?? null;
}

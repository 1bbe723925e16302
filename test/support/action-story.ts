import type { CorrectiveAction } from "../../src/domain/complaints/action.ts";
import type { ActionEvent, ActionMark } from "../../src/domain/complaints/action-event.ts";
import {
  type ActionAsked,
  type ActionCommand,
  type ActionDecision,
  decideAction,
} from "../../src/domain/complaints/decide-action.ts";
import { foldAction } from "../../src/domain/complaints/fold-action.ts";
import { ActionRules } from "../../src/domain/governance/action-rules.ts";
import type { Role } from "../../src/domain/governance/permission.ts";
import { invariant } from "../../src/domain/invariant.ts";
import type { CustomerRef } from "../../src/domain/tiering/customer.ts";
import { addDays } from "../../src/domain/time/zone.ts";

/** A corrective action and what people do to it, told in short. */

export const MEI = { id: "12", name: "Mei" };
export const OWNER = { ownerId: "31", name: "Otto" };
export const PUMP: CustomerRef = { kind: "company", id: "1" };
export const VALVE: CustomerRef = { kind: "contact", id: "2" };
export const START_DATE = "2026-06-01";

export const opened: Extract<ActionEvent, { readonly kind: "opened" }> = {
  kind: "opened",
  origin: "complaint",
  title: "The pump leaks",
  evidence: ["Ticket 7"],
  ticketId: "7",
  department: "support",
  owner: null,
  customers: [PUMP, VALVE],
  dueDate: addDays(START_DATE, 5),
  by: null,
};

export const ANALYSE = {
  kind: "analyse",
  rootCause: "Wrong seal",
  whys: ["Cheap"],
} as const satisfies ActionCommand;
export const PLAN = {
  kind: "plan",
  corrective: "Change the seal",
  preventive: "Check the supplier",
  owner: OWNER,
  dueDate: "2026-06-20",
} as const satisfies ActionCommand;
export const CARRY_OUT = { kind: "carry_out", note: "" } as const satisfies ActionCommand;
export const PASS = {
  kind: "check",
  isEffective: true,
  note: "No leak since",
  overrideReason: null,
} as const satisfies ActionCommand;
export const FAIL = {
  ...PASS,
  isEffective: false,
  note: "Leaks again",
} as const satisfies ActionCommand;
export const INFORM = {
  kind: "inform",
  customers: [PUMP],
  text: "Fixed for good",
  channel: "email",
} as const satisfies ActionCommand;
export const EXCLUDE = {
  kind: "exclude",
  customers: [VALVE],
  reason: "Not a customer any more",
} as const satisfies ActionCommand;
export const CLOSE = {
  kind: "close",
  note: "",
  overrideReason: null,
} as const satisfies ActionCommand;

export function askedBy(role: Role, today: string, rules: object = {}): ActionAsked {
  return {
    by: MEI,
    role,
    today,
    rules: ActionRules.parse(rules),
    dateIn: (days) => addDays(today, days),
  };
}

export type ActionStep = {
  readonly command: ActionCommand;
  readonly role?: Role;
  readonly on?: string;
};

/** What became of each command, one after the other; refused ones change nothing. */
export function play(steps: readonly ActionStep[], rules: object = {}) {
  const marks: ActionMark[] = [{ at: 0, event: opened }];
  const decisions: ActionDecision[] = [];
  for (const [index, { command, role = "manager", on = START_DATE }] of steps.entries()) {
    const decision = decideAction(actionOf(marks), command, askedBy(role, on, rules));
    decisions.push(decision);
    if (decision.ok) marks.push({ at: index + 1, event: decision.event });
  }
  return { marks, decisions, action: actionOf(marks) };
}

export function actionOf(marks: readonly ActionMark[]): CorrectiveAction {
  const action = foldAction(marks);
  invariant(action !== null, "the story begins with an opening");
  return action;
}

/** From the opening until its effect may be checked, on 1 July. */
export const UNTIL_CHECK: readonly ActionStep[] = [
  { command: { kind: "take_up" } },
  { command: ANALYSE },
  { command: PLAN },
  { command: CARRY_OUT },
];
export const CHECK_DATE = "2026-07-01";

import type { ActionRules } from "../governance/action-rules.ts";
import { mayDo, type Role } from "../governance/permission.ts";
import type { CustomerRef } from "../tiering/customer.ts";
import { type CorrectiveAction, gapsOf, isSameCustomer } from "./action.ts";
import {
  type ActionEvent,
  type ActionOwner,
  type ActionPerson,
  MAX_AFFECTED,
  MAX_NAMED_CUSTOMERS,
} from "./action-event.ts";
import type { AnswerChannel } from "./complaint-fact.ts";

/** What somebody wants done to an action that is there. */
export type ActionCommand =
  | { readonly kind: "assign"; readonly owner: ActionOwner }
  | { readonly kind: "take_up" }
  | { readonly kind: "analyse"; readonly rootCause: string; readonly whys: readonly string[] }
  | {
      readonly kind: "plan";
      readonly corrective: string;
      readonly preventive: string;
      readonly owner: ActionOwner;
      readonly dueDate: string;
    }
  | { readonly kind: "carry_out"; readonly note: string }
  | {
      readonly kind: "check";
      readonly isEffective: boolean;
      readonly note: string;
      readonly overrideReason: string | null;
    }
  | { readonly kind: "add_customers"; readonly customers: readonly CustomerRef[] }
  | {
      readonly kind: "inform";
      readonly customers: readonly CustomerRef[];
      readonly text: string;
      readonly channel: AnswerChannel;
    }
  | {
      readonly kind: "exclude";
      readonly customers: readonly CustomerRef[];
      readonly reason: string;
    }
  | { readonly kind: "close"; readonly note: string; readonly overrideReason: string | null };

export type ActionRefusal =
  | "closed"
  | "not_allowed"
  | "already"
  | "no_root_cause"
  | "not_planned"
  | "not_carried_out"
  | "due_in_the_past"
  | "check_too_early"
  | "has_recurred"
  | "not_verified"
  | "customers_waiting"
  | "unknown_customer"
  | "too_many_customers";

export type ActionDecision =
  | { readonly ok: true; readonly event: ActionEvent }
  | { readonly ok: false; readonly reason: ActionRefusal };

/** Who asks, when, and under which rules. */
export type ActionAsked = {
  readonly by: ActionPerson;
  readonly role: Role;
  readonly today: string;
  readonly rules: ActionRules;
  /** The working day that so many days from today fall on. */
  readonly dateIn: (days: number) => string;
};

/** What follows from a command: the event to be added, or why there is none. */
export function decideAction(
  action: CorrectiveAction,
  command: ActionCommand,
  asked: ActionAsked,
): ActionDecision {
  if (action.state === "told_customer") return refused("closed");
  const { by } = asked;
  switch (command.kind) {
    case "assign":
      return agreed({ kind: "assigned", owner: command.owner, by });
    case "take_up":
      return action.state === "classified" ? agreed({ kind: "taken_up", by }) : refused("already");
    case "analyse":
      return analyse(action, command, by);
    case "plan":
      return plan(action, command, asked);
    case "carry_out": {
      if (action.state !== "acting") return refused("not_planned");
      const dueDate = asked.dateIn(asked.rules.checkAfterDays);
      return agreed({ kind: "carried_out", note: command.note, dueDate, by });
    }
    case "check":
      return check(action, command, asked);
    case "add_customers":
      return addCustomers(action, command.customers, by);
    case "inform":
      return inform(action, command, by);
    case "exclude":
      return exclude(action, command, asked);
    case "close":
      return close(action, command, asked);
  }
}

const refused = (reason: ActionRefusal): ActionDecision => ({ ok: false, reason });
const agreed = (event: ActionEvent): ActionDecision => ({ ok: true, event });

type Of<K extends ActionCommand["kind"]> = Extract<ActionCommand, { readonly kind: K }>;

/** The cause may be told anew until something is done about it. */
function analyse(
  { state }: CorrectiveAction,
  { rootCause, whys }: Of<"analyse">,
  by: ActionPerson,
): ActionDecision {
  if (state !== "classified" && state !== "analysing") return refused("already");
  return agreed({ kind: "analysed", rootCause, whys: [...whys], by });
}

/** A plan may be changed while it is carried out. */
function plan(
  { state, rootCause }: CorrectiveAction,
  { corrective, preventive, owner, dueDate }: Of<"plan">,
  { by, today }: ActionAsked,
): ActionDecision {
  if (state === "verifying") return refused("already");
  if (rootCause === null) return refused("no_root_cause");
  if (dueDate < today) return refused("due_in_the_past");
  return agreed({ kind: "planned", corrective, preventive, owner, dueDate, by });
}

/** Passing it early, or in spite of recurrences, needs leave; failing it never does. */
function check(action: CorrectiveAction, command: Of<"check">, asked: ActionAsked): ActionDecision {
  const { isEffective, note, overrideReason } = command;
  const { by, role, rules, dateIn } = asked;
  if (action.state !== "verifying") return refused("not_carried_out");
  if (!mayDo(role, "verify_action")) return refused("not_allowed");
  if (action.verifiedAt !== null && isEffective) return refused("already");
  const hindrance = isEffective ? hindranceOf(action, asked) : null;
  if (hindrance !== null) {
    if (overrideReason === null) return refused(hindrance);
    if (!mayDo(role, "override_action")) return refused("not_allowed");
  }
  return agreed({
    kind: "checked",
    isEffective,
    note,
    dueDate: dateIn(isEffective ? rules.informWithinDays : rules.analyseWithinDays),
    overrideReason: hindrance === null ? null : overrideReason,
    by,
  });
}

function hindranceOf(
  { recurrences, dueDate }: CorrectiveAction,
  { today, rules }: ActionAsked,
): "check_too_early" | "has_recurred" | null {
  if (recurrences > rules.maxRecurrences) return "has_recurred";
  return dueDate !== null && today < dueDate ? "check_too_early" : null;
}

function addCustomers(
  { customers: known }: CorrectiveAction,
  customers: readonly CustomerRef[],
  by: ActionPerson,
): ActionDecision {
  const fresh = customers.filter(
    (customer) => !known.some((one) => isSameCustomer(one.customer, customer)),
  );
  if (fresh.length === 0) return refused("already");
  const isTooMany =
    fresh.length > MAX_NAMED_CUSTOMERS || known.length + fresh.length > MAX_AFFECTED;
  if (isTooMany) return refused("too_many_customers");
  return agreed({ kind: "customers_added", customers: fresh, by });
}

/** There is nothing to tell before the effect is verified. */
function inform(
  action: CorrectiveAction,
  { customers, text, channel }: Of<"inform">,
  by: ActionPerson,
): ActionDecision {
  if (action.verifiedAt === null) return refused("not_verified");
  const hindrance = wrongAmong(action, customers);
  if (hindrance !== null) return refused(hindrance);
  return agreed({ kind: "informed", customers: [...customers], text, channel, by });
}

function exclude(
  action: CorrectiveAction,
  { customers, reason }: Of<"exclude">,
  { by, role }: ActionAsked,
): ActionDecision {
  if (!mayDo(role, "exclude_customer")) return refused("not_allowed");
  const hindrance = wrongAmong(action, customers);
  if (hindrance !== null) return refused(hindrance);
  return agreed({ kind: "excluded", customers: [...customers], reason, by });
}

/** Nobody: somebody else was faster, and no customer waits any more. */
function wrongAmong(
  { customers: known }: CorrectiveAction,
  customers: readonly CustomerRef[],
): "already" | "too_many_customers" | "unknown_customer" | null {
  if (customers.length === 0) return "already";
  if (customers.length > MAX_AFFECTED) return "too_many_customers";
  const areKnown = customers.every((customer) =>
    known.some((one) => isSameCustomer(one.customer, customer)),
  );
  return areKnown ? null : "unknown_customer";
}

/** The gate: what is missing is named; only who may override it may close all the same, with a reason. */
function close(
  action: CorrectiveAction,
  { note, overrideReason }: Of<"close">,
  { by, role }: ActionAsked,
): ActionDecision {
  const [gap] = gapsOf(action);
  if (gap === undefined) return agreed({ kind: "closed", note, overrideReason: null, by });
  if (overrideReason === null) {
    return refused(gap === "verification" ? "not_verified" : "customers_waiting");
  }
  if (!mayDo(role, "override_action")) return refused("not_allowed");
  return agreed({ kind: "closed", note, overrideReason, by });
}

/** The trouble came again, to whomever. Null for an action that is closed: then another one is needed. */
export function recurrenceOf(
  action: CorrectiveAction,
  told: { readonly ticketId: string | null; readonly customers: readonly CustomerRef[] },
  { rules, dateIn }: Pick<ActionAsked, "rules" | "dateIn">,
): ActionEvent | null {
  if (action.state === "told_customer") return null;
  const { verifiedAt, recurrences } = action;
  const isTooMany = recurrences + 1 > rules.maxRecurrences;
  const checkAgainDate = verifiedAt !== null && isTooMany ? dateIn(rules.checkAfterDays) : null;
  return {
    kind: "recurred",
    ticketId: told.ticketId,
    customers: told.customers.slice(0, MAX_NAMED_CUSTOMERS),
    checkAgainDate,
  };
}

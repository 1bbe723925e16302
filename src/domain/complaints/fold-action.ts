import type { CustomerRef } from "../tiering/customer.ts";
import { type AffectedCustomer, type CorrectiveAction, isSameCustomer } from "./action.ts";
import {
  type ActionEvent,
  type ActionMark,
  type ActionPerson,
  MAX_EVIDENCE_KEPT,
} from "./action-event.ts";

/** The events of one action in the order of their writing; null while it was not opened. */
export function foldAction(marks: readonly ActionMark[]): CorrectiveAction | null {
  return marks.reduce<CorrectiveAction | null>(
    (action, mark) => (action === null ? opened(mark) : apply(action, mark)),
    null,
  );
}

function opened({ at, event }: ActionMark): CorrectiveAction | null {
  if (event.kind !== "opened") return null;
  const { origin, title, evidence, ticketId, department, owner, customers, dueDate, by } = event;
  return {
    state: "classified",
    origin,
    title,
    evidence,
    ticketId,
    department,
    owner,
    openedAt: at,
    openedBy: by,
    round: 1,
    rootCause: null,
    whys: [],
    corrective: null,
    preventive: null,
    dueDate,
    verifiedAt: null,
    recurrences: 0,
    recurrencesInAll: 0,
    customers: added([], customers, at),
    closedAt: null,
    override: null,
    toldLevels: [],
  };
}

function apply(action: CorrectiveAction, mark: ActionMark): CorrectiveAction {
  const { at, event } = mark;
  switch (event.kind) {
    case "opened":
      return action;
    case "assigned":
      return { ...action, owner: event.owner };
    case "taken_up":
      return { ...action, state: "analysing" };
    case "analysed":
      return { ...action, state: "analysing", rootCause: event.rootCause, whys: event.whys };
    case "planned": {
      const { corrective, preventive, owner, dueDate } = event;
      return { ...due(action, dueDate), state: "acting", corrective, preventive, owner };
    }
    case "carried_out":
      return { ...due(action, event.dueDate), state: "verifying", recurrences: 0 };
    case "checked":
      return checked(action, event, at);
    case "recurred":
      return recurred(action, event, at);
    case "evidence_added": {
      const evidence = [...action.evidence, ...event.evidence].slice(0, MAX_EVIDENCE_KEPT);
      return { ...action, evidence, customers: added(action.customers, event.customers, at) };
    }
    case "customers_added":
      return { ...action, customers: added(action.customers, event.customers, at) };
    case "informed":
    case "excluded":
      return { ...action, customers: settled(action.customers, event, at) };
    case "customer_moved":
      return { ...action, customers: moved(action.customers, event) };
    case "closed": {
      const { overrideReason, by } = event;
      const override = overrideReason === null ? null : { reason: overrideReason, by };
      return { ...due(action, null), state: "told_customer", closedAt: at, override };
    }
    case "overdue_told":
      if (event.dueDate !== action.dueDate) return action;
      return { ...action, toldLevels: [...new Set([...action.toldLevels, event.level])] };
  }
}

/** Another day begins the ladder anew. */
function due(action: CorrectiveAction, dueDate: string | null): CorrectiveAction {
  return dueDate === action.dueDate ? action : { ...action, dueDate, toldLevels: [] };
}

type Of<K extends ActionEvent["kind"]> = Extract<ActionEvent, { readonly kind: K }>;

/** Without effect the cause was another: the search begins anew. */
function checked(
  action: CorrectiveAction,
  { isEffective, dueDate }: Of<"checked">,
  at: number,
): CorrectiveAction {
  if (isEffective) return { ...due(action, dueDate), verifiedAt: at };
  return {
    ...due(untold(action), dueDate),
    state: "analysing",
    round: action.round + 1,
    rootCause: null,
    whys: [],
  };
}

function recurred(
  action: CorrectiveAction,
  { customers, checkAgainDate }: Of<"recurred">,
  at: number,
): CorrectiveAction {
  const counted = {
    ...action,
    recurrences: action.recurrences + 1,
    recurrencesInAll: action.recurrencesInAll + 1,
    customers: added(action.customers, customers, at),
  };
  return checkAgainDate === null ? counted : due(untold(counted), checkAgainDate);
}

/** What customers were told of the solution does not hold any more. */
function untold(action: CorrectiveAction): CorrectiveAction {
  const customers = action.customers.map((one) =>
    one.state === "informed" ? { ...one, state: "waiting" as const } : one,
  );
  return { ...action, verifiedAt: null, customers };
}

function added(
  known: readonly AffectedCustomer[],
  customers: readonly CustomerRef[],
  at: number,
): readonly AffectedCustomer[] {
  const fresh = customers.filter(
    (customer, index) =>
      !known.some((one) => isSameCustomer(one.customer, customer)) &&
      customers.findIndex((other) => isSameCustomer(other, customer)) === index,
  );
  return [
    ...known,
    ...fresh.map((customer) => ({ customer, state: "waiting" as const, text: "", by: null, at })),
  ];
}

function settled(
  known: readonly AffectedCustomer[],
  event: Of<"informed" | "excluded">,
  at: number,
): readonly AffectedCustomer[] {
  const by: ActionPerson = event.by;
  const text = event.kind === "informed" ? event.text : event.reason;
  return known.map((one) =>
    event.customers.some((customer) => isSameCustomer(customer, one.customer))
      ? { ...one, state: event.kind, text, by, at }
      : one,
  );
}

/**
 * Two records are one customer now. What that customer was told through either counts; an exclusion counts
 * only where there is nothing to tell the other one either.
 */
function moved(
  known: readonly AffectedCustomer[],
  { from, into }: Of<"customer_moved">,
): readonly AffectedCustomer[] {
  const both = known.filter(
    ({ customer }) => isSameCustomer(customer, from) || isSameCustomer(customer, into),
  );
  const [settled] = STATES_THAT_COUNT.flatMap((state) => both.filter((one) => one.state === state));
  if (settled === undefined) return known;
  const [place] = both;
  return known.flatMap((one) => {
    if (one === place) return [{ ...settled, customer: into }];
    return both.includes(one) ? [] : [one];
  });
}

/** The one that counts most first. */
const STATES_THAT_COUNT: readonly AffectedCustomer["state"][] = ["informed", "waiting", "excluded"];

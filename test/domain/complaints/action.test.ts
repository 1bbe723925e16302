import { describe, expect, it } from "vitest";
import { gapsOf } from "../../../src/domain/complaints/action.ts";
import { MAX_AFFECTED, MAX_NAMED_CUSTOMERS } from "../../../src/domain/complaints/action-event.ts";
import { decideAction, recurrenceOf } from "../../../src/domain/complaints/decide-action.ts";
import {
  type ActionStep,
  ANALYSE,
  actionOf,
  askedBy,
  CARRY_OUT,
  CHECK_DATE,
  CLOSE,
  EXCLUDE,
  FAIL,
  INFORM,
  OWNER,
  PASS,
  PLAN,
  PUMP,
  play,
  UNTIL_CHECK,
  VALVE,
} from "../../support/action-story.ts";

const passed: ActionStep = { command: PASS, on: CHECK_DATE };
const told: readonly ActionStep[] = [{ command: INFORM }, { command: EXCLUDE }];

const contacts = (prefix: string, length: number) =>
  Array.from({ length }, (_, id) => ({ kind: "contact" as const, id: `${prefix}${id}` }));

describe("a corrective action", () => {
  it("goes from its opening to customers who were told", () => {
    const story = [...UNTIL_CHECK, passed, ...told, { command: CLOSE }];
    const states = story.map((_, index) => play(story.slice(0, index + 1)).action.state);
    expect(states).toEqual([
      "analysing",
      "analysing",
      "acting",
      "verifying",
      "verifying",
      "verifying",
      "verifying",
      "told_customer",
    ]);
    expect(play(story).action).toMatchObject({ dueDate: null, override: null, owner: OWNER });
  });

  it("is due when its next step is due", () => {
    const dueAfter = (steps: readonly ActionStep[]) => play(steps).action.dueDate;
    expect(dueAfter([])).toBe("2026-06-06");
    expect(dueAfter(UNTIL_CHECK.slice(0, 3))).toBe("2026-06-20");
    expect(dueAfter(UNTIL_CHECK)).toBe(CHECK_DATE);
    expect(dueAfter([...UNTIL_CHECK, passed])).toBe("2026-07-06");
    expect(dueAfter([...UNTIL_CHECK, { command: FAIL }])).toBe("2026-06-06");
  });

  it.each<{ name: string; steps: readonly ActionStep[]; reason: string; rules?: object }>([
    {
      name: "to take it up twice",
      steps: [{ command: { kind: "take_up" } }, { command: { kind: "take_up" } }],
      reason: "already",
    },
    {
      name: "to find the cause after it was acted on",
      steps: [...UNTIL_CHECK, { command: ANALYSE }],
      reason: "already",
    },
    { name: "to plan without a cause", steps: [{ command: PLAN }], reason: "no_root_cause" },
    {
      name: "to plan for the past",
      steps: [{ command: ANALYSE }, { command: PLAN, on: "2026-06-21" }],
      reason: "due_in_the_past",
    },
    {
      name: "to plan what was carried out",
      steps: [...UNTIL_CHECK, { command: PLAN }],
      reason: "already",
    },
    {
      name: "to carry out what was not planned",
      steps: [{ command: CARRY_OUT }],
      reason: "not_planned",
    },
    { name: "to check what was not carried out", steps: [passed], reason: "not_carried_out" },
    {
      name: "a rep to check",
      steps: [...UNTIL_CHECK, { ...passed, role: "rep" }],
      reason: "not_allowed",
    },
    {
      name: "to pass a check too early",
      steps: [...UNTIL_CHECK, { command: PASS, on: "2026-06-30" }],
      reason: "check_too_early",
    },
    {
      name: "a lead to pass a check early with a reason",
      steps: [...UNTIL_CHECK, { command: { ...PASS, overrideReason: "urgent" }, role: "lead" }],
      reason: "not_allowed",
    },
    { name: "to pass a check twice", steps: [...UNTIL_CHECK, passed, passed], reason: "already" },
    {
      name: "to add whom it has",
      steps: [{ command: { kind: "add_customers", customers: [PUMP] } }],
      reason: "already",
    },
    {
      name: "more customers than it takes",
      steps: [
        {
          command: {
            kind: "add_customers",
            customers: contacts("c", MAX_NAMED_CUSTOMERS + 1),
          },
        },
      ],
      reason: "too_many_customers",
    },
    {
      name: "more customers than it takes in all",
      steps: Array.from({ length: MAX_AFFECTED / MAX_NAMED_CUSTOMERS }, (_, step) => ({
        command: {
          kind: "add_customers",
          customers: contacts(`${step}-`, MAX_NAMED_CUSTOMERS),
        },
      })),
      reason: "too_many_customers",
    },
    {
      name: "to tell nobody",
      steps: [...UNTIL_CHECK, passed, { command: { ...INFORM, customers: [] } }],
      reason: "already",
    },
    {
      name: "to leave nobody out",
      steps: [{ command: { ...EXCLUDE, customers: [] } }],
      reason: "already",
    },
    {
      name: "to tell more customers at once than there can be",
      steps: [
        ...UNTIL_CHECK,
        passed,
        { command: { ...INFORM, customers: contacts("c", MAX_AFFECTED + 1) } },
      ],
      reason: "too_many_customers",
    },
    {
      name: "to tell customers before the effect is known",
      steps: [...UNTIL_CHECK, { command: INFORM }],
      reason: "not_verified",
    },
    {
      name: "to tell a customer who does not have the trouble",
      steps: [
        ...UNTIL_CHECK,
        passed,
        { command: { ...INFORM, customers: [{ kind: "contact", id: "99" }] } },
      ],
      reason: "unknown_customer",
    },
    {
      name: "a rep to leave a customer out",
      steps: [{ command: EXCLUDE, role: "rep" }],
      reason: "not_allowed",
    },
    {
      name: "to leave out a customer who does not have the trouble",
      steps: [{ command: { ...EXCLUDE, customers: [{ kind: "company", id: "2" }] } }],
      reason: "unknown_customer",
    },
    {
      name: "to close before the check",
      steps: [...UNTIL_CHECK, { command: CLOSE }],
      reason: "not_verified",
    },
    {
      name: "to close before customers are told",
      steps: [...UNTIL_CHECK, passed, { command: INFORM }, { command: CLOSE }],
      reason: "customers_waiting",
    },
    {
      name: "a lead to close in spite of that",
      steps: [{ command: { ...CLOSE, overrideReason: "no time" }, role: "lead" }],
      reason: "not_allowed",
    },
    {
      name: "anything once it is closed",
      steps: [{ command: { ...CLOSE, overrideReason: "a duplicate" } }, { command: ANALYSE }],
      reason: "closed",
    },
  ])("refuses $name", ({ steps, reason }) => {
    expect(play(steps).decisions.at(-1)).toEqual({ ok: false, reason });
  });

  it("lets a manager pass an early check and close over what is missing, and keeps the reason", () => {
    const early = { command: { ...PASS, overrideReason: "The line stands still" } };
    expect(play([...UNTIL_CHECK, early]).marks.at(-1)?.event).toMatchObject({
      kind: "checked",
      overrideReason: "The line stands still",
    });
    const over = { command: { ...CLOSE, overrideReason: "Customer went bankrupt" } };
    expect(play([over]).action).toMatchObject({
      state: "told_customer",
      override: { reason: "Customer went bankrupt", by: { name: "Mei" } },
    });
  });

  it("keeps no reason of an override that was not needed", () => {
    const passedAnyway = { command: { ...PASS, overrideReason: "to be sure" }, on: CHECK_DATE };
    const closedAnyway = { command: { ...CLOSE, overrideReason: "to be sure" } };
    const { marks } = play([...UNTIL_CHECK, passedAnyway, ...told, closedAnyway]);
    const reasons = marks.map(({ event }) =>
      "overrideReason" in event ? event.overrideReason : null,
    );
    expect(reasons.every((reason) => reason === null)).toBe(true);
  });

  it("looks for another cause when its effect is missing, and tells customers anew", () => {
    const { action } = play([...UNTIL_CHECK, passed, ...told, { command: FAIL }]);
    expect(action).toMatchObject({
      state: "analysing",
      round: 2,
      rootCause: null,
      verifiedAt: null,
    });
    expect(action.customers.map(({ state }) => state)).toEqual(["waiting", "excluded"]);
    expect(gapsOf(action)).toEqual(["verification", "customers"]);
  });

  it("may be given to somebody and plan another day while it is carried out", () => {
    const later = { command: { ...PLAN, dueDate: "2026-06-25" } };
    const given = { command: { kind: "assign" as const, owner: { ownerId: "5", name: "Ines" } } };
    const { action } = play([...UNTIL_CHECK.slice(0, 3), later, given]);
    expect(action).toMatchObject({ dueDate: "2026-06-25", owner: { name: "Ines" } });
  });

  it("takes more customers, each once", () => {
    const more = { kind: "contact", id: "3" } as const;
    const add = { command: { kind: "add_customers" as const, customers: [more, more, VALVE] } };
    expect(play([add]).action.customers.map(({ customer }) => customer)).toEqual([
      PUMP,
      VALVE,
      more,
    ]);
  });
});

describe("a recurrence", () => {
  const asked = askedBy("viewer", CHECK_DATE);
  const recur = (steps: readonly ActionStep[], rules: object = {}) => {
    const { marks, action } = play(steps, rules);
    const { dateIn } = asked;
    const settings = { rules: askedBy("viewer", CHECK_DATE, rules).rules, dateIn };
    const event = recurrenceOf(
      action,
      { ticketId: "8", customers: [{ kind: "contact", id: "9" }] },
      settings,
    );
    return event === null ? null : actionOf([...marks, { at: 99, event }]);
  };

  it("is counted, and its customers have to be told as well", () => {
    const action = recur(UNTIL_CHECK);
    expect(action).toMatchObject({ recurrences: 1, recurrencesInAll: 1, dueDate: CHECK_DATE });
    expect(action?.customers).toHaveLength(3);
  });

  it("undoes a check that was passed, and what customers were told", () => {
    const action = recur([...UNTIL_CHECK, passed, ...told]);
    expect(action).toMatchObject({ verifiedAt: null, dueDate: "2026-07-31" });
    expect(action?.customers.map(({ state }) => state)).toEqual(["waiting", "excluded", "waiting"]);
  });

  it("leaves the check as it is while no more came than the policy bears", () => {
    const rules = { maxRecurrences: 1 };
    const action = recur([...UNTIL_CHECK, passed], rules);
    expect(action?.verifiedAt).not.toBeNull();
  });

  it("keeps the check from being passed, but for a manager's reason", () => {
    const action = recur(UNTIL_CHECK);
    const pass = (overrideReason: string | null) =>
      action && decideAction(action, { ...PASS, overrideReason }, askedBy("manager", CHECK_DATE));
    expect(pass(null)).toEqual({ ok: false, reason: "has_recurred" });
    expect(pass("Another seal altogether")).toMatchObject({ ok: true });
  });

  it("needs another action once this one is closed", () => {
    expect(recur([{ command: { ...CLOSE, overrideReason: "a duplicate" } }])).toBeNull();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CorrectiveAction } from "../../../src/domain/complaints/action.ts";
import type { ActionEvent, ActionMark } from "../../../src/domain/complaints/action-event.ts";
import {
  type ActionAsked,
  type ActionCommand,
  decideAction,
  recurrenceOf,
} from "../../../src/domain/complaints/decide-action.ts";
import { Role } from "../../../src/domain/governance/permission.ts";
import type { CustomerRef } from "../../../src/domain/tiering/customer.ts";
import { addDays } from "../../../src/domain/time/zone.ts";
import {
  ANALYSE,
  actionOf,
  askedBy,
  CARRY_OUT,
  CLOSE,
  EXCLUDE,
  FAIL,
  INFORM,
  opened,
  PASS,
  PLAN,
  PUMP,
  START_DATE,
  VALVE,
} from "../../support/action-story.ts";

/** What anybody may try, in any order and as often as they like. */

const NEW_ONE: CustomerRef = { kind: "contact", id: "3" };
const reason = fc.constantFrom(null, "because");
const customers = fc.subarray([PUMP, VALVE, NEW_ONE], { minLength: 1 });
const command: fc.Arbitrary<ActionCommand> = fc.oneof(
  fc.constantFrom<ActionCommand>({ kind: "take_up" }, ANALYSE, CARRY_OUT, FAIL, {
    kind: "assign",
    owner: { ownerId: "5", name: "Ines" },
  }),
  fc.constant<ActionCommand>({ ...PLAN, dueDate: "2027-12-31" }),
  reason.map((overrideReason) => ({ ...PASS, overrideReason })),
  reason.map((overrideReason) => ({ ...CLOSE, overrideReason })),
  customers.map((some) => ({ ...INFORM, customers: some })),
  customers.map((some) => ({ ...EXCLUDE, customers: some })),
  customers.map((some) => ({ kind: "add_customers" as const, customers: some })),
);

/** The CRM merges one record into another. */
type Merge = { readonly kind: "merge"; readonly from: CustomerRef; readonly into: CustomerRef };
type Try = { command: ActionCommand | Merge | "recurrence"; role: Role; days: number };

const merge: fc.Arbitrary<Merge> = fc
  .shuffledSubarray([PUMP, VALVE, NEW_ONE], { minLength: 2, maxLength: 2 })
  .map(([from = PUMP, into = VALVE]) => ({ kind: "merge", from, into }));

const someTry: fc.Arbitrary<Try> = fc.record({
  command: fc.oneof(
    { weight: 12, arbitrary: command },
    { weight: 1, arbitrary: fc.constant("recurrence" as const) },
    { weight: 1, arbitrary: merge },
  ),
  role: fc.constantFrom(...Role.options),
  days: fc.constantFrom(0, 0, 1, 20, 40),
});

/** The way to the end, with anything else in between, so that gates are reached often. */
const usual: readonly ActionCommand[] = [
  ANALYSE,
  { ...PLAN, dueDate: "2027-12-31" },
  CARRY_OUT,
  PASS,
  { ...INFORM, customers: [PUMP, VALVE] },
  CLOSE,
];
const story: fc.Arbitrary<readonly Try[]> = fc
  .tuple(
    fc.array(someTry, { maxLength: 4 }),
    ...usual.map(() => fc.array(someTry, { maxLength: 2 })),
  )
  .chain(([first, ...between]) =>
    fc
      .array(fc.nat(9), { minLength: usual.length, maxLength: usual.length })
      .map((isLeftOut) => [
        ...first,
        ...usual.flatMap((one, index) => [
          ...(isLeftOut[index] === 0 ? [] : [{ command: one, role: "manager" as const, days: 40 }]),
          ...(between[index] ?? []),
        ]),
      ]),
  );

type Logged = { event: ActionEvent; role: Role; date: string };

function run(tries: readonly Try[]): readonly Logged[] {
  const marks: ActionMark[] = [{ at: 0, event: opened }];
  const log: Logged[] = [{ event: opened, role: "viewer", date: START_DATE }];
  let date = START_DATE;
  for (const [index, { command: wanted, role, days }] of tries.entries()) {
    date = addDays(date, days);
    const asked = askedBy(role, date);
    const action = actionOf(marks);
    const event = eventFor(action, wanted, { asked, ticketId: `${index}` });
    if (event === null) continue;
    marks.push({ at: index + 1, event });
    log.push({ event, role, date });
  }
  return log;
}

function eventFor(
  action: CorrectiveAction,
  wanted: Try["command"],
  { asked, ticketId }: { asked: ActionAsked; ticketId: string },
): ActionEvent | null {
  if (wanted === "recurrence") {
    return recurrenceOf(action, { ticketId, customers: [NEW_ONE] }, asked);
  }
  if (wanted.kind !== "merge") return eventOf(decideAction(action, wanted, asked));
  const { from, into } = wanted;
  const isConcerned = action.customers.some(({ customer }) => isSame(customer, from));
  return isConcerned ? { kind: "customer_moved", from, into } : null;
}

const isSame = (one: CustomerRef, other: CustomerRef) =>
  one.kind === other.kind && one.id === other.id;

function eventOf(decision: ReturnType<typeof decideAction>): ActionEvent | null {
  return decision.ok ? decision.event : null;
}

/** Judges the log alone: it neither folds nor knows any state. */
function breachesOf(log: readonly Logged[]): readonly string[] {
  return log.flatMap((entry, index) => {
    const before = log.slice(0, index);
    const isByManager = entry.role === "manager" || entry.role === "admin";
    const isByLead = isByManager || entry.role === "lead";
    const { event } = entry;
    const wrong: string[] = [];
    const isAfterTheEnd = before.some((other) => other.event.kind === "closed");
    if (isAfterTheEnd && event.kind !== "customer_moved") wrong.push("something after the end");
    if ("overrideReason" in event && event.overrideReason !== null && !isByManager)
      wrong.push("an override by somebody who may not");
    if ((event.kind === "checked" || event.kind === "excluded") && !isByLead)
      wrong.push(`${event.kind} by somebody who may not`);
    if (event.kind === "checked" && event.isEffective && event.overrideReason === null)
      wrong.push(...wrongPass(before, entry.date));
    if (event.kind === "closed" && event.overrideReason === null) wrong.push(...wrongEnd(before));
    return wrong;
  });
}

function wrongPass(before: readonly Logged[], date: string): string[] {
  const at = before.findLastIndex(({ event }) => event.kind === "carried_out");
  const done = before[at];
  if (done === undefined) return ["a check of what was not carried out"];
  const since = before.slice(at);
  const recurrences = since.filter(({ event }) => event.kind === "recurred");
  return [
    ...(date < addDays(done.date, 30) ? ["a check that came too early"] : []),
    ...(recurrences.length > 0 ? ["a check in spite of a recurrence"] : []),
  ];
}

function wrongEnd(before: readonly Logged[]): string[] {
  const passedAt = before.findLastIndex(
    ({ event }) => event.kind === "checked" && event.isEffective,
  );
  if (passedAt < 0) return ["an end without a check"];
  const since = before.slice(passedAt + 1);
  const undone = since.some(
    ({ event }) =>
      (event.kind === "checked" && !event.isEffective) ||
      event.kind === "carried_out" ||
      event.kind === "recurred",
  );
  const forgotten = namedIn(before).filter(
    (customer) => !wasTold(before, customer, passedAt) && !wasLeftOut(before, customer),
  );
  return [
    ...(undone ? ["an end after the effect was lost"] : []),
    ...forgotten.map(({ one: { id } }) => `an end that forgot customer ${id}`),
  ];
}

/** Whose record a customer's has become through merges. */
function recordAfter(one: CustomerRef, log: readonly Logged[]): CustomerRef {
  return log.reduce(
    (known, { event }) =>
      event.kind === "customer_moved" && isSame(known, event.from) ? event.into : known,
    one,
  );
}

type Named = { readonly one: CustomerRef; readonly from: number };

/** Everybody who was named, with the place in the log; whoever was merged away may be named anew. */
function namedIn(log: readonly Logged[]): readonly Named[] {
  const named: Named[] = [];
  const isThere = (one: CustomerRef, index: number) =>
    named.some((other) => isSame(recordAfter(other.one, log.slice(other.from, index)), one));
  for (const [index, { event }] of log.entries()) {
    if (event.kind !== "opened" && event.kind !== "customers_added" && event.kind !== "recurred")
      continue;
    for (const one of event.customers) if (!isThere(one, index)) named.push({ one, from: index });
  }
  return named;
}

function wasTold(before: readonly Logged[], { one, from }: Named, since: number): boolean {
  const record = recordAfter(one, before.slice(from));
  return before.some(
    ({ event }, index) =>
      index > since &&
      event.kind === "informed" &&
      event.customers.some((other) => isSame(recordAfter(other, before.slice(index)), record)),
  );
}

function wasLeftOut(before: readonly Logged[], { one, from }: Named): boolean {
  return before.some(
    ({ event }, index) =>
      index > from &&
      event.kind === "excluded" &&
      event.customers.some((other) => isSame(other, recordAfter(one, before.slice(from, index)))),
  );
}

describe("the gates of a corrective action", () => {
  it("are passed by no order of calls, no repetition and no wrong role", () => {
    const ends = { withOverride: 0, without: 0 };
    fc.assert(
      fc.property(story, (tries) => {
        const log = run(tries);
        expect(breachesOf(log)).toEqual([]);
        const end = log.findLast(({ event }) => event.kind !== "customer_moved")?.event;
        if (end?.kind !== "closed") return;
        if (end.overrideReason === null) ends.without += 1;
        else ends.withOverride += 1;
      }),
      { numRuns: 3_000 },
    );
    // The gate was reached and opened often enough to mean something.
    expect(ends.without).toBeGreaterThan(100);
    expect(ends.withOverride).toBeGreaterThan(100);
  });

  it("would be noticed by the judge of this test if they were open", () => {
    const by = { id: "1", name: "A" };
    const end: ActionEvent = { kind: "closed", note: "", overrideReason: null, by };
    const log: Logged[] = [
      { event: opened, role: "viewer" as const, date: START_DATE },
      { event: end, role: "manager" as const, date: START_DATE },
    ];
    expect(breachesOf(log)).toEqual(["an end without a check"]);
  });
});

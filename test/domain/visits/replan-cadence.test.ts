import { describe, expect, it } from "vitest";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import {
  type CadenceCustomer,
  type KnownVisit,
  replanCadence,
} from "../../../src/domain/visits/replan-cadence.ts";
import { at, calendarOf } from "../../support/calendars.ts";
import { testPolicy } from "../../support/small-policy.ts";

const taipei = (wall: string) => at(wall, "+08:00");
const time = compileCalendar(calendarOf("Asia/Taipei"));
const rules = { policy: testPolicy, time };
const now = taipei("2026-03-02 02:00");

const subject: CadenceCustomer = {
  customer: { kind: "company", id: "7" },
  tier: "key",
  ownerId: "31",
  gradedAt: taipei("2026-02-25 14:00"),
  visits: [],
};

/** A visit of that customer; by cadence from 25 February unless told otherwise. */
function visit(changes: Partial<KnownVisit> = {}): KnownVisit {
  return {
    visitId: "cadence:company:7:2026-02-25",
    customer: subject.customer,
    ticketId: null,
    tier: "key",
    dueDate: "2026-03-27",
    dueAt: taipei("2026-03-27 09:00"),
    ownerId: "31",
    state: "planned",
    reason: "cadence",
    taskId: null,
    ...changes,
  };
}

const afterTicket = visit({
  visitId: "after_ticket:501",
  ticketId: "501",
  reason: "ticket_closed",
  dueDate: "2026-03-10",
});

const inShort = (visits: readonly { visitId: string; state: string; dueDate: string }[]) =>
  visits.map(({ visitId, state, dueDate }) => `${visitId} ${state} ${dueDate}`);

describe("replanCadence", () => {
  it.each<{ name: string; changes: Partial<CadenceCustomer>; expected: string[] }>([
    {
      name: "plans the first visit from the day of grading",
      changes: {},
      expected: ["cadence:company:7:2026-02-25 planned 2026-03-27"],
    },
    {
      name: "changes nothing when that is planned already",
      changes: { visits: [visit()] },
      expected: [],
    },
    {
      name: "keeps the day from which it counted when the tier changes",
      changes: {
        tier: "developing",
        gradedAt: taipei("2026-03-01 10:00"),
        visits: [visit()],
      },
      expected: ["cadence:company:7:2026-02-25 planned 2026-05-26"],
    },
    {
      name: "follows a new owner",
      changes: { ownerId: "32", visits: [visit()] },
      expected: ["cadence:company:7:2026-02-25 planned 2026-03-27"],
    },
    {
      name: "counts from the visit after a ticket and takes back the former plan",
      changes: { visits: [visit(), afterTicket] },
      expected: [
        "cadence:company:7:2026-02-25 cancelled 2026-03-27",
        "cadence:company:7:2026-03-10 planned 2026-04-09",
      ],
    },
    {
      name: "counts from the former day again when that visit is cancelled",
      changes: {
        visits: [
          visit({ state: "cancelled" }),
          { ...afterTicket, state: "cancelled" },
          visit({ visitId: "cadence:company:7:2026-03-10", dueDate: "2026-04-09" }),
        ],
      },
      expected: [
        "cadence:company:7:2026-03-10 cancelled 2026-04-09",
        "cadence:company:7:2026-02-25 planned 2026-03-27",
      ],
    },
    {
      name: "leaves a visit that has a task alone, whatever changed",
      changes: {
        tier: "standard",
        ownerId: null,
        visits: [visit({ taskId: "9001" }), afterTicket],
      },
      expected: [],
    },
    {
      name: "takes back what is planned beside a visit that has a task",
      changes: {
        visits: [
          visit({ taskId: "9001" }),
          visit({ visitId: "cadence:company:7:2026-03-10", dueDate: "2026-04-09" }),
        ],
      },
      expected: ["cadence:company:7:2026-03-10 cancelled 2026-04-09"],
    },
    {
      name: "counts from the last visit that was made",
      changes: {
        visits: [
          visit({ visitId: "cadence:company:7:2026-01-01", state: "done", dueDate: "2026-02-02" }),
          visit({ state: "done", dueDate: "2026-02-27", taskId: "9001" }),
        ],
      },
      expected: ["cadence:company:7:2026-02-27 planned 2026-03-30"],
    },
    {
      name: "counts from a visit that was skipped, and does not plan it again",
      changes: { visits: [visit({ state: "skipped" })] },
      expected: ["cadence:company:7:2026-03-27 planned 2026-04-27"],
    },
  ])("$name", ({ changes, expected }) => {
    const changed = replanCadence({ ...subject, ...changes }, rules, now);
    expect(inShort(changed)).toEqual(expected);
  });

  it("changes nothing when it runs again, whatever it changed before", () => {
    const before = { ...subject, visits: [visit(), afterTicket] };
    const changed = replanCadence(before, rules, now);
    const known = new Map(before.visits.map((v) => [v.visitId, v]));
    for (const v of changed) known.set(v.visitId, { taskId: null, ...v });
    expect(replanCadence({ ...before, visits: [...known.values()] }, rules, now)).toEqual([]);
  });
});

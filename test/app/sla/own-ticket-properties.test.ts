import { describe, expect, it } from "vitest";
import { OWN_PROPERTIES, TOLD_BY_PEOPLE } from "../../../src/adapters/hubspot/own-properties.ts";
import { ownTicketProperties } from "../../../src/app/sla/own-ticket-properties.ts";
import type { EscalationCase } from "../../../src/domain/escalation/case.ts";
import type { Clock } from "../../../src/domain/sla/clock.ts";
import { foldTicket } from "../../../src/domain/sla/fold-ticket.ts";
import { escalationCase } from "../../support/escalation-cases.ts";

const ticket = foldTicket("7", []);

function clock(kind: Clock["kind"], changes: Partial<Clock>): Clock {
  return {
    kind,
    cycle: 1,
    state: "running",
    targetMs: 60,
    usedMs: 0,
    calendarId: "office",
    unit: "business",
    policyVersion: 1,
    startedAt: 0,
    dueAt: 60,
    warnings: [],
    breachedAt: null,
    endedAt: null,
    overMs: 0,
    pauseReason: null,
    pausedBy: null,
    pausedSince: null,
    ...changes,
  };
}

const response = (changes: Partial<Clock>) => clock("first_response", changes);
const resolution = (changes: Partial<Clock>) => clock("resolution", changes);
const worst = (clocks: readonly Clock[]) =>
  ownTicketProperties({ ticket, clocks, complaint: null }, [])["aftercare_worst_status"];

describe("the worst status of a ticket", () => {
  it.each<{ name: string; clocks: readonly Clock[]; expected: string }>([
    { name: "is nothing without clocks", clocks: [], expected: "" },
    {
      name: "is at risk once a warning came",
      clocks: [response({ warnings: [{ at: 45, warning: { percent: 75 } }] }), resolution({})],
      expected: "at_risk",
    },
    {
      name: "is breached while one is breached and open",
      clocks: [
        response({ state: "breached", breachedAt: 60 }),
        resolution({ warnings: [{ at: 45, warning: { percent: 75 } }] }),
      ],
      expected: "breached",
    },
    {
      name: "is that of what is still open, not of what is over",
      clocks: [response({ state: "breached", breachedAt: 60, endedAt: 70 }), resolution({})],
      expected: "running",
    },
    {
      name: "is paused when all that is open waits",
      clocks: [
        response({ state: "met", endedAt: 9 }),
        resolution({ state: "paused", dueAt: null }),
      ],
      expected: "paused",
    },
    {
      name: "is the worst of all once nothing is open",
      clocks: [
        response({ state: "breached", breachedAt: 60, endedAt: 70 }),
        resolution({ state: "met", endedAt: 80 }),
      ],
      expected: "breached",
    },
    {
      name: "is cancelled with the ticket",
      clocks: [response({ state: "cancelled", endedAt: 5 })],
      expected: "cancelled",
    },
  ])("$name", ({ clocks, expected }) => {
    expect(worst(clocks)).toBe(expected);
  });
});

it("clears what a ticket does not have", () => {
  const properties = ownTicketProperties(
    { ticket, clocks: [resolution({ state: "paused", dueAt: null })], complaint: null },
    [],
  );
  const { aftercare_worst_status: worstStatus, ...others } = properties;
  expect(worstStatus).toBe("paused");
  expect(Object.entries(others).filter(([, value]) => value !== "")).toEqual([
    ["aftercare_resolution_state", "paused"],
  ]);
  // The rating link is no matter of clocks and cases; whoever sends these adds it.
  const elsewhere = ["aftercare_rating_link"];
  const written = OWN_PROPERTIES.ticket.filter(
    (one) => !elsewhere.includes(one.name) && !TOLD_BY_PEOPLE.includes(one),
  );
  expect(Object.keys(properties).toSorted()).toEqual(written.map(({ name }) => name).toSorted());
});

it("writes the newest cycle of a clock", () => {
  const cycles = [
    clock("next_reply", { cycle: 1, state: "met", endedAt: 5 }),
    clock("next_reply", { cycle: 2, state: "running", dueAt: 90 }),
  ];
  expect(ownTicketProperties({ ticket, clocks: cycles, complaint: null }, [])).toMatchObject({
    aftercare_next_reply_state: "running",
    aftercare_next_reply_due_at: "90",
  });
});

describe("the escalation state", () => {
  const stateOf = (...cases: EscalationCase[]) =>
    ownTicketProperties({ ticket, clocks: [], complaint: null }, cases)[
      "aftercare_escalation_state"
    ];
  const former = escalationCase({ state: "handed_over", handedTo: "7-1.2" });

  it.each<{ name: string; cases: EscalationCase[]; expected: string }>([
    { name: "is empty without a case", cases: [], expected: "" },
    {
      name: "is that of a live case, though another has ended after it was opened",
      cases: [
        escalationCase({ state: "acknowledged" }),
        escalationCase({ openedAt: 5, state: "withdrawn", endedAt: 9 }),
      ],
      expected: "acknowledged",
    },
    {
      name: "is open while one of several waits to be taken",
      cases: [escalationCase(), escalationCase({ openedAt: 5, state: "acknowledged" })],
      expected: "open",
    },
    {
      name: "is that of the case that it was handed over to",
      cases: [former, escalationCase({ caseId: "7-1.2", handedFrom: "7-1" })],
      expected: "open",
    },
    {
      name: "is handed over while nothing else is known",
      cases: [former],
      expected: "handed_over",
    },
    {
      name: "is that of the last one when all have ended",
      cases: [
        escalationCase({ state: "resolved", endedAt: 9 }),
        escalationCase({ openedAt: 1, state: "withdrawn", endedAt: 5 }),
      ],
      expected: "resolved",
    },
  ])("$name", ({ cases, expected }) => {
    expect(stateOf(...cases)).toBe(expected);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CaseAct } from "../../../src/domain/escalation/case-act.ts";
import { deriveCases } from "../../../src/domain/escalation/derive-cases.ts";
import type { Decision } from "../../../src/domain/sla/clock.ts";
import type { Evaluation } from "../../../src/domain/sla/evaluate.ts";
import { foldTicket } from "../../../src/domain/sla/fold-ticket.ts";
import type { TicketEventDetail } from "../../../src/domain/sla/ticket-event.ts";
import { traitsOf } from "../../support/lives.ts";
import { officePolicy, rulesUnder } from "../../support/policies.ts";

const responseWarning: Decision = { at: 10, kind: "warning", clock: "first_response", cycle: 1 };
const responseBreach: Decision = { at: 20, kind: "breach", clock: "first_response", cycle: 1 };
const resolutionWarning: Decision = { at: 30, kind: "warning", clock: "resolution", cycle: 1 };
const resolutionBreach: Decision = { at: 40, kind: "breach", clock: "resolution", cycle: 1 };

const press = (
  act: "acknowledged" | "resolved",
  at: number,
  options: Partial<Pick<CaseAct, "by" | "actKey">> = {},
): CaseAct => ({
  caseId: "7-1",
  ticketId: "7",
  actKey: `${act}-${at}`,
  act,
  by: { id: "U1", name: "Mei" },
  at,
  ...options,
});

type Given = {
  decisions?: readonly Decision[];
  acts?: readonly CaseAct[];
  closings?: Evaluation["closings"];
  facts?: readonly (readonly [number, TicketEventDetail])[];
  now?: number;
};

function derive({ decisions = [], acts = [], closings = [], facts = [], now = 1_000 }: Given) {
  const ticket = foldTicket(
    "7",
    facts.map(([occurredAt, detail]) => ({ ticketId: "7", occurredAt, detail })),
  );
  const completions = [
    ...ticket.agentReplies.map((at) => ({ at, clock: "first_response" as const, cycle: 1 })),
    ...closings.map(({ from: at }) => ({ at, clock: "resolution" as const, cycle: 1 })),
  ];
  return deriveCases({
    ticket,
    complaint: null,
    evaluation: { decisions, completions, closings },
    acts,
    placeAt: () => ({ rules: rulesUnder(officePolicy()), traits: traitsOf({ tier: "standard" }) }),
    changesAt: [0],
    now,
  });
}

describe("the cases of a ticket", () => {
  it.each<{ name: string; given: Given; expected: object[] }>([
    { name: "are none while every promise is safe", given: {}, expected: [] },
    {
      name: "are none when people did their work before anything warned",
      given: {
        acts: [press("acknowledged", 5)],
        closings: [{ from: 8, to: null }],
        facts: [[6, { kind: "agent_replied" }]],
      },
      expected: [],
    },
    {
      name: "open with the first warning",
      given: { decisions: [responseWarning] },
      expected: [
        {
          caseId: "7-1",
          state: "open",
          openedAt: 10,
          endedAt: null,
          steps: [{ act: "opened", by: null, at: 10, reason: "first_response_warning" }],
        },
      ],
    },
    {
      name: "take a later breach into the open one",
      given: { decisions: [responseWarning, responseBreach] },
      expected: [{ caseId: "7-1", state: "open", triggers: [responseWarning, responseBreach] }],
    },
    {
      name: "are acknowledged by the first who takes it; a second one joins",
      given: {
        decisions: [responseWarning],
        acts: [
          press("acknowledged", 12),
          press("acknowledged", 13, { by: { id: "U2", name: "Li" } }),
        ],
      },
      expected: [
        {
          state: "acknowledged",
          takenBy: [{ name: "Mei" }, { name: "Li" }],
          steps: [
            { act: "opened" },
            { act: "acknowledged", by: "Mei", at: 12 },
            { act: "acknowledged", by: "Li", at: 13 },
          ],
        },
      ],
    },
    {
      name: "end when a person resolves",
      given: { decisions: [responseBreach], acts: [press("resolved", 25)] },
      expected: [{ state: "resolved", endedAt: 25, steps: [{}, { act: "resolved", by: "Mei" }] }],
    },
    {
      name: "follow one another: the next breach after an end opens the next",
      given: { decisions: [responseBreach, resolutionBreach], acts: [press("resolved", 25)] },
      expected: [
        { caseId: "7-1", state: "resolved" },
        { caseId: "7-2", state: "open", openedAt: 40 },
      ],
    },
    {
      name: "are not touched by a press on one that is over",
      given: {
        decisions: [responseBreach, resolutionBreach],
        acts: [press("resolved", 25), press("acknowledged", 45)],
      },
      expected: [{ caseId: "7-1" }, { caseId: "7-2", state: "open" }],
    },
    {
      name: "are withdrawn when the answer came after the warning but in time",
      given: { decisions: [responseWarning], facts: [[15, { kind: "agent_replied" }]] },
      expected: [{ state: "withdrawn", endedAt: 15, steps: [{}, { reason: "answered_in_time" }] }],
    },
    {
      name: "are resolved when the answer came too late",
      given: { decisions: [responseBreach], facts: [[25, { kind: "agent_replied" }]] },
      expected: [{ state: "resolved", steps: [{}, { act: "resolved", reason: "answered" }] }],
    },
    {
      name: "stay open after the answer when the resolution is at stake too",
      given: {
        decisions: [responseBreach, resolutionWarning],
        facts: [[35, { kind: "agent_replied" }]],
      },
      expected: [{ state: "open" }],
    },
    {
      name: "are resolved by the closing after a breach",
      given: { decisions: [resolutionBreach], closings: [{ from: 50, to: null }] },
      expected: [{ state: "resolved", steps: [{}, { reason: "ticket_closed" }] }],
    },
    {
      name: "are withdrawn by the closing after a mere warning",
      given: { decisions: [resolutionWarning], closings: [{ from: 35, to: null }] },
      expected: [{ state: "withdrawn", steps: [{}, { reason: "ticket_closed_in_time" }] }],
    },
    {
      name: "stay ended when the ticket is opened again",
      given: { decisions: [resolutionWarning], closings: [{ from: 35, to: 36 }] },
      expected: [{ state: "withdrawn", endedAt: 35 }],
    },
    {
      name: "are withdrawn when the ticket is deleted",
      given: { decisions: [responseBreach], facts: [[25, { kind: "deleted" }]] },
      expected: [{ state: "withdrawn", steps: [{}, { reason: "ticket_deleted" }] }],
    },
    {
      name: "are withdrawn when the ticket is merged away",
      given: { decisions: [responseBreach], facts: [[25, { kind: "merged", intoTicketId: "8" }]] },
      expected: [{ state: "withdrawn", steps: [{}, { reason: "ticket_merged" }] }],
    },
    {
      name: "open before they end when both fall on one instant",
      given: { decisions: [responseBreach], facts: [[20, { kind: "agent_replied" }]] },
      expected: [{ state: "resolved", openedAt: 20, endedAt: 20 }],
    },
    {
      name: "know nothing of what is still to come",
      given: { decisions: [responseWarning], facts: [[15, { kind: "agent_replied" }]], now: 14 },
      expected: [{ state: "open" }],
    },
  ])("$name", ({ given, expected }) => {
    const cases = derive(given);
    expect(cases).toHaveLength(expected.length);
    expect(cases).toMatchObject(expected);
  });

  it("do not depend on the order in which presses were told", () => {
    const acts = [press("acknowledged", 12), press("resolved", 25), press("acknowledged", 33)];
    fc.assert(
      fc.property(fc.shuffledSubarray(acts, { minLength: 3 }), (shuffled) => {
        const decisions = [responseWarning, responseBreach, resolutionWarning];
        expect(derive({ decisions, acts: shuffled })).toEqual(derive({ decisions, acts }));
      }),
    );
  });
});

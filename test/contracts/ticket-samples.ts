import type { Clock } from "../../src/domain/sla/clock.ts";
import type { TicketEvent, TicketEventDetail } from "../../src/domain/sla/ticket-event.ts";
import type { TicketRow } from "../../src/ports/store.ts";
import { TEST_NOW } from "../support/databases.ts";

export function clockOf(changes: Partial<Clock> = {}): Clock {
  return {
    kind: "first_response",
    cycle: 1,
    state: "running",
    targetMs: 3_600_000,
    usedMs: 60_000,
    calendarId: "office",
    unit: "business",
    policyVersion: 1,
    startedAt: TEST_NOW,
    dueAt: TEST_NOW + 3_600_000,
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

export function ticketRowOf(ticketId: string, changes: Partial<TicketRow> = {}): TicketRow {
  return {
    ticket: {
      ticketId,
      createdAt: TEST_NOW,
      subject: '客訴 "no heat" 😀',
      knownSince: null,
      pipelines: [{ at: TEST_NOW, pipelineId: "0" }],
      ownerId: null,
      stages: [{ at: TEST_NOW, stageId: "1" }],
      priorities: [{ at: TEST_NOW, priority: "HIGH" }],
      fields: [],
      agentReplies: [],
      messagesSent: [],
      customerReplies: [],
      customers: [{ kind: "company", id: "77", isPrimary: true }],
      tiers: [{ at: TEST_NOW, id: "key", score: 81.5, customer: { kind: "company", id: "77" } }],
      pauseMarks: [],
      overrides: [],
      handLogs: [],
      withdrawnLogs: [],
      complaintMarks: [],
      policies: [],
      gone: null,
    },
    policyVersion: 3,
    clocks: [clockOf(), clockOf({ kind: "resolution", state: "paused", dueAt: null })],
    complaint: null,
    nextDueAt: TEST_NOW + 2_700_000,
    dataAt: TEST_NOW,
    evaluatedAt: TEST_NOW + 5,
    ...changes,
  };
}

export function factOf(
  ticketId: string,
  number: number,
  detail: TicketEventDetail = { kind: "stage", stageId: String(number) },
): TicketEvent {
  return { ticketId, occurredAt: TEST_NOW + number, detail };
}

import type { TargetOverride, Ticket } from "./ticket.ts";
import { type TicketEvent, type TicketEventDetail, ticketEventKey } from "./ticket-event.ts";

/**
 * Facts in, ticket out. The facts are put in order first and equal ones counted once, so that any
 * order, any repetition and any split of their arrival gives the same ticket.
 */
export function foldTicket(ticketId: string, events: readonly TicketEvent[]): Ticket {
  return inOrder(events).reduce(apply, emptyTicket(ticketId));
}

/** By time, then by what they say; equal facts once. */
function inOrder(events: readonly TicketEvent[]): TicketEvent[] {
  const keyed = events.map((event) => ({ event, key: ticketEventKey(event.detail) }));
  keyed.sort(
    (a, b) =>
      a.event.occurredAt - b.event.occurredAt ||
      compareText(a.key, b.key) ||
      // A key shortens long texts: what it leaves out decides last.
      compareText(JSON.stringify(a.event.detail), JSON.stringify(b.event.detail)),
  );
  return keyed
    .filter((entry, index) => {
      const before = keyed[index - 1];
      return (
        before === undefined ||
        before.event.occurredAt !== entry.event.occurredAt ||
        before.key !== entry.key
      );
    })
    .map((entry) => entry.event);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function emptyTicket(ticketId: string): Ticket {
  return {
    ticketId,
    createdAt: null,
    knownSince: null,
    subject: "",
    ownerId: null,
    pipelines: [],
    stages: [],
    priorities: [],
    fields: [],
    agentReplies: [],
    messagesSent: [],
    customerReplies: [],
    customers: [],
    tiers: [],
    pauseMarks: [],
    overrides: [],
    handLogs: [],
    withdrawnLogs: [],
    complaintMarks: [],
    policies: [],
    gone: null,
  };
}

function apply(ticket: Ticket, event: TicketEvent): Ticket {
  const { detail, occurredAt: at } = event;
  switch (detail.kind) {
    case "created":
      return { ...ticket, createdAt: ticket.createdAt ?? at };
    case "history_begins":
      return { ...ticket, knownSince: ticket.knownSince ?? at };
    case "subject":
      return { ...ticket, subject: detail.subject };
    case "owner":
      return { ...ticket, ownerId: detail.ownerId === "" ? null : detail.ownerId };
    case "pipeline":
    case "stage":
    case "priority":
    case "field":
      return withProperty(ticket, at, detail);
    case "agent_replied":
      return { ...ticket, agentReplies: [...ticket.agentReplies, at] };
    case "message_sent":
      return { ...ticket, messagesSent: [...ticket.messagesSent, at] };
    case "customer_replied":
      return { ...ticket, customerReplies: [...ticket.customerReplies, at] };
    case "associated":
    case "dissociated":
    case "tiered":
      return withCustomers(ticket, at, detail);
    case "paused":
    case "resumed":
      return { ...ticket, pauseMarks: [...ticket.pauseMarks, { at, ...detail }] };
    case "overridden":
      return { ...ticket, overrides: [...ticket.overrides, overrideOf(at, detail)] };
    case "logged":
    case "log_withdrawn":
      return withLog(ticket, at, detail);
    case "complaint":
      return withComplaint(ticket, at, detail);
    case "policy_applied":
      return { ...ticket, policies: [...ticket.policies, { at, version: detail.version }] };
    case "deleted":
      return { ...ticket, gone: { at, reason: detail.kind } };
    case "merged": {
      const { kind: reason, intoTicketId } = detail;
      return { ...ticket, gone: { at, reason, intoTicketId } };
    }
    case "restored":
      return { ...ticket, gone: null };
  }
}

type DetailOf<K extends TicketEventDetail["kind"]> = Extract<TicketEventDetail, { kind: K }>;

function withProperty(
  ticket: Ticket,
  at: number,
  detail: DetailOf<"pipeline" | "stage" | "priority" | "field">,
): Ticket {
  switch (detail.kind) {
    case "pipeline": {
      const { pipelineId } = detail;
      if (ticket.pipelines.at(-1)?.pipelineId === pipelineId) return ticket;
      return { ...ticket, pipelines: [...ticket.pipelines, { at, pipelineId }] };
    }
    case "stage": {
      const { stageId } = detail;
      if (ticket.stages.at(-1)?.stageId === stageId) return ticket;
      return { ...ticket, stages: [...ticket.stages, { at, stageId }] };
    }
    case "priority": {
      const { priority } = detail;
      if (ticket.priorities.at(-1)?.priority === priority) return ticket;
      return { ...ticket, priorities: [...ticket.priorities, { at, priority }] };
    }
    case "field": {
      const { property, value } = detail;
      const present = ticket.fields.findLast((field) => field.property === property);
      if ((present?.value ?? "") === value) return ticket;
      return { ...ticket, fields: [...ticket.fields, { at, property, value }] };
    }
  }
}

function withCustomers(
  ticket: Ticket,
  at: number,
  detail: DetailOf<"associated" | "dissociated" | "tiered">,
): Ticket {
  const { customer } = detail;
  const others = ticket.customers.filter(
    (known) => known.kind !== customer.kind || known.id !== customer.id,
  );
  switch (detail.kind) {
    case "associated":
      return {
        ...ticket,
        customers: [...others, { ...customer, isPrimary: detail.isPrimary }],
      };
    case "dissociated":
      return { ...ticket, customers: others };
    case "tiered": {
      const highest = ticket.tiers.at(-1);
      if (highest !== undefined && !isHigher(detail, highest)) return ticket;
      const { tier: id, kind: _kind, ...graded } = detail;
      return { ...ticket, tiers: [...ticket.tiers, { at, id, ...graded }] };
    }
  }
}

type Ranked = { readonly rank?: number; readonly score: number };

/**
 * The higher tier wins, whatever the scores: one may be by hand, or in its grace period. Then the better
 * score; of two equal ones the first in order stays.
 */
function isHigher(one: Ranked, other: Ranked): boolean {
  const isSameRank = one.rank === undefined || other.rank === undefined || one.rank === other.rank;
  return isSameRank ? one.score > other.score : Number(one.rank) < Number(other.rank);
}

/** A press that was told again is as it was told first. */
function withComplaint(ticket: Ticket, at: number, detail: DetailOf<"complaint">): Ticket {
  const { factKey, fact } = detail;
  const { complaintMarks } = ticket;
  if (complaintMarks.some((mark) => mark.factKey === factKey)) return ticket;
  return { ...ticket, complaintMarks: [...complaintMarks, { at, factKey, fact }] };
}

/** Of a press that was told with two instants the earlier one holds. */
function withLog(ticket: Ticket, at: number, detail: DetailOf<"logged" | "log_withdrawn">): Ticket {
  const { handLogs, withdrawnLogs } = ticket;
  const isSame = (one: { readonly logKey: string }) => one.logKey === detail.logKey;
  switch (detail.kind) {
    case "logged": {
      if (handLogs.some(isSame)) return ticket;
      const { kind: _kind, ...log } = detail;
      return { ...ticket, handLogs: [...handLogs, { at, ...log }] };
    }
    case "log_withdrawn": {
      if (withdrawnLogs.some(isSame)) return ticket;
      const { logKey, by } = detail;
      return { ...ticket, withdrawnLogs: [...withdrawnLogs, { at, logKey, by }] };
    }
  }
}

function overrideOf(at: number, detail: DetailOf<"overridden">): TargetOverride {
  const { clock, durationMinutes, reason, by, endsAt } = detail;
  return { at, clock, durationMinutes, reason, by, endsAt };
}

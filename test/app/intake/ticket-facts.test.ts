import { describe, expect, it } from "vitest";
import {
  factsOfSnapshot,
  type IgnoredReason,
  readTicketEvent,
} from "../../../src/app/intake/ticket-facts.ts";
import type { TicketEventDetail } from "../../../src/domain/sla/ticket-event.ts";
import type { EventChange } from "../../../src/ports/event-ledger.ts";
import { eventOf, START, setTo } from "../../support/app-under-test.ts";

const FIELDS: ReadonlySet<string> = new Set(["hs_ticket_category", "aftercare_severity"]);

const company = { kind: "company", id: "5" } as const;
const link = (kind: "associated" | "dissociated", toObject: string): EventChange => ({
  kind,
  toObject,
  toId: "5",
  isPrimary: true,
});

describe("what an event of a ticket says", () => {
  it.each<{ name: string; change: EventChange; at?: number; detail: TicketEventDetail }>([
    { name: "creation", change: { kind: "created" }, detail: { kind: "created" } },
    { name: "deletion", change: { kind: "deleted" }, detail: { kind: "deleted" } },
    { name: "restore", change: { kind: "restored" }, detail: { kind: "restored" } },
    {
      name: "stage",
      change: setTo("hs_pipeline_stage", "2"),
      detail: { kind: "stage", stageId: "2" },
    },
    {
      name: "pipeline",
      change: setTo("hs_pipeline", "0"),
      detail: { kind: "pipeline", pipelineId: "0" },
    },
    {
      name: "priority",
      change: setTo("hs_ticket_priority", "HIGH"),
      detail: { kind: "priority", priority: "HIGH" },
    },
    {
      name: "cleared priority",
      change: setTo("hs_ticket_priority", ""),
      detail: { kind: "priority", priority: "" },
    },
    {
      name: "owner",
      change: setTo("hubspot_owner_id", "31"),
      detail: { kind: "owner", ownerId: "31" },
    },
    {
      name: "cleared owner",
      change: setTo("hubspot_owner_id", ""),
      detail: { kind: "owner", ownerId: "" },
    },
    {
      name: "subject",
      change: setTo("subject", "Leak"),
      detail: { kind: "subject", subject: "Leak" },
    },
    {
      name: "first answer, at the time that it names",
      change: setTo("first_agent_reply_date", String(START - 60_000)),
      at: START - 60_000,
      detail: { kind: "agent_replied" },
    },
    {
      name: "first answer in a conversation",
      change: setTo("hs_first_agent_message_sent_at", "2026-06-09T08:00:00Z"),
      at: START,
      detail: { kind: "agent_replied" },
    },
    {
      name: "first answer whose time cannot be read, at the time of the event",
      change: setTo("first_agent_reply_date", "yesterday"),
      detail: { kind: "agent_replied" },
    },
    {
      name: "association",
      change: link("associated", "company"),
      detail: { kind: "associated", customer: company, isPrimary: true },
    },
    {
      name: "another property that the policy asks for",
      change: setTo("hs_ticket_category", "PRODUCT_ISSUE"),
      detail: { kind: "field", property: "hs_ticket_category", value: "PRODUCT_ISSUE" },
    },
    {
      name: "its being cleared",
      change: setTo("hs_ticket_category", ""),
      detail: { kind: "field", property: "hs_ticket_category", value: "" },
    },
    {
      name: "an own property that people fill in and the policy asks for",
      change: setTo("aftercare_severity", "major_fault"),
      detail: { kind: "field", property: "aftercare_severity", value: "major_fault" },
    },
    {
      name: "a message that went out",
      change: setTo("hs_last_message_sent_at", String(START + 3)),
      at: START + 3,
      detail: { kind: "message_sent" },
    },
    {
      name: "a message of the customer",
      change: setTo("hs_last_message_received_at", String(START + 4)),
      at: START + 4,
      detail: { kind: "customer_replied" },
    },
    {
      name: "a call that a rep logged",
      change: setTo("notes_last_contacted", String(START + 5)),
      at: START + 5,
      detail: { kind: "agent_replied" },
    },
    {
      name: "its end",
      change: link("dissociated", "company"),
      detail: { kind: "dissociated", customer: company },
    },
  ])("$name", ({ change, at = START, detail }) => {
    expect(readTicketEvent(eventOf({ change }), FIELDS)).toEqual({
      facts: [{ ticketId: "7", occurredAt: at, detail }],
    });
  });

  it.each<{ name: string; change: EventChange; ignored: IgnoredReason }>([
    { name: "own properties", change: setTo("aftercare_tier", "key"), ignored: "own_echo" },
    { name: "other properties", change: setTo("content", "x"), ignored: "property_not_used" },
    { name: "a cleared stage", change: setTo("hs_pipeline_stage", ""), ignored: "value_cleared" },
    { name: "a cleared pipeline", change: setTo("hs_pipeline", ""), ignored: "value_cleared" },
    {
      name: "a cleared answer",
      change: setTo("first_agent_reply_date", ""),
      ignored: "value_cleared",
    },
    { name: "links to deals", change: link("associated", "deal"), ignored: "object_not_used" },
    { name: "erasure", change: { kind: "erased" }, ignored: "change_not_used" },
    { name: "unheard-of kinds", change: { kind: "other", type: "x" }, ignored: "change_not_used" },
  ])("ignores $name", ({ change, ignored }) => {
    expect(readTicketEvent(eventOf({ change }), FIELDS)).toEqual({ ignored });
  });

  it.each<{ name: string; objectId: string; intoId: string; loserIds: string[]; gone: string[] }>([
    {
      name: "says of each loser where it went",
      objectId: "7",
      intoId: "7",
      loserIds: ["8", "9"],
      gone: ["8", "9"],
    },
    {
      name: "says it of the winner too when a new ticket results",
      objectId: "7",
      intoId: "10",
      loserIds: ["8"],
      gone: ["8", "7"],
    },
    {
      name: "says it of a loser once",
      objectId: "8",
      intoId: "7",
      loserIds: ["8"],
      gone: ["8"],
    },
  ])("a merge $name", ({ objectId, intoId, loserIds, gone }) => {
    const change = { kind: "merged", intoId, loserIds } as const;
    expect(readTicketEvent(eventOf({ objectId, change }), FIELDS)).toEqual({
      facts: gone.map((ticketId) => ({
        ticketId,
        occurredAt: START,
        detail: { kind: "merged", intoTicketId: intoId },
      })),
    });
  });
});

it("begins the history where the CRM dropped what was before", () => {
  const snapshot = {
    ticketId: "7",
    createdAt: START,
    properties: {},
    history: { hs_pipeline_stage: [{ at: START + 60_001, value: "2" }] },
    customers: [],
  };
  expect(factsOfSnapshot(snapshot, FIELDS)).toContainEqual({
    ticketId: "7",
    occurredAt: START + 60_001,
    detail: { kind: "history_begins" },
  });
  const whole = { hs_pipeline_stage: [{ at: START + 60_000, value: "2" }] };
  expect(
    factsOfSnapshot({ ...snapshot, history: whole }, FIELDS).map(({ detail }) => detail.kind),
  ).toEqual(["created", "stage"]);
});

describe("what a ticket read from the CRM says", () => {
  const snapshot = {
    ticketId: "7",
    createdAt: START,
    properties: { subject: "Leak", hs_pipeline_stage: "4", content: "x" },
    history: {
      hs_pipeline_stage: [
        { at: START, value: "1" },
        { at: START + 5, value: "" },
        { at: START + 9, value: "4" },
      ],
    },
    customers: [{ ...company, isPrimary: false }],
  };

  it("is the same facts as events would have told, with their times", () => {
    expect(
      factsOfSnapshot(snapshot, FIELDS).map(({ occurredAt, detail }) => [
        occurredAt - START,
        detail,
      ]),
    ).toEqual([
      [0, { kind: "created" }],
      [0, { kind: "stage", stageId: "1" }],
      [9, { kind: "stage", stageId: "4" }],
      [0, { kind: "subject", subject: "Leak" }],
      [0, { kind: "associated", customer: company, isPrimary: false }],
    ]);
  });
});

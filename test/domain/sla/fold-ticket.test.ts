import { describe, expect, it } from "vitest";
import { foldTicket } from "../../../src/domain/sla/fold-ticket.ts";
import type { TicketEvent, TicketEventDetail } from "../../../src/domain/sla/ticket-event.ts";

const at = (occurredAt: number, detail: TicketEventDetail): TicketEvent => ({
  ticketId: "7",
  occurredAt,
  detail,
});
const contact = { kind: "contact", id: "1" } as const;
const company = { kind: "company", id: "2" } as const;

const by = { id: "11", name: "Anna" };
describe("a ticket is folded from its facts", () => {
  it.each<{ name: string; list: TicketEvent[]; expected: object }>([
    {
      name: "keeps the first creation and every answer",
      list: [
        at(5, { kind: "agent_replied" }),
        at(2, { kind: "created" }),
        at(3, { kind: "agent_replied" }),
        at(4, { kind: "created" }),
      ],
      expected: { createdAt: 2, agentReplies: [3, 5] },
    },
    {
      name: "keeps what happened twice in a row, and what was told twice once",
      list: [
        at(3, { kind: "customer_replied" }),
        at(2, { kind: "customer_replied" }),
        at(3, { kind: "customer_replied" }),
      ],
      expected: { customerReplies: [2, 3] },
    },
    {
      name: "joins equal neighbours of pipelines, stages and priorities",
      list: [
        at(1, { kind: "pipeline", pipelineId: "0" }),
        at(2, { kind: "pipeline", pipelineId: "1" }),
        at(3, { kind: "pipeline", pipelineId: "1" }),
        at(4, { kind: "pipeline", pipelineId: "0" }),
        at(5, { kind: "pipeline", pipelineId: "0" }),
        at(1, { kind: "stage", stageId: "1" }),
        at(2, { kind: "stage", stageId: "1" }),
        at(3, { kind: "stage", stageId: "2" }),
        at(4, { kind: "stage", stageId: "1" }),
        at(1, { kind: "priority", priority: "LOW" }),
        at(2, { kind: "priority", priority: "LOW" }),
      ],
      expected: {
        pipelines: [
          { at: 1, pipelineId: "0" },
          { at: 2, pipelineId: "1" },
          { at: 4, pipelineId: "0" },
        ],
        stages: [
          { at: 1, stageId: "1" },
          { at: 3, stageId: "2" },
          { at: 4, stageId: "1" },
        ],
        priorities: [{ at: 1, priority: "LOW" }],
      },
    },
    {
      name: "keeps other properties as they changed, each for itself",
      list: [
        at(1, { kind: "field", property: "region", value: "" }),
        at(2, { kind: "field", property: "region", value: "EU" }),
        at(3, { kind: "field", property: "severity", value: "S1" }),
        at(4, { kind: "field", property: "region", value: "EU" }),
        at(5, { kind: "field", property: "region", value: "" }),
      ],
      expected: {
        fields: [
          { at: 2, property: "region", value: "EU" },
          { at: 3, property: "severity", value: "S1" },
          { at: 5, property: "region", value: "" },
        ],
      },
    },
    {
      name: "keeps who paused and resumed it, who changed a promise, and the policies applied",
      list: [
        at(2, { kind: "resumed", by }),
        at(1, { kind: "paused", reason: "waiting_parts", by, note: "7A-113" }),
        at(3, {
          kind: "overridden",
          clock: "update",
          durationMinutes: 9,
          reason: "x",
          by,
          endsAt: 8,
        }),
        at(4, { kind: "policy_applied", version: 2 }),
        at(6, { kind: "history_begins" }),
        at(5, { kind: "history_begins" }),
      ],
      expected: {
        pauseMarks: [
          { at: 1, kind: "paused", reason: "waiting_parts", by, note: "7A-113" },
          { at: 2, kind: "resumed", by },
        ],
        overrides: [{ at: 3, clock: "update", durationMinutes: 9, reason: "x", by, endsAt: 8 }],
        policies: [{ at: 4, version: 2 }],
        knownSince: 5,
      },
    },
    {
      name: "keeps the better of two tiers, and of equal ones the first",
      list: [
        at(1, { kind: "tiered", customer: contact, tier: "standard", score: 10 }),
        at(2, { kind: "tiered", customer: company, tier: "key", score: 80 }),
        at(3, { kind: "tiered", customer: contact, tier: "other", score: 80 }),
      ],
      expected: {
        tiers: [
          { at: 1, id: "standard", score: 10, customer: contact },
          { at: 2, id: "key", score: 80, customer: company },
        ],
      },
    },
    {
      name: "keeps the higher of two tiers though its score is lower, as by hand or in a grace period",
      list: [
        at(1, { kind: "tiered", customer: contact, tier: "developing", rank: 1, score: 65 }),
        at(2, { kind: "tiered", customer: company, tier: "key", rank: 0, score: 40 }),
        at(3, { kind: "tiered", customer: contact, tier: "developing", rank: 1, score: 99 }),
        at(4, { kind: "tiered", customer: contact, tier: "key", rank: 0, score: 40 }),
      ],
      expected: {
        tiers: [
          { at: 1, id: "developing", rank: 1, score: 65, customer: contact },
          { at: 2, id: "key", rank: 0, score: 40, customer: company },
        ],
      },
    },
    {
      name: "takes the last word on subject, pipeline and owner",
      list: [
        at(2, { kind: "subject", subject: "new" }),
        at(1, { kind: "subject", subject: "old" }),
        at(1, { kind: "pipeline", pipelineId: "0" }),
        at(1, { kind: "owner", ownerId: "9" }),
        at(2, { kind: "owner", ownerId: "" }),
      ],
      expected: { subject: "new", pipelines: [{ at: 1, pipelineId: "0" }], ownerId: null },
    },
    {
      name: "keeps its owner",
      list: [at(1, { kind: "owner", ownerId: "9" })],
      expected: { ownerId: "9" },
    },
    {
      name: "drops a customer that was taken off",
      list: [
        at(1, { kind: "associated", customer: contact, isPrimary: false }),
        at(1, { kind: "associated", customer: company, isPrimary: true }),
        at(2, { kind: "dissociated", customer: contact }),
      ],
      expected: { customers: [{ ...company, isPrimary: true }] },
    },
    {
      name: "tells a contact and a company of one number apart",
      list: [
        at(1, { kind: "associated", customer: { kind: "contact", id: "2" }, isPrimary: false }),
        at(1, { kind: "associated", customer: company, isPrimary: true }),
        at(2, { kind: "dissociated", customer: { kind: "contact", id: "2" } }),
      ],
      expected: { customers: [{ ...company, isPrimary: true }] },
    },
    {
      name: "has a customer once, as it was told last",
      list: [
        at(1, { kind: "associated", customer: contact, isPrimary: true }),
        at(1, { kind: "associated", customer: { kind: "contact", id: "3" }, isPrimary: false }),
        at(2, { kind: "associated", customer: contact, isPrimary: false }),
      ],
      expected: {
        customers: [
          { kind: "contact", id: "3", isPrimary: false },
          { ...contact, isPrimary: false },
        ],
      },
    },
    {
      name: "takes the highest tier of its customers",
      list: [
        at(1, { kind: "tiered", customer: contact, tier: "standard", score: 10 }),
        at(1, { kind: "tiered", customer: company, tier: "key", score: 80 }),
      ],
      expected: { tiers: [{ at: 1, id: "key", score: 80, customer: company }] },
    },
    {
      name: "is gone when deleted after it was restored",
      list: [at(3, { kind: "deleted" }), at(2, { kind: "restored" })],
      expected: { gone: { at: 3, reason: "deleted" } },
    },
    {
      name: "is back when restored after it was deleted",
      list: [at(2, { kind: "deleted" }), at(3, { kind: "restored" })],
      expected: { gone: null },
    },
    {
      name: "is gone when merged into another",
      list: [at(3, { kind: "merged", intoTicketId: "8" })],
      expected: { gone: { at: 3, reason: "merged", intoTicketId: "8" } },
    },
  ])("$name", ({ list, expected }) => {
    expect(foldTicket("7", list)).toMatchObject(expected);
  });

  it("is empty where nothing is known", () => {
    expect(foldTicket("7", [])).toEqual({
      ticketId: "7",
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
    });
  });

  it("counts a pause told with two notes at once only once, whichever came first", () => {
    const noted = ["first", "second"].map((note) =>
      at(1, { kind: "paused", reason: "waiting_parts", by, note }),
    );
    const expected = [{ at: 1, kind: "paused", reason: "waiting_parts", by, note: "first" }];
    expect(foldTicket("7", noted).pauseMarks).toEqual(expected);
    expect(foldTicket("7", noted.toReversed()).pauseMarks).toEqual(expected);
  });
});

import { describe, expect, it } from "vitest";
import type { LedgerEvent } from "../../src/ports/event-ledger.ts";
import { occurredAt, readOne, ticketEvent } from "./one-event.ts";

describe("each kind of event", () => {
  it.each<{ name: string; event: Record<string, unknown>; expected: Partial<LedgerEvent> }>([
    {
      name: "a ticket of the generic family",
      event: { subscriptionType: "object.propertyChange", objectTypeId: "0-5" },
      expected: { object: "ticket", objectId: "901" },
    },
    {
      name: "a contact of the generic family",
      event: { subscriptionType: "object.creation", objectTypeId: "0-1" },
      expected: { object: "contact", change: { kind: "created" } },
    },
    {
      name: "a company of the generic family",
      event: { subscriptionType: "object.deletion", objectTypeId: "0-2" },
      expected: { object: "company", change: { kind: "deleted" } },
    },
    {
      name: "a task of the generic family",
      event: { subscriptionType: "object.propertyChange", objectTypeId: "0-27" },
      expected: { object: "task" },
    },
    {
      name: "an own object keeps its type id",
      event: { subscriptionType: "object.creation", objectTypeId: "2-143964783" },
      expected: { object: "2-143964783" },
    },
    {
      name: "ids, time and portal as text",
      event: { objectId: "901", occurredAt: String(occurredAt), portalId: "62515" },
      expected: { objectId: "901", occurredAt, portalId: "62515" },
    },
    {
      name: "a restored record",
      event: { subscriptionType: "ticket.restore" },
      expected: { change: { kind: "restored" } },
    },
    {
      name: "a privacy deletion",
      event: { subscriptionType: "contact.privacyDeletion" },
      expected: { object: "contact", change: { kind: "erased" } },
    },
    {
      name: "a value cleared by an empty text",
      event: { propertyValue: "" },
      expected: { change: { kind: "property", name: "hs_pipeline_stage", value: "" } },
    },
    {
      name: "a value cleared by null",
      event: { propertyValue: null },
      expected: { change: { kind: "property", name: "hs_pipeline_stage", value: "" } },
    },
    {
      name: "a value cleared by being absent",
      event: { propertyValue: undefined },
      expected: { change: { kind: "property", name: "hs_pipeline_stage", value: "" } },
    },
    {
      name: "a value that is a number",
      event: { propertyValue: 12.5 },
      expected: { change: { kind: "property", name: "hs_pipeline_stage", value: "12.5" } },
    },
    {
      name: "a redacted value",
      event: { propertyValue: "REDACTED" },
      expected: { change: { kind: "other", type: "withheld:hs_pipeline_stage" } },
    },
    {
      name: "a sensitive value",
      event: { propertyValue: undefined, isSensitive: true },
      expected: { change: { kind: "other", type: "withheld:hs_pipeline_stage" } },
    },
    {
      name: "a value that is not sensitive",
      event: { isSensitive: false },
      expected: { change: { kind: "property", name: "hs_pipeline_stage", value: "2" } },
    },
    {
      name: "a merge into one of the two",
      event: {
        subscriptionType: "ticket.merge",
        objectId: undefined,
        primaryObjectId: 901,
        newObjectId: 901,
        mergedObjectIds: [903, 902],
      },
      expected: {
        objectId: "901",
        change: { kind: "merged", intoId: "901", loserIds: ["902", "903"] },
      },
    },
    {
      name: "a merge into a new record, in which the primary one ends too",
      event: {
        subscriptionType: "contact.merge",
        objectId: undefined,
        primaryObjectId: 901,
        newObjectId: 999,
        mergedObjectIds: [902],
      },
      expected: {
        object: "contact",
        objectId: "999",
        change: { kind: "merged", intoId: "999", loserIds: ["901", "902"] },
      },
    },
    {
      name: "an association named by type ids, without objectId",
      event: {
        subscriptionType: "object.associationChange",
        objectId: undefined,
        fromObjectId: 901,
        toObjectId: 77,
        fromObjectTypeId: "0-5",
        toObjectTypeId: "0-2",
        isPrimaryAssociation: true,
      },
      expected: {
        object: "ticket",
        objectId: "901",
        change: { kind: "associated", toObject: "company", toId: "77", isPrimary: true },
      },
    },
    {
      name: "an association named by text",
      event: {
        subscriptionType: "ticket.associationChange",
        fromObjectId: "901",
        toObjectId: "77",
        associationType: "TICKET_TO_CONTACT",
      },
      expected: {
        object: "ticket",
        objectId: "901",
        change: { kind: "associated", toObject: "contact", toId: "77", isPrimary: false },
      },
    },
    {
      name: "an association of a type with a blank in its name",
      event: {
        subscriptionType: "deal.associationChange",
        fromObjectId: 1,
        toObjectId: 2,
        associationType: "DEAL_TO_LINE_ITEM",
      },
      expected: {
        object: "deal",
        change: { kind: "associated", toObject: "line_item", toId: "2", isPrimary: false },
      },
    },
    {
      name: "a removed association",
      event: {
        subscriptionType: "contact.associationChange",
        fromObjectId: 5,
        toObjectId: 901,
        associationType: "CONTACT_TO_TICKET",
        associationRemoved: true,
      },
      expected: {
        object: "contact",
        objectId: "5",
        change: { kind: "dissociated", toObject: "ticket", toId: "901", isPrimary: false },
      },
    },
    {
      name: "a kind that nothing uses",
      event: { subscriptionType: "conversation.newMessage", messageId: "m1" },
      expected: {
        object: "conversation.newMessage",
        objectId: "901",
        change: { kind: "other", type: "conversation.newMessage" },
      },
    },
    {
      name: "a kind that is about no record",
      event: { subscriptionType: "event.completed", objectId: undefined },
      expected: { objectId: "", change: { kind: "other", type: "event.completed" } },
    },
    {
      name: "a type without a dot",
      event: { subscriptionType: "creation" },
      expected: { object: "creation", change: { kind: "other", type: "creation" } },
    },
    {
      name: "the type under its other name",
      event: { subscriptionType: undefined, eventType: "ticket.creation" },
      expected: { object: "ticket", change: { kind: "created" } },
    },
    {
      name: "no source",
      event: { changeSource: undefined, sourceId: undefined, eventId: undefined },
      expected: { changeSource: null, sourceId: null },
    },
    {
      name: "a source of an unexpected shape",
      event: { changeSource: { deep: 1 }, sourceId: 54321 },
      expected: { changeSource: null, sourceId: "54321" },
    },
    {
      name: "no portal of its own",
      event: { portalId: undefined },
      expected: { portalId: "62515", object: "ticket" },
    },
    {
      name: "characters that no database column takes",
      event: { propertyValue: "a\u0000b\ud800c" },
      expected: { change: { kind: "property", name: "hs_pipeline_stage", value: "ab\ufffdc" } },
    },
  ])("$name", ({ event, expected }) => {
    expect(readOne({ ...ticketEvent, ...event })).toMatchObject(expected);
  });
});

import { describe, expect, it } from "vitest";
import { groupByPortal, parseBody } from "../../webhooks/delivery-body.ts";

describe("the body of a delivery", () => {
  it.each<{ name: string; body: string; expected: unknown }>([
    {
      name: "is an array",
      body: '[ {"portalId":1} ]',
      expected: { ok: true, text: '[ {"portalId":1} ]', events: [{ portalId: 1 }] },
    },
    { name: "may be empty", body: "[]", expected: { ok: true, text: "[]", events: [] } },
    {
      name: "may be one event of a workflow",
      body: '{"portalId":1,"subscriptionType":"ticket.creation"}',
      expected: {
        ok: true,
        text: '[{"portalId":1,"subscriptionType":"ticket.creation"}]',
        events: [{ portalId: 1, subscriptionType: "ticket.creation" }],
      },
    },
    {
      name: "is no event without a type",
      body: '{"portalId":1}',
      expected: { ok: false, reason: "not_an_array" },
    },
    {
      name: "is no event without a portal",
      body: '{"subscriptionType":"ticket.creation"}',
      expected: { ok: false, reason: "not_an_array" },
    },
    { name: "is no text", body: '"[]"', expected: { ok: false, reason: "not_an_array" } },
    { name: "is not null", body: "null", expected: { ok: false, reason: "not_an_array" } },
    { name: "is not nothing", body: "", expected: { ok: false, reason: "not_json" } },
    {
      name: "is not broken off",
      body: '[{"portalId":1',
      expected: { ok: false, reason: "not_json" },
    },
  ])("$name", ({ body, expected }) => {
    expect(parseBody(Buffer.from(body))).toEqual(expected);
  });
});

describe("one delivery", () => {
  it.each<{ name: string; events: readonly unknown[]; expected: Record<string, unknown[]> }>([
    { name: "of nothing has no part", events: [], expected: {} },
    {
      name: "of one portal is one part",
      events: [{ portalId: 1, a: 1 }, { portalId: "1" }],
      expected: { 1: [{ portalId: 1, a: 1 }, { portalId: "1" }] },
    },
    {
      name: "of two portals is two parts",
      events: [{ portalId: 1 }, { portalId: 2 }, { portalId: 1, b: 2 }],
      expected: { 1: [{ portalId: 1 }, { portalId: 1, b: 2 }], 2: [{ portalId: 2 }] },
    },
    {
      name: "gives what names no portal to the only one named",
      events: [{}, { portalId: 1 }, 7],
      expected: { 1: [{}, { portalId: 1 }, 7] },
    },
    {
      name: "gives it to nobody when two are named",
      events: [{ portalId: 1 }, 7, { portalId: 2 }, { portalId: -1 }],
      expected: { 1: [{ portalId: 1 }], 2: [{ portalId: 2 }], 0: [7, { portalId: -1 }] },
    },
    {
      name: "gives it to nobody when none is named",
      events: [{}, { portalId: "x" }, { portalId: 0 }, { portalId: 1.5 }, { portalId: "0" }, null],
      expected: {
        0: [{}, { portalId: "x" }, { portalId: 0 }, { portalId: 1.5 }, { portalId: "0" }, null],
      },
    },
  ])("$name", ({ events, expected }) => {
    const parts = groupByPortal({ text: JSON.stringify(events), events });
    const bodies = parts.map((part) => [part.portalId, JSON.parse(part.body)]);
    expect(Object.fromEntries(bodies)).toEqual(expected);
    for (const part of parts) {
      expect(part.eventCount).toBe(expected[part.portalId]?.length);
    }
  });

  it("keeps the text of one portal as it came", () => {
    const text = '[ { "portalId" : 1, "eventId": 12345678901234567890 } ]';
    const [part] = groupByPortal({ text, events: JSON.parse(text) });
    expect(part?.body).toBe(text);
  });
});

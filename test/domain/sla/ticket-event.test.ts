import { describe, expect, it } from "vitest";
import { TicketEventDetail, ticketEventKey } from "../../../src/domain/sla/ticket-event.ts";

const by = { id: "11", name: "Anna" };
const customer = { kind: "company", id: "2" } as const;
const long = "x".repeat(80);
const paused = { kind: "paused", reason: "waiting_parts", by, note: "" } as const;
const overridden = {
  kind: "overridden",
  clock: "update",
  durationMinutes: 90,
  reason: "agreed",
  by,
  endsAt: null,
} as const;

/** Keys are stored: facts that are there already must keep theirs. */
const FACTS: readonly { detail: TicketEventDetail; key: string }[] = [
  { detail: { kind: "created" }, key: "created" },
  { detail: { kind: "subject", subject: "Noise" }, key: "subject=Noise" },
  { detail: { kind: "subject", subject: `${long}tail` }, key: `subject=${long}` },
  { detail: { kind: "pipeline", pipelineId: "0" }, key: "pipeline=0" },
  { detail: { kind: "stage", stageId: "4" }, key: "stage=4" },
  { detail: { kind: "priority", priority: "HIGH" }, key: "priority=HIGH" },
  { detail: { kind: "owner", ownerId: "9" }, key: "owner=9" },
  { detail: { kind: "field", property: "region", value: "EU" }, key: "field=region=EU" },
  {
    detail: { kind: "field", property: "region", value: `${long}tail` },
    key: `field=region=${long}`,
  },
  { detail: { kind: "agent_replied" }, key: "agent_replied" },
  { detail: { kind: "message_sent" }, key: "message_sent" },
  { detail: { kind: "customer_replied" }, key: "customer_replied" },
  { detail: paused, key: "paused=waiting_parts:11" },
  { detail: { kind: "resumed", by }, key: "resumed=11" },
  { detail: overridden, key: "overridden=update:90:" },
  { detail: { ...overridden, endsAt: 5 }, key: "overridden=update:90:5" },
  {
    detail: { kind: "logged", logKey: "11:a", clock: "first_response", by, note: "", saidAt: 5 },
    key: "logged=11:a",
  },
  { detail: { kind: "log_withdrawn", logKey: "11:a", by }, key: "log_withdrawn=11:a" },
  { detail: { kind: "policy_applied", version: 2 }, key: "policy_applied=2" },
  { detail: { kind: "history_begins" }, key: "history_begins" },
  { detail: { kind: "associated", customer, isPrimary: true }, key: "associated=company:2:true" },
  { detail: { kind: "dissociated", customer }, key: "dissociated=company:2" },
  { detail: { kind: "tiered", customer, tier: "key", score: 80 }, key: "tiered=company:2:key:80" },
  { detail: { kind: "deleted" }, key: "deleted" },
  { detail: { kind: "restored" }, key: "restored" },
  { detail: { kind: "merged", intoTicketId: "8" }, key: "merged=8" },
];

describe("a fact about a ticket", () => {
  it.each(FACTS)("has the key $key", ({ detail, key }) => {
    expect(ticketEventKey(detail)).toBe(key);
  });

  it.each(FACTS)("is read as it was written: $key", ({ detail }) => {
    expect(TicketEventDetail.parse(detail)).toEqual(detail);
  });

  it.each<{ name: string; detail: unknown }>([
    { name: "of an unknown kind", detail: { kind: "sneezed" } },
    { name: "that says more than it may", detail: { kind: "created", at: 5 } },
    { name: "without what its kind says", detail: { kind: "stage" } },
    { name: "of a person without a name", detail: { kind: "resumed", by: { id: "11" } } },
    { name: "with a note of 501 characters", detail: { ...paused, note: "x".repeat(501) } },
    { name: "with a promise of no minutes", detail: { ...overridden, durationMinutes: 0 } },
    { name: "with a promise of half a minute", detail: { ...overridden, durationMinutes: 0.5 } },
    { name: "with a promise changed for no reason", detail: { ...overridden, reason: "" } },
    {
      name: "with a reason of 501 characters",
      detail: { ...overridden, reason: "x".repeat(501) },
    },
    { name: "of policy version 0", detail: { kind: "policy_applied", version: 0 } },
  ])("is refused $name", ({ detail }) => {
    expect(TicketEventDetail.safeParse(detail).success).toBe(false);
  });

  it("may have a note and a reason of 500 characters", () => {
    const text = "x".repeat(500);
    expect(TicketEventDetail.safeParse({ ...paused, note: text }).success).toBe(true);
    expect(TicketEventDetail.safeParse({ ...overridden, reason: text }).success).toBe(true);
  });
});

import fc from "fast-check";
import type { TicketEventDetail } from "../../src/domain/sla/ticket-event.ts";

/** Minutes after the creation of a ticket, and what happened then. */
export type RandomFact = { readonly minute: number; readonly detail: TicketEventDetail };

const STORY_MINUTES = 5 * 24 * 60;
const BY = { id: "11", name: "Anna" };
const CUSTOMER = { kind: "company" as const, id: "77" };
const told = (details: readonly TicketEventDetail[]) => fc.constantFrom(...details);

/** What may happen to a ticket after it was created, with whatever a policy may ask for. */
const detail: fc.Arbitrary<TicketEventDetail> = fc.oneof(
  fc
    .constantFrom("1", "2", "3", "4", "5", "7")
    .map((stageId) => ({ kind: "stage" as const, stageId })),
  fc.constantFrom("HIGH", "LOW").map((priority) => ({ kind: "priority" as const, priority })),
  told([{ kind: "agent_replied" }, { kind: "message_sent" }, { kind: "customer_replied" }]),
  told([{ kind: "deleted" }, { kind: "restored" }]),
  told([
    { kind: "field", property: "hs_ticket_category", value: "COMPLAINT" },
    { kind: "field", property: "hs_ticket_category", value: "QUESTION" },
    { kind: "field", property: "severity", value: "major_fault" },
    { kind: "field", property: "severity", value: "" },
  ]),
  told([
    { kind: "paused", reason: "waiting_parts", by: BY, note: "" },
    { kind: "resumed", by: BY },
    {
      kind: "overridden",
      clock: "resolution",
      durationMinutes: 90,
      reason: "VIP",
      by: BY,
      endsAt: null,
    },
  ]),
  told([
    { kind: "logged", logKey: "a", clock: "first_response", by: BY, note: "", saidAt: 1 },
    { kind: "logged", logKey: "b", clock: "on_site_arrival", by: BY, note: "", saidAt: 1 },
    { kind: "log_withdrawn", logKey: "a", by: BY },
  ]),
  told([
    { kind: "tiered", customer: CUSTOMER, tier: "key", score: 80 },
    { kind: "tiered", customer: CUSTOMER, tier: "standard", score: 10 },
  ]),
);

/** The facts of one ticket beside its creation, in any order. */
export const randomStory: fc.Arbitrary<readonly RandomFact[]> = fc.array(
  fc.record({ minute: fc.nat(STORY_MINUTES), detail }),
  { maxLength: 10 },
);

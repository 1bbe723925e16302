import fc from "fast-check";
import { expect, it } from "vitest";
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
const detail: fc.Arbitrary<TicketEventDetail> = fc.oneof(
  fc
    .constantFrom("a", "b", "")
    .map((value) => ({ kind: "field", property: "region", value }) as const),
  fc
    .constantFrom("message_sent", "customer_replied", "agent_replied")
    .map((kind) => ({ kind }) as const),
  fc.constant({ kind: "history_begins" } as const),
  fc
    .constantFrom("waiting_parts", "agreed_date")
    .map((reason) => ({ kind: "paused", reason, by, note: "" }) as const),
  fc.constant({ kind: "resumed", by } as const),
  fc.constantFrom(null, 9).map(
    (endsAt) =>
      ({
        kind: "overridden",
        clock: "resolution",
        durationMinutes: 5,
        reason: "x",
        by,
        endsAt,
      }) as const,
  ),
  fc.constantFrom(2, 3).map((version) => ({ kind: "policy_applied", version }) as const),
  fc.constant({ kind: "created" } as const),
  fc.constantFrom("A", "B").map((subject) => ({ kind: "subject", subject }) as const),
  fc.constantFrom("0", "1").map((pipelineId) => ({ kind: "pipeline", pipelineId }) as const),
  fc.constantFrom("1", "2", "3", "4").map((stageId) => ({ kind: "stage", stageId }) as const),
  fc.constantFrom("", "HIGH", "LOW").map((priority) => ({ kind: "priority", priority }) as const),
  fc.constantFrom("", "9").map((ownerId) => ({ kind: "owner", ownerId }) as const),
  fc.constant({ kind: "agent_replied" } as const),
  fc.tuple(fc.constantFrom("1:a", "2:a"), fc.constantFrom(4, 5)).map(([logKey, saidAt]) => {
    return { kind: "logged", logKey, clock: "first_response", by, note: "", saidAt } as const;
  }),
  fc.constantFrom("1:a", "2:a").map((logKey) => ({ kind: "log_withdrawn", logKey, by }) as const),
  fc
    .tuple(fc.constantFrom(contact, company), fc.boolean())
    .map(([customer, isPrimary]) => ({ kind: "associated", customer, isPrimary }) as const),
  fc.constantFrom(contact, company).map((customer) => ({ kind: "dissociated", customer }) as const),
  fc
    .tuple(fc.constantFrom(contact, company), fc.constantFrom(10, 90))
    .map(([customer, score]) => ({ kind: "tiered", customer, tier: `t${score}`, score }) as const),
  fc.constantFrom(
    { kind: "deleted" } as const,
    { kind: "restored" } as const,
    { kind: "merged", intoTicketId: "8" } as const,
  ),
);
const events = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 6 }), detail).map(([time, what]) => at(time, what)),
  { maxLength: 25 },
);

it("a ticket is the same in any order, with any repetition and any split", () => {
  fc.assert(
    fc.property(
      events.chain((list) =>
        fc.record({
          list: fc.constant(list),
          shuffled: fc.shuffledSubarray([...list, ...list], {
            minLength: list.length * 2,
            maxLength: list.length * 2,
          }),
          cut: fc.nat({ max: list.length * 2 }),
        }),
      ),
      ({ list, shuffled, cut }) => {
        const inOneGo = foldTicket("7", list);
        expect(foldTicket("7", shuffled)).toEqual(inOneGo);
        expect(foldTicket("7", [...shuffled.slice(cut), ...shuffled.slice(0, cut)])).toEqual(
          inOneGo,
        );
      },
    ),
    { numRuns: 500 },
  );
});

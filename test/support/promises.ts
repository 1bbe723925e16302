import type { ClockKind } from "../../src/domain/governance/clock-rules.ts";
import type { Policy } from "../../src/domain/governance/policy.ts";
import type { Clock } from "../../src/domain/sla/clock.ts";
import { evaluate } from "../../src/domain/sla/evaluate.ts";
import type { TicketEventDetail } from "../../src/domain/sla/ticket-event.ts";
import { type Fact, ticketOf } from "./lives.ts";
import { MINUTE } from "./naive-clock.ts";
import { ruledBy } from "./policies.ts";

type Request = {
  readonly kind: ClockKind;
  readonly openedAt: number;
  /** What is known of the ticket as it is opened. */
  readonly known?: readonly TicketEventDetail[];
  /** What happens to it later. */
  readonly later?: readonly Fact[];
};

/** Tells the clock of a ticket that was answered after a minute and asked again after two. */
export function promisesOf(policy: Policy): (request: Request) => Clock | undefined {
  const circumstances = ruledBy(policy);
  return (request) => clockOf(request, circumstances);
}

function clockOf(request: Request, circumstances: ReturnType<typeof ruledBy>): Clock | undefined {
  const { kind, openedAt, known = [], later = [] } = request;
  const ticket = ticketOf([
    [openedAt, { kind: "created" }],
    ...known.map((detail): Fact => [openedAt, detail]),
    [openedAt + MINUTE, { kind: "agent_replied" }],
    [openedAt + 2 * MINUTE, { kind: "customer_replied" }],
    ...later,
  ]);
  const now = Math.max(openedAt + 3 * MINUTE, ...later.map(([when]) => Number(when)));
  return evaluate(ticket, circumstances(now)).clocks.findLast((clock) => clock.kind === kind);
}

export const ofTier = (tier: string): TicketEventDetail => ({
  kind: "tiered",
  customer: { kind: "company", id: "1" },
  tier,
  score: 90,
});
export const ofPriority = (priority: string): TicketEventDetail => ({ kind: "priority", priority });
export const MAJOR_FAULT: TicketEventDetail = {
  kind: "field",
  property: "aftercare_severity",
  value: "major_fault",
};
export const COMPLAINT: TicketEventDetail = {
  kind: "field",
  property: "hs_ticket_category",
  value: "COMPLAINT",
};

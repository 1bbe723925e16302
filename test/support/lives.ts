import type { PauseReason } from "../../src/domain/governance/clock-rules.ts";
import { foldTicket } from "../../src/domain/sla/fold-ticket.ts";
import type { TicketEventDetail } from "../../src/domain/sla/ticket-event.ts";
import type { Traits } from "../../src/domain/sla/traits.ts";

/** Of a ticket of which nothing else is known. */
export const traitsOf = (known: Partial<Traits>): Traits => ({
  tier: "",
  priority: "",
  severity: "",
  category: "",
  pipelineId: "",
  channel: "",
  region: "",
  customers: [],
  department: "",
  complaintBy: null,
  ...known,
});

/** Berlin wall time in summer 2026, e.g. `06-09 09:30` (a Tuesday). */
export const berlin = (text: string) => Date.parse(`2026-${text.replace(" ", "T")}:00+02:00`);

export type Fact = readonly [string | number, TicketEventDetail];

/** A ticket told in short. */
export const ticketOf = (facts: readonly Fact[]) =>
  foldTicket(
    "7",
    facts.map(([when, detail]) => ({
      ticketId: "7",
      occurredAt: typeof when === "number" ? when : berlin(when),
      detail,
    })),
  );

export const stage = (when: string | number, stageId: string): Fact => [
  when,
  { kind: "stage", stageId },
];
export const replied = (when: string | number): Fact => [when, { kind: "agent_replied" }];
export const field = (when: string | number, property: string, value: string): Fact => [
  when,
  { kind: "field", property, value },
];
export const sent = (when: string | number): Fact => [when, { kind: "message_sent" }];
export const wrote = (when: string | number): Fact => [when, { kind: "customer_replied" }];

const ANNA = { id: "11", name: "Anna" };
export const paused = (when: string | number, reason: PauseReason): Fact => [
  when,
  { kind: "paused", reason, by: ANNA, note: "" },
];
export const resumed = (when: string | number): Fact => [when, { kind: "resumed", by: ANNA }];

import { z } from "zod";
import { ComplaintFact } from "../complaints/complaint-fact.ts";
import { ClockKind, PauseReason } from "../governance/clock-rules.ts";
import { CustomerRef } from "../tiering/customer.ts";
import { LOGGED_CLOCKS } from "./hand-logs.ts";

/** Who did it: the CRM's id of the person, and the name to show. */
const Person = z.strictObject({ id: z.string(), name: z.string() });

const MAX_NOTE_LENGTH = 500;
const MAX_PRESS_KEY_LENGTH = 200;
/** Longer values are told apart by their beginning and, last of all, by the whole fact. */
const KEY_VALUE_LENGTH = 80;

/**
 * One fact about a ticket. A fact is the same whether a webhook or a read told it: its `key` is made
 * of what it says, never of who said it, so that repetitions fall together.
 */
const Detail = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("created") }),
  z.strictObject({ kind: z.literal("subject"), subject: z.string() }),
  z.strictObject({ kind: z.literal("pipeline"), pipelineId: z.string() }),
  z.strictObject({ kind: z.literal("stage"), stageId: z.string() }),
  z.strictObject({ kind: z.literal("priority"), priority: z.string() }),
  z.strictObject({ kind: z.literal("owner"), ownerId: z.string() }),
  /** Another property of the ticket, kept as it is: the policy says what it means. */
  z.strictObject({ kind: z.literal("field"), property: z.string(), value: z.string() }),
  /** A rep answered, on whatever channel. */
  z.strictObject({ kind: z.literal("agent_replied") }),
  /** Something went out to the customer; the CRM does not say whether a person or a robot wrote it. */
  z.strictObject({ kind: z.literal("message_sent") }),
  z.strictObject({ kind: z.literal("customer_replied") }),
  z.strictObject({
    kind: z.literal("paused"),
    reason: PauseReason,
    by: Person,
    note: z.string().max(MAX_NOTE_LENGTH),
  }),
  z.strictObject({ kind: z.literal("resumed"), by: Person }),
  /** One promise of this ticket was changed by hand, until `endsAt` if it is given. */
  z.strictObject({
    kind: z.literal("overridden"),
    clock: ClockKind,
    durationMinutes: z.int().positive(),
    reason: z.string().min(1).max(MAX_NOTE_LENGTH),
    by: Person,
    endsAt: z.number().nullable(),
  }),
  /** A person says that it happened at this instant, as the CRM has no word of it. */
  z.strictObject({
    kind: z.literal("logged"),
    logKey: z.string().min(1).max(MAX_PRESS_KEY_LENGTH),
    clock: z.enum(LOGGED_CLOCKS),
    by: Person,
    note: z.string().max(MAX_NOTE_LENGTH),
    saidAt: z.number(),
  }),
  /** It was a mistake: the log with that key never was. */
  z.strictObject({
    kind: z.literal("log_withdrawn"),
    logKey: z.string().min(1).max(MAX_PRESS_KEY_LENGTH),
    by: Person,
  }),
  /** From here on another policy version governs the ticket, as its approver decided. */
  z.strictObject({ kind: z.literal("policy_applied"), version: z.int().positive() }),
  /** What happened before is not known to us; nothing counts before. */
  z.strictObject({ kind: z.literal("history_begins") }),
  z.strictObject({ kind: z.literal("associated"), customer: CustomerRef, isPrimary: z.boolean() }),
  z.strictObject({ kind: z.literal("dissociated"), customer: CustomerRef }),
  /** The tier a customer had when the ticket first met it; later changes do not touch this promise. */
  z.strictObject({
    kind: z.literal("tiered"),
    customer: CustomerRef,
    tier: z.string(),
    /** How many tiers were above it; absent in facts from before it was told. */
    rank: z.int().min(0).exactOptional(),
    score: z.number(),
  }),
  /** What was said or done about a complaint; the same press has the same key. */
  z.strictObject({
    kind: z.literal("complaint"),
    factKey: z.string().min(1).max(MAX_PRESS_KEY_LENGTH),
    fact: ComplaintFact,
  }),
  z.strictObject({ kind: z.literal("deleted") }),
  z.strictObject({ kind: z.literal("restored") }),
  z.strictObject({ kind: z.literal("merged"), intoTicketId: z.string() }),
]);
export const TicketEventDetail = Detail;
export type TicketEventDetail = z.infer<typeof Detail>;

export type TicketEvent = {
  readonly ticketId: string;
  /** Epoch milliseconds at which it happened in the CRM. */
  readonly occurredAt: number;
  readonly detail: TicketEventDetail;
};

/** Distinguishes two facts of one ticket at one instant; equal facts have equal keys. */
export function ticketEventKey(detail: TicketEventDetail): string {
  switch (detail.kind) {
    case "subject":
      return `subject=${detail.subject.slice(0, KEY_VALUE_LENGTH)}`;
    case "pipeline":
      return `pipeline=${detail.pipelineId}`;
    case "stage":
      return `stage=${detail.stageId}`;
    case "priority":
      return `priority=${detail.priority}`;
    case "owner":
      return `owner=${detail.ownerId}`;
    case "associated":
      return `associated=${detail.customer.kind}:${detail.customer.id}:${detail.isPrimary}`;
    case "dissociated":
      return `dissociated=${detail.customer.kind}:${detail.customer.id}`;
    case "tiered":
      return `tiered=${detail.customer.kind}:${detail.customer.id}:${detail.tier}:${detail.score}`;
    case "merged":
      return `merged=${detail.intoTicketId}`;
    case "field":
      return `field=${detail.property}=${detail.value.slice(0, KEY_VALUE_LENGTH)}`;
    case "paused":
      return `paused=${detail.reason}:${detail.by.id}`;
    case "resumed":
      return `resumed=${detail.by.id}`;
    case "overridden":
      return `overridden=${detail.clock}:${detail.durationMinutes}:${detail.endsAt ?? ""}`;
    case "logged":
    case "log_withdrawn":
      return `${detail.kind}=${detail.logKey}`;
    case "complaint":
      return `complaint=${detail.factKey}`;
    case "policy_applied":
      return `policy_applied=${detail.version}`;
    case "created":
    case "history_begins":
    case "agent_replied":
    case "message_sent":
    case "customer_replied":
    case "deleted":
    case "restored":
      return detail.kind;
  }
}

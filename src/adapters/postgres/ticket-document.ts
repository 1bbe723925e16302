import { z } from "zod";
import { ComplaintFact } from "../../domain/complaints/complaint-fact.ts";
import { ClockKind, PauseReason } from "../../domain/governance/clock-rules.ts";
import { LOGGED_CLOCKS } from "../../domain/sla/hand-logs.ts";
import type { Ticket } from "../../domain/sla/ticket.ts";
import { CustomerRef } from "../../domain/tiering/customer.ts";

/** A folded ticket as jsonb; see `documents.ts`. */
const At = z.number();
const Person = z.object({ id: z.string(), name: z.string() });

const PauseMark = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("paused"),
    at: At,
    by: Person,
    reason: PauseReason,
    note: z.string(),
  }),
  z.object({ kind: z.literal("resumed"), at: At, by: Person }),
]);

const Override = z.object({
  at: At,
  clock: ClockKind,
  durationMinutes: z.number(),
  reason: z.string(),
  by: Person,
  endsAt: At.nullable(),
});

const HandLog = z.object({
  at: At,
  logKey: z.string(),
  clock: z.enum(LOGGED_CLOCKS),
  by: Person,
  note: z.string(),
  saidAt: At,
});

export const TicketDocument: z.ZodType<Ticket> = z.object({
  ticketId: z.string(),
  createdAt: At.nullable(),
  knownSince: At.nullable(),
  subject: z.string(),
  ownerId: z.string().nullable(),
  pipelines: z.array(z.object({ at: At, pipelineId: z.string() })),
  stages: z.array(z.object({ at: At, stageId: z.string() })),
  priorities: z.array(z.object({ at: At, priority: z.string() })),
  fields: z.array(z.object({ at: At, property: z.string(), value: z.string() })),
  agentReplies: z.array(At),
  messagesSent: z.array(At),
  customerReplies: z.array(At),
  customers: z.array(z.object({ ...CustomerRef.shape, isPrimary: z.boolean() })),
  tiers: z.array(
    z.object({
      at: At,
      id: z.string(),
      rank: z.int().exactOptional(),
      score: z.number(),
      customer: CustomerRef,
    }),
  ),
  pauseMarks: z.array(PauseMark),
  overrides: z.array(Override),
  // Tickets from before anything could be logged by hand have none.
  handLogs: z.array(HandLog).default([]),
  withdrawnLogs: z.array(z.object({ at: At, logKey: z.string(), by: Person })).default([]),
  // Tickets from before there were complaints have none.
  complaintMarks: z
    .array(z.object({ at: At, factKey: z.string(), fact: ComplaintFact }))
    .default([]),
  policies: z.array(z.object({ at: At, version: z.int() })),
  gone: z
    .object({
      at: At,
      reason: z.enum(["deleted", "merged"]),
      // Tickets that were merged before it was kept have none.
      intoTicketId: z.exactOptional(z.string()),
    })
    .nullable(),
});

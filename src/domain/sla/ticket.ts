import type { ComplaintMark } from "../complaints/complaint-fact.ts";
import type { ClockKind, PauseReason } from "../governance/clock-rules.ts";
import type { CustomerRef } from "../tiering/customer.ts";
import type { HandLog, WithdrawnLog } from "./hand-logs.ts";

export type TicketTier = {
  readonly id: string;
  /** How many tiers were above it; absent where it was not told. */
  readonly rank?: number;
  readonly score: number;
  readonly customer: CustomerRef;
};

type Person = { readonly id: string; readonly name: string };

/** A pause by hand began, or ended. */
export type PauseMark = { readonly at: number; readonly by: Person } & (
  | { readonly kind: "paused"; readonly reason: PauseReason; readonly note: string }
  | { readonly kind: "resumed" }
);

export type TargetOverride = {
  readonly at: number;
  readonly clock: ClockKind;
  readonly durationMinutes: number;
  readonly reason: string;
  readonly by: Person;
  /** Null when it holds for good. */
  readonly endsAt: number | null;
};

/** A ticket as its facts tell it. Made by `foldTicket` only. Lists of changes are in order; equal neighbours are joined. */
export type Ticket = {
  readonly ticketId: string;
  /** Null until the creation is known; no clock runs before. */
  readonly createdAt: number | null;
  /** What happened before is not known; null when all is. */
  readonly knownSince: number | null;
  readonly subject: string;
  readonly ownerId: string | null;
  readonly pipelines: readonly { readonly at: number; readonly pipelineId: string }[];
  readonly stages: readonly { readonly at: number; readonly stageId: string }[];
  readonly priorities: readonly { readonly at: number; readonly priority: string }[];
  /** Other properties, as the CRM names them. */
  readonly fields: readonly {
    readonly at: number;
    readonly property: string;
    readonly value: string;
  }[];
  readonly agentReplies: readonly number[];
  /** Outgoing messages of whoever, a person or a robot. */
  readonly messagesSent: readonly number[];
  readonly customerReplies: readonly number[];
  readonly customers: readonly (CustomerRef & { readonly isPrimary: boolean })[];
  /** The highest tier among the customers, as graded when the ticket first met them; the last one holds. */
  readonly tiers: readonly ({ readonly at: number } & TicketTier)[];
  readonly pauseMarks: readonly PauseMark[];
  readonly overrides: readonly TargetOverride[];
  /** What people said that they did, each press once, whether it was taken back or not. */
  readonly handLogs: readonly HandLog[];
  readonly withdrawnLogs: readonly WithdrawnLog[];
  /** What was said and done about it as a complaint, each press once. */
  readonly complaintMarks: readonly ComplaintMark[];
  /** Policy versions applied after the first. */
  readonly policies: readonly { readonly at: number; readonly version: number }[];
  readonly gone: {
    readonly at: number;
    readonly reason: "deleted" | "merged";
    /** What it was merged into; left out where that was not told, or not kept yet. */
    readonly intoTicketId?: string;
  } | null;
};

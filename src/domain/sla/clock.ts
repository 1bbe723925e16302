import type { ClockKind, Warning } from "../governance/clock-rules.ts";

/**
 * One clock measures one target of one ticket, once for each cycle.
 *
 *     running ⇄ paused      with a reason: somebody else has to act first
 *     running → met         it was done in time; the due instant itself is in time
 *     running → breached    the due instant went by first; final, `endedAt` says when it was done after all
 *     any → cancelled       nothing is left to do: the ticket was deleted or merged away
 *
 * A clock never reads the time: callers pass `now`.
 */
export type ClockState = "running" | "paused" | "met" | "breached" | "cancelled";

export type Clock = {
  readonly kind: ClockKind;
  /** 1 for the first of its kind. */
  readonly cycle: number;
  readonly state: ClockState;
  /** Milliseconds promised, of business time or, by the target's unit, of wall time. */
  readonly targetMs: number;
  /** Of the same kind, used until `now` or until it ended. */
  readonly usedMs: number;
  readonly calendarId: string;
  readonly unit: "business" | "wall";
  /** Version of the policy that the last stretch was counted under. */
  readonly policyVersion: number;
  readonly startedAt: number;
  /** Instant of the promise; null while paused and still in time (it moves on). */
  readonly dueAt: number | null;
  /** Oldest first, each once in a cycle. */
  readonly warnings: readonly { readonly at: number; readonly warning: Warning }[];
  readonly breachedAt: number | null;
  /** When it was done (answered, closed) or cancelled. */
  readonly endedAt: number | null;
  /** Counted since the breach, until it ended: by how much it was too late. */
  readonly overMs: number;
  readonly pauseReason: string | null;
  /** Name of who paused it; null when a stage did, or nobody. */
  readonly pausedBy: string | null;
  readonly pausedSince: number | null;
};

/** Something that a department must hear of, at the instant at which it came true. */
export type Decision = {
  readonly at: number;
  readonly kind: "warning" | "breach";
  readonly clock: ClockKind;
  readonly cycle: number;
};

/** When a clock was first said to be at risk; null when it never was. */
export function warnedAtOf(clock: Clock): number | null {
  return clock.warnings[0]?.at ?? null;
}

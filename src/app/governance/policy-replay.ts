import type { ClockKind } from "../../domain/governance/clock-rules.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import type { Weekday } from "../../domain/time/zone.ts";

/** Clocks by how they stand; those that were cancelled promise nothing any more. */
export type ReplayCounts = {
  readonly met: number;
  readonly breached: number;
  readonly open: number;
};

/** What is recorded, and what the draft would have made of it. */
export type ReplaySides = { readonly before: ReplayCounts; readonly after: ReplayCounts };

export type ReplayRow<K> = ReplaySides & { readonly key: K };

/** A promise that is broken on one side only. */
export type ReplayedBreach = {
  readonly ticketId: string;
  readonly subject: string;
  readonly clock: ClockKind;
  /** 1 for the first of its kind on that ticket. */
  readonly cycle: number;
  readonly startedAt: number;
  /** How the clock stands on each side, and its due time; null where that side has no such clock. */
  readonly before: ReplayedState | null;
  readonly after: ReplayedState | null;
};
export type ReplayedState = Pick<Clock, "state" | "dueAt">;

export type ReplayedBreaches = {
  readonly count: number;
  /** The first of them, at most 20. */
  readonly examples: readonly ReplayedBreach[];
};

export type PolicyReplay = {
  /** Version of the policy in force. */
  readonly currentVersion: number;
  readonly coverage: {
    /** Tickets that were opened from then on are replayed. */
    readonly sinceAt: number;
    readonly untilAt: number;
    /** The first event of the account that is kept, or `sinceAt` where events are older; null without any. */
    readonly eventsSinceAt: number | null;
  };
  /** Tickets whose clocks were compared. */
  readonly tickets: number;
  readonly leftOut: Readonly<Record<LeftOut, number>>;
  /** Recorded clocks of departments: they follow from what people did in the cases of that time. */
  readonly departmentClocks: number;
  readonly total: ReplaySides;
  readonly byClock: readonly ReplayRow<ClockKind>[];
  /** Highest first; tiers that only the draft has come last. */
  readonly byTier: readonly ReplayRow<string>[];
  readonly byDepartment: readonly ReplayRow<string>[];
  /** When a clock started, on the wall clocks of its calendar's zone. */
  readonly byWeekday: readonly ReplayRow<Weekday>[];
  /** 0 to 23, as `byWeekday`. */
  readonly byHour: readonly ReplayRow<number>[];
  readonly added: ReplayedBreaches;
  readonly avoided: ReplayedBreaches;
};

/**
 * Why a ticket that changed in the window has no part: it was opened before, its facts are no longer
 * kept, or it is not known when it was opened.
 */
export const LEFT_OUT = ["opened_before", "without_facts", "without_creation"] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

export type ReplayOutcome =
  | { readonly ok: true; readonly replay: PolicyReplay }
  | { readonly ok: false; readonly reason: "not_connected" | "cancelled" };

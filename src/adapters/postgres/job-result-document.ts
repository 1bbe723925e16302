import { z } from "zod";
import type { PolicyEffect } from "../../app/governance/policy-effect.ts";
import type { PolicyReplay, ReplayRow } from "../../app/governance/policy-replay.ts";
import type { JobResult } from "../../app/governance/settings-job.ts";
import { ClockKind } from "../../domain/governance/clock-rules.ts";
import { WEEKDAYS } from "../../domain/time/zone.ts";

/** What a job of the settings page found, as jsonb. */

const At = z.number().nullable();
const Count = z.int();

const Effect: z.ZodType<PolicyEffect> = z.object({
  tickets: Count,
  moves: z.object({
    earlier: Count,
    later: Count,
    at_once: Count,
    started: Count,
    dropped: Count,
  }),
  byTarget: z.record(z.string(), Count),
  examples: z.array(
    z.object({
      ticketId: z.string(),
      subject: z.string(),
      kind: ClockKind,
      move: z.enum(["earlier", "later", "at_once", "started", "dropped"]),
      dueBefore: At,
      dueAfter: At,
    }),
  ),
});

const Counts = z.object({ met: Count, breached: Count, open: Count });
const Sides = { before: Counts, after: Counts };

function rowsOf<K>(key: z.ZodType<K>): z.ZodType<readonly ReplayRow<K>[]> {
  return z.array(z.object({ key, ...Sides }));
}

const Side = z
  .object({ state: z.enum(["running", "paused", "met", "breached", "cancelled"]), dueAt: At })
  .nullable();

const Breaches = z.object({
  count: Count,
  examples: z.array(
    z.object({
      ticketId: z.string(),
      subject: z.string(),
      clock: ClockKind,
      cycle: Count,
      startedAt: z.number(),
      before: Side,
      after: Side,
    }),
  ),
});

const Replay: z.ZodType<PolicyReplay> = z.object({
  currentVersion: Count,
  coverage: z.object({ sinceAt: z.number(), untilAt: z.number(), eventsSinceAt: At }),
  tickets: Count,
  leftOut: z.object({ opened_before: Count, without_facts: Count, without_creation: Count }),
  departmentClocks: Count,
  total: z.object(Sides),
  byClock: rowsOf(ClockKind),
  byTier: rowsOf(z.string()),
  byDepartment: rowsOf(z.string()),
  byWeekday: rowsOf(z.enum(WEEKDAYS)),
  byHour: rowsOf(z.int()),
  added: Breaches,
  avoided: Breaches,
});

export const JobResultDocument: z.ZodType<JobResult> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("effect"),
    effect: Effect,
    unreadProperties: z.array(z.string()),
    hints: z.array(
      z.object({
        path: z.string(),
        code: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  }),
  z.object({ kind: z.literal("replay"), replay: Replay }),
]);

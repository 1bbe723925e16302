import { z } from "zod";
import type { EscalationCase } from "../../domain/escalation/case.ts";
import { EscalationReason } from "../../domain/escalation/case-act.ts";
import { ClockKind, Warning } from "../../domain/governance/clock-rules.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Grade } from "../../domain/tiering/grade.ts";
import type { Standing } from "../../domain/tiering/standing.ts";
import { Dimension } from "../../domain/tiering/tier.ts";
import type { StageSnapshot } from "../../ports/crm.ts";

/**
 * Documents kept as jsonb. Their types say what the program means today; a store may hold what an
 * older version wrote, so each is checked when it is read.
 */
const At = z.number();

export const ClockDocument: z.ZodType<Clock> = z.object({
  kind: ClockKind,
  cycle: z.int(),
  state: z.enum(["running", "paused", "met", "breached", "cancelled"]),
  targetMs: z.number(),
  usedMs: z.number(),
  calendarId: z.string(),
  unit: z.enum(["business", "wall"]),
  policyVersion: z.int(),
  startedAt: At,
  dueAt: At.nullable(),
  warnings: z.array(z.object({ at: At, warning: Warning })),
  breachedAt: At.nullable(),
  endedAt: At.nullable(),
  overMs: z.number(),
  pauseReason: z.string().nullable(),
  pausedBy: z.string().nullable(),
  pausedSince: At.nullable(),
});

const StandingDocument: z.ZodType<Standing> = z.object({
  earned: z.string(),
  pendingDrop: z.object({ to: z.string(), since: At, dueAt: At }).nullable(),
  override: z
    .object({
      tier: z.string(),
      reason: z.string(),
      by: z.object({ id: z.string(), name: z.string() }),
      at: At,
      untilAt: At,
    })
    .nullable(),
});

/** Before there were dimensions and standings every point was of value, and a tier was what was earned. */
export const GradeDocument: z.ZodType<Grade> = z
  .object({
    tier: z.string(),
    score: z.number(),
    reasons: z.array(
      z
        .object({
          inputId: z.string(),
          dimension: Dimension.default("value"),
          property: z.string(),
          value: z.number(),
          rawPoints: z.number().optional(),
          points: z.number(),
        })
        .transform((reason) => ({ ...reason, rawPoints: reason.rawPoints ?? reason.points })),
    ),
    missing: z.array(z.string()),
    standing: StandingDocument.optional(),
    inheritedFrom: CustomerRef.nullable().default(null),
  })
  .transform(({ standing, ...grade }) => ({
    ...grade,
    standing: standing ?? { earned: grade.tier, pendingDrop: null, override: null },
  }));

export const TriggersDocument: z.ZodType<EscalationCase["triggers"]> = z.array(
  z.discriminatedUnion("kind", [
    z.object({ kind: z.enum(["warning", "breach"]), clock: ClockKind, cycle: z.int(), at: At }),
    z.object({ kind: z.literal("complaint"), at: At, department: z.string().exactOptional() }),
    z.object({ kind: z.literal("low_rating"), at: At, property: z.string(), score: z.number() }),
    z.object({
      kind: z.literal("manual"),
      at: At,
      by: z.string(),
      reason: EscalationReason,
      text: z.string(),
      ask: z.string(),
      wantedAt: At.nullable(),
    }),
  ]),
);

const StepAct = z.enum([
  "opened",
  "escalated",
  "told",
  "acknowledged",
  "asked_back",
  "answered",
  "handed_over",
  "declined",
  "snoozed",
  "snooze_ended",
  "went_stale",
  "exhausted",
  "reopened",
  "resolved",
  "withdrawn",
]);

export const StepsDocument: z.ZodType<EscalationCase["steps"]> = z.array(
  z.object({
    act: StepAct,
    by: z.string().nullable(),
    at: At,
    reason: z.string().nullable(),
    text: z.string().exactOptional(),
    department: z.string().exactOptional(),
    until: At.exactOptional(),
    level: z.int().exactOptional(),
    people: z.array(z.object({ name: z.string(), email: z.string().nullable() })).exactOptional(),
  }),
);

export const TakenByDocument: z.ZodType<EscalationCase["takenBy"]> = z.array(
  z.object({ id: z.string(), name: z.string() }),
);

export const LadderDocument: z.ZodType<EscalationCase["ladder"]> = z.object({
  id: z.string().nullable(),
  level: z.int(),
  round: z.int(),
  isExhausted: z.boolean(),
  nextAt: At.nullable(),
});

export const StagesDocument: z.ZodType<readonly StageSnapshot[]> = z.array(
  z.object({ stageId: z.string(), label: z.string(), isClosed: z.boolean() }),
);

import { z } from "zod";

/**
 * The headline figures of a service team: what each counts, in which unit, and what is better. A figure
 * is reckoned of a period and compared with the one before; of a period without a sample it says nothing.
 */
export const FigureId = z.enum([
  "first_response_met",
  "resolution_met",
  "acknowledgement_time",
  "complaints_answered",
  "visits_in_time",
]);
export type FigureId = z.infer<typeof FigureId>;

export type FigureUnit =
  /** Of a hundred, higher is better. */
  | "percent"
  /** By the clock, lower is better. */
  | "minutes";

const UNITS: Readonly<Record<FigureId, FigureUnit>> = {
  first_response_met: "percent",
  resolution_met: "percent",
  acknowledgement_time: "minutes",
  complaints_answered: "percent",
  visits_in_time: "percent",
};

export function unitOf(id: FigureId): FigureUnit {
  return UNITS[id];
}

const MAX_TARGET = 100_000;

/** What a portal wants of its figures, in the unit of each. */
export const FigureTargets = z
  .partialRecord(FigureId, z.strictObject({ target: z.number().min(0).max(MAX_TARGET) }))
  .superRefine((targets, context) => {
    for (const id of FigureId.options) {
      const target = targets[id]?.target ?? 0;
      if (unitOf(id) !== "percent" || target <= 100) continue;
      const message = "expected at most 100, as it is a share of a hundred";
      context.addIssue({ code: "custom", path: [id, "target"], message });
    }
  });
export type FigureTargets = z.infer<typeof FigureTargets>;

/** What was counted in one period: the figure of it, and of how many cases. */
export type Sample = {
  /** In the figure's unit; null where there was nothing to count. */
  readonly value: number | null;
  readonly size: number;
};

export const NO_SAMPLE: Sample = { value: null, size: 0 };

/** A share as a sample: `good` of `all`. */
export function shareOf(good: number, all: number): Sample {
  return all === 0 ? NO_SAMPLE : { value: (good / all) * 100, size: all };
}

export type Figure = {
  readonly id: FigureId;
  readonly unit: FigureUnit;
  readonly value: number | null;
  readonly sampleSize: number;
  /** Null where the policy has none. */
  readonly target: number | null;
  /** Null without a value or without a target. */
  readonly isTargetMet: boolean | null;
  /** Against the period before; null where either has no value. */
  readonly trend: {
    /** In the figure's unit; negative when it has become less. */
    readonly change: number;
    readonly direction: "better" | "worse" | "same";
  } | null;
};

/** One figure of a period, judged by its target and by the period before. */
export function figureOf(
  id: FigureId,
  { now, before }: { readonly now: Sample; readonly before: Sample },
  targets: FigureTargets,
): Figure {
  const unit = unitOf(id);
  const target = targets[id]?.target ?? null;
  const { value, size } = now;
  return {
    id,
    unit,
    value,
    sampleSize: size,
    target,
    isTargetMet: value === null || target === null ? null : isAsGood(unit, value, target),
    trend: value === null || before.value === null ? null : trendOf(unit, value - before.value),
  };
}

function isAsGood(unit: FigureUnit, value: number, target: number): boolean {
  return unit === "percent" ? value >= target : value <= target;
}

/** What nobody would see in a rounded figure is no change. */
const UNNOTICED = 0.5;

function trendOf(unit: FigureUnit, change: number): NonNullable<Figure["trend"]> {
  if (Math.abs(change) < UNNOTICED) return { change: 0, direction: "same" };
  const isMore = change > 0;
  const isBetter = unit === "percent" ? isMore : !isMore;
  return { change, direction: isBetter ? "better" : "worse" };
}

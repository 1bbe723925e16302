import type { ClockKind } from "../domain/governance/clock-rules.ts";

/** One period of several that follow each other: half-open, `fromAt` belongs to it. */
export type FigurePeriod = { readonly fromAt: number; readonly untilAt: number };

/** Of one period: how many promises came to an end, and how many of them were kept. */
export type KeptCount = { readonly kept: number; readonly all: number };

/** What headline figures are reckoned from; every answer has one entry for each period, in their order. */
export type FigureCounts = {
  /** Clocks of a kind, counted when they were met or when they were breached; cancelled ones are not. */
  clocks(
    portalId: string,
    kind: ClockKind,
    periods: readonly FigurePeriod[],
  ): Promise<readonly KeptCount[]>;
  /**
   * Cases opened in the period that somebody took: the median time until the first one did, by the clock
   * (null where nobody did), and how many they are.
   */
  acknowledgements(
    portalId: string,
    periods: readonly FigurePeriod[],
  ): Promise<readonly { readonly medianMs: number | null; readonly count: number }[]>;
  /** Visits whose latest day lay in the period, `YYYY-MM-DD`, and how many were made by then. */
  visits(
    portalId: string,
    days: readonly { readonly fromDate: string; readonly untilDate: string }[],
    timeZone: string,
  ): Promise<readonly KeptCount[]>;
};

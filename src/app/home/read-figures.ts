import { type Figure, FigureId, figureOf, type Sample, shareOf } from "../../domain/kpi/figure.ts";
import { addDays, dateAt, midnightOf } from "../../domain/time/zone.ts";
import type { FigurePeriod, KeptCount } from "../../ports/figure-store.ts";
import type { Portal, Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";

const MINUTE_MS = 60_000;
const WEEK_DAYS = 7;
/** A period is four weeks, so that each has the same days of the week; the one before is as long. */
const PERIOD_WEEKS = 4;
const WEEKS = 2 * PERIOD_WEEKS;

export type FiguresDeps = {
  readonly store: Pick<Store, "figureCounts">;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
};

/** The headline figures of a portal, of the four weeks that ended with yesterday. */
export type FiguresView = {
  readonly now: number;
  readonly portal: Portal;
  /** First and last day of the period, `YYYY-MM-DD`. */
  readonly fromDate: string;
  readonly toDate: string;
  readonly figures: readonly Figure[];
  /** The same by week, the oldest first: eight of them, the last four are the period. */
  readonly weeks: readonly {
    readonly fromDate: string;
    readonly samples: Readonly<Record<FigureId, Sample>>;
  }[];
};

export async function readFigures(
  { store }: Pick<FiguresDeps, "store">,
  { portal, current }: Pick<PortalContext, "portal" | "current">,
  now: number,
): Promise<FiguresView> {
  const spans = spansUntil(dateAt(portal.timeZone, now));
  const samples = await samplesOf(store, portal, spans);
  const weeks = spans.slice(0, WEEKS).map(({ fromDate }, index) => ({
    fromDate,
    samples: recordOf((id) => at(samples[id], index)),
  }));
  const [before, period] = [WEEKS, WEEKS + 1];
  return {
    now,
    portal,
    fromDate: spans[period]?.fromDate ?? "",
    toDate: addDays(spans[period]?.untilDate ?? "", -1),
    figures: FigureId.options.map((id) =>
      figureOf(
        id,
        { now: at(samples[id], period), before: at(samples[id], before) },
        current.policy.figures,
      ),
    ),
    weeks,
  };
}

type Span = { readonly fromDate: string; readonly untilDate: string };

/** The weeks that end with yesterday, then the period before and the period itself. */
function spansUntil(today: string): readonly Span[] {
  const ago = (weeks: number) => addDays(today, -weeks * WEEK_DAYS);
  const weeks = Array.from({ length: WEEKS }, (_, index) => ({
    fromDate: ago(WEEKS - index),
    untilDate: ago(WEEKS - index - 1),
  }));
  return [
    ...weeks,
    { fromDate: ago(WEEKS), untilDate: ago(PERIOD_WEEKS) },
    { fromDate: ago(PERIOD_WEEKS), untilDate: today },
  ];
}

type Samples = Readonly<Record<FigureId, readonly Sample[]>>;

async function samplesOf(
  { figureCounts }: FiguresDeps["store"],
  { portalId, timeZone }: Portal,
  spans: readonly Span[],
): Promise<Samples> {
  const periods: readonly FigurePeriod[] = spans.map(({ fromDate, untilDate }) => ({
    fromAt: midnightOf(timeZone, fromDate),
    untilAt: midnightOf(timeZone, untilDate),
  }));
  const [first, resolution, answers, taken, visits] = await Promise.all([
    figureCounts.clocks(portalId, "first_response", periods),
    figureCounts.clocks(portalId, "resolution", periods),
    figureCounts.clocks(portalId, "complaint_answer", periods),
    figureCounts.acknowledgements(portalId, periods),
    figureCounts.visits(portalId, spans, timeZone),
  ]);
  return {
    first_response_met: first.map(share),
    resolution_met: resolution.map(share),
    complaints_answered: answers.map(share),
    acknowledgement_time: taken.map(({ medianMs, count }) => ({
      value: medianMs === null ? null : medianMs / MINUTE_MS,
      size: count,
    })),
    visits_in_time: visits.map(share),
  };
}

function share({ kept, all }: KeptCount): Sample {
  return shareOf(kept, all);
}

function at(samples: readonly Sample[], index: number): Sample {
  return samples[index] ?? shareOf(0, 0);
}

function recordOf(sample: (id: FigureId) => Sample): Readonly<Record<FigureId, Sample>> {
  return {
    first_response_met: sample("first_response_met"),
    resolution_met: sample("resolution_met"),
    acknowledgement_time: sample("acknowledgement_time"),
    complaints_answered: sample("complaints_answered"),
    visits_in_time: sample("visits_in_time"),
  };
}

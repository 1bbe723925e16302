import { figuresOf, type PriorityFigures } from "./replay-figures.ts";
import type { ReplayedState } from "./replayed-state.ts";
import type { ReplayRun } from "./run-replay.ts";

/** What a replay ends with, for people to read. `isWhole` is false when something was lost or done twice. */
export function reportOf(
  run: ReplayRun,
  state: ReplayedState,
): {
  readonly text: string;
  readonly isWhole: boolean;
  readonly figures: readonly PriorityFigures[];
} {
  const figures = figuresOf(state.tickets);
  const { received, applied, ignored, duplicates, waiting, dead } = run.status.equation;
  const holds = received === applied + ignored + waiting + dead && waiting === 0;
  // A delivery that was stored but not answered before a kill comes again and counts again.
  const isComplete = received >= run.delivered;
  const { tickets, differences } = state.verified;
  const isVerified = tickets === state.tickets.length && differences.length === 0;
  const isWhole = holds && isComplete && isVerified && run.messages.twice === 0;
  const calls = run.crmCalls.reduce((sum, { count }) => sum + count, 0);
  const lines = [
    "",
    ...table(figures),
    "",
    `Cases       ${state.cases.total} opened (${state.cases.lateNews} taken back by late news), ${run.messages.posted} messages posted, ${run.messages.twice} of them twice`,
    `Visits      ${state.visits.planned} planned, ${state.visits.withTask} with a task in the CRM`,
    `Ledger      received ${received} = applied ${applied} + ignored ${ignored} (${duplicates} duplicates) + waiting ${waiting} + dead ${dead}   ${holds ? "holds" : "DOES NOT HOLD"}`,
    `Lost        ${run.dropped} events never sent, ${run.status.equation.recovered + run.status.equation.reread} found by looking, ${run.foundLast} by the last sweep`,
    `Delivered   ${run.delivered} events, ${isComplete ? "all received" : `${received} RECEIVED`}`,
    `verify: ${tickets} tickets, ${differences.length} differences`,
    `Speed       ${Math.round(run.events / run.seconds)} events/s over ${run.seconds.toFixed(1)} s`,
    `HubSpot     ${calls} calls, ${((calls * 1000) / Math.max(1, run.events)).toFixed(1)} per 1,000 events`,
    `State       ${state.fingerprint}`,
  ];
  return { text: lines.join("\n"), isWhole, figures };
}

const HEAD = [
  "Priority",
  "Incidents",
  "",
  "met",
  "breached",
  "open",
  "business min",
  "",
  "wall min",
  "",
];
const SUBHEAD = ["", "", "", "", "", "", "mean", "median", "mean", "median"];

function table(figures: readonly PriorityFigures[]): string[] {
  const rows = [HEAD, SUBHEAD, ...figures.flatMap(rowsOf)];
  const widths = HEAD.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column <= 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

function rowsOf(figures: PriorityFigures): string[][] {
  return (["first_response", "resolution"] as const).map((kind, index) => {
    const { met, breached, open, ...minutes } = figures[kind];
    return [
      index === 0 ? figures.priority : "",
      index === 0 ? String(figures.incidents) : "",
      kind === "first_response" ? "first response" : "resolution",
      ...[met, breached, open].map(String),
      ...[minutes.meanBusiness, minutes.medianBusiness, minutes.meanWall, minutes.medianWall].map(
        (value) => value.toFixed(1),
      ),
    ];
  });
}

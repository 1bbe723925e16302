import type { ReplayedTicket } from "./replayed-state.ts";

const MINUTE_MS = 60_000;
const KINDS = ["first_response", "resolution"] as const;
type Kind = (typeof KINDS)[number];

/** Of the incidents whose clock has ended; minutes. */
export type DurationFigures = {
  readonly met: number;
  readonly breached: number;
  readonly open: number;
  readonly meanBusiness: number;
  readonly medianBusiness: number;
  readonly meanWall: number;
  readonly medianWall: number;
};
export type PriorityFigures = { readonly priority: string; readonly incidents: number } & Readonly<
  Record<Kind, DurationFigures>
>;

const ORDER = ["URGENT", "HIGH", "MEDIUM", "LOW"];

/** Figures by priority and over all. */
export function figuresOf(tickets: readonly ReplayedTicket[]): readonly PriorityFigures[] {
  const groups = Map.groupBy(tickets, (ticket) => ticket.priority);
  const priorities = [...groups.keys()].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return [
    ...priorities.map((priority) => rowOf(priority, groups.get(priority) ?? [])),
    rowOf("all", tickets),
  ];
}

function rowOf(priority: string, tickets: readonly ReplayedTicket[]): PriorityFigures {
  return {
    priority,
    incidents: tickets.length,
    first_response: durationsOf(tickets, "first_response"),
    resolution: durationsOf(tickets, "resolution"),
  };
}

function durationsOf(tickets: readonly ReplayedTicket[], kind: Kind): DurationFigures {
  const clocks = tickets.flatMap((ticket) => ticket.clocks.filter((clock) => clock.kind === kind));
  const ended = clocks.filter((clock) => clock.endedAt !== null);
  const business = ended.map((clock) => clock.usedMs / MINUTE_MS);
  const wall = ended.map(
    (clock) => Math.max(0, (clock.endedAt ?? 0) - clock.startedAt) / MINUTE_MS,
  );
  return {
    met: clocks.filter((clock) => clock.state === "met").length,
    breached: clocks.filter((clock) => clock.state === "breached").length,
    open: clocks.length - ended.length,
    meanBusiness: mean(business),
    medianBusiness: median(business),
    meanWall: mean(wall),
    medianWall: median(wall),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

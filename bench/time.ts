import { type BusinessTime, compileCalendar } from "../src/domain/time/business-time.ts";
import type { Calendar } from "../src/domain/time/calendar.ts";
import { atLeast, atMost, type Figure, type Measurement, median, plain } from "./figures.ts";
import type { Sizes } from "./sizes.ts";
import { BENCH_NOW } from "./ticket-stories.ts";
import { createPeers, type Peer } from "./time-peers.ts";
import { askOracle, benchCalendar, DISTANCES, type Question } from "./time-sample.ts";

const OPERATIONS_BUDGET = 1_000_000;
const YEAR_AGAINST_DAY_BUDGET = 2;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const OPERATIONS = ["add", "between"] as const;
type Operation = (typeof OPERATIONS)[number];
/** Different starting instants for what is measured by the million. */
const START_COUNT = 4_096;

/** Ours, then the other packages, on one calendar and with the same questions. */
export function measureTime(sizes: Sizes["time"]): readonly Measurement[] {
  const calendar = benchCalendar();
  const questions = askOracle(calendar, sizes.questions, sizes.startsWithinMs);
  return [
    measureOurs(calendar, questions, sizes),
    ...createPeers(calendar).map((peer) => measurePeer(peer, questions)),
  ];
}

function measureOurs(
  calendar: Calendar,
  questions: readonly Question[],
  sizes: Sizes["time"],
): Measurement {
  const time = compileCalendar(calendar);
  const rates = DISTANCES.map(({ name, ms }) => ({ name, ...ratesOf(time, ms, sizes) }));
  const [, day, , year] = rates;
  return {
    subject: "business time",
    set: `${sizes.operations} operations a round, median of ${sizes.rounds} rounds, ${START_COUNT} starts`,
    figures: [
      ...rates.flatMap(({ name, add, addOpen, between }) =>
        Object.entries({
          [`add, ${name}`]: add,
          [`add, ${name} of open time`]: addOpen,
          [`between, ${name}`]: between,
        }).map(([figure, value]) =>
          atLeast({ name: figure, value, unit: "/s" }, OPERATIONS_BUDGET),
        ),
      ),
      ...OPERATIONS.map((operation) =>
        atMost(
          {
            name: `${operation}: cost of a year, against a day`,
            value: (day?.[operation] ?? Number.NaN) / (year?.[operation] ?? Number.NaN),
            unit: "ratio",
          },
          YEAR_AGAINST_DAY_BUDGET,
        ),
      ),
      ...OPERATIONS.map((operation) =>
        atLeast(
          {
            name: `${operation}: right answers`,
            value: shareOfRight(questions, operation, time[operation]),
            unit: "%",
          },
          100,
        ),
      ),
      plain("first use of a year", firstUseMs(calendar), "ms"),
    ],
  };
}

/** Slow as they are, others are timed by the questions that judge them. */
function measurePeer(peer: Peer, questions: readonly Question[]): Measurement {
  const figures = DISTANCES.flatMap((distance) => {
    const asked = questions.filter((question) => question.distance === distance);
    return OPERATIONS.flatMap((operation): Figure[] => {
      const answer = peer[operation];
      if (answer === null) return [];
      const startedAt = performance.now();
      const right = shareOfRight(asked, operation, answer);
      const seconds = (performance.now() - startedAt) / 1_000;
      const name = `${operation}, ${distance.name}`;
      return [
        plain(name, asked.length / seconds, "/s"),
        plain(`${name}: right answers`, right, "%"),
      ];
    });
  });
  return {
    subject: peer.subject,
    set: `${questions.length} questions with known answers; ${peer.note}`,
    figures,
  };
}

/** In percent; an answer is right when it is so to the millisecond. */
function shareOfRight(
  questions: readonly Question[],
  operation: Operation,
  answer: (from: number, other: number) => number,
): number {
  const right = questions.filter(({ from, to, openMs, amountMs, end }) =>
    operation === "add" ? answer(from, amountMs) === end : answer(from, to) === openMs,
  );
  return (right.length * 100) / questions.length;
}

/**
 * `add` goes as far as `between` looks: its amounts are the open time of the same distances.
 * `addOpen` is given the whole distance as open time, which leads four times as far.
 */
function ratesOf(time: BusinessTime, distanceMs: number, sizes: Sizes["time"]) {
  const starts = Array.from({ length: START_COUNT }, (_, n) =>
    time.nextOpen(BENCH_NOW + Math.floor((n * sizes.startsWithinMs) / START_COUNT)),
  );
  const amounts = starts.map((start) =>
    Math.max(MINUTE_MS, time.between(start, start + distanceMs)),
  );
  return {
    add: rateOf(sizes, (n) => time.add(starts[n] ?? 0, amounts[n] ?? 0)),
    addOpen: rateOf(sizes, (n) => time.add(starts[n] ?? 0, distanceMs)),
    between: rateOf(sizes, (n) => time.between(starts[n] ?? 0, (starts[n] ?? 0) + distanceMs)),
  };
}

function rateOf(sizes: Sizes["time"], operation: (n: number) => number): number {
  let sum = 0;
  const round = (): number => {
    const startedAt = performance.now();
    for (let count = 0; count < sizes.operations; count += 1) {
      sum += operation(count % START_COUNT);
    }
    return (sizes.operations * 1_000) / (performance.now() - startedAt);
  };
  round();
  const rates = Array.from({ length: sizes.rounds }, round);
  // A sum that nobody reads could be left out together with the work.
  return Number.isNaN(sum) ? Number.NaN : median(rates);
}

/** Compiling a calendar and building the first of its years. */
function firstUseMs(calendar: Calendar): number {
  const startedAt = performance.now();
  compileCalendar(calendar).add(BENCH_NOW, DAY_MS);
  return performance.now() - startedAt;
}

import { atMost, type Figure, plain, quantile } from "./figures.ts";
import type { startLoadClient } from "./load-client.ts";
import type { Sizes } from "./sizes.ts";

/** Of a card. */
const CARD_WITHIN_MS = 25;

type PacedLoad = {
  readonly port: number;
  readonly requests: readonly Uint8Array[];
  readonly sizes: Sizes["home"];
  /** Told before each figure, where one measurement has several kinds of answers. */
  readonly of?: string;
  /** What 99 of 100 answers take at most. */
  readonly withinMs?: number;
};

/** Asks at a steady pace, whether or not the last answer is there, and tells how long answers took. */
export async function pacedAnswers(
  load: ReturnType<typeof startLoadClient>,
  { port, requests, sizes, of, withinMs = CARD_WITHIN_MS }: PacedLoad,
): Promise<readonly Figure[]> {
  const { durationMs, perSecond } = sizes.paced;
  const task = { port, requests: [...requests], connections: sizes.connections };
  await load.run({ ...task, durationMs: sizes.warmUpMs, perSecond });
  const cpu = process.cpuUsage();
  const report = await load.run({ ...task, durationMs, perSecond });
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1_000;
  const shown = report.statuses["200"] ?? 0;
  const name = (what: string): string => (of === undefined ? what : `${of}: ${what}`);
  return [
    plain(name("answer, p50"), quantile(report.latenciesMs, 0.5), "ms"),
    atMost(
      { name: name("answer, p99"), value: quantile(report.latenciesMs, 0.99), unit: "ms" },
      withinMs,
    ),
    plain(name("answer, longest"), report.latenciesMs.at(-1) ?? Number.NaN, "ms"),
    plain(name("processor time of the program, an answer"), cpuMs / report.answers, "ms"),
    atMost(
      { name: name("answers other than 200"), value: report.answers - shown, unit: "count" },
      0,
    ),
  ];
}

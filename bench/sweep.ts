import { startRunLoop } from "../src/adapters/system/run-loop.ts";
import { sweep } from "../src/app/sla/sweep.ts";
import { invariant } from "../src/domain/invariant.ts";
import type { Store } from "../src/ports/store.ts";
import { atMost, type Figure, type Measurement, median, plain, quantile } from "./figures.ts";
import { DUE_AT, type ManyTickets, makeDueOverTime } from "./many-tickets.ts";
import type { Sizes } from "./sizes.ts";
import type { StorePlace } from "./store-places.ts";
import { BENCH_NOW } from "./ticket-stories.ts";

const IDLE_BUDGET_MS = 1;
const ALL_DUE_BUDGET_S = 5;
const LATENESS_BUDGET_MS = 1_000;
/** As many as one sweep takes. */
const CLAIM_LIMIT = 200;
/** As production has it unless set otherwise. */
const SWEEP_IDLE_MS = 500;
const LATENESS_LOOK_MS = 20;
const LATENESS_PATIENCE_MS = 60_000;

/** Budgets are for a server; an embedded store is for fewer tickets. */
export async function measureSweep(
  many: ManyTickets,
  place: StorePlace,
  sizes: Sizes["sweep"],
): Promise<Measurement> {
  const idle = await idleLooks(many, sizes.looks);
  const due = await sweepAllDue(many);
  const late = await lateness(many, sizes.lateness);
  const figures: readonly Figure[] = [
    atMost({ name: "idle look, median", value: median(idle), unit: "ms" }, IDLE_BUDGET_MS),
    plain("idle look, p99", quantile(idle, 0.99), "ms"),
    atMost(
      { name: `${due.tickets} due at once`, value: due.elapsedMs / 1_000, unit: "s" },
      ALL_DUE_BUDGET_S,
    ),
    plain("due tickets", (due.tickets * 1_000) / due.elapsedMs, "/s"),
    plain("lateness, p50", quantile(late, 0.5), "ms"),
    atMost({ name: "lateness, p99", value: quantile(late, 0.99), unit: "ms" }, LATENESS_BUDGET_MS),
  ];
  return {
    subject: place.name,
    set:
      `${many.told + many.copied} open tickets; lateness with ${sizes.lateness.tickets} due over ` +
      `${sizes.lateness.spreadMs / 1_000} s and a sweep every ${SWEEP_IDLE_MS} ms`,
    figures: place.engine === "server" ? figures : figures.map(withoutBudget),
  };
}

function withoutBudget(figure: Figure): Figure {
  return { ...figure, budget: null };
}

/** Ascending, in milliseconds. */
async function idleLooks({ parts, time }: ManyTickets, looks: number): Promise<readonly number[]> {
  time.now = () => BENCH_NOW;
  const { store } = parts;
  const taken: number[] = [];
  for (let look = 0; look < looks; look += 1) {
    const startedAt = performance.now();
    const due = await store.transaction(() => store.tickets.claimDue(BENCH_NOW, CLAIM_LIMIT));
    taken.push(performance.now() - startedAt);
    invariant(due.length === 0, "nothing is due yet");
  }
  return taken.sort((a, b) => a - b);
}

/** Moves the time to where all told tickets are due, and sweeps until none is. */
export async function sweepAllDue({
  parts,
  time,
}: ManyTickets): Promise<{ readonly tickets: number; readonly elapsedMs: number }> {
  time.now = () => DUE_AT;
  const startedAt = performance.now();
  let tickets = 0;
  for (let swept = await sweep(parts); swept > 0; swept = await sweep(parts)) tickets += swept;
  return { tickets, elapsedMs: performance.now() - startedAt };
}

/** How long after its due instant each ticket's new state was committed; ascending. */
async function lateness(
  many: ManyTickets,
  { tickets, spreadMs }: Sizes["sweep"]["lateness"],
): Promise<readonly number[]> {
  const { parts, time } = many;
  const made = await makeDueOverTime(many, { tickets, from: DUE_AT + SWEEP_IDLE_MS, spreadMs });
  const startedAt = performance.now();
  time.now = () => DUE_AT + performance.now() - startedAt;
  const late: number[] = [];
  const claimed: number[] = [];
  const store: Store = {
    ...parts.store,
    tickets: {
      ...parts.store.tickets,
      claimDue: async (now, limit) => {
        const due = await parts.store.tickets.claimDue(now, limit);
        claimed.push(...due.map(({ row }) => row.nextDueAt ?? now));
        return due;
      },
    },
  };
  const loop = startRunLoop({
    name: "sweep",
    idleMs: SWEEP_IDLE_MS,
    logger: parts.logger,
    step: async () => {
      const count = await sweep({ ...parts, store });
      const committedAt = time.now();
      late.push(...claimed.splice(0).map((dueAt) => committedAt - dueAt));
      return count > 0;
    },
  });
  while (late.length < made && performance.now() - startedAt < LATENESS_PATIENCE_MS) {
    await new Promise((resolve) => setTimeout(resolve, LATENESS_LOOK_MS));
  }
  await loop.stop();
  invariant(late.length === made, "every ticket that was made due was swept once");
  return late.sort((a, b) => a - b);
}

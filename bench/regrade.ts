import { regradeCustomers } from "../src/app/tiering/regrade-customers.ts";
import { invariant } from "../src/domain/invariant.ts";
import { atMost, type Figure, type Measurement, plain } from "./figures.ts";
import { CUSTOMERS_PORTAL, openManyCustomers } from "./many-customers.ts";
import type { StorePlace } from "./store-places.ts";
import { BENCH_NOW } from "./ticket-stories.ts";

const BUDGET_S = 60;
/** The budget is for so many customers; it grows with their number. */
const BUDGET_CUSTOMERS = 1_000_000;
const DAY_MS = 86_400_000;
const MB = 2 ** 20;

type Turn = {
  readonly cpuMs: number;
  readonly elapsedMs: number;
  readonly customers: number;
  readonly changed: number;
};

/**
 * Two turns through all customers: the first grades everybody for the first time, the second is a night
 * later, when little has changed.
 */
export async function measureRegrade(
  place: StorePlace,
  sizes: { readonly customers: number },
): Promise<Measurement> {
  const many = await openManyCustomers(place.address, sizes.customers);
  try {
    const { parts, time } = many;
    let peak = 0;
    const turn = async (slot: string): Promise<Turn> => {
      const startedAt = performance.now();
      const usedBefore = process.cpuUsage();
      const wish = { portalId: CUSTOMERS_PORTAL, slot };
      const run = await regradeCustomers(parts, wish, () => {
        peak = Math.max(peak, process.memoryUsage.rss());
      });
      invariant(run !== null, "the portal of the bench is connected");
      const { customers, changed } = run;
      const used = process.cpuUsage(usedBefore);
      const cpuMs = (used.user + used.system) / 1_000;
      return { cpuMs, elapsedMs: performance.now() - startedAt, customers, changed };
    };
    const first = await turn("first");
    time.now = () => BENCH_NOW + DAY_MS;
    const night = await turn("night");
    const budget = (BUDGET_S * sizes.customers) / BUDGET_CUSTOMERS;
    const timed = (name: string, { elapsedMs }: Turn): Figure => {
      const figure = { name, value: elapsedMs / 1_000, unit: "s" as const };
      return place.engine === "server" ? atMost(figure, budget) : plain(name, figure.value, "s");
    };
    return {
      subject: place.name,
      set: `${many.customers} customers with ${many.deals} deals; three inputs by quantiles of history`,
      figures: [
        timed("a night later", night),
        plain("customers", (night.customers * 1_000) / night.elapsedMs, "/s"),
        plain("processor time of the program", night.cpuMs / 1_000, "s"),
        plain("written", night.changed, "count"),
        plain("everybody for the first time", first.elapsedMs / 1_000, "s"),
        plain("customers written", (first.changed * 1_000) / first.elapsedMs, "/s"),
        plain("memory, peak", Math.round(peak / MB), "count"),
      ],
    };
  } finally {
    await many.parts.db.close();
  }
}

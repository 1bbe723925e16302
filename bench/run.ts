import { silenceBenchLogger } from "./bench-logger.ts";
import { measureCard } from "./card.ts";
import { measureCustomerCard } from "./customer-card.ts";
import { measureDeliver } from "./deliver.ts";
import type { Measurement } from "./figures.ts";
import { measureHome } from "./home.ts";
import { openManyTickets } from "./many-tickets.ts";
import { measurePlan } from "./plan.ts";
import { measureProcess } from "./process.ts";
import { measureReceive } from "./receive.ts";
import { measureRegrade } from "./regrade.ts";
import { measureReplay } from "./replay.ts";
import { printMeasurement, writeResult } from "./report.ts";
import { type BenchSettings, type PathName, readSettings, USAGE } from "./settings.ts";
import type { Sizes } from "./sizes.ts";
import { withStolenTime } from "./stolen-time.ts";
import {
  createStorePlaces,
  type Engine,
  type StorePlace,
  type StorePlaces,
} from "./store-places.ts";
import { measureSweep } from "./sweep.ts";
import { measureTime } from "./time.ts";

const WRONG_USE = 2;
const INTERRUPTED = 130;

const serverUrl = process.env["DATABASE_URL"];
const reading = readSettings(process.argv.slice(2), serverUrl);
if (reading.ok) await run(reading.settings);
else {
  console.error(`${reading.problem}\n${USAGE}`);
  process.exitCode = WRONG_USE;
}

async function run(settings: BenchSettings): Promise<void> {
  const places = createStorePlaces(serverUrl);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      silenceBenchLogger();
      void places.removeAll().finally(() => process.exit(INTERRUPTED));
    });
  }
  if (serverUrl === undefined) console.log("Without DATABASE_URL: PostgreSQL is left out.");
  const record = createRecord(settings);
  try {
    if (settings.paths.includes("time")) {
      for (const measurement of measureTime(settings.sizes.time)) record("time", measurement);
    }
    if (settings.paths.includes("plan")) record("plan", measurePlan(settings.sizes.plan));
    for (const engine of settings.engines) await runOn(engine, { settings, places, record });
  } finally {
    await places.removeAll();
  }
}

type Recording = (path: PathName, measurement: Measurement) => void;

async function runOn(
  engine: Engine,
  {
    settings: { paths, sizes },
    places,
    record,
  }: {
    readonly settings: BenchSettings;
    readonly places: StorePlaces;
    readonly record: Recording;
  },
): Promise<void> {
  const within = (measure: (place: StorePlace) => Promise<Measurement>) =>
    places.within(engine, (place) => withStolenTime(() => measure(place)));
  if (paths.includes("receive")) {
    record("receive", await within((place) => measureReceive(place, sizes)));
  }
  if (paths.includes("process")) {
    record("process", await within((place) => measureProcess(place, sizes)));
  }
  if (paths.includes("deliver")) {
    record("deliver", await within((place) => measureDeliver(place, sizes.deliver)));
  }
  if (paths.includes("regrade")) {
    const { serverCustomers, embeddedCustomers } = sizes.regrade;
    const customers = engine === "server" ? serverCustomers : embeddedCustomers;
    record("regrade", await within((place) => measureRegrade(place, { customers })));
  }
  if (paths.includes("replay")) {
    record("replay", await within((place) => measureReplay(place, sizes.replay)));
  }
  if (!paths.includes("sweep") && !paths.includes("card")) return;
  await places.within(engine, async (place) => {
    const many = await openManyTickets(place.address, ticketsOn(engine, sizes.sweep));
    try {
      if (paths.includes("sweep")) {
        record("sweep", await withStolenTime(() => measureSweep(many, place, sizes.sweep)));
      }
      if (paths.includes("card")) {
        record("card", await withStolenTime(() => measureCard(many, place, sizes.card)));
        record("card", await withStolenTime(() => measureCustomerCard(many, place, sizes.card)));
        record("card", await withStolenTime(() => measureHome(many, place, sizes.home)));
      }
    } finally {
      await many.parts.db.close();
    }
  });
}

function ticketsOn(engine: Engine, sizes: Sizes["sweep"]) {
  return engine === "server"
    ? { tickets: sizes.serverTickets, told: sizes.serverDue }
    : { tickets: sizes.embeddedTickets, told: sizes.embeddedDue };
}

/** Prints each measurement at once, and keeps the file of its path up to date. */
function createRecord({ isQuick, resultsDirectory }: BenchSettings): Recording {
  const takenAt = new Date();
  const byPath = new Map<PathName, readonly Measurement[]>();
  return (path, measurement) => {
    printMeasurement(path, measurement);
    const measurements = [...(byPath.get(path) ?? []), measurement];
    byPath.set(path, measurements);
    if (resultsDirectory === null) return;
    const file = writeResult(resultsDirectory, path, { isQuick, takenAt, measurements });
    console.log(`  written to ${file}`);
  };
}

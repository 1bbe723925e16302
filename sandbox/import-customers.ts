import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { loadGrading } from "../src/config/gradings.ts";
import { loadPreset } from "../src/config/presets.ts";
import { gradeContracts, readContracts } from "./customers/contracts.ts";
import { fileOf, readPurchases, SET_NAMES } from "./customers/data-sets.ts";
import { customersOf } from "./customers/grade-day.ts";
import { gradeInStore } from "./customers/grade-in-store.ts";
import { importIntoCrm } from "./customers/import-into-crm.ts";
import { contractReport, crmReport, purchaseReport, storeReport } from "./customers/report.ts";
import { withStore } from "./customers/temporary-store.ts";
import { walkDays } from "./customers/walk-days.ts";

/** `npm run import-customers -- --set retail`: real customers, graded day by day; see docs/grading.md. */

const DAY_MS = 86_400_000;
/** None, each alone, both. */
const DAMPINGS = [
  { hysteresisPoints: 0, graceDays: 0 },
  { hysteresisPoints: 5, graceDays: 0 },
  { hysteresisPoints: 0, graceDays: 30 },
  { hysteresisPoints: 5, graceDays: 30 },
];

const Options = z.strictObject({
  set: z.enum(SET_NAMES),
  data: z.string().min(1),
  every: z.coerce.number().int().min(1).max(365),
  store: z.boolean(),
  crm: z.boolean(),
});

const { values } = parseArgs({
  options: {
    set: { type: "string" },
    data: { type: "string", default: "../shared/data" },
    every: { type: "string", default: "1" },
    store: { type: "boolean", default: false },
    crm: { type: "boolean", default: false },
  },
});
const options = Options.safeParse(values);
if (!options.success) refuse(z.prettifyError(options.error));
else {
  const file = fileOf(options.data.data, options.data.set);
  if (existsSync(file)) await importCustomers(file, options.data);
  else refuse(`${file} is not there: expected the data set, or its folder as --data FOLDER`);
}

function refuse(message: string): void {
  process.stderr.write(`${message}\nSee docs/grading.md\n`);
  process.exitCode = 1;
}

async function importCustomers(
  file: string,
  { set, every, store, crm }: Omit<z.infer<typeof Options>, "data">,
): Promise<void> {
  const { tiers } = loadPreset("general");
  const startedAt = performance.now();
  if (set === "telco") {
    const graded = gradeContracts(tiers, await readContracts(file), Date.now());
    process.stdout.write(`${contractReport(graded)}\n`);
    return;
  }
  const rules = { tiers, ...loadGrading("rfm") };
  const purchases = await readPurchases(set, file);
  const readAt = performance.now();
  const instants = purchases.map(({ at }) => at).toSorted((a, b) => a - b);
  const steps = {
    from: dayAfter(instants[0] ?? 0),
    to: dayAfter(instants.at(-1) ?? 0),
    everyDays: every,
  };
  const walk = walkDays(rules, customersOf(purchases), { steps, dampings: DAMPINGS });
  const seconds = (performance.now() - readAt) / 1000;
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  const perSecond = Math.round(walk.gradings / seconds).toLocaleString("en");
  process.stdout.write(
    `${purchaseReport(purchases, walk)}\n\nRead in ${((readAt - startedAt) / 1000).toFixed(1)} s; ` +
      `${walk.gradings.toLocaleString("en")} gradings in ${seconds.toFixed(1)} s ` +
      `(${perSecond} a second), ${memory} MB.\n`,
  );
  if (store) {
    const looks = walk.months.map(({ at }) => at);
    const run = await withStore((kept) => gradeInStore({ store: kept, rules, purchases, looks }));
    tell(storeReport(run), run.differences);
  }
  if (crm) {
    const run = await importIntoCrm(purchases);
    tell(crmReport(run), run.differences);
  }
}

function tell(report: string, differences: readonly string[]): void {
  process.stdout.write(`${report}\n`);
  if (differences.length > 0) process.exitCode = 1;
}

function dayAfter(at: number): number {
  return (Math.floor(at / DAY_MS) + 1) * DAY_MS;
}

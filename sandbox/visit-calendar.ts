import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { loadGrading } from "../src/config/gradings.ts";
import { loadPreset } from "../src/config/presets.ts";
import { Policy } from "../src/domain/governance/policy.ts";
import { fileOf, readPurchases } from "./customers/data-sets.ts";
import { customersOf } from "./customers/grade-day.ts";
import { visitReport } from "./customers/visit-report.ts";
import { walkVisits } from "./customers/walk-visits.ts";

/** `npm run visit-calendar -- --set retail`: the visits that real customers would have got; see docs/visits.md. */

const DAY_MS = 86_400_000;

const Options = z.strictObject({
  set: z.enum(["cdnow", "retail"]),
  data: z.string().min(1),
  every: z.coerce.number().int().min(1).max(31),
  owners: z.coerce.number().int().min(1).max(500),
});

const { values } = parseArgs({
  options: {
    set: { type: "string" },
    data: { type: "string", default: "../shared/data" },
    every: { type: "string", default: "1" },
    owners: { type: "string", default: "8" },
  },
});
const options = Options.safeParse(values);
if (!options.success) refuse(z.prettifyError(options.error));
else {
  const file = fileOf(options.data.data, options.data.set);
  if (existsSync(file)) await showCalendar(file, options.data);
  else refuse(`${file} is not there: expected the data set, or its folder as --data FOLDER`);
}

function refuse(message: string): void {
  process.stderr.write(`${message}\nSee docs/visits.md\n`);
  process.exitCode = 1;
}

async function showCalendar(
  file: string,
  { set, every, owners }: z.infer<typeof Options>,
): Promise<void> {
  const preset = loadPreset("general");
  const ownerIds = Array.from({ length: owners }, (_, index) => `owner-${index + 1}`);
  const policy = Policy.parse({
    ...preset,
    visits: {
      ...preset.visits,
      owners: { teams: [{ id: "service", ownerIds }] },
      contactCap: { contacts: 2, withinDays: 30 },
    },
  });
  const tierRules = { tiers: preset.tiers, ...loadGrading("rfm") };
  const purchases = await readPurchases(set, file);
  const customers = customersOf(purchases);
  const instants = purchases.map(({ at }) => at).toSorted((a, b) => a - b);
  const startedAt = performance.now();
  const months = walkVisits({ policy, tierRules }, customers, {
    from: (Math.floor((instants[0] ?? 0) / DAY_MS) + 1) * DAY_MS,
    to: instants.at(-1) ?? 0,
    everyDays: every,
    onMonth: (month) => void process.stderr.write(`planning ${month} …\n`),
  });
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  const tiers = policy.tiers.map(({ id }) => id);
  process.stdout.write(
    `${set}: ${customers.length} customers, ${owners} owners, planned every ${every} days, ${seconds} s\n`,
  );
  process.stdout.write(`${visitReport(months, tiers)}\n`);
}

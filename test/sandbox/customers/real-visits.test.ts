import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fileOf, readPurchases } from "../../../sandbox/customers/data-sets.ts";
import { customersOf, type KnownCustomer } from "../../../sandbox/customers/grade-day.ts";
import { visitReport } from "../../../sandbox/customers/visit-report.ts";
import { type MonthOfVisits, walkVisits } from "../../../sandbox/customers/walk-visits.ts";
import { loadGrading } from "../../../src/config/gradings.ts";
import { loadPreset } from "../../../src/config/presets.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";

const DATA = fileURLToPath(new URL("../../../../shared/data", import.meta.url));
const isThere = existsSync(DATA);
const preset = loadPreset("general");
const tierRules = { tiers: preset.tiers, ...loadGrading("rfm") };
const [from, to] = [Date.UTC(2010, 0, 4), Date.UTC(2010, 11, 27)];

function walk(customers: readonly KnownCustomer[]): readonly MonthOfVisits[] {
  const policy = Policy.parse({
    ...preset,
    visits: {
      ...preset.visits,
      owners: { teams: [{ id: "service", ownerIds: ["owner-1", "owner-2"] }] },
    },
  });
  return walkVisits({ policy, tierRules }, customers, { from, to, everyDays: 14 });
}

const sum = (months: readonly MonthOfVisits[], of: (month: MonthOfVisits) => number) =>
  months.reduce((total, month) => total + of(month), 0);
const madeIn = ({ made }: MonthOfVisits) =>
  Object.values(made).reduce((total, visits) => total + visits, 0);

describe.skipIf(!isThere)(
  `visits of real customers${isThere ? "" : " (skipped: ../shared is not here)"}`,
  () => {
    it("are made in every month, with letters on the day of the first purchase", async () => {
      const all = customersOf(await readPurchases("retail", fileOf(DATA, "retail")));
      const customers = all.filter((_, index) => index % 3 === 0);
      const months = walk(customers);

      expect(months).toHaveLength(12);
      expect(sum(months, madeIn)).toBeGreaterThan(1_000);
      expect(sum(months, ({ care }) => care)).toBeGreaterThan(100);
      const rows = visitReport(months, ["key", "developing", "standard"]).split("\n");
      expect(rows).toHaveLength(13);
    });
  },
);

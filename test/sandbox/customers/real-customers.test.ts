import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { gradeContracts, readContracts } from "../../../sandbox/customers/contracts.ts";
import { fileOf, readPurchases } from "../../../sandbox/customers/data-sets.ts";
import { customersOf, scoreDay } from "../../../sandbox/customers/grade-day.ts";
import { gradeInStore } from "../../../sandbox/customers/grade-in-store.ts";
import { withStore } from "../../../sandbox/customers/temporary-store.ts";
import { walkDays } from "../../../sandbox/customers/walk-days.ts";
import { loadGrading } from "../../../src/config/gradings.ts";
import { loadPreset } from "../../../src/config/presets.ts";
import { type RfmFigures, rfmOfCdnow, rfmOfRetail } from "../../support/rfm-oracle.ts";

const DATA = fileURLToPath(new URL("../../../../shared/data", import.meta.url));
const isThere = existsSync(DATA);
const rules = { tiers: loadPreset("general").tiers, ...loadGrading("rfm") };

const oracles = { retail: rfmOfRetail, cdnow: rfmOfCdnow };

describe.skipIf(!isThere && process.env["CI"] === undefined)(
  `real customers${isThere ? "" : " (skipped: ../shared is not here)"}`,
  () => {
    it.each<{ set: "retail" | "cdnow"; day: string; known: number }>([
      { set: "retail", day: "2010-03-01", known: 888 },
      { set: "retail", day: "2011-06-01", known: 2_467 },
      { set: "retail", day: "2011-12-10", known: 2_941 },
      { set: "cdnow", day: "1997-03-01", known: 8_253 },
      { set: "cdnow", day: "1998-07-01", known: 11_653 },
    ])("have the figures of a script of its own: $set on $day", async ({ set, day, known }) => {
      const file = fileOf(DATA, set);
      const now = Date.parse(`${day}T00:00:00Z`);
      const scores = scoreDay(rules, customersOf(await readPurchases(set, file)), now);
      const figures = scores.map(({ customer, facts, scoring }): [string, RfmFigures] => [
        customer.id,
        {
          recencyDays: facts.history["days_since_purchase"] ?? null,
          frequency: facts.history["purchases:365"] ?? Number.NaN,
          monetaryCents: Math.round((facts.history["revenue:365"] ?? Number.NaN) * 100),
          score: scoring.score,
        },
      ]);
      expect(new Map(figures)).toEqual(oracles[set](file, now));
      expect(figures).toHaveLength(known);
    });

    it("move less under hysteresis and a grace period, and least under both", async () => {
      const purchases = await readPurchases("retail", fileOf(DATA, "retail"));
      const [from, to] = [Date.UTC(2010, 5, 1), Date.UTC(2011, 5, 1)];
      const [neither, band, grace, both] = walkDays(rules, customersOf(purchases), {
        steps: { from, to, everyDays: 7 },
        dampings: [
          { hysteresisPoints: 0, graceDays: 0 },
          { hysteresisPoints: 5, graceDays: 0 },
          { hysteresisPoints: 0, graceDays: 30 },
          { hysteresisPoints: 5, graceDays: 30 },
        ],
      }).dampings.map(({ flipsBack }) => flipsBack);
      expect(neither).toBeGreaterThan(band ?? 0);
      expect(neither).toBeGreaterThan(grace ?? 0);
      expect(both).toBeGreaterThan(0);
      expect(both).toBeLessThan(Math.min(band ?? 0, grace ?? 0));
    });

    it("are graded by the production as by the file alone, month by month, and verified", async () => {
      const purchases = await readPurchases("retail", fileOf(DATA, "retail"));
      const looks = [3, 6, 9, 12, 15, 18, 21, 24].map((month) => Date.UTC(2009, 11 + month, 1));
      const run = await withStore((store) => gradeInStore({ store, rules, purchases, looks }));
      expect(run.differences).toEqual([]);
      expect(run.customers).toBeGreaterThan(2_500);
      expect(run.verified).toBe(run.customers);
      expect(run.written).toBeLessThan(run.gradings);
    });

    it("leave the seldomer the better the tier of their contract is", async () => {
      const customers = await readContracts(fileOf(DATA, "telco"));
      const graded = gradeContracts(rules.tiers, customers, Date.UTC(2026, 0, 1));
      const shares = graded.map((tier) => tier.left / tier.customers);
      expect(graded.reduce((sum, tier) => sum + tier.customers, 0)).toBe(3_514);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    });
  },
);

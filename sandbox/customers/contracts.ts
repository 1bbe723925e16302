import { z } from "zod";
import { loadGrading } from "../../src/config/gradings.ts";
import { gradeCustomer } from "../../src/domain/tiering/grade-customer.ts";
import type { TierRules } from "../../src/domain/tiering/tier.ts";
import { csvRows } from "../csv-rows.ts";

/** Reads the customers of a telephone company (IBM's sample data) with what their contracts are worth. */

const Row = z.object({
  tenure: z.string(),
  Contract: z.enum(["Month-to-month", "One year", "Two year"]),
  MonthlyCharges: z.string(),
  Churn: z.enum(["Yes", "No"]),
});

const TERM_MONTHS = { "Month-to-month": 1, "One year": 12, "Two year": 24 } as const;
const DAYS_PER_MONTH = 30;
const DAY_MS = 86_400_000;

export type ContractCustomer = {
  readonly monthlyCharges: number;
  readonly contractValue: number;
  readonly tenureMonths: number;
  readonly hasLeft: boolean;
};

export type ContractTier = {
  readonly tier: string;
  readonly customers: number;
  readonly monthlyCharges: number;
  readonly left: number;
};

export async function readContracts(file: string): Promise<readonly ContractCustomer[]> {
  const customers: ContractCustomer[] = [];
  for await (const record of csvRows(file)) {
    const row = Row.parse(record);
    const monthlyCharges = Number(row.MonthlyCharges);
    customers.push({
      monthlyCharges,
      contractValue: Math.round(monthlyCharges * TERM_MONTHS[row.Contract] * 100) / 100,
      tenureMonths: Number(row.tenure),
      hasLeft: row.Churn === "Yes",
    });
  }
  return customers;
}

/** Grades each by what its contract is worth and how long it has been a customer. */
export function gradeContracts(
  tiers: TierRules["tiers"],
  customers: readonly ContractCustomer[],
  now: number,
): readonly ContractTier[] {
  const rules = { tiers, ...loadGrading("contract-value") };
  const graded = customers.map((customer) => {
    const since = new Date(now - customer.tenureMonths * DAYS_PER_MONTH * DAY_MS).toISOString();
    const properties = { contract_value: String(customer.contractValue), customer_since: since };
    const facts = { kind: "contact" as const, properties, history: {}, cuts: {} };
    return { ...customer, tier: gradeCustomer(rules, facts, { before: null, now }).tier };
  });
  return tiers.map(({ id }) => {
    const own = graded.filter(({ tier }) => tier === id);
    return {
      tier: id,
      customers: own.length,
      monthlyCharges: own.reduce((sum, { monthlyCharges }) => sum + monthlyCharges, 0),
      left: own.filter(({ hasLeft }) => hasLeft).length,
    };
  });
}

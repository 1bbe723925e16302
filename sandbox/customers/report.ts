import type { ContractTier } from "./contracts.ts";
import type { StoredGrading } from "./grade-in-store.ts";
import type { CrmImport } from "./import-into-crm.ts";
import type { Purchase } from "./purchase.ts";
import type { MonthEnd, TierShare, Walk } from "./walk-days.ts";

/** The tables that an import ends with, in Markdown, so that they stand in a document as they are. */

export function purchaseReport(purchases: readonly Purchase[], walk: Walk): string {
  const last = walk.months.at(-1)?.tiers ?? [];
  return [setTable(purchases), tierTable(last), monthTable(walk.months), dampingTable(walk)].join(
    "\n\n",
  );
}

export function contractReport(tiers: readonly ContractTier[]): string {
  const all = sumOf(tiers, ({ customers }) => customers);
  const charged = sumOf(tiers, ({ monthlyCharges }) => monthlyCharges);
  return table(
    ["tier", "customers", "share", "monthly charges", "share", "have left"],
    tiers.map(({ tier, customers, monthlyCharges, left }) => [
      tier,
      count(customers),
      share(customers, all),
      count(monthlyCharges),
      share(monthlyCharges, charged),
      share(left, customers),
    ]),
  );
}

export function storeReport(run: StoredGrading): string {
  const { importSeconds, gradeSeconds, gradings, written, customers, verified, differences } = run;
  return [
    `Kept as deals in ${importSeconds.toFixed(1)} s; ${count(gradings)} gradings by the store's counts in ` +
      `${gradeSeconds.toFixed(1)} s, ${count(written)} written.`,
    `verify: ${verified} of ${customers} customers as recomputed from what is stored; ` +
      `${differences.length} differ from what the file alone leads to`,
  ].join("\n");
}

export function crmReport({
  contacts,
  deals,
  importSeconds,
  readSeconds,
  differences,
}: CrmImport): string {
  return (
    `Local CRM: ${count(contacts)} contacts and ${count(deals)} deals made in ${importSeconds.toFixed(1)} s; ` +
    `read back in ${readSeconds.toFixed(1)} s, ${differences.length} differences`
  );
}

function setTable(purchases: readonly Purchase[]): string {
  const instants = purchases.map(({ at }) => at).toSorted((a, b) => a - b);
  return table(
    ["customers", "purchases", "cancellations", "revenue", "from", "to"],
    [
      [
        count(new Set(purchases.map(({ customer }) => customer)).size),
        count(purchases.filter(({ amount }) => amount >= 0).length),
        count(purchases.filter(({ amount }) => amount < 0).length),
        count(sumOf(purchases, ({ amount }) => amount)),
        day(instants[0] ?? 0),
        day(instants.at(-1) ?? 0),
      ],
    ],
  );
}

function tierTable(tiers: readonly TierShare[]): string {
  const all = sumOf(tiers, ({ customers }) => customers);
  const revenue = sumOf(tiers, (tier) => tier.revenue);
  return table(
    ["tier", "customers", "share", "revenue of a year", "share"],
    tiers.map((tier) => [
      tier.tier,
      count(tier.customers),
      share(tier.customers, all),
      count(tier.revenue),
      share(tier.revenue, revenue),
    ]),
  );
}

function monthTable(months: readonly MonthEnd[]): string {
  const tiers = months[0]?.tiers.map(({ tier }) => tier) ?? [];
  const [highest] = tiers;
  const head = [
    "month",
    ...tiers,
    `revenue of ${highest}`,
    "upgrades",
    "downgrades",
    "back within 60 days",
  ];
  return table(
    head,
    months.map(({ at, tiers: shares, movement }) => [
      day(at).slice(0, 7),
      ...shares.map(({ customers }) => count(customers)),
      share(
        shares[0]?.revenue ?? 0,
        sumOf(shares, ({ revenue }) => revenue),
      ),
      count(movement.upgrades),
      count(movement.downgrades),
      count(movement.flipsBack),
    ]),
  );
}

function dampingTable({ dampings }: Walk): string {
  return table(
    ["hysteresis (points)", "grace (days)", "upgrades", "downgrades", "back within 60 days"],
    dampings.map(({ hysteresisPoints, graceDays, upgrades, downgrades, flipsBack }) =>
      [hysteresisPoints, graceDays, upgrades, downgrades, flipsBack].map(count),
    ),
  );
}

/** Words to the left, figures to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, 3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join(" | ")} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

function sumOf<T>(entries: readonly T[], amountOf: (entry: T) => number): number {
  return entries.reduce((sum, entry) => sum + amountOf(entry), 0);
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function share(part: number, whole: number): string {
  return whole === 0 ? "" : `${((100 * part) / whole).toFixed(1)} %`;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

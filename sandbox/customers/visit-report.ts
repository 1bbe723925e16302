import type { MonthOfVisits } from "./walk-visits.ts";

/** Visits per month by tier, red ones, moves and what the contact cap put off, as a table. */
export function visitReport(months: readonly MonthOfVisits[], tiers: readonly string[]): string {
  const head = [
    "month",
    ...tiers,
    "care",
    "red",
    "moved",
    "put off by cap",
    "red in the plan, at most",
  ];
  const rows = months.map(({ month, made, care, red, moved, suppressed, short }) => [
    month,
    ...tiers.map((tier) => String(made[tier] ?? 0)),
    ...[care, red, moved, suppressed, short].map(String),
  ]);
  const table = [head, ...rows];
  const widths = head.map((_, column) =>
    Math.max(...table.map((row) => (row[column] ?? "").length)),
  );
  return table
    .map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  "))
    .join("\n");
}

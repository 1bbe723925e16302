import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";
import { type Figure, isMet, type Measurement } from "./figures.ts";
import type { PathName } from "./settings.ts";

const COLUMN_GAP = "  ";

export function printMeasurement(path: PathName, measurement: Measurement): void {
  console.log(`\n${path} · ${measurement.subject}`);
  console.log(measurement.set);
  const rows = [
    ["figure", "measured", "budget", ""],
    ...measurement.figures.map((figure) => [
      figure.name,
      valueText(figure.value, figure.unit),
      budgetText(figure),
      verdictOf(figure),
    ]),
  ];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const [name = "", value = "", budget = "", verdict = ""] of rows) {
    const cells = [
      name.padEnd(widths[0] ?? 0),
      value.padStart(widths[1] ?? 0),
      budget.padEnd(widths[2] ?? 0),
      verdict,
    ];
    console.log(`  ${cells.join(COLUMN_GAP).trimEnd()}`);
  }
}

/** The path of the file. */
export function writeResult(
  directory: string,
  path: PathName,
  run: {
    readonly isQuick: boolean;
    readonly takenAt: Date;
    readonly measurements: readonly Measurement[];
  },
): string {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${path}.json`);
  const result = {
    path,
    takenAt: run.takenAt.toISOString(),
    size: run.isQuick ? "quick" : "full",
    machine: machineFacts(),
    measurements: run.measurements.map(({ figures, ...measurement }) => ({
      ...measurement,
      figures: figures.map((figure) => ({ ...figure, isMet: isMet(figure) })),
    })),
  };
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  return file;
}

function machineFacts() {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? "unknown",
    memoryMb: Math.round(totalmem() / 2 ** 20),
    platform: `${process.platform}-${process.arch}`,
    node: process.version,
  };
}

function verdictOf(figure: Figure): string {
  const met = isMet(figure);
  if (met === null) return "";
  return met ? "met" : "MISSED";
}

function budgetText({ budget, unit }: Figure): string {
  if (budget === null) return "";
  return "atLeast" in budget
    ? `≥ ${valueText(budget.atLeast, unit)}`
    : `≤ ${valueText(budget.atMost, unit)}`;
}

function valueText(value: number, unit: Figure["unit"]): string {
  const text = numberText(value);
  switch (unit) {
    case "ratio":
    case "count":
    case "calls per 1,000 events":
      return text;
    case "/s":
    case "%":
      return `${text}${unit === "%" ? " " : ""}${unit}`;
    case "ms":
    case "s":
      return `${text} ${unit}`;
    case "bytes":
      return `${text} B`;
  }
}

/** Three digits that count, more for large numbers. */
function numberText(value: number): string {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

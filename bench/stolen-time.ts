import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { type Measurement, plain } from "./figures.ts";

/** The kernel counts in hundredths of a second. */
const TICK_MS = 10;
/** `cpu user nice system idle iowait irq softirq steal …`, of all processors together. */
const STEAL_COLUMN = 8;

/**
 * Adds how much of the processors' time the host of a virtual machine gave to others meanwhile. A round
 * in which it took them away for seconds says nothing about the program.
 */
export async function withStolenTime(measure: () => Promise<Measurement>): Promise<Measurement> {
  const startedAt = performance.now();
  const before = stolenMs();
  const measurement = await measure();
  const after = stolenMs();
  if (before === null || after === null) return measurement;
  const offeredMs = (performance.now() - startedAt) * availableParallelism();
  const percent = ((after - before) * 100) / offeredMs;
  const stolen = plain("processor time that the host took away", percent, "%");
  return { ...measurement, figures: [...measurement.figures, stolen] };
}

/** Null where the kernel does not tell. */
function stolenMs(): number | null {
  if (process.platform !== "linux") return null;
  const [total = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  const ticks = Number(total.split(/\s+/)[STEAL_COLUMN]);
  return Number.isNaN(ticks) ? null : ticks * TICK_MS;
}

import { setTimeout as pause } from "node:timers/promises";
import { takeTurn } from "./intake-loop.ts";
import { openParts, type Parts } from "./open-parts.ts";
import { WorkerOrder, type WorkerReport, WorkerTask } from "./process-task.ts";

/** One of several workers on one store, as `ROLE=worker` runs them. */
const IDLE_MS = 5;

let parts: Parts | null = null;
let isStopped = false;

process.on("message", async (message) => {
  try {
    const order = WorkerOrder.safeParse(message);
    if (!order.success) await prepare(WorkerTask.parse(message));
    else if (order.data === "stop") isStopped = true;
    else if (parts !== null) await work(parts);
  } catch (error) {
    // Whatever fails after the parent has gone says nothing.
    if (process.connected) console.error(error);
    process.exit(1);
  }
});
process.on("disconnect", () => process.exit(0));

function report(message: WorkerReport): void {
  process.send?.(message);
}

async function prepare({ address, timeOffsetMs }: WorkerTask): Promise<void> {
  parts = await openParts(address, { now: () => Date.now() + timeOffsetMs });
  report({ kind: "ready" });
}

async function work(parts: Parts): Promise<void> {
  const cpu = process.cpuUsage();
  const spent = { openMs: 0, processMs: 0 };
  while (!isStopped) {
    const turn = await takeTurn(parts);
    spent.openMs += turn.openMs;
    spent.processMs += turn.processMs;
    if (turn.processed > 0) report({ kind: "turn", processed: turn.processed });
    if (turn.opened + turn.processed === 0) await pause(IDLE_MS);
  }
  const { user, system } = process.cpuUsage(cpu);
  const calls = parts.crm.calls.reads;
  await parts.db.close();
  report({ kind: "done", ...spent, cpuMs: (user + system) / 1_000, calls });
}

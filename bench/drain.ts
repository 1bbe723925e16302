import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { invariant } from "../src/domain/invariant.ts";
import { takeTurn } from "./intake-loop.ts";
import { nextMessage } from "./load-client.ts";
import type { Parts } from "./open-parts.ts";
import { WorkerReport, type WorkerTask } from "./process-task.ts";

/** What it took to apply all events; sums over all processes. */
export type Drain = {
  readonly elapsedMs: number;
  readonly openMs: number;
  readonly processMs: number;
  readonly cpuMs: number;
  readonly calls: number;
};

/** In this process, as an embedded store has to. */
export async function drainHere(parts: Parts, events: number): Promise<Drain> {
  const cpu = process.cpuUsage();
  const callsBefore = parts.crm.calls.reads;
  const spent = { openMs: 0, processMs: 0 };
  const startedAt = performance.now();
  for (let processed = 0; processed < events; ) {
    const turn = await takeTurn(parts);
    invariant(turn.opened + turn.processed > 0, "as long as events wait a turn finds some");
    processed += turn.processed;
    spent.openMs += turn.openMs;
    spent.processMs += turn.processMs;
  }
  const { user, system } = process.cpuUsage(cpu);
  return {
    ...spent,
    elapsedMs: performance.now() - startedAt,
    cpuMs: (user + system) / 1_000,
    calls: parts.crm.calls.reads - callsBefore,
  };
}

const LIMIT_MS = 300_000;

/** By several worker processes that share the store. */
export async function drainByWorkers(
  task: WorkerTask,
  wanted: { readonly workers: number; readonly events: number },
): Promise<Drain> {
  const workers = Array.from({ length: wanted.workers }, () =>
    fork(new URL("./process-worker.ts", import.meta.url)),
  );
  try {
    await Promise.all(workers.map((worker) => prepare(worker, task)));
    const startedAt = performance.now();
    await goUntil(workers, wanted.events);
    const elapsedMs = performance.now() - startedAt;
    const done = await Promise.all(workers.map(stop));
    const sum = (name: "openMs" | "processMs" | "cpuMs" | "calls") =>
      done.reduce((total, report) => total + report[name], 0);
    return {
      elapsedMs,
      openMs: sum("openMs"),
      processMs: sum("processMs"),
      cpuMs: sum("cpuMs"),
      calls: sum("calls"),
    };
  } finally {
    for (const worker of workers) if (worker.connected) worker.disconnect();
  }
}

async function prepare(worker: ChildProcess, task: WorkerTask): Promise<void> {
  worker.send(task);
  await nextMessage(worker);
}

/** Resolves when the workers have processed so many events between them. */
function goUntil(workers: readonly ChildProcess[], events: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error("the workers took too long")), LIMIT_MS);
  const onExit = () => reject(new Error("a worker of the bench ended"));
  let processed = 0;
  const onMessage = (message: unknown) => {
    const report = WorkerReport.parse(message);
    if (report.kind === "turn") processed += report.processed;
    if (processed >= events) resolve();
  };
  for (const worker of workers) {
    worker.on("message", onMessage);
    worker.on("exit", onExit);
    worker.send("go");
  }
  return promise.finally(() => {
    clearTimeout(timer);
    for (const worker of workers) worker.off("message", onMessage).off("exit", onExit);
  });
}

async function stop(worker: ChildProcess): Promise<WorkerReport & { readonly kind: "done" }> {
  worker.send("stop");
  for (;;) {
    const report = WorkerReport.parse(await nextMessage(worker));
    if (report.kind !== "done") continue;
    const ended = once(worker, "exit");
    worker.disconnect();
    await ended;
    return report;
  }
}

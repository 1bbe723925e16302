import { setTimeout as pause } from "node:timers/promises";
import { type LoadConnection, openConnection } from "./load-connection.ts";
import { type LoadReport, LoadTask } from "./load-task.ts";

/** A process of its own: takes tasks from its parent, one at a time, and ends with it. */
process.on("message", async (message) => {
  try {
    process.send?.(await run(LoadTask.parse(message)));
  } catch (error) {
    // Whatever fails after the parent has gone says nothing.
    if (process.connected) console.error(error);
    process.exit(1);
  }
});
process.on("disconnect", () => process.exit(0));

type Tally = { readonly statuses: Record<string, number>; readonly latenciesMs: number[] };

async function run(task: LoadTask): Promise<LoadReport> {
  const connections = await Promise.all(
    Array.from({ length: task.connections }, () => openConnection(task.port)),
  );
  const tally: Tally = { statuses: {}, latenciesMs: [] };
  const startedAt = performance.now();
  const takeTurn = task.perSecond === null ? freeTurns(task) : pacedTurns(task, task.perSecond);
  await Promise.all(connections.map((connection) => keepSending(connection, takeTurn, tally)));
  const elapsedMs = performance.now() - startedAt;
  for (const connection of connections) connection.close();
  tally.latenciesMs.sort((a, b) => a - b);
  return { ...tally, answers: tally.latenciesMs.length, elapsedMs };
}

type Turn = { readonly request: Uint8Array; readonly dueAt: number };
/** The next request and when it is due; null when the load is over. */
type TakeTurn = () => Turn | null;

async function keepSending(
  connection: LoadConnection,
  takeTurn: TakeTurn,
  { statuses, latenciesMs }: Tally,
): Promise<void> {
  for (let turn = takeTurn(); turn !== null; turn = takeTurn()) {
    const earlyMs = turn.dueAt - performance.now();
    if (earlyMs > 0) await pause(earlyMs);
    const status = await connection.send(turn.request);
    latenciesMs.push(performance.now() - turn.dueAt);
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
}

function freeTurns({ requests, durationMs }: LoadTask): TakeTurn {
  const untilAt = performance.now() + durationMs;
  let count = 0;
  return () => {
    const dueAt = performance.now();
    return dueAt < untilAt ? { request: requestAt(requests, count++), dueAt } : null;
  };
}

/** A request that had to wait for a free connection counts from when it was due. */
function pacedTurns({ requests, durationMs }: LoadTask, perSecond: number): TakeTurn {
  const startedAt = performance.now();
  const total = Math.floor((perSecond * durationMs) / 1_000);
  let count = 0;
  return () => {
    if (count >= total) return null;
    const dueAt = startedAt + (count * 1_000) / perSecond;
    return { request: requestAt(requests, count++), dueAt };
  };
}

function requestAt(requests: readonly Uint8Array[], count: number): Uint8Array {
  return requests[count % requests.length] ?? new Uint8Array();
}

import v8 from "node:v8";
import vm from "node:vm";
import { z } from "zod";

const TIMES = 200;
const ROUNDS = 8;

/**
 * Bytes that each of many runs of `work` leaves among old objects although nobody has them any more: only a full
 * garbage collection frees these, and until then each small one has to move them. The least of some rounds.
 */
export async function leftAmongOld(work: () => Promise<unknown>): Promise<number> {
  const collect = collector();
  for (let time = 0; time < TIMES; time += 1) await work();
  collect();
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = oldBytes();
    for (let time = 0; time < TIMES; time += 1) await work();
    // What survives two of them has become old.
    collect({ type: "minor" });
    collect({ type: "minor" });
    rounds.push((oldBytes() - before) / TIMES);
  }
  return Math.min(...rounds);
}

const Collect = z.custom<(options?: { readonly type: "minor" }) => void>(
  (value) => typeof value === "function",
);

function collector() {
  v8.setFlagsFromString("--expose-gc");
  return Collect.parse(vm.runInNewContext("gc"));
}

function oldBytes(): number {
  const spaces = v8.getHeapSpaceStatistics();
  return spaces.find(({ space_name }) => space_name === "old_space")?.space_used_size ?? Number.NaN;
}

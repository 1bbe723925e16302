import { once } from "node:events";
import { Worker } from "node:worker_threads";

export type Folders = {
  /** Where everything is kept. */
  readonly all: string;
  readonly data: string;
  readonly bundles: string;
};

/** Lays a new store and the bundles into their folders, in a thread: a thousand files are copied. */
export async function layApart({ all, data, bundles }: Folders): Promise<void> {
  const argv = [all, data, bundles];
  // Rejects with what the thread threw.
  await once(new Worker(new URL("./lay-thread.ts", import.meta.url), { argv }), "exit");
}

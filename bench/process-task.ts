import { z } from "zod";
import { StoreAddress } from "./store-places.ts";

/** Sent once to a worker, which answers `ready`, and begins when it hears `go`. */
export const WorkerTask = z.object({ address: StoreAddress, timeOffsetMs: z.number() });
export type WorkerTask = z.infer<typeof WorkerTask>;

export const WorkerOrder = z.enum(["go", "stop"]);

export const WorkerReport = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("turn"), processed: z.int() }),
  z.object({
    kind: z.literal("done"),
    openMs: z.number(),
    processMs: z.number(),
    cpuMs: z.number(),
    calls: z.int(),
  }),
]);
export type WorkerReport = z.infer<typeof WorkerReport>;

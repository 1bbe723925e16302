import { z } from "zod";

/** What the generator is asked for; every load ends by itself. */
export const LoadTask = z.object({
  port: z.int(),
  connections: z.int().min(1).max(64),
  requests: z.array(z.custom<Uint8Array>((value) => value instanceof Uint8Array)).min(1),
  durationMs: z.number().positive().max(120_000),
  /** Requests a second, whether or not the last one was answered; null: each connection as fast as it can. */
  perSecond: z.number().positive().max(1_000).nullable(),
});
export type LoadTask = z.infer<typeof LoadTask>;

export const LoadReport = z.object({
  answers: z.int(),
  /** Answers by status. */
  statuses: z.record(z.string(), z.int()),
  elapsedMs: z.number(),
  /** Ascending; from the instant at which a request should have left. */
  latenciesMs: z.array(z.number()),
});
export type LoadReport = z.infer<typeof LoadReport>;

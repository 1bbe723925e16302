import type { TimeSource } from "../../ports/time-source.ts";

/** The machine's own clock. */
export const systemTimeSource: TimeSource = { now: () => Date.now() };

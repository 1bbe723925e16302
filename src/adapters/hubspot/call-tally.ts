import { AsyncLocalStorage } from "node:async_hooks";
import type { Caller } from "./call.ts";

/** Counts the calls that a piece of work makes, however deep within it and whatever else is under way. */
export function createCallTally() {
  const current = new AsyncLocalStorage<{ calls: number }>();
  return {
    /** The same caller, counted. A repetition after trouble is no call of its own. */
    counting:
      (call: Caller): Caller =>
      (portalId, wanted) => {
        const tally = current.getStore();
        if (tally !== undefined) tally.calls += 1;
        return call(portalId, wanted);
      },
    count: async <T>(work: () => Promise<T>): Promise<{ value: T; calls: number }> => {
      const tally = { calls: 0 };
      const value = await current.run(tally, work);
      return { value, calls: tally.calls };
    },
  };
}

/** How often each call was made, with its outcome; `closed` when no answer left. */
export type CallCount = {
  /** E.g. `POST /crm/v3/objects/tickets/batch/read`. */
  readonly call: string;
  readonly status: number | "closed";
  readonly count: number;
};

/** A call that has been answered, and how long that took, of the machine's time. */
export type AnsweredCall = Pick<CallCount, "call" | "status"> & { readonly tookMs: number };

export type CallCounter = {
  add(answered: AnsweredCall): void;
  list(): readonly CallCount[];
  total(): number;
  reset(): void;
};

/** `onCall` hears of every call when it has been answered. */
export function createCallCounter(
  onCall: (answered: AnsweredCall) => void = () => undefined,
): CallCounter {
  const counts = new Map<string, CallCount>();
  return {
    add: (answered) => {
      const { call, status } = answered;
      const key = `${call} ${status}`;
      counts.set(key, { call, status, count: (counts.get(key)?.count ?? 0) + 1 });
      onCall(answered);
    },
    list: () => [...counts.values()],
    total: () => [...counts.values()].reduce((sum, entry) => sum + entry.count, 0),
    reset: () => counts.clear(),
  };
}

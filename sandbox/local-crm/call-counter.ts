/** How often each call was made, with its outcome; `closed` when no answer left. */
export type CallCount = {
  /** E.g. `POST /crm/v3/objects/tickets/batch/read`. */
  readonly call: string;
  readonly status: number | "closed";
  readonly count: number;
};

export type CallCounter = {
  add(call: string, status: number | "closed"): void;
  list(): readonly CallCount[];
  total(): number;
  reset(): void;
};

/** `onCall` hears of every call when it has been answered. */
export function createCallCounter(
  onCall: (call: string, status: number | "closed") => void = () => undefined,
): CallCounter {
  const counts = new Map<string, CallCount>();
  return {
    add: (call, status) => {
      const key = `${call} ${status}`;
      counts.set(key, { call, status, count: (counts.get(key)?.count ?? 0) + 1 });
      onCall(call, status);
    },
    list: () => [...counts.values()],
    total: () => [...counts.values()].reduce((sum, entry) => sum + entry.count, 0),
    reset: () => counts.clear(),
  };
}

/** Tells the time. Only `adapters/system` reads the machine's; the sandbox can move its own. */
export type TimeSource = {
  /** Epoch milliseconds. */
  now(): number;
};

import type { LiveLog, LogEntry } from "./page-trouble-contract.ts";

const KEPT_LIMIT = 400;

export type LiveLogBook = {
  note(entry: Omit<LogEntry, "id" | "at">): void;
  read(): LiveLog;
};

/** What went between HubSpot, Slack, cards and the plugin; the oldest give way to the newest. */
export function createLiveLog(now: () => number): LiveLogBook {
  const entries: LogEntry[] = [];
  let lastId = 0;
  return {
    note: (entry) => {
      lastId += 1;
      entries.unshift({ ...entry, id: lastId, at: now() });
      if (entries.length > KEPT_LIMIT) entries.pop();
    },
    read: () => ({ entries: [...entries], forgotten: lastId - entries.length }),
  };
}

/** The time that `work` takes, in whole milliseconds of the machine. */
export async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly tookMs: number }> {
  const from = performance.now();
  const value = await work();
  return { value, tookMs: Math.round(performance.now() - from) };
}

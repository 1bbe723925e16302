/** The clocks of which a person may say that what they wait for has happened. */
export const LOGGED_CLOCKS = ["first_response", "on_site_arrival"] as const;
export type LoggedClock = (typeof LOGGED_CLOCKS)[number];

type Person = { readonly id: string; readonly name: string };

/** A person says what the CRM has no word of: that they called, or that they have arrived. */
export type HandLog = {
  /** When it happened. */
  readonly at: number;
  /** The same for every telling of one press. */
  readonly logKey: string;
  readonly clock: LoggedClock;
  readonly by: Person;
  readonly note: string;
  /** When it was said. */
  readonly saidAt: number;
};

export type WithdrawnLog = { readonly at: number; readonly logKey: string; readonly by: Person };

/** The part of a ticket that tells of them. */
type Logs = {
  readonly handLogs: readonly HandLog[];
  readonly withdrawnLogs: readonly WithdrawnLog[];
};

/** Those that nobody took back: what was taken back is as if it had never been said. */
export function logsInForce({ handLogs, withdrawnLogs }: Logs): readonly HandLog[] {
  if (withdrawnLogs.length === 0) return handLogs;
  return handLogs.filter(({ logKey }) => !withdrawnLogs.some((one) => one.logKey === logKey));
}

export function loggedInstants(logs: Logs, clock: LoggedClock): number[] {
  return logsInForce(logs)
    .filter((log) => log.clock === clock)
    .map(({ at }) => at);
}

/** Answers of reps, oldest first: as the CRM tells them, and as people say that they called. */
export function answersOf(
  ticket: Logs & { readonly agentReplies: readonly number[] },
): readonly number[] {
  const calls = loggedInstants(ticket, "first_response");
  if (calls.length === 0) return ticket.agentReplies;
  return [...ticket.agentReplies, ...calls].sort((a, b) => a - b);
}

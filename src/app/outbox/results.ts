import type { OutboxResult, OutboxRow, OutboxTarget } from "../../ports/outbox-store.ts";
import type { PluginError } from "../../ports/plugin-error.ts";

/** With the longest wait between them about a day: so long HubSpot repeats its own deliveries too. */
const ATTEMPTS_LIMIT = 100;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;

export type Failure = {
  readonly now: number;
  /** The call may have gone out: look before sending again. */
  readonly outcomeOpen?: boolean;
};

export function sent(row: OutboxRow, fingerprint: string | null): OutboxResult {
  return { ...targetOf(row), result: { state: "sent", fingerprint } };
}

export function dead(row: OutboxRow, reason: string): OutboxResult {
  return { ...targetOf(row), result: { state: "dead", reason } };
}

export function unknown(row: OutboxRow, reason: string): OutboxResult {
  return { ...targetOf(row), result: { state: "unknown", reason } };
}

/**
 * Tries again later, each time waiting longer, and never sooner than the other side asked for. Gives
 * up after a limit: as dead, or as unknown when the last try may have gone out.
 */
export function retry(
  row: OutboxRow,
  {
    reason,
    now,
    waitMs = 0,
    outcomeOpen = false,
  }: Failure & { readonly reason: string; readonly waitMs?: number | undefined },
): OutboxResult {
  if (row.attempts >= ATTEMPTS_LIMIT) {
    return outcomeOpen ? unknown(row, reason) : dead(row, reason);
  }
  const doubledMs = Math.min(FIRST_WAIT_MS * 2 ** row.attempts, LONGEST_WAIT_MS);
  const notBeforeAt = now + Math.max(waitMs, doubledMs);
  return {
    ...targetOf(row),
    result: { state: "retry", notBeforeAt, reason, outcomeOpen, isCounted: true },
  };
}

/** Nothing may be sent at present, and nothing is lost: the row waits, however long that lasts. */
export function postponed(
  row: OutboxRow,
  { reason, now }: { readonly reason: string; readonly now: number },
): OutboxResult {
  return postponedUntil(row, { reason, until: now + LONGEST_WAIT_MS });
}

/** Something else has to be sent first: looked at again soon, then less and less often. */
export function postponedBriefly(
  row: OutboxRow,
  { reason, now }: { readonly reason: string; readonly now: number },
): OutboxResult {
  const doubledMs = Math.min(FIRST_WAIT_MS * 2 ** row.attempts, LONGEST_WAIT_MS);
  const outcomeOpen = row.sendingSince !== null;
  const notBeforeAt = now + doubledMs;
  const result = { state: "retry", notBeforeAt, reason, outcomeOpen, isCounted: true } as const;
  return { ...targetOf(row), result };
}

export function postponedUntil(
  row: OutboxRow,
  { reason, until: notBeforeAt }: { readonly reason: string; readonly until: number },
): OutboxResult {
  const outcomeOpen = row.sendingSince !== null;
  const result = { state: "retry", notBeforeAt, reason, outcomeOpen, isCounted: false } as const;
  return { ...targetOf(row), result };
}

/** What a failed call to the CRM means for a row. */
export function failed(
  row: OutboxRow,
  error: PluginError,
  { now, outcomeOpen = false }: Failure,
): OutboxResult {
  if (error.code === "portal_disconnected") return postponed(row, { reason: error.code, now });
  if (error.retryable) {
    return retry(row, { reason: error.code, now, waitMs: error.retryAfterMs, outcomeOpen });
  }
  return outcomeOpen ? unknown(row, error.message) : dead(row, error.message);
}

/** What a line of the log calls a send, both where it was asked for and where it ended. */
export function sendOf({ kind, subjectId }: OutboxTarget): string {
  return `${kind}:${subjectId}`;
}

function targetOf({ portalId, kind, subjectId, revision }: OutboxRow) {
  return { portalId, kind, subjectId, revision };
}

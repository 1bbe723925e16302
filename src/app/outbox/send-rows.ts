import type { Logger } from "../../ports/logger.ts";
import type { OutboxKind } from "../../ports/outbox-kind.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";
import { isDropped, maySend } from "./parts-of-sends.ts";
import { postponed, retry, sendOf, sent } from "./results.ts";

/**
 * A send that is not finished by then counts as lost with its process. Longer than the longest one: a
 * message that is looked for through all pages of two channels before it is posted.
 */
export const SEND_LEASE_MS = 180_000;
/** Messages that one sender brings up to date side by side; each may wait a little for its turn. */
export const MESSAGES_AT_ONCE = 25;
/** A row that a bug keeps from being sent is looked at again this much later. */
const STUCK_RETRY_MS = 10 * 60_000;

type SendDeps = {
  readonly store: Pick<Store, "outbox">;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

export type Sending = {
  readonly kind: OutboxKind;
  /** Rows claimed at once: all must be done within the lease. */
  readonly limit: number;
  /** Rows of one portal that `send` takes at once. */
  readonly portion: number;
  /** Portions that do not wait for each other, so that no workspace and no channel holds up another. */
  readonly isParallel?: boolean;
  /** One result for each row; nothing but a bug or a store that does not answer may be thrown. */
  readonly send: (
    context: PortalContext,
    rows: readonly OutboxRow[],
  ) => Promise<readonly OutboxResult[]>;
};

/**
 * Takes what has to be sent of one kind, portal by portal so that a call never mixes tenants, and
 * notes what became of it. A portal that is away, or where the kind's part is not switched on, keeps its
 * rows waiting or drops them. Says how many rows it took.
 */
export async function sendRows(deps: SendDeps, sending: Sending): Promise<number> {
  const { kind, limit } = sending;
  const now = deps.timeSource.now();
  const rows = await deps.store.outbox.claim({ kind, limit, now, leaseMs: SEND_LEASE_MS });
  const portions = portionsOf(rows, sending.portion);
  if (sending.isParallel === true) {
    await Promise.all(portions.map((taken) => sendPortion(deps, sending, taken)));
  } else {
    for (const taken of portions) await sendPortion(deps, sending, taken);
  }
  return rows.length;
}

function portionsOf(rows: readonly OutboxRow[], size: number): readonly Portion[] {
  return [...Map.groupBy(rows, (row) => row.portalId)].flatMap(([portalId, ofPortal]) =>
    Array.from({ length: Math.ceil(ofPortal.length / size) }, (_, index) => ({
      portalId,
      rows: ofPortal.slice(index * size, (index + 1) * size),
    })),
  );
}

async function sendPortion(deps: SendDeps, sending: Sending, taken: Portion): Promise<void> {
  const results = await resultsOf(deps, sending, taken);
  await deps.store.outbox.finish(results, deps.timeSource.now());
  for (const result of results) logResult(deps.logger, result);
}

type Portion = { readonly portalId: string; readonly rows: readonly OutboxRow[] };

/** A row that a bug keeps from being sent must not hold up the others: each is then tried alone. */
async function resultsOf(
  deps: SendDeps,
  sending: Sending,
  portion: Portion,
): Promise<readonly OutboxResult[]> {
  try {
    return await sendOrPostpone(deps, sending, portion);
  } catch (error) {
    if (error instanceof PluginError) throw error;
    const { portalId, rows } = portion;
    const now = deps.timeSource.now();
    if (rows.length === 1) {
      const send = rows.map(sendOf).join();
      deps.logger.error({ portalId, send, error }, "something cannot be sent");
      return rows.map((row) => stuck(row, now));
    }
    const results: OutboxResult[] = [];
    for (const row of rows) {
      // It may have gone out before the bug struck.
      const alone = { portalId, rows: [{ ...row, sendingSince: row.sendingSince ?? now }] };
      results.push(...(await resultsOf(deps, sending, alone)));
    }
    return results;
  }
}

/** Properties can be written twice; a message, a note or a task must not be made twice. */
function stuck(row: OutboxRow, now: number): OutboxResult {
  const outcomeOpen = row.kind !== "ticket_properties" && row.kind !== "customer_properties";
  return retry(row, { reason: "not_processed", now, waitMs: STUCK_RETRY_MS, outcomeOpen });
}

async function sendOrPostpone(
  deps: SendDeps,
  { kind, send }: Sending,
  { portalId, rows }: Portion,
): Promise<readonly OutboxResult[]> {
  const context = await deps.contexts(portalId);
  const now = deps.timeSource.now();
  if (context === null) {
    return rows.map((row) => postponed(row, { reason: "portal_not_connected", now }));
  }
  if (!maySend(context.portal.mode, kind)) {
    return rows.map((row) =>
      isDropped(row)
        ? sent(row, row.sentFingerprint)
        : postponed(row, { reason: "observe_mode", now }),
    );
  }
  return send(context, rows);
}

function logResult(logger: Logger, outcome: OutboxResult): void {
  const { portalId, result } = outcome;
  const reason = result.state === "sent" ? {} : { reason: result.reason };
  const fields = { portalId, send: sendOf(outcome), state: result.state, ...reason };
  logger.debug(fields, "a send has ended");
}

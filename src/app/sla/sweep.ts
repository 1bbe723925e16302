import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { Store, TicketRow } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { sendOf } from "../outbox/results.ts";
import { commitTickets, type Outcome } from "./commit-tickets.ts";
import type { PortalContexts } from "./portal-contexts.ts";

/** Due tickets taken in one transaction; short enough that a lock is never held long. */
const SWEEP_BATCH = 200;
/** The clocks of a portal that is away are looked at again when it may be back. */
const AWAY_RETRY_MS = 15 * 60_000;
/** A ticket that a bug keeps from being looked at is tried again this much later. */
const STUCK_RETRY_MS = 10 * 60_000;

export type SweepDeps = {
  readonly store: Store;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

type Due = { readonly portalId: string; readonly row: TicketRow };

/**
 * Looks at the tickets whose time has come and stores what time alone changed: warnings, breaches,
 * their cases. Says how many there were. A full batch means that there may be more: another is then
 * begun beside it, so that the program computes while the database writes.
 */
export async function sweep(deps: SweepDeps): Promise<number> {
  const claimed = Promise.withResolvers<number>();
  const first = sweepBatch(deps, claimed.resolve);
  const isFull = (await Promise.race([claimed.promise, first])) === SWEEP_BATCH;
  const second = isFull ? sweepBatch(deps, () => undefined) : 0;
  await Promise.allSettled([first, second]);
  return (await first) + (await second);
}

/** A ticket that cannot be looked at must not hold up the others: each is then taken alone. */
async function sweepBatch(deps: SweepDeps, onClaimed: (tickets: number) => void): Promise<number> {
  const now = deps.timeSource.now();
  const claim = () => deps.store.tickets.claimDue(now, SWEEP_BATCH);
  try {
    const swept = await deps.store.transaction(async () => {
      const due = await claim();
      onClaimed(due.length);
      return { count: due.length, outcomes: await lookAt(deps, due, now) };
    });
    logSwept(deps.logger, swept.outcomes);
    return swept.count;
  } catch (error) {
    if (error instanceof PluginError) throw error;
    const due = await deps.store.transaction(claim);
    for (const one of due) await lookAtAlone(deps, one, now);
    return due.length;
  }
}

type Swept = { readonly portalId: string; readonly outcomes: readonly Outcome[] };

async function lookAt(
  deps: SweepDeps,
  due: readonly Due[],
  now: number,
): Promise<readonly Swept[]> {
  const swept: Swept[] = [];
  for (const [portalId, ofPortal] of Map.groupBy(due, (one) => one.portalId)) {
    const locked = ofPortal.map(({ row }) => row);
    const context = await deps.contexts(portalId);
    if (context === null) {
      await postpone(deps, portalId, {
        rows: locked,
        until: now + AWAY_RETRY_MS,
      });
      continue;
    }
    const ticketIds = locked.map(({ ticket }) => ticket.ticketId);
    const change = { ticketIds, facts: [], grades: [], now, locked };
    const outcomes = await commitTickets(deps.store, context, change);
    const looked = new Set(outcomes.map(({ after }) => after.ticket.ticketId));
    // Without facts, which retention may have dropped, time changes nothing any more.
    const empty = locked.filter(({ ticket }) => !looked.has(ticket.ticketId));
    if (empty.length > 0) await postpone(deps, portalId, { rows: empty, until: null });
    swept.push({ portalId, outcomes });
  }
  return swept;
}

async function lookAtAlone(deps: SweepDeps, { portalId, row }: Due, now: number): Promise<void> {
  const { ticketId } = row.ticket;
  try {
    const swept = await deps.store.transaction(async () => {
      const locked = await deps.store.tickets.lock(portalId, [ticketId]);
      const present = [...locked.values()].map((found) => ({ portalId, row: found }));
      return lookAt(deps, present, now);
    });
    logSwept(deps.logger, swept);
  } catch (error) {
    if (error instanceof PluginError) throw error;
    deps.logger.error({ portalId, ticketId, error }, "a ticket cannot be looked at");
    await deps.store.transaction(async () => {
      const locked = await deps.store.tickets.lock(portalId, [ticketId]);
      await postpone(deps, portalId, { rows: [...locked.values()], until: now + STUCK_RETRY_MS });
    });
  }
}

async function postpone(
  { store }: SweepDeps,
  portalId: string,
  { rows, until }: { readonly rows: readonly TicketRow[]; readonly until: number | null },
): Promise<void> {
  await store.tickets.save(
    portalId,
    rows.map((row) => ({ ...row, nextDueAt: until })),
  );
}

function logSwept(logger: Logger, swept: readonly Swept[]): void {
  for (const { portalId, outcomes } of swept) {
    for (const { after, sends } of outcomes) {
      const fields = { portalId, ticketId: after.ticket.ticketId, sends: sends.map(sendOf) };
      logger.debug(fields, "the time of a ticket has come");
    }
  }
}

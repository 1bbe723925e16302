import { isOn } from "../../domain/governance/mode.ts";
import type { OpenErasure, RowCounts } from "../../ports/erasure-store.ts";
import type { Logger } from "../../ports/logger.ts";
import type { OutboxTarget } from "../../ports/outbox-store.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { commitTickets } from "../sla/commit-tickets.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";
import { markMessages, requestRemovals } from "./erase-messages.ts";

/** Tickets looked for at once. */
const TICKETS_AT_ONCE = 500;
/** What others wrote while it ran is found by the next pass; more than this is no accident. */
const PASSES_LIMIT = 3;

export type EraseDeps = {
  readonly store: Store;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

/**
 * Erases one person from all that is kept of an account and proves it by a search over every table. May be
 * stopped anywhere and run again: it goes on with what is left. A portal that is not connected waits; its
 * data go as a whole. Throws, to be tried again, while something of the person is left.
 */
export async function erasePerson(
  deps: EraseDeps,
  { portalId, erasureId }: { readonly portalId: string; readonly erasureId: string },
): Promise<void> {
  const { store, logger } = deps;
  const person = await store.erasures.find(portalId, erasureId);
  const context = await deps.contexts(portalId);
  if (person === null || context === null) return;
  await markMessages(deps, portalId, person);
  let removed = await eraseFromTickets(deps, context, person);
  for (let pass = 1; pass <= PASSES_LIMIT; pass += 1) {
    removed = sumOf(removed, await store.erasures.erase(portalId, person));
    const left = await store.erasures.search(portalId, person);
    if (Object.keys(left).length === 0) {
      await finish(deps, context, { person, removed });
      return;
    }
    logger.warn({ portalId, erasureId, pass, left }, "something of an erased person is left");
  }
  throw new PluginError(
    "erasure_unfinished",
    `erasure ${erasureId} of portal ${portalId} left rows`,
    {
      retryable: true,
    },
  );
}

/** Ticket by ticket: its facts without the words, folded anew, and its messages edited. */
async function eraseFromTickets(
  { store, timeSource }: EraseDeps,
  context: PortalContext,
  person: OpenErasure,
): Promise<RowCounts> {
  const { portalId, mode } = context.portal;
  let removed: RowCounts = {};
  for (;;) {
    const ticketIds = await store.erasures.tickets(portalId, person, TICKETS_AT_ONCE);
    for (const ticketId of ticketIds) {
      const counts = await store.transaction(async () => {
        const now = timeSource.now();
        await store.tickets.lock(portalId, [ticketId]);
        await store.postedMessages.mark(portalId, { ...person, ticketIds: [ticketId], now });
        const blanked = await store.erasures.blankTicket(portalId, person, ticketId);
        await commitTickets(store, context, { ticketIds: [ticketId], facts: [], grades: [], now });
        if (isOn(mode, "escalation")) await editMessages(store, { portalId, ticketId, now });
        return blanked;
      });
      removed = sumOf(removed, counts);
    }
    if (ticketIds.length < TICKETS_AT_ONCE) return removed;
  }
}

/** The messages that are kept up to date lose the words with their next edit, those of ended cases too. */
async function editMessages(
  store: Store,
  { portalId, ticketId, now }: { portalId: string; ticketId: string; now: number },
): Promise<void> {
  const cases = await store.escalations.ofTickets(portalId, [ticketId]);
  const targets = cases.flatMap(({ caseId, groupId, message }): OutboxTarget[] => [
    ...(message === null ? [] : [{ kind: "case_message" as const, subjectId: caseId }]),
    ...(groupId === null ? [] : [{ kind: "case_group" as const, subjectId: groupId }]),
  ]);
  await store.outbox.request(portalId, targets, now);
}

async function finish(
  { store, timeSource, logger }: EraseDeps,
  { portal }: PortalContext,
  done: { readonly person: OpenErasure; readonly removed: RowCounts },
): Promise<void> {
  const { portalId } = portal;
  const { person, removed } = done;
  const { erasureId } = person;
  const now = timeSource.now();
  await store.transaction(async () => {
    await store.erasures.finish(portalId, erasureId, { removed, now });
    await requestRemovals(store, portal, { erasureId, now });
    await store.audit.append(portalId, [
      {
        ...{ at: now, actor: "aftercare", action: "person_erased", from: "crm" as const },
        subject: `erasure:${erasureId}`,
        detail: { ...removed },
      },
    ]);
  });
  logger.info({ portalId, erasureId, removed }, "a person is erased");
}

/** Rows of both. */
function sumOf(one: RowCounts, other: RowCounts): RowCounts {
  const sum = new Map(Object.entries(one));
  for (const [table, rows] of Object.entries(other)) sum.set(table, (sum.get(table) ?? 0) + rows);
  return Object.fromEntries(sum);
}

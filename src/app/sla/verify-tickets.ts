import type { EscalationCase } from "../../domain/escalation/case.ts";
import type { Store, TicketRow } from "../../ports/store.ts";
import { caseOf } from "../escalation/case-of.ts";
import { deriveTicket } from "./derive-ticket.ts";
import { type Difference, differencesOf } from "./differences.ts";
import type { PortalContext, PortalContexts } from "./portal-contexts.ts";

/** Tickets that are in memory at once, with all their facts. */
const PAGE = 200;

export type VerifyDeps = {
  readonly store: Pick<Store, "transaction" | "portals" | "tickets" | "escalations">;
  readonly contexts: PortalContexts;
};

export type TicketDifference = Difference & {
  readonly portalId: string;
  readonly ticketId: string;
};

export type VerifyWatcher = {
  onDifference(difference: TicketDifference): void;
  onProgress(progress: { readonly portalId: string; readonly tickets: number }): void;
};

export type VerifiedPortal = {
  readonly portalId: string;
  readonly state: "verified" | "without_policy_or_away";
  /** Those that were derived anew. */
  readonly tickets: number;
  /** Those whose facts are no longer kept, so that there is nothing to derive them from. */
  readonly withoutFacts: number;
  /** Tickets that differ in at least one value. */
  readonly different: number;
};

/**
 * Derives every ticket anew from its stored facts, under the policy version that it has and as of the
 * instant at which its row was written, and tells where the row or its cases say something else. What
 * is stored is a copy of what follows from facts, so there must be no difference. Changes nothing.
 */
export async function verifyTickets(
  deps: VerifyDeps,
  portalIds: readonly string[],
  watcher: VerifyWatcher,
): Promise<readonly VerifiedPortal[]> {
  const portals: VerifiedPortal[] = [];
  for (const portalId of portalIds) portals.push(await verifyPortal(deps, portalId, watcher));
  return portals;
}

async function verifyPortal(
  deps: VerifyDeps,
  portalId: string,
  watcher: VerifyWatcher,
): Promise<VerifiedPortal> {
  const context = await deps.contexts(portalId);
  const counts = { tickets: 0, withoutFacts: 0, different: 0 };
  if (context === null) return { portalId, state: "without_policy_or_away", ...counts };
  let after: string | null = null;
  for (;;) {
    const rows: readonly TicketRow[] = await deps.store.tickets.page(portalId, after, PAGE);
    for (const checked of await check(deps, context, rows)) {
      const { ticketId, differences } = await settled(deps, context, checked);
      if (differences === null) counts.withoutFacts += 1;
      else counts.tickets += 1;
      if (differences === null || differences.length === 0) continue;
      counts.different += 1;
      for (const one of differences) watcher.onDifference({ portalId, ticketId, ...one });
    }
    after = rows.at(-1)?.ticket.ticketId ?? null;
    if (after === null) return { portalId, state: "verified", ...counts };
    watcher.onProgress({ portalId, tickets: counts.tickets + counts.withoutFacts });
  }
}

type Checked = {
  readonly ticketId: string;
  /** Null without facts. */
  readonly differences: readonly Difference[] | null;
};

/**
 * Row, facts and cases were read one after the other, and a running plugin may have changed the ticket
 * in between: what seems to differ is looked at once more, with the ticket locked.
 */
async function settled(
  deps: VerifyDeps,
  context: PortalContext,
  checked: Checked,
): Promise<Checked> {
  if (checked.differences === null || checked.differences.length === 0) return checked;
  const { ticketId } = checked;
  return deps.store.transaction(async () => {
    const rows = await deps.store.tickets.lock(context.portal.portalId, [ticketId]);
    const [again] = await check(deps, context, [...rows.values()]);
    return again ?? { ticketId, differences: null };
  });
}

async function check(
  { store }: VerifyDeps,
  context: PortalContext,
  rows: readonly TicketRow[],
): Promise<readonly Checked[]> {
  const { portalId } = context.portal;
  const ticketIds = rows.map(({ ticket }) => ticket.ticketId);
  const facts = await store.tickets.events(portalId, ticketIds);
  const acts = Map.groupBy(await store.escalations.acts(portalId, ticketIds), idOf);
  const cases = Map.groupBy(await store.escalations.ofTickets(portalId, ticketIds), idOf);
  return Promise.all(
    rows.map(async (row): Promise<Checked> => {
      const { ticketId } = row.ticket;
      const events = facts.get(ticketId) ?? [];
      if (events.length === 0) return { ticketId, differences: null };
      const casesBefore = cases.get(ticketId) ?? [];
      const derived = await deriveTicket(context, {
        ticketId,
        events,
        before: row,
        acts: acts.get(ticketId) ?? [],
        casesBefore,
        now: row.evaluatedAt,
      });
      const stored = { ...row, cases: byId(casesBefore.map(caseOf)) };
      const anew = { ...derived.after, cases: byId(derived.cases) };
      return { ticketId, differences: differencesOf(stored, anew) };
    }),
  );
}

function idOf({ ticketId }: { readonly ticketId: string }): string {
  return ticketId;
}

function byId(cases: readonly EscalationCase[]): Readonly<Record<string, EscalationCase>> {
  return Object.fromEntries(cases.map((escalation) => [escalation.caseId, escalation]));
}

import type { Rules } from "../../domain/governance/rules.ts";
import { closedSince } from "../../domain/sla/evaluate.ts";
import { lifeOf } from "../../domain/sla/life.ts";
import { versionAt } from "../../domain/sla/stretches.ts";
import type { TicketEvent } from "../../domain/sla/ticket-event.ts";
import type { Store, TicketRow } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { commitTickets } from "../sla/commit-tickets.ts";
import { type Derived, deriveTicket } from "../sla/derive-ticket.ts";
import { contextUnder, type PortalContext } from "../sla/portal-contexts.ts";
import { addEffect, type EffectSide, type PolicyEffect, unchanged } from "./policy-effect.ts";

/** Tickets that are locked, or in memory with all their facts, at once. */
const PAGE = 100;

export type ApplyDeps = { readonly store: Store; readonly timeSource: TimeSource };
export type OnTickets = (progress: { readonly tickets: number }) => void;

/** What would become of the open tickets if these rules governed them from now on. Writes nothing. */
export async function previewOnOpen(
  deps: ApplyDeps,
  context: PortalContext,
  {
    rules,
    onTickets,
    signal,
  }: { readonly rules: Rules; readonly onTickets: OnTickets; readonly signal?: AbortSignal },
): Promise<PolicyEffect> {
  const { store } = deps;
  const { portalId } = context.portal;
  const under = contextUnder(context, rules);
  let effect = unchanged;
  let looked = 0;
  for await (const page of pagesOf(deps, portalId)) {
    if (signal?.aborted) break;
    const now = deps.timeSource.now();
    const ticketIds = page.map(({ ticket }) => ticket.ticketId);
    const facts = await store.tickets.events(portalId, ticketIds);
    for (const row of page) {
      const at = instantOf(row, now);
      if (!(await isToBeChanged(context, row, { version: rules.version, at }))) continue;
      const events = facts.get(row.ticket.ticketId) ?? [];
      const basis = { ...without, ticketId: row.ticket.ticketId, before: row, now: at };
      const [before, after] = await Promise.all([
        deriveTicket(context, { ...basis, events }),
        deriveTicket(under, { ...basis, events: [...events, applied(row, rules.version, at)] }),
      ]);
      effect = addEffect(effect, { before: sideOf(before), after: sideOf(after), now: at });
    }
    looked += page.length;
    onTickets({ tickets: looked });
  }
  return effect;
}

function sideOf({ after: row, evaluation: { life } }: Derived): EffectSide {
  return { row, life };
}

/** Cases have no part in what is promised. */
const without = { acts: [], casesBefore: [] } as const;

/**
 * Puts every open ticket under `version` from now on; one that is under it already is left alone, so that
 * what was broken off can be done again. A transaction for each page.
 */
export async function applyToOpen(
  deps: ApplyDeps,
  context: PortalContext,
  { version, onTickets }: { readonly version: number; readonly onTickets: OnTickets },
): Promise<number> {
  const { portalId } = context.portal;
  let changed = 0;
  let looked = 0;
  for await (const page of pagesOf(deps, portalId)) {
    const ticketIds = page.map(({ ticket }) => ticket.ticketId);
    changed += await deps.store.transaction(async () => {
      const locked = [...(await deps.store.tickets.lock(portalId, ticketIds)).values()];
      const now = deps.timeSource.now();
      let count = 0;
      for (const row of locked) {
        const at = instantOf(row, now);
        if (!(await isToBeChanged(context, row, { version, at }))) continue;
        await commitTickets(deps.store, context, {
          ticketIds: [row.ticket.ticketId],
          facts: [applied(row, version, at)],
          grades: [],
          now: at,
          locked: [row],
        });
        count += 1;
      }
      return count;
    });
    looked += page.length;
    onTickets({ tickets: looked });
  }
  return changed;
}

async function* pagesOf(
  { store }: ApplyDeps,
  portalId: string,
): AsyncGenerator<readonly TicketRow[]> {
  let after: string | null = null;
  for (;;) {
    const page: readonly TicketRow[] = await store.tickets.page(portalId, after, PAGE);
    after = page.at(-1)?.ticket.ticketId ?? null;
    if (after === null) return;
    yield page;
  }
}

/** Clocks of processes differ: it comes after all that was decided. */
function instantOf({ evaluatedAt }: TicketRow, now: number): number {
  return Math.max(now, evaluatedAt);
}

async function isToBeChanged(
  context: PortalContext,
  { ticket, policyVersion }: TicketRow,
  { version, at }: { readonly version: number; readonly at: number },
): Promise<boolean> {
  if (ticket.createdAt === null || ticket.gone !== null) return false;
  if (versionAt(ticket, policyVersion, at) === version) return false;
  const circumstances = await context.circumstances(ticket, policyVersion, at);
  return closedSince(lifeOf(ticket, circumstances)) === null;
}

function applied({ ticket }: TicketRow, version: number, at: number): TicketEvent {
  const detail = { kind: "policy_applied" as const, version };
  return { ticketId: ticket.ticketId, occurredAt: at, detail };
}

import { isOn } from "../../domain/governance/mode.ts";
import { closedSince, runsOf } from "../../domain/sla/evaluate.ts";
import { type Life, lifeOf } from "../../domain/sla/life.ts";
import { versionAt } from "../../domain/sla/stretches.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { Store, TicketRow } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { type CaseReach, standingsOf } from "../escalation/case-standing.ts";
import { departmentRuns } from "./department-runs.ts";
import { lastEndedPause, pausesNow } from "./hand-pauses.ts";
import type { PortalContext, PortalContexts } from "./portal-contexts.ts";
import type { TicketView } from "./ticket-view.ts";

export type CardDeps = {
  readonly store: Store;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
};

/** What is known of a ticket, from the store alone; null when the portal is not connected. */
export async function readTicketCard(
  deps: CardDeps,
  portalId: string,
  ticketId: string,
): Promise<TicketView | null> {
  const context = await deps.contexts(portalId);
  if (context === null) return null;
  const now = deps.timeSource.now();
  const row = await deps.store.tickets.find(portalId, ticketId);
  const customers = row === null ? [] : row.ticket.customers;
  const [known, cases, visits, rules, reach, circumstances] = await Promise.all([
    deps.store.customers.find(portalId, customers),
    deps.store.escalations.ofTickets(portalId, [ticketId]),
    deps.store.visits.ofCustomers(portalId, customers),
    row === null ? context.current : context.rulesOf(versionAt(row.ticket, row.policyVersion, now)),
    reachOf(deps.store, context),
    row && context.circumstances(row.ticket, row.policyVersion, now),
  ]);
  const life = row && circumstances && lifeOf(row.ticket, circumstances);
  const isClosed = life !== null && closedSince(life) !== null;
  const isOver = isClosed || (row !== null && row.ticket.gone !== null);
  return {
    now,
    portal: context.portal,
    policy: rules.policy,
    row: row && life && upToDate(row, life, cases),
    pauses: life === null ? [] : pausesNow(life),
    endedPause: life && lastEndedPause(life),
    isClosed,
    customers: known,
    cases,
    visits,
    standings: row ? await standingsOf(context, { row, cases, reach, isOver, now }) : [],
    reach,
  };
}

async function reachOf(
  { portals }: Pick<Store, "portals">,
  { portal }: PortalContext,
): Promise<CaseReach> {
  if (!isOn(portal.mode, "escalation")) return "observe";
  return (await portals.slackTeam(portal.portalId)) === null ? "no_slack" : "told";
}

/** Never a state older than the time: what changed since the last sweep is evaluated here. */
function upToDate(row: TicketRow, life: Life, cases: readonly CaseRow[]): TicketRow {
  const runs = [...runsOf(life), ...departmentRuns(life, row.clocks, cases)];
  return {
    ...row,
    clocks: runs.map(({ clock }) => clock),
    complaint: life.complaint,
    evaluatedAt: life.now,
  };
}

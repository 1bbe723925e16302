import { quietUntil } from "../../domain/escalation/quiet-hours.ts";
import type { Rules } from "../../domain/governance/rules.ts";
import { closedSince, runsOf } from "../../domain/sla/evaluate.ts";
import { type Life, lifeOf } from "../../domain/sla/life.ts";
import { versionAt } from "../../domain/sla/stretches.ts";
import { traitsAt } from "../../domain/sla/traits.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { Store, TicketRow } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
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
  const [known, cases, visits, rules, circumstances] = await Promise.all([
    deps.store.customers.find(portalId, customers),
    deps.store.escalations.ofTickets(portalId, [ticketId]),
    deps.store.visits.ofCustomers(portalId, customers),
    row === null ? context.current : context.rulesOf(versionAt(row.ticket, row.policyVersion, now)),
    row && context.circumstances(row.ticket, row.policyVersion, now),
  ]);
  const life = row && circumstances && lifeOf(row.ticket, circumstances);
  return {
    now,
    portal: context.portal,
    policy: rules.policy,
    row: row && life && upToDate(row, life, cases),
    pauses: life === null ? [] : pausesNow(life),
    endedPause: life && lastEndedPause(life),
    isClosed: life !== null && closedSince(life) !== null,
    customers: known,
    cases,
    visits,
    quietUntil: row && (await toldAfter(deps, context, { row, rules, found: cases.at(-1), now })),
  };
}

/** Of a case that nobody was told of; where nothing is posted nobody will be. */
async function toldAfter(
  { store }: CardDeps,
  { portal }: PortalContext,
  of: {
    readonly row: TicketRow;
    readonly rules: Rules;
    readonly found: CaseRow | undefined;
    readonly now: number;
  },
): Promise<number | null> {
  const { row, rules, found, now } = of;
  if (found === undefined || found.state !== "open" || found.message !== null) return null;
  const department = rules.policy.departments.find(({ id }) => id === found.department);
  if (department === undefined || portal.mode === "observe") return null;
  const traits = traitsAt(row.ticket, rules.policy, now);
  const until = quietUntil(department, { rules, traits }, now);
  if (until === null || (await store.portals.slackTeam(portal.portalId)) === null) return null;
  return until;
}

/** Never a state older than the time: what changed since the last sweep is evaluated here. */
function upToDate(row: TicketRow, life: Life, cases: readonly CaseRow[]): TicketRow {
  const runs = [...runsOf(life), ...departmentRuns(life, row.clocks, cases)];
  return { ...row, clocks: runs.map(({ clock }) => clock), evaluatedAt: life.now };
}

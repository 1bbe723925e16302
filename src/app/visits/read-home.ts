import type { Policy } from "../../domain/governance/policy.ts";
import type { BusinessTime } from "../../domain/time/business-time.ts";
import type { VisitOutcome } from "../../domain/visits/outcome.ts";
import type { OwnerSnapshot } from "../../ports/crm.ts";
import type { Portal, Store, TicketRow } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import { type ActionLine, actionLines } from "../complaints/list-actions.ts";
import { homePerson } from "../home/home-person.ts";
import type { TeamBoard } from "../home/read-board.ts";
import { type HomeTasks, readTasks } from "../home/read-tasks.ts";
import type { ReadBoard } from "../home/remember-board.ts";
import type { CrmUser } from "../portals/name-of-user.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";
import type { ReadTeamVisits, TeamVisits } from "./read-team-visits.ts";

const OWN_LIMIT = 300;
/** Open corrective actions that are looked through for the longest overdue. */
const ACTIONS_LIMIT = 300;
/** Days of the team's calendar, from today on. */
const CALENDAR_DAYS = 7;

export type HomeDeps = {
  readonly store: Pick<
    Store,
    "visits" | "visitOutcomes" | "customers" | "portals" | "tickets" | "board" | "actions"
  >;
  readonly readBoard: ReadBoard;
  readonly readTeamVisits: ReadTeamVisits;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
};

/** What the home page shows, as the store has it at `now`. */
export type HomeView = TeamVisits & {
  readonly now: number;
  readonly portal: Portal;
  readonly policy: Policy;
  readonly time: BusinessTime;
  readonly today: string;
  /** The days of the calendar. */
  readonly dates: readonly string[];
  /** Whoever looks, as owner of records. */
  readonly ownerIds: readonly string[];
  /** Planned visits of whoever looks, the earliest first. */
  readonly own: readonly VisitRow[];
  /** Visits of whoever looks that are done and whose outcome nobody has told. */
  readonly asked: readonly { readonly visit: VisitRow; readonly outcome: VisitOutcome }[];
  readonly owners: readonly OwnerSnapshot[];
  /** What waits for whoever looks, beside visits. */
  readonly tasks: HomeTasks;
  readonly board: TeamBoard;
  /** Corrective actions that are not closed, the longest overdue first. */
  readonly openActions: readonly ActionLine[];
  /** Of the clocks and cases that are shown. */
  readonly tickets: readonly TicketRow[];
};

/** Null when the portal is not connected. */
export async function readHome(
  deps: HomeDeps,
  portalId: string,
  user: CrmUser,
): Promise<HomeView | null> {
  const context = await deps.contexts(portalId);
  if (context === null) return null;
  const { store } = deps;
  const now = deps.timeSource.now();
  const { policy, calendars } = context.current;
  const time = calendars(policy.visits.calendarId);
  const today = time.dateOf(now);
  const dates = Array.from({ length: CALENDAR_DAYS }, (_, days) => time.addDays(today, days));
  const owners = await store.portals.owners(portalId);
  const person = homePerson(user, { owners, policy });
  const { ownerIds } = person;
  const [own, outcomes, team, tasks, board, open] = await Promise.all([
    store.visits.plannedOf(portalId, ownerIds, OWN_LIMIT),
    store.visitOutcomes.askedOf(portalId, ownerIds, OWN_LIMIT),
    deps.readTeamVisits(portalId, today, dates.at(-1) ?? today),
    readTasks(store, context, { person, now }),
    deps.readBoard(portalId, now),
    store.actions.open(portalId, ACTIONS_LIMIT),
  ]);
  const openActions = actionLines(open, context.current, now);
  const asked = await askedOf(store, portalId, outcomes);
  const visited = [...own, ...asked.map(({ visit }) => visit)];
  const refs = visited.flatMap(({ customer }) => customer ?? []);
  const [ownCustomers, tickets] = await Promise.all([
    store.customers.find(portalId, refs),
    store.tickets.findAll(portalId, ticketIdsOf(tasks, board)),
  ]);
  const { portal } = context;
  const customers = [...ownCustomers, ...team.customers];
  const read = { ...team, own, asked, customers, owners, tasks, board, openActions, tickets };
  return { now, portal, policy, time, today, dates, ownerIds, ...read };
}

function ticketIdsOf({ clocks, cases }: HomeTasks, { worst }: TeamBoard): readonly string[] {
  const shown = [...clocks.shown, ...cases.shown, ...worst];
  return [...new Set(shown.map(({ ticketId }) => ticketId))];
}

async function askedOf(
  { visits }: HomeDeps["store"],
  portalId: string,
  outcomes: readonly VisitOutcome[],
): Promise<HomeView["asked"]> {
  if (outcomes.length === 0) return [];
  const rows = await visits.findAll(
    portalId,
    outcomes.map(({ visitId }) => visitId),
  );
  return outcomes.flatMap((outcome) => {
    const visit = rows.find(({ visitId }) => visitId === outcome.visitId);
    return visit === undefined || visit.state !== "done" ? [] : [{ visit, outcome }];
  });
}

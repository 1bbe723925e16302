import { overdueDays } from "../../domain/escalation/overdue-ladder.ts";
import { isHeld } from "../../domain/visits/suppression.ts";
import { colourOf } from "../../domain/visits/visit.ts";
import { byUrgencyOn } from "../../domain/visits/visit-urgency.ts";
import type { OwnerSnapshot } from "../../ports/crm.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import type { VisitDayTold, VisitLine, VisitList } from "../../ports/visit-told.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { customerKey } from "../tiering/customer-key.ts";
import { customerName } from "../tiering/customer-name.ts";
import { personOfReader } from "../visits/overdue-reader.ts";
import { textOfReader, type VisitDayNotice } from "../visits/visit-notices.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { sent } from "./results.ts";
import { callForVisits } from "./visit-call.ts";
import { aboutVisit, urlOfVisit } from "./visit-reader.ts";

/** Of one list in a message; the others are counted. */
const LINES_SHOWN = 20;
/** Visits of one person that are looked at for the day. */
const VISITS_OF_OWNER = 1_000;
/** Calls of the ladder that one message may tell of. */
const CALLS_A_MESSAGE = 1_000;

/** Sends one person the visits of a day, if there is still something to tell. */
export async function sendVisitDay(
  deps: OutboxDeps,
  context: PortalContext,
  { row, notice }: { readonly row: OutboxRow; readonly notice: VisitDayNotice },
): Promise<OutboxResult> {
  const { policy } = context.current;
  const owners = await deps.store.portals.owners(row.portalId);
  const person = personOfReader(notice.reader, { policy, owners });
  if (person === null) return sent(row, null);
  const told = await toldOfDay(deps, context, { notice, owners });
  if (told.due.total + told.overdue.total === 0) return sent(row, null);
  return callForVisits(deps, context, { row, person, notice: (base) => ({ ...base, ...told }) });
}

type Asked = { readonly notice: VisitDayNotice; readonly owners: readonly OwnerSnapshot[] };

async function toldOfDay(
  { store, timeSource }: Pick<OutboxDeps, "store" | "timeSource">,
  context: PortalContext,
  { notice, owners }: Asked,
): Promise<VisitDayTold> {
  const { portal, current } = context;
  const time = current.calendars(current.policy.visits.calendarId);
  const today = time.dateOf(timeSource.now());
  const due = await dueOn(store, portal.portalId, { notice, today });
  const overdue = await calledFor(store, portal.portalId, notice);
  const others = overdue.filter(({ visitId }) => due.every((one) => one.visitId !== visitId));
  const lists = { store, portal, owners, today };
  return {
    kind: "visit_day",
    role: notice.reader.role,
    date: notice.date,
    due: await listOf(due, lists),
    overdue: await listOf(others, lists),
  };
}

type DayStore = Pick<OutboxDeps["store"], "visits" | "visitCalls" | "customers">;

/** A reminder of yesterday disturbs only. */
async function dueOn(
  { visits }: DayStore,
  portalId: string,
  { notice: { reader, date }, today }: Pick<Asked, "notice"> & { readonly today: string },
): Promise<readonly VisitRow[]> {
  if (reader.role !== "owner" || date !== today) return [];
  const own = await visits.plannedOf(portalId, [reader.id], VISITS_OF_OWNER);
  return own.filter(({ dueDate, suppressed }) => dueDate === date && suppressed === null);
}

/** Those of the message's calls that still hold: not made since, not held, with the same red limit. */
async function calledFor(
  { visits, visitCalls }: DayStore,
  portalId: string,
  { reader, date }: VisitDayNotice,
): Promise<readonly VisitRow[]> {
  const message = { reader: textOfReader(reader), date };
  const calls = await visitCalls.of(portalId, message, CALLS_A_MESSAGE);
  const limits = new Map(calls.map(({ visitId, latestDate }) => [visitId, latestDate]));
  const found = await visits.findAll(portalId, [...limits.keys()]);
  return found.filter(
    (visit) =>
      visit.state === "planned" && !isHeld(visit) && visit.latestDate === limits.get(visit.visitId),
  );
}

type Lists = {
  readonly store: DayStore;
  readonly portal: PortalContext["portal"];
  readonly owners: readonly OwnerSnapshot[];
  readonly today: string;
};

async function listOf(visits: readonly VisitRow[], lists: Lists): Promise<VisitList> {
  const { store, portal, owners, today } = lists;
  const shown = visits.toSorted(byUrgencyOn(today)).slice(0, LINES_SHOWN);
  const rows = await store.customers.find(
    portal.portalId,
    shown.flatMap(({ customer }) => customer ?? []),
  );
  const names = new Map(rows.map((row) => [customerKey(row), customerName(row)]));
  const lines = shown.map((visit): VisitLine => {
    const { customer, ownerId, channel, dueAt, kind, latestDate } = visit;
    return {
      customerName: (customer && names.get(customerKey(customer))) ?? null,
      url: urlOfVisit(portal, visit),
      care: kind,
      channel,
      dueAt,
      colour: colourOf(visit, today),
      overdueDays: overdueDays(latestDate, today),
      about: aboutVisit(visit),
      ownerName: owners.find((owner) => owner.ownerId === ownerId)?.name ?? ownerId,
    };
  });
  return { lines, total: visits.length };
}

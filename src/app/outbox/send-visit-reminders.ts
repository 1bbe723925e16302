import { colourOf } from "../../domain/visits/visit.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import type { VisitTold } from "../../ports/visit-told.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { customerName } from "../tiering/customer-name.ts";
import { noticeOf, type VisitNotice } from "../visits/visit-notices.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { dead, sent } from "./results.ts";
import { MESSAGES_AT_ONCE, sendRows } from "./send-rows.ts";
import { sendVisitDay } from "./send-visit-day.ts";
import { callForVisits } from "./visit-call.ts";
import { aboutVisit, readerOf, urlOfVisit } from "./visit-reader.ts";

/**
 * Tells people of visits by direct messages in working hours: once a day what is due and what is overdue;
 * besides, the owner that a task was deleted, and the service manager that a customer cannot be reached.
 */
export function sendVisitReminders(deps: OutboxDeps): Promise<number> {
  return sendRows(deps, {
    kind: "visit_reminder",
    limit: MESSAGES_AT_ONCE,
    portion: 1,
    isParallel: true,
    send: (context, rows) => Promise.all(rows.map((row) => remind(deps, context, row))),
  });
}

async function remind(
  deps: OutboxDeps,
  context: PortalContext,
  row: OutboxRow,
): Promise<OutboxResult> {
  if (row.sentRevision > 0) return sent(row, null);
  const notice = noticeOf(row.subjectId);
  if (notice?.occasion === "day") return sendVisitDay(deps, context, { row, notice });
  const visit = notice && (await deps.store.visits.find(row.portalId, notice.visitId));
  if (notice === null || visit === null) return dead(row, "visit_not_found");
  if (!isStillTrue(notice, visit)) return sent(row, null);
  const owners = await deps.store.portals.owners(row.portalId);
  const person = await readerOf(deps, context, { notice, visit, owners });
  if (person === null) return sent(row, null);
  const told = await toldOf(deps, context, { notice, visit });
  return callForVisits(deps, context, { row, person, notice: (base) => ({ ...base, ...told }) });
}

/** What is over by the time it would be told is not told. */
function isStillTrue({ occasion, about }: VisitNotice, visit: VisitRow): boolean {
  switch (occasion) {
    case "deleted":
      return visit.state === "planned" && visit.taskId === about;
    case "unreachable":
      return true;
  }
}

async function toldOf(
  deps: OutboxDeps,
  { portal, current: { policy, calendars } }: PortalContext,
  { notice, visit }: { readonly notice: VisitNotice; readonly visit: VisitRow },
): Promise<VisitTold> {
  const { customer, channel, dueAt } = visit;
  const rows =
    customer === null ? [] : await deps.store.customers.find(portal.portalId, [customer]);
  const [known] = rows;
  const today = calendars(policy.visits.calendarId).dateOf(deps.timeSource.now());
  return {
    kind: "visit",
    occasion: notice.occasion,
    customerName: known === undefined ? null : customerName(known),
    url: urlOfVisit(portal, visit),
    care: visit.kind,
    channel,
    dueAt,
    colour: colourOf(visit, today),
    attempts: visit.attempt,
    about: aboutVisit(visit),
  };
}

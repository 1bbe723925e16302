import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import type { RecurrenceNotice } from "../../ports/recurrence-notice.ts";
import type { Recurrence } from "../../ports/recurrence-store.ts";
import type { Portal, TicketRow } from "../../ports/store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { recordUrl } from "../sla/record-url.ts";
import { keepMessage } from "./keep-message.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { postponed, sent } from "./results.ts";
import { MESSAGES_AT_ONCE, sendRows } from "./send-rows.ts";

const TICKETS_TOLD = 8;

/** Tells the department that looks for causes of each that comes back, once. */
export async function sendRecurrenceNotices(deps: OutboxDeps): Promise<number> {
  return sendRows(deps, {
    kind: "recurrence_notice",
    limit: MESSAGES_AT_ONCE,
    portion: 1,
    send: (context, rows) => Promise.all(rows.map((row) => postOnce(deps, context, row))),
  });
}

async function postOnce(
  deps: OutboxDeps,
  { portal, current: { policy } }: PortalContext,
  row: OutboxRow,
): Promise<OutboxResult> {
  const { store, timeSource } = deps;
  const { portalId, subjectId } = row;
  const department = policy.departments.find(({ id }) => id === policy.recurrence.department);
  const found = await store.recurrences.find(portalId, subjectId);
  // The policy names nobody any more who looks for causes.
  if (row.sentRevision > 0 || department === undefined || found === null) return sent(row, null);
  const teamId = await store.portals.slackTeam(portalId);
  const now = timeSource.now();
  if (teamId === null) return postponed(row, { reason: "slack_not_connected", now });
  const { id, language, channelId, fallbackChannelId } = department;
  const told = toldOf(portal, found, await store.tickets.findAll(portalId, found.ticketIds));
  const deliveryId = `${portalId}-recurrence-${subjectId}`;
  const base = { portalId, teamId, threadTs: null, deliveryId, revision: 1, language, now };
  return keepMessage(deps, row, {
    noticeIn: (place) => ({ ...told, ...base, channelId: place }),
    channelIds: fallbackChannelId === undefined ? [channelId] : [channelId, fallbackChannelId],
    message: null,
    remember: async () => undefined,
    hasEnded: false,
    quietUntil: null,
    readers: `department:${id}`,
    fingerprint: null,
  });
}

function toldOf(
  portal: Portal,
  { category, product, terms, openedAt }: Recurrence,
  rows: readonly TicketRow[],
): Pick<
  RecurrenceNotice,
  | "kind"
  | "about"
  | "category"
  | "product"
  | "terms"
  | "total"
  | "customers"
  | "sinceAt"
  | "tickets"
> {
  const madeAt = ({ ticket }: TicketRow): number => ticket.createdAt ?? openedAt;
  const newest = rows.toSorted((a, b) => madeAt(b) - madeAt(a));
  const customers = rows.flatMap(({ ticket }) => ticket.customers.slice(0, 1));
  return {
    kind: "recurrence",
    category,
    product,
    about: rows.map(({ ticket: { ticketId } }) => ({ object: "ticket", id: ticketId })),
    terms,
    total: rows.length,
    customers: new Set(customers.map(({ kind, id }) => `${kind}:${id}`)).size,
    sinceAt: Math.min(openedAt, ...rows.map(madeAt)),
    tickets: newest.slice(0, TICKETS_TOLD).map(({ ticket: { subject, ticketId } }) => ({
      subject,
      url: recordUrl(portal, "ticket", ticketId),
    })),
  };
}

import { traitsAt } from "../../domain/sla/traits.ts";
import { withoutRepeats } from "../../domain/surveys/survey-answer.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import {
  countByKind,
  type FileKind,
  type FilePlace,
  pageOfFile,
  repeatedTickets,
} from "../../domain/tiering/customer-file.ts";
import type { ActivityReading, StoredActivities } from "../../ports/customer-activities.ts";
import type { TicketRow } from "../../ports/store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { figuresOf, monthsOf } from "./customer-file-figures.ts";
import {
  itemsOfActions,
  itemsOfBenefits,
  itemsOfTickets,
  type KnownTicket,
} from "./customer-file-items.ts";
import type { CustomerFileView, FileItem, ReadActivities } from "./customer-file-view.ts";
import { type CustomerDeps, isOpen, TICKETS_LIMIT } from "./read-customer-card.ts";
import { isFresh } from "./refresh-activities.ts";

const DAY_MS = 86_400_000;
/** The same trouble again within this time was not mended. */
const REPEAT_WITHIN_MS = 30 * DAY_MS;
const DEALS_LIMIT = 300;
const CHANGES_LIMIT = 200;
const ANSWERS_LIMIT = 200;
const ACTIONS_LIMIT = 100;
const PAGE_LENGTH = 15;

export type FileQuestion = {
  readonly customer: CustomerRef;
  /** None: all kinds. */
  readonly kinds: readonly FileKind[];
  readonly after: FilePlace | null;
};

/** The file of a customer, from the store alone; null when the portal is not connected. */
export async function readCustomerFile(
  deps: CustomerDeps,
  portalId: string,
  { customer, kinds, after }: FileQuestion,
): Promise<CustomerFileView | null> {
  const context = await deps.contexts(portalId);
  if (context === null) return null;
  const now = deps.timeSource.now();
  const { store } = deps;
  const [[row = null], owners, activities, parts, unread] = await Promise.all([
    store.customers.find(portalId, [customer]),
    store.portals.owners(portalId),
    deps.activities.find(portalId, customer),
    readParts(deps, context, { customer, now }),
    unreadOf(store, portalId),
  ]);
  const reading = activities?.reading ?? null;
  const items = [...parts.items, ...itemsOfTouches(reading)];
  return {
    now,
    portal: context.portal,
    policy: context.current.policy,
    customer,
    row,
    isDeleted: reading?.state === "gone",
    owners,
    page: pageOfFile(items, { kinds, after, limit: PAGE_LENGTH }),
    counts: countByKind(items),
    sinceAt: items.length === 0 ? null : Math.min(...items.map(({ at }) => at)),
    figures: figuresOf(items, parts.tickets, now),
    months: monthsOf(items, { zone: context.portal.timeZone, now }),
    answers: items.flatMap((item) => (item.kind === "survey" ? [item.answer] : [])),
    activities: readActivities(activities),
    isStale: !isFresh(activities, now),
    repeatWithinMs: REPEAT_WITHIN_MS,
    unread,
  };
}

async function unreadOf(
  { deals, surveys }: CustomerDeps["store"],
  portalId: string,
): Promise<CustomerFileView["unread"]> {
  const [ofDeals, ofSurveys] = await Promise.all([
    deals.access(portalId),
    surveys.access(portalId),
  ]);
  return [
    ...(ofDeals === "missing" ? (["deals"] as const) : []),
    ...(ofSurveys.access === "missing" ? (["surveys"] as const) : []),
  ];
}

type Parts = { readonly items: readonly FileItem[]; readonly tickets: readonly KnownTicket[] };

async function readParts(
  { store }: CustomerDeps,
  context: PortalContext,
  { customer, now }: { readonly customer: CustomerRef; readonly now: number },
): Promise<Parts> {
  const { portalId } = context.portal;
  const [rows, deals, visits, changes, grants, uses, answers, actions] = await Promise.all([
    store.tickets.ofCustomer(portalId, customer, { before: null, limit: TICKETS_LIMIT }),
    store.deals.ofCustomer(portalId, customer, DEALS_LIMIT),
    store.visits.ofCustomers(portalId, [customer]),
    store.tiers.of(portalId, customer, CHANGES_LIMIT),
    store.benefits.grants(portalId, [customer]),
    store.benefits.uses(portalId, [customer]),
    store.surveys.of(portalId, { customers: [customer], ticketIds: [], limit: ANSWERS_LIMIT }),
    store.actions.ofCustomer(portalId, customer, ACTIONS_LIMIT),
  ]);
  const tickets = knownTickets(context, rows, now);
  const cases = await store.escalations.outlines(
    portalId,
    tickets.map(({ ticketId }) => ticketId),
  );
  const subjects = new Map(rows.map(({ ticket }) => [ticket.ticketId, ticket.subject]));
  const items: readonly FileItem[] = [
    ...itemsOfTickets(tickets),
    ...cases.map((escalation) => ({
      at: escalation.openedAt,
      id: escalation.caseId,
      kind: "case" as const,
      escalation,
      subject: subjects.get(escalation.ticketId) ?? "",
    })),
    ...deals.map((deal) => ({
      at: deal.closedAt ?? deal.createdAt,
      id: deal.dealId,
      kind: "purchase" as const,
      deal,
    })),
    ...visits.map((visit) => ({
      at: visit.dueAt,
      id: visit.visitId,
      kind: "visit" as const,
      visit,
    })),
    ...withoutRepeats(answers).map((answer) => ({
      at: answer.at,
      id: answer.answerKey,
      kind: "survey" as const,
      answer,
    })),
    ...itemsOfActions(actions),
    ...itemsOfBenefits(grants, uses),
    ...changes.map((change) => ({
      at: change.at,
      id: String(change.at),
      kind: "tier" as const,
      change,
    })),
  ];
  return { items, tickets };
}

function knownTickets(
  context: PortalContext,
  rows: readonly TicketRow[],
  now: number,
): readonly KnownTicket[] {
  const { policy } = context.current;
  const found = rows.map((row) => {
    const category = traitsAt(row.ticket, policy, now).category;
    return {
      row,
      ticketId: row.ticket.ticketId,
      category: category === "" ? null : category,
      createdAt: row.ticket.createdAt ?? row.dataAt,
    };
  });
  const repeated = repeatedTickets(found, REPEAT_WITHIN_MS);
  return found.map((ticket) => ({
    ...ticket,
    isComplaint:
      (ticket.row.complaint?.since ?? null) !== null ||
      policy.complaintCategories.includes(ticket.category ?? ""),
    isClosed: !isOpen(context, ticket.row, now),
    isRepeated: repeated.has(ticket.ticketId),
  }));
}

function itemsOfTouches(reading: ActivityReading | null): readonly FileItem[] {
  if (reading?.state !== "read") return [];
  return reading.activities.map((activity) => ({
    at: activity.at,
    id: activity.activityId,
    kind: "touch",
    activity,
  }));
}

function readActivities(stored: StoredActivities | null): ReadActivities {
  if (stored?.reading.state !== "read") return null;
  const { refused, isCut, activities } = stored.reading;
  return { readAt: stored.readAt, refused, isCut, count: activities.length };
}

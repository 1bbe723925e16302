import type { Complaint } from "../../domain/complaints/complaint.ts";
import { quietUntil } from "../../domain/escalation/quiet-hours.ts";
import { type Department, personOf } from "../../domain/governance/department.ts";
import { traitsAt } from "../../domain/sla/traits.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { ComplaintNotice } from "../../ports/complaint-notices.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import type { TicketRow } from "../../ports/store.ts";
import { type ComplaintOccasion, partsOfComplaintNotice } from "../complaints/complaint-news.ts";
import { channelsOf } from "../escalation/case-notice.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { recordUrl } from "../sla/record-url.ts";
import { calledPeople } from "./called-people.ts";
import { keepMessage } from "./keep-message.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { dead, postponed, sent } from "./results.ts";
import { MESSAGES_AT_ONCE, sendRows } from "./send-rows.ts";

/**
 * Tells departments of complaints: in the thread of their case where they have one, else in their
 * channel; each occasion once.
 */
export async function sendComplaintNotices(deps: OutboxDeps): Promise<number> {
  return sendRows(deps, {
    kind: "complaint_notice",
    limit: MESSAGES_AT_ONCE,
    portion: 1,
    send: (context, rows) => Promise.all(rows.map((row) => postOnce(deps, context, row))),
  });
}

async function postOnce(
  deps: OutboxDeps,
  context: PortalContext,
  row: OutboxRow,
): Promise<OutboxResult> {
  if (row.sentRevision > 0) return sent(row, null);
  const { portalId } = row;
  const parts = partsOfComplaintNotice(row.subjectId);
  if (parts === null) return dead(row, "unknown_occasion");
  const now = deps.timeSource.now();
  const { policy } = context.current;
  const department = policy.departments.find(({ id }) => id === parts.department);
  const ticket = await deps.store.tickets.find(portalId, parts.ticketId);
  // Nobody is told of what is gone, and a department that was abolished has no channel.
  if (department === undefined || ticket === null || ticket.ticket.gone !== null)
    return sent(row, null);
  const { complaint } = ticket;
  if (complaint === null || isOver(parts.occasion, complaint)) return sent(row, null);
  const teamId = await deps.store.portals.slackTeam(portalId);
  if (teamId === null) return postponed(row, { reason: "slack_not_connected", now });
  const told = { row, ticket, complaint, department, occasion: parts.occasion, teamId, now };
  const root = rootOf(
    await deps.store.escalations.ofTickets(portalId, [parts.ticketId]),
    department,
  );
  const called = await calledFor(deps, told);
  const notice = { ...noticeOf(context, told), called, threadTs: root?.messageTs ?? null };
  const place = { rules: context.current, traits: traitsAt(ticket.ticket, policy, now) };
  return keepMessage(deps, row, {
    noticeIn: (channelId) => ({ ...notice, channelId }),
    channelIds: root === null ? channelsOf(department) : [root.channelId],
    message: null,
    remember: async () => undefined,
    hasEnded: false,
    quietUntil: quietUntil(department, place, now),
    readers: `department:${department.id}`,
    fingerprint: null,
  });
}

/** What would be told is not so any more. */
function isOver(occasion: ComplaintOccasion, { leftOpenSince, closedAt }: Complaint): boolean {
  if (occasion === "left_open") return leftOpenSince === null;
  return occasion === "closed" && closedAt === null;
}

/** The message of the department's newest case of the ticket that stands by itself. */
function rootOf(cases: readonly CaseRow[], { id }: Department): CaseRow["message"] {
  const own = cases.filter(({ department, groupId }) => department === id && groupId === null);
  return own.findLast(({ message }) => message !== null)?.message ?? null;
}

type Told = {
  readonly row: OutboxRow;
  readonly ticket: TicketRow;
  readonly complaint: Complaint;
  readonly department: Department;
  readonly occasion: ComplaintOccasion;
  readonly teamId: string;
  readonly now: number;
};

/** Where somebody has to act the lead is called. */
async function calledFor(deps: OutboxDeps, { row, department, occasion, teamId }: Told) {
  if (occasion !== "left_open" && occasion !== "reopened") return [];
  const { portalId } = row;
  return calledPeople(deps, { portalId, teamId }, [personOf(department.lead)]);
}

function noticeOf({ portal }: PortalContext, told: Told): Omit<ComplaintNotice, "called"> {
  const { row, ticket, complaint, department, occasion, teamId, now } = told;
  const { portalId } = portal;
  const { ticketId, subject } = ticket.ticket;
  const clock = ticket.clocks.findLast(({ kind }) => kind === "complaint_answer");
  return {
    kind: "complaint",
    portalId,
    teamId,
    channelId: department.channelId,
    threadTs: null,
    deliveryId: `${portalId}-complaint-${row.subjectId.replaceAll(" ", "-")}`,
    revision: 1,
    language: department.language,
    now,
    occasion,
    subject,
    about: [{ object: "ticket", id: ticketId }],
    url: recordUrl(portal, "ticket", ticketId),
    severity: complaint.severity,
    ...saidAt(occasion, complaint),
    missing: occasion === "left_open" ? complaint.missing : [],
    dueAt: clock === undefined || clock.endedAt !== null ? null : clock.dueAt,
  };
}

function saidAt(
  occasion: ComplaintOccasion,
  complaint: Complaint,
): Pick<ComplaintNotice, "text" | "by"> {
  const { text, answers, outcome, reopenings } = complaint;
  switch (occasion) {
    case "confirmed":
    case "left_open":
      return { text, by: null };
    case "answered": {
      const final = answers.findLast(({ stage }) => stage === "final");
      return { text: final?.text ?? "", by: final?.by.name ?? null };
    }
    case "closed":
      return { text: outcome?.note ?? "", by: outcome?.by.name ?? null };
    case "reopened": {
      const last = reopenings.at(-1);
      return { text: last?.reason ?? "", by: last?.by.name ?? null };
    }
  }
}

import type { CorrectiveAction } from "../../domain/complaints/action.ts";
import type { ActionEvent } from "../../domain/complaints/action-event.ts";
import { overdueDays } from "../../domain/escalation/overdue-ladder.ts";
import {
  type Department,
  isSamePerson,
  type Person,
  personOf,
} from "../../domain/governance/department.ts";
import type { ActionNotice } from "../../ports/complaint-notices.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import { daysOf } from "../complaints/action-days.ts";
import { type CallPlace, callPlaces, partsOfActionNotice } from "../complaints/action-news.ts";
import { channelsOf } from "../escalation/case-notice.ts";
import { knownPeople } from "../escalation/known-people.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { recordUrl } from "../sla/record-url.ts";
import { callPerson } from "./call-person.ts";
import { calledPeople } from "./called-people.ts";
import { keepMessage } from "./keep-message.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { postponed, sent } from "./results.ts";
import { MESSAGES_AT_ONCE, sendRows } from "./send-rows.ts";

/** Tells the department of a corrective action what happened to it, each event once, and calls whom a level of its overdue ladder tells. */
export async function sendActionNotices(deps: OutboxDeps): Promise<number> {
  return sendRows(deps, {
    kind: "action_notice",
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
  const { actionId, position, place } = partsOfActionNotice(row.subjectId);
  const found = await deps.store.actions.find(portalId, actionId);
  const events = await deps.store.actions.events(portalId, actionId);
  const event = events[position - 1]?.event;
  if (found === null || event === undefined || isOver(event, found.action)) return sent(row, null);
  const department = context.current.policy.departments.find(
    ({ id }) => id === found.action.department,
  );
  // A department that was abolished has no channel.
  if (department === undefined) return sent(row, null);
  const now = deps.timeSource.now();
  const teamId = await deps.store.portals.slackTeam(portalId);
  if (teamId === null) return postponed(row, { reason: "slack_not_connected", now });
  const time = daysOf(context.current, department.id);
  const quietUntil = time.isOpen(now) ? null : time.nextOpen(now);
  const told = { row, action: found.action, event, department, teamId, now, quietUntil };
  return place === null ? tellChannel(deps, context, told) : call(deps, context, { told, place });
}

/** The department hears of each event; of what is overdue only where a person cannot be called directly. */
async function tellChannel(
  deps: OutboxDeps,
  context: PortalContext,
  told: Told,
): Promise<OutboxResult> {
  const { row, event, department, teamId, quietUntil } = told;
  const workspace = { portalId: row.portalId, teamId };
  const people = await peopleToName(deps, context, told);
  if (event.kind === "overdue_told" && people.length === 0) return sent(row, null);
  const called = await calledPeople(deps, workspace, people);
  const notice = { ...noticeOf(context, told), called };
  return keepMessage(deps, row, {
    noticeIn: (channelId) => ({ ...notice, channelId }),
    channelIds: channelsOf(department),
    message: null,
    remember: async () => undefined,
    hasEnded: false,
    quietUntil,
    readers: `department:${department.id}`,
    fingerprint: null,
  });
}

/** Those whom a level of the ladder tells and who have no account; for nobody the lead. */
async function peopleToName(
  deps: OutboxDeps,
  context: PortalContext,
  told: Told,
): Promise<readonly Person[]> {
  const { row, event, department, teamId } = told;
  if (event.kind !== "overdue_told") return [];
  const asked = await levelOf(deps, context, told);
  const people = asked.flatMap(({ person }) => (person === null ? [] : [person]));
  const known = await knownPeople(deps, { portalId: row.portalId, teamId }, people);
  const unknown = known.filter(({ account }) => account !== "linked");
  const isAnybodys = asked.some(({ person }) => person === null);
  return [...unknown, ...(isAnybodys ? [personOf(department.lead)] : [])];
}

/** A direct message to one of those whom the level tells; whoever is several of them gets one. */
async function call(
  deps: OutboxDeps,
  context: PortalContext,
  { told, place }: { readonly told: Told; readonly place: CallPlace },
): Promise<OutboxResult> {
  const { row, teamId, now, quietUntil } = told;
  const level = await levelOf(deps, context, told);
  const at = level.findIndex((one) => one.target === place.target && one.index === place.index);
  const person = level[at]?.person ?? null;
  const isCalledAlready = level
    .slice(0, Math.max(0, at))
    .some((one) => one.person !== null && person !== null && isSamePerson(one.person, person));
  if (person === null || isCalledAlready) return sent(row, null);
  const { channelId: _channel, language, ...notice } = noticeOf(context, told);
  return callPerson(deps, row, {
    person,
    // Whatever was sent before is this very notice: it is never sent twice.
    calledAt: 0,
    quietUntil,
    fingerprint: row.subjectId,
    base: {
      portalId: row.portalId,
      teamId,
      threadTs: null,
      deliveryId: notice.deliveryId,
      revision: 1,
      now,
    },
    language,
    notice: (base) => ({ ...notice, ...base, called: [] }),
  });
}

/** The step was done in the meantime, or is due on another day. */
function isOver(event: ActionEvent, { dueDate }: CorrectiveAction): boolean {
  return event.kind === "overdue_told" && event.dueDate !== dueDate;
}

type Told = {
  readonly row: OutboxRow;
  readonly action: CorrectiveAction;
  readonly event: ActionEvent;
  readonly department: Department;
  readonly teamId: string;
  readonly now: number;
  /** Outside the hours of the department nobody is disturbed. */
  readonly quietUntil: number | null;
};

type Called = CallPlace & { readonly person: Person | null };

/** Those whom the level tells, in the order of the policy; null where nobody is named. */
async function levelOf(
  { store }: Pick<OutboxDeps, "store">,
  { current: { policy } }: PortalContext,
  { row, action, event, department }: Told,
): Promise<readonly Called[]> {
  if (event.kind !== "overdue_told") return [];
  const { owner } = action;
  const owners = owner === null ? [] : await store.portals.owners(row.portalId);
  const managers = policy.serviceManagement?.managers ?? [];
  const personAt = ({ target, index }: CallPlace): Person | null => {
    switch (target) {
      case "owner": {
        if (owner === null) return null;
        const email = owners.find(({ ownerId }) => ownerId === owner.ownerId)?.email ?? null;
        return { name: owner.name, email: email?.toLowerCase() ?? null };
      }
      case "lead":
        return personOf(department.lead);
      case "manager": {
        const manager = managers[index];
        return manager === undefined ? null : personOf(manager);
      }
    }
  };
  return callPlaces(policy, event.level).map((place) => ({ ...place, person: personAt(place) }));
}

function noticeOf({ portal, current }: PortalContext, told: Told): Omit<ActionNotice, "called"> {
  const { row, action, event, department, teamId, now } = told;
  const { portalId } = portal;
  const today = daysOf(current, department.id).dateOf(now);
  return {
    kind: "action",
    portalId,
    teamId,
    channelId: department.channelId,
    threadTs: null,
    deliveryId: `${portalId}-action-${row.subjectId.replaceAll(" ", "-")}`,
    revision: 1,
    language: department.language,
    now,
    event,
    title: action.title,
    about: action.ticketId === null ? [] : [{ object: "ticket", id: action.ticketId }],
    url: action.ticketId === null ? null : recordUrl(portal, "ticket", action.ticketId),
    owner: action.owner?.name ?? null,
    overdueDays: action.dueDate === null ? 0 : overdueDays(action.dueDate, today),
    recurrences: action.recurrencesInAll,
    customersWaiting: action.customers.filter(({ state }) => state === "waiting").length,
  };
}

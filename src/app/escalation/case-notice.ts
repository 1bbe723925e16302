import { quietUntil } from "../../domain/escalation/quiet-hours.ts";
import type { Department } from "../../domain/governance/department.ts";
import type { Rules } from "../../domain/governance/rules.ts";
import { invariant } from "../../domain/invariant.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import { versionAt } from "../../domain/sla/stretches.ts";
import { traitsAt } from "../../domain/sla/traits.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { CaseNotice } from "../../ports/notifier.ts";
import type { CustomerRow, Portal, TicketRow } from "../../ports/store.ts";
import type { OutboxDeps } from "../outbox/outbox-deps.ts";
import { currentClocks } from "../sla/current-clocks.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { customerName } from "../tiering/customer-name.ts";

/** Object type id of tickets in record links. */
const TICKET_TYPE_ID = "0-5";

export type CaseNoticeOf = {
  readonly notice: CaseNotice;
  readonly escalation: CaseRow;
  /** Where a message of this case is posted, the next one while the one before cannot be used. */
  readonly channelIds: readonly [string, ...string[]];
  /** Until when the department is not to be disturbed; null when it may be now. */
  readonly quietUntil: number | null;
};
export type NoticeDeps = Pick<OutboxDeps, "store" | "timeSource">;

/** All that the message of a case says, as it stands now. */
export async function noticeOf(
  { store, timeSource }: NoticeDeps,
  context: PortalContext,
  escalation: CaseRow,
): Promise<CaseNoticeOf | "slack_not_connected"> {
  const { portalId } = context.portal;
  const teamId = await store.portals.slackTeam(portalId);
  if (teamId === null) return "slack_not_connected";
  const row = await store.tickets.find(portalId, escalation.ticketId);
  invariant(row !== null, "a case belongs to a ticket that is known");
  // As it was when the case was opened: a later version may not know its department any more.
  const rules = await context.rulesOf(
    versionAt(row.ticket, row.policyVersion, escalation.openedAt),
  );
  const customers = await store.customers.find(portalId, row.ticket.customers);
  const owners = await store.portals.owners(portalId);
  const owner = owners.find((entry) => entry.ownerId === row.ticket.ownerId);
  const parts = { escalation, row, rules, customers, portal: context.portal };
  const department = departmentOfCase(parts);
  const now = timeSource.now();
  return {
    escalation,
    channelIds: channelsOf(department),
    quietUntil: quietUntil(
      department,
      { rules, traits: traitsAt(row.ticket, rules.policy, now) },
      now,
    ),
    notice: {
      ...compose(parts),
      ticket: { ...ticketOf(parts), ownerName: owner?.name ?? null },
      teamId,
      now,
    },
  };
}

function channelsOf({ channelId, fallbackChannelId }: Department): readonly [string, ...string[]] {
  return fallbackChannelId === undefined ? [channelId] : [channelId, fallbackChannelId];
}

type Parts = {
  readonly escalation: CaseRow;
  readonly row: TicketRow;
  readonly rules: Rules;
  readonly customers: readonly CustomerRow[];
  readonly portal: Portal;
};

function compose(parts: Parts): Omit<CaseNotice, "ticket" | "teamId" | "now"> {
  const { escalation, portal } = parts;
  const department = departmentOfCase(parts);
  const channelId = escalation.message?.channelId ?? department.channelId;
  return {
    kind: "case",
    threadTs: null,
    portalId: portal.portalId,
    caseId: escalation.caseId,
    deliveryId: `${portal.portalId}-${escalation.caseId}`,
    revision: escalation.revision,
    channelId,
    isInFallback: channelId === department.fallbackChannelId,
    language: department.language,
    departmentName: department.name[department.language],
    state: escalation.state,
    clocks: clocksOf(parts).map(({ kind, state, dueAt, endedAt }) => ({
      kind,
      state,
      dueAt,
      endedAt,
    })),
    acts: escalation.steps,
  };
}

/** An ended case goes on speaking of the cycles that called for it, though newer ones may run. */
function clocksOf({ escalation, row }: Parts): readonly Clock[] {
  const current = currentClocks(row.clocks);
  if (escalation.endedAt === null) return current;
  return current.map((clock) => {
    const trigger = escalation.triggers
      .filter((one) => "clock" in one)
      .findLast((one) => one.clock === clock.kind);
    const ofCase = row.clocks.find(
      (one) => one.kind === trigger?.clock && one.cycle === trigger.cycle,
    );
    return ofCase ?? clock;
  });
}

function departmentOfCase({ escalation, rules }: Parts) {
  const department = rules.policy.departments.find((entry) => entry.id === escalation.department);
  invariant(department !== undefined, "a case belongs to a department of its ticket's policy");
  return department;
}

function ticketOf(parts: Parts): Omit<CaseNotice["ticket"], "ownerName"> {
  const { row, rules, customers, portal } = parts;
  const { ticket } = row;
  const { language } = departmentOfCase(parts);
  const tier = rules.policy.tiers.find((entry) => entry.id === ticket.tiers.at(-1)?.id);
  return {
    id: ticket.ticketId,
    subject: ticket.subject,
    url: `https://${portal.uiDomain}/contacts/${portal.portalId}/record/${TICKET_TYPE_ID}/${ticket.ticketId}`,
    tierLabel: tier?.name[language] ?? null,
    priority: ticket.priorities.at(-1)?.priority ?? null,
    customerName: nameAmong(customers, ticket.customers),
  };
}

/** The primary customer's name; else that of the first in the order in which the ticket met them. */
function nameAmong(
  known: readonly CustomerRow[],
  customers: TicketRow["ticket"]["customers"],
): string | null {
  const names = customers
    .toSorted((one, other) => Number(other.isPrimary) - Number(one.isPrimary))
    .flatMap(({ kind, id }) => known.find((row) => row.kind === kind && row.id === id) ?? [])
    .map(customerName);
  return names.find((name) => name !== null) ?? null;
}

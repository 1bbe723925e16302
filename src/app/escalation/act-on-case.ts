import { isLive } from "../../domain/escalation/case.ts";
import type { Actor, CaseActDetail } from "../../domain/escalation/case-act.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { Origin } from "../../ports/audit.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { commitTickets } from "../sla/commit-tickets.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";
import { keepAct } from "./keep-act.ts";

export type CaseDeps = {
  readonly store: Store;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
};

/** What somebody does to a case that is there, in Slack or on the card. */
export type CaseCommand = {
  readonly portalId: string;
  readonly caseId: string;
  readonly by: Actor;
  /** Where it was pressed. */
  readonly from: Origin;
  /** The same for every telling of one press. */
  readonly actKey: string;
  readonly detail: Exclude<CaseActDetail, { readonly act: "escalated" }>;
};

export type CaseAnswer =
  | { readonly outcome: "done"; readonly escalation: CaseRow }
  /** Somebody else was first, or the case is over or elsewhere: `escalation` shows how it stands. */
  | { readonly outcome: "already"; readonly escalation: CaseRow }
  | {
      readonly outcome: "refused";
      readonly reason: Refusal;
      readonly escalation: CaseRow;
    }
  | { readonly outcome: "not_found" };

export type Refusal =
  | "unknown_department"
  | "same_department"
  | "snooze_in_the_past"
  | "snooze_too_long"
  | "snoozed_too_often"
  | "ticket_closed";

const MINUTE_MS = 60_000;

/** Notes an act, derives the case anew and says how it stands. One transaction; repeating it is harmless. */
export async function actOnCase(deps: CaseDeps, command: CaseCommand): Promise<CaseAnswer> {
  const { portalId, caseId } = command;
  const context = await deps.contexts(portalId);
  if (context === null) return { outcome: "not_found" };
  const found = await deps.store.escalations.find(portalId, caseId);
  if (found === null) return { outcome: "not_found" };
  return deps.store.transaction(async (): Promise<CaseAnswer> => {
    await deps.store.tickets.lock(portalId, [found.ticketId]);
    const locked = await deps.store.escalations.find(portalId, caseId);
    if (locked === null) return { outcome: "not_found" };
    const acts = await deps.store.escalations.acts(portalId, [found.ticketId]);
    // Told again, it is answered as it was the first time.
    if (acts.some(({ actKey }) => actKey === command.actKey)) {
      return { outcome: "done", escalation: locked };
    }
    const hindrance = await hindranceOf(deps, context, { command, escalation: locked });
    if (hindrance !== null) return hindrance;
    await noteActs(deps, context, [{ command, escalation: locked }]);
    const after = await deps.store.escalations.find(portalId, caseId);
    return after === null ? { outcome: "not_found" } : { outcome: "done", escalation: after };
  });
}

export type ActOn = { readonly command: CaseCommand; readonly escalation: CaseRow };

/** Appends what was done to cases whose tickets are locked, and commits the tickets. */
export async function noteActs(
  { store, timeSource }: CaseDeps,
  context: PortalContext,
  acts: readonly ActOn[],
): Promise<void> {
  const { portalId } = context.portal;
  const now = timeSource.now();
  for (const { command, escalation } of acts) {
    const { caseId, ticketId } = escalation;
    const at = instantOf(escalation, now);
    const { actKey, by, detail } = command;
    const act = { ...detail, caseId, ticketId, actKey, by, at };
    await keepAct(store, portalId, { act, from: command.from });
  }
  const ticketIds = [...new Set(acts.map(({ escalation }) => escalation.ticketId))];
  await commitTickets(store, context, { ticketIds, facts: [], grades: [], now });
}

/** An act comes after all that the case has seen, whatever the clock of this process says. */
export function instantOf({ steps, openedAt }: CaseRow, now: number): number {
  return Math.max(now, openedAt, ...steps.map(({ at }) => at));
}

async function hindranceOf(
  { store, timeSource }: CaseDeps,
  context: PortalContext,
  { command, escalation }: ActOn,
): Promise<CaseAnswer | null> {
  const { detail, by } = command;
  const already = { outcome: "already", escalation } as const;
  const refused = (reason: Refusal) => ({ outcome: "refused", reason, escalation }) as const;
  if (detail.act === "reopened") {
    if (escalation.endedAt === null) return already;
    return (await isTicketOver(store, context, escalation)) ? refused("ticket_closed") : null;
  }
  if (!isLive(escalation)) return already;
  const { policy } = context.current;
  switch (detail.act) {
    case "acknowledged":
      return escalation.takenBy.some(({ id }) => id === by.id) ? already : null;
    case "handed_over":
      return refusalOfDepartment(policy, escalation, detail.department, refused);
    case "declined":
      if (detail.department === null) return null;
      return refusalOfDepartment(policy, escalation, detail.department, refused);
    case "snoozed": {
      const { maxMinutes, maxTimes } = policy.snooze;
      const now = timeSource.now();
      const times = escalation.steps.filter(({ act }) => act === "snoozed").length;
      if (detail.until <= now) return refused("snooze_in_the_past");
      if (detail.until > now + maxMinutes * MINUTE_MS) return refused("snooze_too_long");
      return times >= maxTimes ? refused("snoozed_too_often") : null;
    }
    case "resolved":
    case "asked_back":
    case "answered":
    case "de_escalated":
      return null;
  }
}

// biome-ignore lint/complexity/useMaxParams: the fourth only makes the answer.
function refusalOfDepartment<R>(
  { departments }: Policy,
  escalation: CaseRow,
  department: string,
  refused: (reason: Refusal) => R,
): R | null {
  if (department === escalation.department) return refused("same_department");
  return departments.some(({ id }) => id === department) ? null : refused("unknown_department");
}

async function isTicketOver(
  store: Store,
  context: PortalContext,
  { ticketId }: CaseRow,
): Promise<boolean> {
  const row = await store.tickets.find(context.portal.portalId, ticketId);
  if (row === null || row.ticket.gone !== null) return true;
  const { closedStages } = await context.circumstances(
    row.ticket,
    row.policyVersion,
    row.evaluatedAt,
  );
  return closedStages.has(row.ticket.stages.at(-1)?.stageId ?? "");
}

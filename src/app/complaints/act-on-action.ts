import type { ActionEvent } from "../../domain/complaints/action-event.ts";
import {
  type ActionAsked,
  type ActionCommand,
  type ActionRefusal,
  decideAction,
  recurrenceOf,
} from "../../domain/complaints/decide-action.ts";
import { foldAction } from "../../domain/complaints/fold-action.ts";
import { isOn } from "../../domain/governance/mode.ts";
import { invariant } from "../../domain/invariant.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { ActionRow, StoredMark } from "../../ports/action-store.ts";
import type { AuditEntry, Origin } from "../../ports/audit.ts";
import { roleAmong } from "../governance/ask-right.ts";
import { type CrmUser, nameOfUser } from "../portals/name-of-user.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { dateInOf, daysOf } from "./action-days.ts";
import { actionNotices, isTold } from "./action-news.ts";
import type { ActionDeps } from "./open-action.ts";

/** What somebody does to a corrective action. */
export type ActionPress = {
  readonly portalId: string;
  readonly actionId: string;
  readonly by: CrmUser;
  readonly from: Origin;
  /** The same for every telling of one press. */
  readonly actKey: string;
  readonly command: ActionCommand;
};

export type ActionAnswer =
  | { readonly outcome: "done"; readonly row: ActionRow }
  | { readonly outcome: "refused"; readonly reason: ActionRefusal; readonly row: ActionRow }
  | { readonly outcome: "not_found" };

/** Decides and notes one command. One transaction; repeating it is harmless. */
export async function actOnAction(deps: ActionDeps, press: ActionPress): Promise<ActionAnswer> {
  const { portalId, actionId, by } = press;
  const context = await deps.contexts(portalId);
  if (context === null) return { outcome: "not_found" };
  return deps.store.transaction(async (): Promise<ActionAnswer> => {
    await deps.store.actions.lock(portalId, actionId);
    const row = await deps.store.actions.find(portalId, actionId);
    if (row === null) return { outcome: "not_found" };
    const eventKey = `${by.userId}:${press.actKey}`;
    const events = await deps.store.actions.events(portalId, actionId);
    if (events.some((mark) => mark.eventKey === eventKey)) return { outcome: "done", row };
    const asked = await askedOf(deps, context, { press, row });
    const decision = decideAction(row.action, press.command, asked);
    if (!decision.ok) return { outcome: "refused", reason: decision.reason, row };
    const mark = { at: instantOf(events, deps.timeSource.now()), eventKey, event: decision.event };
    const after = await keep(deps, context, { actionId, events, mark });
    await deps.store.audit.append(portalId, [auditOf(press, mark, asked)]);
    return { outcome: "done", row: after };
  });
}

/** The trouble of an action came again. False where the action is not there, or closed. */
export async function countRecurrence(
  deps: ActionDeps,
  portalId: string,
  told: {
    readonly actionId: string;
    /** The same for every telling of one recurrence. */
    readonly recurrenceKey: string;
    readonly ticketId: string | null;
    readonly customers: readonly CustomerRef[];
  },
): Promise<boolean> {
  const context = await deps.contexts(portalId);
  if (context === null) return false;
  const { actionId } = told;
  return deps.store.transaction(async () => {
    await deps.store.actions.lock(portalId, actionId);
    const row = await deps.store.actions.find(portalId, actionId);
    if (row === null) return false;
    const eventKey = `recurrence:${told.recurrenceKey}`;
    const events = await deps.store.actions.events(portalId, actionId);
    if (events.some((mark) => mark.eventKey === eventKey)) return true;
    const now = deps.timeSource.now();
    const dateIn = dateInOf(daysOf(context.current, row.action.department), now);
    const rules = context.current.policy.actions;
    const event = recurrenceOf(row.action, told, { rules, dateIn });
    if (event === null) return false;
    const mark = { at: instantOf(events, now), eventKey, event };
    await keep(deps, context, { actionId, events, mark });
    return true;
  });
}

async function askedOf(
  { store, timeSource }: ActionDeps,
  { current }: PortalContext,
  { press, row }: { readonly press: ActionPress; readonly row: ActionRow },
): Promise<ActionAsked> {
  const { portalId, by, from } = press;
  const time = daysOf(current, row.action.department);
  const now = timeSource.now();
  return {
    by: { id: by.userId, name: await nameOfUser(store, portalId, by) },
    role: roleAmong(await store.roles.list(portalId), by, from),
    today: time.dateOf(now),
    rules: current.policy.actions,
    dateIn: dateInOf(time, now),
  };
}

export function instantOf(events: readonly StoredMark[], now: number): number {
  return Math.max(now, ...events.map(({ at }) => at));
}

/** Adds an event to those that are there, under the lock of the action. */
export async function keep(
  { store }: { readonly store: Pick<ActionDeps["store"], "actions" | "outbox"> },
  { portal, current }: PortalContext,
  told: {
    readonly actionId: string;
    readonly events: readonly StoredMark[];
    readonly mark: StoredMark;
    /** Another event of the same moment is told. */
    readonly isQuiet?: boolean;
  },
): Promise<ActionRow> {
  const { actionId, events, mark, isQuiet = false } = told;
  const { portalId } = portal;
  const action = foldAction([...events, mark]);
  invariant(action !== null, "an action that is acted on was opened");
  const row = { actionId, action };
  await store.actions.append(portalId, row, mark);
  if (isOn(portal.mode, "escalation") && !isQuiet && isTold(mark.event)) {
    const position = events.length + 1;
    const notices = actionNotices(current.policy, { actionId, position, event: mark.event });
    await store.outbox.request(portalId, notices, mark.at);
  }
  return row;
}

/** What was done without leave of the gates and what was done with it are two things. */
function auditOf(
  { actionId, by, actKey, from }: ActionPress,
  { at, event }: StoredMark,
  { role, by: { name } }: ActionAsked,
): AuditEntry {
  const overrideReason = "overrideReason" in event ? event.overrideReason : null;
  return {
    at,
    actor: by.userId,
    action: overrideReason === null ? `action_${event.kind}` : `action_${event.kind}_by_override`,
    from,
    subject: `action:${actionId}`,
    detail: { actKey, name, role, ...wordsOf(event), ...(overrideReason && { overrideReason }) },
  };
}

function wordsOf(event: ActionEvent): Readonly<Record<string, string | number | boolean>> {
  const words = Object.entries(event).flatMap(([name, value]) =>
    typeof value === "string" || typeof value === "boolean" ? [[name, value] as const] : [],
  );
  const count = "customers" in event ? { customers: event.customers.length } : {};
  return { ...Object.fromEntries(words), ...count };
}

import type {
  ActionEvent,
  ActionOrigin,
  ActionOwner,
  ActionPerson,
} from "../../domain/complaints/action-event.ts";
import {
  MAX_ACTION_TEXT_LENGTH,
  MAX_EVIDENCE,
  MAX_NAMED_CUSTOMERS,
  MAX_TITLE_LENGTH,
} from "../../domain/complaints/action-event.ts";
import { foldAction } from "../../domain/complaints/fold-action.ts";
import { isOn } from "../../domain/governance/mode.ts";
import { invariant } from "../../domain/invariant.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { ActionRow } from "../../ports/action-store.ts";
import type { Origin } from "../../ports/audit.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";
import { dateInOf, daysOf } from "./action-days.ts";
import { openingNotice } from "./action-news.ts";

export type ActionDeps = {
  readonly store: Pick<
    Store,
    "transaction" | "actions" | "outbox" | "audit" | "portals" | "roles" | "tickets"
  >;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
};

export type NewAction = {
  /** Its purpose, without blanks, e.g. `recurrence:leak-2026-03`: the same one is opened once. */
  readonly actionId: string;
  readonly origin: ActionOrigin;
  readonly title: string;
  /** Why it is needed, a line each. */
  readonly evidence: readonly string[];
  readonly ticketId: string | null;
  /** Null: that of the policy's last route. */
  readonly department: string | null;
  readonly owner: ActionOwner | null;
  readonly customers: readonly CustomerRef[];
  /** Null: by itself. */
  readonly by: ActionPerson | null;
  readonly from: Origin;
  /** Its department hears of it by another message. */
  readonly isToldOtherwise?: boolean;
};

/**
 * Opens a corrective action unless its purpose has one already, whatever became of that. Null for a
 * portal that is not connected. For whatever finds a reason: surveys, recurrences, people.
 */
export async function openAction(
  deps: ActionDeps,
  portalId: string,
  action: NewAction,
): Promise<ActionRow | null> {
  const context = await deps.contexts(portalId);
  if (context === null) return null;
  const now = deps.timeSource.now();
  return deps.store.transaction(() => openActionWithin(deps.store, context, { action, now }));
}

/** The same within a transaction of the caller. */
export async function openActionWithin(
  store: Pick<ActionDeps["store"], "actions" | "outbox" | "audit">,
  context: PortalContext,
  { action, now }: { readonly action: NewAction; readonly now: number },
): Promise<ActionRow> {
  const { portalId } = context.portal;
  const { actionId } = action;
  await store.actions.lock(portalId, actionId);
  const known = await store.actions.find(portalId, actionId);
  if (known !== null) return known;
  const event = openingOf(context, action, now);
  const opened = foldAction([{ at: now, event }]);
  invariant(opened !== null, "an opening opens an action");
  const row = { actionId, action: opened };
  await store.actions.append(portalId, row, { at: now, eventKey: "opened", event });
  await addTheRest(store, portalId, { row, customers: action.customers, now });
  await store.audit.append(portalId, [
    {
      at: now,
      actor: action.by?.id ?? "aftercare",
      action: "action_opened",
      from: action.from,
      subject: `action:${actionId}`,
      detail: { origin: action.origin, title: opened.title, department: opened.department },
    },
  ]);
  if (isOn(context.portal.mode, "escalation") && action.isToldOtherwise !== true) {
    await store.outbox.request(portalId, [openingNotice(actionId)], now);
  }
  return (await store.actions.find(portalId, actionId)) ?? row;
}

function openingOf({ current }: PortalContext, action: NewAction, now: number): ActionEvent {
  const { policy } = current;
  const lastRoute = policy.routes.at(-1);
  const fallback = lastRoute?.department ?? lastRoute?.network?.[0] ?? "";
  const named = policy.departments.find(({ id }) => id === action.department)?.id;
  const department = named ?? fallback;
  const { origin, title, evidence, ticketId, owner, customers, by } = action;
  const dateIn = dateInOf(daysOf(current, department), now);
  return {
    kind: "opened",
    origin,
    title: title.slice(0, MAX_TITLE_LENGTH),
    evidence: evidence.slice(0, MAX_EVIDENCE).map((line) => line.slice(0, MAX_ACTION_TEXT_LENGTH)),
    ticketId,
    department,
    owner,
    customers: customers.slice(0, MAX_NAMED_CUSTOMERS).map(({ kind, id }) => ({ kind, id })),
    dueDate: dateIn(policy.actions.analyseWithinDays),
    by,
  };
}

/** One event names so many customers; of an action that concerns more, the others come in further ones. */
async function addTheRest(
  { actions }: Pick<Store, "actions">,
  portalId: string,
  told: {
    readonly row: ActionRow;
    readonly customers: readonly CustomerRef[];
    readonly now: number;
  },
): Promise<void> {
  const { row, customers, now: at } = told;
  const { actionId } = row;
  for (let from = MAX_NAMED_CUSTOMERS; from < customers.length; from += MAX_NAMED_CUSTOMERS) {
    const more = customers.slice(from, from + MAX_NAMED_CUSTOMERS);
    const event: ActionEvent = {
      kind: "customers_added",
      customers: more.map(({ kind, id }) => ({ kind, id })),
      by: { id: "aftercare", name: "Aftercare" },
    };
    const marks = [...(await actions.events(portalId, actionId)), { at, event }];
    const action = foldAction(marks);
    invariant(action !== null, "an action that was opened is there");
    await actions.append(
      portalId,
      { actionId, action },
      { at, eventKey: `customers:${from}`, event },
    );
  }
}

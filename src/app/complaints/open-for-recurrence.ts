import type { CorrectiveAction } from "../../domain/complaints/action.ts";
import {
  type ActionEvent,
  MAX_ACTION_TEXT_LENGTH,
  MAX_EVIDENCE,
  MAX_NAMED_CUSTOMERS,
} from "../../domain/complaints/action-event.ts";
import { recurrenceOf } from "../../domain/complaints/decide-action.ts";
import type { ComparedTicket } from "../../domain/complaints/recurrence.ts";
import { affectedCustomers } from "../../domain/complaints/recurrence-key.ts";
import type { ActionRow } from "../../ports/action-store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { instantOf, keep } from "./act-on-action.ts";
import { dateInOf, daysOf } from "./action-days.ts";
import type { ActionWanted, OpenAction } from "./find-recurrences.ts";
import { type ActionDeps, openActionWithin } from "./open-action.ts";

/** Times that one cause is removed and comes back all the same; then people know it by heart. */
const MAX_ROUNDS = 50;

/**
 * One corrective action for each cause that comes back. What grows is more evidence and more customers
 * for the same action; a ticket made after the steps were carried out counts as a recurrence. Where the
 * action is closed the cause was not removed, so the next one is opened. Within the caller's transaction.
 */
export function openForRecurrence({ store, contexts, timeSource }: ActionDeps): OpenAction {
  return async (wanted) => {
    const context = await contexts(wanted.portalId);
    if (context === null) return;
    const now = timeSource.now();
    const place = await placeOf(store, wanted);
    if (place === null) return;
    if (place.row === null) await openFor(store, context, { wanted, ...place, now });
    else await grow(store, context, { wanted, row: place.row, now });
  };
}

type ActionStore = ActionDeps["store"];
type Place = { readonly actionId: string; readonly round: number; readonly row: ActionRow | null };

/** The action of this cause that is open, or the id of the one to be opened; null after too many. */
async function placeOf(
  { actions }: Pick<ActionStore, "actions">,
  { portalId, key }: ActionWanted,
): Promise<Place | null> {
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const actionId = round === 1 ? `recurrence:${key}` : `recurrence:${key}:${round}`;
    await actions.lock(portalId, actionId);
    const row = await actions.find(portalId, actionId);
    if (row === null || row.action.closedAt === null) return { actionId, round, row };
  }
  return null;
}

async function openFor(
  store: ActionStore,
  context: PortalContext,
  told: Place & { readonly wanted: ActionWanted; readonly now: number },
): Promise<void> {
  const { wanted, actionId, round, now } = told;
  const { department } = context.current.policy.recurrence;
  const isFirst = round === 1;
  const tickets = isFirst ? wanted.tickets : wanted.added;
  const [oldest] = tickets;
  const terms = wanted.reason.terms.map((one) => `${one.term} (${one.tickets})`).join(", ");
  await openActionWithin(store, context, {
    action: {
      actionId,
      origin: "recurrence",
      title: oldest?.text || terms || wanted.key,
      evidence: [...(terms === "" ? [] : [terms]), ...tickets.map(lineOf)],
      // The card of this ticket is the place where people work at it.
      ticketId: oldest?.ticketId ?? null,
      department: department ?? null,
      owner: null,
      customers: affectedCustomers(tickets, []),
      by: null,
      from: "aftercare",
      // The evidence is told in that channel once; see `send-recurrence-notices.ts`.
      isToldOtherwise: isFirst && department !== undefined,
    },
    now,
  });
}

function lineOf({ ticketId, text }: ComparedTicket): string {
  return `#${ticketId} ${text}`.trim().slice(0, MAX_ACTION_TEXT_LENGTH);
}

type Growing = {
  readonly wanted: ActionWanted;
  readonly row: ActionRow;
  readonly now: number;
};

async function grow(
  store: ActionStore,
  context: PortalContext,
  { wanted, row, now }: Growing,
): Promise<void> {
  const { portalId, added } = wanted;
  const { actionId } = row;
  const events = await store.actions.events(portalId, actionId);
  const carriedOutAt =
    row.action.state === "verifying"
      ? (events.findLast(({ event }) => event.kind === "carried_out")?.at ?? null)
      : null;
  const isAgain = ({ createdAt }: ComparedTicket): boolean =>
    carriedOutAt !== null && createdAt > carriedOutAt;
  const news: readonly News[] = [
    ...evidenceOf(added.filter((ticket) => !isAgain(ticket))),
    ...added.filter(isAgain).map((ticket) => ({
      key: `recurrence:${ticket.ticketId}`,
      eventOf: (action: CorrectiveAction) => recurredBy(context, action, { ticket, now }),
    })),
  ];
  for (const [index, { key, eventOf }] of news.entries()) {
    const known = await store.actions.events(portalId, actionId);
    const found = await store.actions.find(portalId, actionId);
    const event = found && eventOf(found.action);
    if (event === null || known.some(({ eventKey }) => eventKey === key)) continue;
    const mark = { at: instantOf(known, now), eventKey: key, event };
    // One message a night tells of all that came.
    const isQuiet = index < news.length - 1;
    await keep({ store }, context, { actionId, events: known, mark, isQuiet });
  }
}

type News = {
  readonly key: string;
  readonly eventOf: (action: CorrectiveAction) => ActionEvent | null;
};

/** So many tickets an event as it takes lines and customers. */
function evidenceOf(tickets: readonly ComparedTicket[]): readonly News[] {
  const portions = Math.ceil(tickets.length / MAX_EVIDENCE);
  return Array.from({ length: portions }, (_, index) => {
    const portion = tickets.slice(index * MAX_EVIDENCE, (index + 1) * MAX_EVIDENCE);
    const event: ActionEvent = {
      kind: "evidence_added",
      evidence: portion.map(lineOf),
      customers: [...affectedCustomers(portion, [])].slice(0, MAX_NAMED_CUSTOMERS),
    };
    return { key: `evidence:${portion[0]?.ticketId}`, eventOf: () => event };
  });
}

function recurredBy(
  { current }: PortalContext,
  action: CorrectiveAction,
  { ticket, now }: { readonly ticket: ComparedTicket; readonly now: number },
): ActionEvent | null {
  const { ticketId, customers } = ticket;
  const told = { ticketId, customers: affectedCustomers([{ customers }], []) };
  const dateIn = dateInOf(daysOf(current, action.department), now);
  return recurrenceOf(action, told, { rules: current.policy.actions, dateIn });
}

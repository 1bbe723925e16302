import type { ActionRow } from "../../ports/action-store.ts";
import { type CrmUser, nameOfUser } from "../portals/name-of-user.ts";
import type { CardDeps } from "../sla/read-ticket-card.ts";
import { responsibleDepartment } from "./department-of-ticket.ts";
import { openAction } from "./open-action.ts";

/** Somebody opens a corrective action for a ticket. */
export type OpenActionPress = {
  readonly portalId: string;
  readonly ticketId: string;
  readonly by: CrmUser;
  readonly actKey: string;
  readonly title: string;
  readonly evidence: string;
};

/** The same press opens one. Null where the ticket is not known. */
export async function openFromCard(
  deps: CardDeps,
  press: OpenActionPress,
): Promise<ActionRow | null> {
  const { portalId, ticketId, by } = press;
  const context = await deps.contexts(portalId);
  const row = context && (await deps.store.tickets.find(portalId, ticketId));
  if (context === null || row === null || row.ticket.gone !== null) return null;
  const { ticket } = row;
  return openAction(deps, portalId, {
    actionId: `manual:${by.userId}:${press.actKey}`,
    origin: "manual",
    title: press.title,
    evidence: press.evidence === "" ? [] : [press.evidence],
    ticketId,
    department: await responsibleDepartment(context, row, deps.timeSource.now()),
    owner: null,
    customers: ticket.customers.map(({ kind, id }) => ({ kind, id })),
    by: { id: by.userId, name: await nameOfUser(deps.store, portalId, by) },
    from: "card",
  });
}

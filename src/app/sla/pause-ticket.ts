import type { PauseReason } from "../../domain/governance/clock-rules.ts";
import { invariant } from "../../domain/invariant.ts";
import { closedSince } from "../../domain/sla/evaluate.ts";
import { type Life, lifeOf } from "../../domain/sla/life.ts";
import type { TicketEventDetail } from "../../domain/sla/ticket-event.ts";
import type { Store, TicketRow } from "../../ports/store.ts";
import { commitTickets } from "./commit-tickets.ts";
import { pausesNow } from "./hand-pauses.ts";
import type { PortalContext } from "./portal-contexts.ts";
import type { CardDeps } from "./read-ticket-card.ts";

/** Entries looked through for a press that was told before; a retry follows within seconds. */
const AUDIT_LOOKED_THROUGH = 50;

/** Somebody pauses a ticket's clocks on the card, or lets them run again. */
export type PausePress = {
  readonly portalId: string;
  readonly ticketId: string;
  readonly by: { readonly userId: string; readonly email: string };
  /** The same for every telling of one press. */
  readonly actKey: string;
  readonly act:
    | { readonly kind: "paused"; readonly reason: PauseReason; readonly note: string }
    | { readonly kind: "resumed" };
};

export type PauseAnswer =
  | { readonly outcome: "done" }
  /** It is paused by hand, or not paused by hand, as it was asked to be. */
  | { readonly outcome: "already" }
  | {
      readonly outcome: "refused";
      readonly reason: "not_connected" | "not_tracked" | "closed" | "gone";
    };

/** Notes a press with its author and evaluates the ticket anew. One transaction; repeating it is harmless. */
export async function pauseTicket(deps: CardDeps, press: PausePress): Promise<PauseAnswer> {
  const { portalId, ticketId } = press;
  const context = await deps.contexts(portalId);
  if (context === null) return { outcome: "refused", reason: "not_connected" };
  const found = await deps.store.tickets.find(portalId, ticketId);
  if (found === null) return { outcome: "refused", reason: "not_tracked" };
  return deps.store.transaction(async (): Promise<PauseAnswer> => {
    const locked = await deps.store.tickets.lock(portalId, [ticketId]);
    const row = locked.get(ticketId);
    invariant(row !== undefined, "a ticket that was found can be locked");
    if (await isToldBefore(deps.store, press)) return { outcome: "done" };
    const now = instantOf(row, deps.timeSource.now());
    const life = lifeOf(
      row.ticket,
      await context.circumstances(row.ticket, row.policyVersion, now),
    );
    const hindrance = hindranceOf(life, press.act.kind);
    if (hindrance !== null) return hindrance;
    await note(deps.store, context, { press, row, at: now });
    return { outcome: "done" };
  });
}

/** Clocks of processes differ: a press comes after all that was decided, and after the press before. */
function instantOf({ evaluatedAt, ticket }: TicketRow, now: number): number {
  return Math.max(now, evaluatedAt, (ticket.pauseMarks.at(-1)?.at ?? 0) + 1);
}

async function isToldBefore({ audit }: Pick<Store, "audit">, press: PausePress): Promise<boolean> {
  const entries = await audit.of(press.portalId, subjectOf(press), AUDIT_LOOKED_THROUGH);
  return entries.some(
    ({ actor, detail }) => actor === press.by.userId && detail["actKey"] === press.actKey,
  );
}

function hindranceOf(life: Life, act: PausePress["act"]["kind"]): PauseAnswer | null {
  if (life.ticket.gone !== null) return { outcome: "refused", reason: "gone" };
  if (closedSince(life) !== null) return { outcome: "refused", reason: "closed" };
  const isPaused = pausesNow(life).some((pause) => pause.by !== null);
  return isPaused === (act === "paused") ? { outcome: "already" } : null;
}

async function note(
  store: Store,
  context: PortalContext,
  { press, row, at }: { readonly press: PausePress; readonly row: TicketRow; readonly at: number },
): Promise<void> {
  const { portalId, ticketId, act, by, actKey } = press;
  const person = { id: by.userId, name: await nameOf(store, press) };
  const detail: TicketEventDetail = { ...act, by: person };
  await commitTickets(store, context, {
    ticketIds: [ticketId],
    facts: [{ ticketId, occurredAt: at, detail }],
    grades: [],
    now: at,
    locked: [row],
  });
  await store.audit.append(portalId, [
    {
      at,
      actor: by.userId,
      action: `ticket_${act.kind}`,
      subject: subjectOf(press),
      detail: {
        actKey,
        name: person.name,
        ...(act.kind === "paused" ? { reason: act.reason, note: act.note } : {}),
      },
    },
  ]);
}

/** As the CRM's owners call themselves; else what HubSpot says of who asks. */
async function nameOf({ portals }: Pick<Store, "portals">, { portalId, by }: PausePress) {
  const owners = await portals.owners(portalId);
  const owner = owners.find(
    ({ userId, email }) => userId === by.userId || (email !== null && email === by.email),
  );
  return owner?.name || by.email || by.userId;
}

function subjectOf({ ticketId }: Pick<PausePress, "ticketId">): string {
  return `ticket:${ticketId}`;
}

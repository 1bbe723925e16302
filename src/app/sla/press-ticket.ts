import type { ClockKind, PauseReason } from "../../domain/governance/clock-rules.ts";
import { mayOverride } from "../../domain/governance/override.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import { invariant } from "../../domain/invariant.ts";
import { closedSince, runsOf } from "../../domain/sla/evaluate.ts";
import { type Life, lifeOf } from "../../domain/sla/life.ts";
import { versionAt } from "../../domain/sla/stretches.ts";
import type { TicketEventDetail } from "../../domain/sla/ticket-event.ts";
import type { Store, TicketRow } from "../../ports/store.ts";
import { type CrmUser, nameOfUser } from "../portals/name-of-user.ts";
import { commitTickets } from "./commit-tickets.ts";
import { pausesNow } from "./hand-pauses.ts";
import type { PortalContext } from "./portal-contexts.ts";
import type { CardDeps } from "./read-ticket-card.ts";

/** Entries looked through for a press that was told before; a retry follows within seconds. */
const AUDIT_LOOKED_THROUGH = 50;
const DAY_MS = 86_400_000;

/** Somebody pauses a ticket's clocks on the card, lets them run again, or changes one promise. */
export type TicketPress = {
  readonly portalId: string;
  readonly ticketId: string;
  readonly by: CrmUser;
  /** The same for every telling of one press. */
  readonly actKey: string;
  readonly act:
    | { readonly kind: "paused"; readonly reason: PauseReason; readonly note: string }
    | { readonly kind: "resumed" }
    | {
        readonly kind: "overridden";
        readonly clock: ClockKind;
        readonly durationMinutes: number;
        readonly reason: string;
        readonly endsInDays: number;
      };
};
type Act = TicketPress["act"];

export type TicketPressAnswer =
  | { readonly outcome: "done" }
  /** It is paused by hand, or not paused by hand, as it was asked to be. */
  | { readonly outcome: "already" }
  | {
      readonly outcome: "refused";
      readonly reason:
        | "not_connected"
        | "not_tracked"
        | "closed"
        | "gone"
        | "not_allowed"
        | "no_open_clock";
    };

/** Notes a press with its author and evaluates the ticket anew. One transaction; repeating it is harmless. */
export async function pressTicket(deps: CardDeps, press: TicketPress): Promise<TicketPressAnswer> {
  const { portalId, ticketId } = press;
  const context = await deps.contexts(portalId);
  if (context === null) return { outcome: "refused", reason: "not_connected" };
  const found = await deps.store.tickets.find(portalId, ticketId);
  if (found === null) return { outcome: "refused", reason: "not_tracked" };
  return deps.store.transaction(async (): Promise<TicketPressAnswer> => {
    const locked = await deps.store.tickets.lock(portalId, [ticketId]);
    const row = locked.get(ticketId);
    invariant(row !== undefined, "a ticket that was found can be locked");
    if (await isToldBefore(deps.store, press)) return { outcome: "done" };
    const now = instantOf(row, deps.timeSource.now());
    const life = lifeOf(
      row.ticket,
      await context.circumstances(row.ticket, row.policyVersion, now),
    );
    const { policy } = await context.rulesOf(versionAt(row.ticket, row.policyVersion, now));
    const hindrance = hindranceOf(life, press, policy);
    if (hindrance !== null) return hindrance;
    await note(deps.store, context, { press, row, at: now });
    return { outcome: "done" };
  });
}

/** Clocks of processes differ: a press comes after all that was decided, and after the press before. */
function instantOf({ evaluatedAt, ticket }: TicketRow, now: number): number {
  const lastAct = Math.max(ticket.pauseMarks.at(-1)?.at ?? 0, ticket.overrides.at(-1)?.at ?? 0);
  return Math.max(now, evaluatedAt, lastAct + 1);
}

async function isToldBefore({ audit }: Pick<Store, "audit">, press: TicketPress): Promise<boolean> {
  const entries = await audit.of(press.portalId, subjectOf(press), AUDIT_LOOKED_THROUGH);
  return entries.some(
    ({ actor, detail }) => actor === press.by.userId && detail["actKey"] === press.actKey,
  );
}

function hindranceOf(
  life: Life,
  { act, by }: TicketPress,
  policy: Policy,
): TicketPressAnswer | null {
  if (life.ticket.gone !== null) return { outcome: "refused", reason: "gone" };
  if (closedSince(life) !== null) return { outcome: "refused", reason: "closed" };
  if (act.kind === "overridden") {
    if (!mayOverride(policy, by)) return { outcome: "refused", reason: "not_allowed" };
    const isOpen = runsOf(life).some(
      ({ clock }) => clock.kind === act.clock && clock.endedAt === null,
    );
    return isOpen ? null : { outcome: "refused", reason: "no_open_clock" };
  }
  const isPaused = pausesNow(life).some((pause) => pause.by !== null);
  return isPaused === (act.kind === "paused") ? { outcome: "already" } : null;
}

async function note(
  store: Store,
  context: PortalContext,
  { press, row, at }: { readonly press: TicketPress; readonly row: TicketRow; readonly at: number },
): Promise<void> {
  const { portalId, ticketId, act, by, actKey } = press;
  const person = { id: by.userId, name: await nameOfUser(store, portalId, by) };
  const detail = factOf(act, person, at);
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
      from: "card",
      subject: subjectOf(press),
      detail: {
        actKey,
        name: person.name,
        ...wordsOf(act),
      },
    },
  ]);
}

function factOf(
  act: Act,
  by: { readonly id: string; readonly name: string },
  at: number,
): TicketEventDetail {
  if (act.kind !== "overridden") return { ...act, by };
  const { endsInDays, ...rest } = act;
  return { ...rest, by, endsAt: at + endsInDays * DAY_MS };
}

function wordsOf({ kind: _kind, ...words }: Act): Readonly<Record<string, string | number>> {
  return words;
}

function subjectOf({ ticketId }: Pick<TicketPress, "ticketId">): string {
  return `ticket:${ticketId}`;
}

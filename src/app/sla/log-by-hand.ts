import { invariant } from "../../domain/invariant.ts";
import { runsOf } from "../../domain/sla/evaluate.ts";
import type { LoggedClock } from "../../domain/sla/hand-logs.ts";
import { type Life, lifeOf } from "../../domain/sla/life.ts";
import type { TicketEventDetail } from "../../domain/sla/ticket-event.ts";
import { instantOf } from "../../domain/time/zone.ts";
import type { Portal, TicketRow } from "../../ports/store.ts";
import { type CrmUser, nameOfUser } from "../portals/name-of-user.ts";
import { commitTickets } from "./commit-tickets.ts";
import type { PortalContext } from "./portal-contexts.ts";
import type { CardDeps } from "./read-ticket-card.ts";

const MINUTE_MS = 60_000;
/** How long ago it may have happened: over a weekend, but nobody mends last month's figures. */
export const MAX_LOGGED_BACK_MS = 72 * 60 * MINUTE_MS;
/** How long after it was said it may be taken back. */
export const WITHDRAWABLE_FOR_MS = 24 * 60 * MINUTE_MS;

/** So long ago, or at a wall time of the portal's zone: minutes from midnight. */
type LoggedWhen =
  | { readonly kind: "ago"; readonly minutes: number }
  | { readonly kind: "at"; readonly date: string; readonly minute: number };

/** Somebody says on the card that they called or arrived, or takes that back. */
export type LogPress = {
  readonly portalId: string;
  readonly ticketId: string;
  readonly by: CrmUser;
  /** The same for every telling of one press. */
  readonly actKey: string;
  readonly act:
    | {
        readonly kind: "logged";
        readonly clock: LoggedClock;
        readonly when: LoggedWhen;
        readonly note: string;
      }
    | { readonly kind: "log_withdrawn"; readonly logKey: string };
};

export type LogRefusal =
  | "not_connected"
  | "not_tracked"
  | "gone"
  /** It has ended, or never ran. */
  | "no_open_clock"
  | "in_future"
  | "before_start"
  | "too_long_ago"
  | "not_logged"
  | "too_late_to_withdraw";

export type LogAnswer =
  /** `at`: when it happened; null where something was taken back. */
  | { readonly outcome: "done"; readonly portal: Portal; readonly at: number | null }
  | { readonly outcome: "refused"; readonly reason: LogRefusal };

/**
 * Notes that a clock's matter was done, or that this was said by mistake, and evaluates the ticket anew.
 * One transaction; repeating it is harmless.
 */
export async function logByHand(deps: CardDeps, press: LogPress): Promise<LogAnswer> {
  const { portalId, ticketId } = press;
  const context = await deps.contexts(portalId);
  if (context === null) return { outcome: "refused", reason: "not_connected" };
  if ((await deps.store.tickets.find(portalId, ticketId)) === null) {
    return { outcome: "refused", reason: "not_tracked" };
  }
  return deps.store.transaction(async (): Promise<LogAnswer> => {
    const row = (await deps.store.tickets.lock(portalId, [ticketId])).get(ticketId);
    invariant(row !== undefined, "a ticket that was found can be locked");
    // Clocks of processes differ: what is said comes after all that was decided.
    const now = Math.max(deps.timeSource.now(), row.evaluatedAt);
    const decision = await decide(context, { press, row, now });
    if (decision.outcome === "refused") return decision;
    const { at } = decision;
    if (!decision.isKnown) await note(deps, context, { press, row, now, at });
    return { outcome: "done", portal: context.portal, at };
  });
}

type Decision =
  | { readonly outcome: "allowed"; readonly at: number | null; readonly isKnown: boolean }
  | { readonly outcome: "refused"; readonly reason: LogRefusal };
type Case = { readonly press: LogPress; readonly row: TicketRow; readonly now: number };

async function decide(context: PortalContext, one: Case): Promise<Decision> {
  const { press, row, now } = one;
  const { ticket } = row;
  const { act } = press;
  if (act.kind === "log_withdrawn") return decideWithdrawal(act.logKey, one);
  const known = ticket.handLogs.find(({ logKey }) => logKey === logKeyOf(press));
  if (known !== undefined) return { outcome: "allowed", at: known.at, isKnown: true };
  if (ticket.gone !== null) return { outcome: "refused", reason: "gone" };
  const life = lifeOf(ticket, await context.circumstances(ticket, row.policyVersion, now));
  const startedAt = startOf(life, act.clock);
  if (startedAt === null) return { outcome: "refused", reason: "no_open_clock" };
  const at = instantOfWhen(act.when, context.portal, now);
  if (at > now) return { outcome: "refused", reason: "in_future" };
  if (at < startedAt) return { outcome: "refused", reason: "before_start" };
  if (at < now - MAX_LOGGED_BACK_MS) return { outcome: "refused", reason: "too_long_ago" };
  return { outcome: "allowed", at, isKnown: false };
}

function decideWithdrawal(logKey: string, { row: { ticket }, now }: Case): Decision {
  const log = ticket.handLogs.find((one) => one.logKey === logKey);
  if (log === undefined) return { outcome: "refused", reason: "not_logged" };
  const isKnown = ticket.withdrawnLogs.some((one) => one.logKey === logKey);
  if (isKnown) return { outcome: "allowed", at: null, isKnown };
  if (ticket.gone !== null) return { outcome: "refused", reason: "gone" };
  if (now > log.saidAt + WITHDRAWABLE_FOR_MS) {
    return { outcome: "refused", reason: "too_late_to_withdraw" };
  }
  return { outcome: "allowed", at: null, isKnown };
}

/** Since when the clock runs; null when none of its kind is open. */
function startOf(life: Life, kind: LoggedClock): number | null {
  const open = runsOf(life).find(({ clock }) => clock.kind === kind && clock.endedAt === null);
  return open?.clock.startedAt ?? null;
}

function instantOfWhen(when: LoggedWhen, { timeZone }: Portal, now: number): number {
  switch (when.kind) {
    case "ago":
      return now - when.minutes * MINUTE_MS;
    case "at":
      return instantOf(timeZone, when.date, when.minute);
  }
}

/** Two people's cards may make the same key. */
function logKeyOf({ by, actKey }: LogPress): string {
  return `${by.userId}:${actKey}`;
}

async function note(
  { store }: CardDeps,
  context: PortalContext,
  { press, row, now, at }: Case & { readonly at: number | null },
): Promise<void> {
  const { portalId, ticketId, act, actKey } = press;
  const by = { id: press.by.userId, name: await nameOfUser(store, portalId, press.by) };
  const said = factOf(press, by, now);
  await commitTickets(store, context, {
    ticketIds: [ticketId],
    facts: [{ ticketId, occurredAt: at ?? now, detail: said }],
    grades: [],
    now,
    locked: [row],
  });
  const words = act.kind === "logged" ? { clock: act.clock, at: at ?? now, note: act.note } : {};
  await store.audit.append(portalId, [
    {
      at: now,
      actor: by.id,
      action: `ticket_${act.kind}`,
      from: "card",
      subject: `ticket:${ticketId}`,
      detail: { actKey, name: by.name, logKey: said.logKey, ...words },
    },
  ]);
}

type Said = Extract<TicketEventDetail, { readonly kind: "logged" | "log_withdrawn" }>;

function factOf(
  press: LogPress,
  by: { readonly id: string; readonly name: string },
  now: number,
): Said {
  const { act } = press;
  if (act.kind === "log_withdrawn") return { ...act, by };
  const { clock, note } = act;
  return { kind: "logged", logKey: logKeyOf(press), clock, by, note, saidAt: now };
}

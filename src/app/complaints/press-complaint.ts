import {
  type Complaint,
  isOpenComplaint,
  type Missing,
} from "../../domain/complaints/complaint.ts";
import type { ComplaintFact } from "../../domain/complaints/complaint-fact.ts";
import { invariant } from "../../domain/invariant.ts";
import { type Life, lifeOf } from "../../domain/sla/life.ts";
import type { Origin } from "../../ports/audit.ts";
import type { TicketRow } from "../../ports/store.ts";
import { type CrmUser, nameOfUser } from "../portals/name-of-user.ts";
import { commitTickets } from "../sla/commit-tickets.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import type { CardDeps } from "../sla/read-ticket-card.ts";

type ByPerson = Extract<ComplaintFact, { readonly by: unknown }>;
/** What a person does about a complaint, without saying who it is. */
export type ComplaintAct = ByPerson extends infer F
  ? F extends ByPerson
    ? Omit<F, "by">
    : never
  : never;

export type ComplaintPress = {
  readonly portalId: string;
  readonly ticketId: string;
  readonly by: CrmUser;
  readonly from: Origin;
  /** The same for every telling of one press. */
  readonly actKey: string;
  readonly act: ComplaintAct;
};

export type ComplaintRefusal =
  | "not_connected"
  | "not_tracked"
  | "gone"
  | "unknown_department"
  | "not_proposed"
  | "already_complaint"
  | "no_complaint"
  | "not_open"
  | "not_closed"
  | "incomplete";

export type ComplaintAnswer =
  | { readonly outcome: "done" }
  | {
      readonly outcome: "refused";
      readonly reason: ComplaintRefusal;
      /** Of `incomplete`: what is missing before it may be closed. */
      readonly missing: readonly Missing[];
    };

/**
 * Notes what somebody said or did about a ticket's complaint, and evaluates the ticket anew. One
 * transaction; repeating it is harmless.
 */
export async function pressComplaint(
  deps: CardDeps,
  press: ComplaintPress,
): Promise<ComplaintAnswer> {
  const { portalId, ticketId } = press;
  const context = await deps.contexts(portalId);
  if (context === null) return refused("not_connected");
  if ((await deps.store.tickets.find(portalId, ticketId)) === null) return refused("not_tracked");
  return deps.store.transaction(async (): Promise<ComplaintAnswer> => {
    const row = (await deps.store.tickets.lock(portalId, [ticketId])).get(ticketId);
    invariant(row !== undefined, "a ticket that was found can be locked");
    const factKey = factKeyOf(press);
    if (row.ticket.complaintMarks.some((mark) => mark.factKey === factKey)) {
      return { outcome: "done" };
    }
    const at = instantOf(row, deps.timeSource.now());
    const life = lifeOf(row.ticket, await context.circumstances(row.ticket, row.policyVersion, at));
    const hindrance = hindranceOf(life, press.act, context);
    if (hindrance !== null) return hindrance;
    await note(deps, context, { press, row, at });
    return { outcome: "done" };
  });
}

/** Two people's cards may make the same key. */
function factKeyOf({ by, actKey }: ComplaintPress): string {
  return `${by.userId}:${actKey}`;
}

/** Clocks of processes differ: a press comes after all that was decided, and after the press before. */
function instantOf({ evaluatedAt, ticket }: TicketRow, now: number): number {
  return Math.max(now, evaluatedAt, (ticket.complaintMarks.at(-1)?.at ?? 0) + 1);
}

function refused(reason: ComplaintRefusal, missing: readonly Missing[] = []): ComplaintAnswer {
  return { outcome: "refused", reason, missing };
}

function hindranceOf(
  { ticket, complaint }: Life,
  act: ComplaintAct,
  { current }: PortalContext,
): ComplaintAnswer | null {
  if (ticket.gone !== null) return refused("gone");
  if (act.kind === "confirmed") {
    const { department } = act;
    const { departments } = current.policy;
    const isKnown = department === null || departments.some(({ id }) => id === department);
    return isKnown ? null : refused("unknown_department");
  }
  if (complaint === null) return refused("no_complaint");
  return hindranceAt(complaint, act);
}

function hindranceAt(complaint: Complaint, act: ComplaintAct): ComplaintAnswer | null {
  const isOpen = isOpenComplaint(complaint);
  switch (act.kind) {
    case "confirmed":
      return null;
    case "dismissed":
      if (complaint.state === "proposed") return null;
      return refused(complaint.since === null ? "not_proposed" : "already_complaint");
    case "acknowledged":
    case "answered":
    case "concluded":
      return isOpen ? null : refused("not_open");
    case "closed":
      if (!isOpen) return refused("not_open");
      return complaint.missing.length === 0 ? null : refused("incomplete", complaint.missing);
    case "reopened":
      return complaint.state === "closed" ? null : refused("not_closed");
  }
}

type Noted = {
  readonly press: ComplaintPress;
  readonly row: TicketRow;
  readonly at: number;
};

async function note(
  { store }: CardDeps,
  context: PortalContext,
  { press, row, at }: Noted,
): Promise<void> {
  const { portalId, ticketId, act, actKey, from } = press;
  const by = { id: press.by.userId, name: await nameOfUser(store, portalId, press.by) };
  const fact: ComplaintFact = { ...act, by };
  const detail = { kind: "complaint" as const, factKey: factKeyOf(press), fact };
  await commitTickets(store, context, {
    ticketIds: [ticketId],
    facts: [{ ticketId, occurredAt: at, detail }],
    grades: [],
    now: at,
    locked: [row],
  });
  const { kind, ...words } = act;
  await store.audit.append(portalId, [
    {
      at,
      actor: by.id,
      action: `complaint_${kind}`,
      from,
      subject: `ticket:${ticketId}`,
      detail: { actKey, name: by.name, ...words },
    },
  ]);
}

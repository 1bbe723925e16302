import type { CaseActDetail } from "../../domain/escalation/case-act.ts";
import { instantOf } from "../../domain/time/zone.ts";
import { type CrmUser, nameOfUser } from "../portals/name-of-user.ts";
import type { CaseDeps } from "./act-on-case.ts";
import { type EscalationAnswer, escalateTicket } from "./escalate-ticket.ts";

/** What a rep fills in on the card of a ticket. */
export type CardCall = {
  readonly portalId: string;
  readonly ticketId: string;
  readonly by: CrmUser;
  /** The same for every telling of one press. */
  readonly actKey: string;
  readonly detail: Omit<
    Extract<CaseActDetail, { readonly act: "escalated" }>,
    "act" | "wantedAt"
  > & {
    /** By when it is wanted, on the portal's wall clock; null: no matter when. */
    readonly wanted: { readonly date: string; readonly time: string } | null;
  };
};

const HOUR_MINUTES = 60;

export async function escalateFromCard(deps: CaseDeps, call: CardCall): Promise<EscalationAnswer> {
  const { portalId, by, detail, ...rest } = call;
  const portal = await deps.store.portals.find(portalId);
  if (portal === null) return { outcome: "refused", reason: "not_connected" };
  const { wanted, ...words } = detail;
  return escalateTicket(deps, {
    ...rest,
    portalId,
    by: { id: by.userId, name: await nameOfUser(deps.store, portalId, by) },
    detail: {
      act: "escalated",
      ...words,
      wantedAt: wanted && instantOf(portal.timeZone, wanted.date, minuteOf(wanted.time)),
    },
  });
}

/** `09:30` is minute 570 of its day. */
function minuteOf(time: string): number {
  const [hours = "", minutes = ""] = time.split(":");
  return Number(hours) * HOUR_MINUTES + Number(minutes);
}

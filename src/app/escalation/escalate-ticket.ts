import { isLive } from "../../domain/escalation/case.ts";
import type { Actor, CaseActDetail } from "../../domain/escalation/case-act.ts";
import { closedSince } from "../../domain/sla/evaluate.ts";
import { lifeOf } from "../../domain/sla/life.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { TicketRow } from "../../ports/store.ts";
import { commitTickets } from "../sla/commit-tickets.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import type { CaseDeps } from "./act-on-case.ts";
import { keepAct } from "./keep-act.ts";

/** A person calls a department to a ticket. */
export type Escalation = {
  readonly portalId: string;
  readonly ticketId: string;
  readonly by: Actor;
  /** The same for every telling of one press. */
  readonly actKey: string;
  readonly detail: Extract<CaseActDetail, { readonly act: "escalated" }>;
};

export type EscalationAnswer =
  | { readonly outcome: "done"; readonly escalation: CaseRow }
  | {
      readonly outcome: "refused";
      readonly reason:
        | "not_connected"
        | "not_tracked"
        | "closed"
        | "gone"
        | "unknown_department"
        | "wanted_in_the_past";
    };

/**
 * Opens a case for the department, or joins the one that it has of this ticket. One transaction;
 * repeating it is harmless.
 */
export async function escalateTicket(
  deps: CaseDeps,
  escalation: Escalation,
): Promise<EscalationAnswer> {
  const { portalId, ticketId } = escalation;
  const context = await deps.contexts(portalId);
  if (context === null) return { outcome: "refused", reason: "not_connected" };
  return deps.store.transaction(async (): Promise<EscalationAnswer> => {
    const row = (await deps.store.tickets.lock(portalId, [ticketId])).get(ticketId);
    if (row === undefined) return { outcome: "refused", reason: "not_tracked" };
    const reason = await refusalOf(context, row, { escalation, now: deps.timeSource.now() });
    if (reason !== null) return { outcome: "refused", reason };
    const caseId = await note(deps, context, { escalation, row });
    const found = await deps.store.escalations.find(portalId, caseId);
    return found === null
      ? { outcome: "refused", reason: "not_tracked" }
      : { outcome: "done", escalation: found };
  });
}

async function refusalOf(
  context: PortalContext,
  row: TicketRow,
  { escalation, now }: { readonly escalation: Escalation; readonly now: number },
) {
  const { detail } = escalation;
  if (row.ticket.gone !== null) return "gone";
  const circumstances = await context.circumstances(row.ticket, row.policyVersion, now);
  const life = lifeOf(row.ticket, circumstances);
  if (life.stretches.length === 0) return "not_tracked";
  if (closedSince(life) !== null) return "closed";
  const { departments } = life.stretches.at(-1)?.rules.policy ?? context.current.policy;
  if (!departments.some(({ id }) => id === detail.department)) return "unknown_department";
  return detail.wantedAt !== null && detail.wantedAt <= now ? "wanted_in_the_past" : null;
}

async function note(
  { store, timeSource }: CaseDeps,
  context: PortalContext,
  { escalation, row }: { readonly escalation: Escalation; readonly row: TicketRow },
): Promise<string> {
  const { portalId, ticketId, actKey, by, detail } = escalation;
  const acts = await store.escalations.acts(portalId, [ticketId]);
  const told = acts.find((act) => act.actKey === actKey);
  if (told !== undefined) return told.caseId;
  const cases = await store.escalations.ofTickets(portalId, [ticketId]);
  const own = cases.find((one) => isLive(one) && one.department === detail.department);
  const byHand = new Set(
    acts.filter(({ act, caseId }) => act === "escalated" && caseId.includes("-m")).map(idOf),
  );
  const caseId = own?.caseId ?? `${ticketId}-m${byHand.size + 1}`;
  const at = Math.max(
    timeSource.now(),
    row.evaluatedAt,
    ...(own?.steps ?? []).map((step) => step.at),
  );
  const act = { ...detail, caseId, ticketId, actKey, by, at };
  await keepAct(store, portalId, { act, from: "card" });
  await commitTickets(store, context, { ticketIds: [ticketId], facts: [], grades: [], now: at });
  return caseId;
}

function idOf({ caseId }: { readonly caseId: string }): string {
  return caseId;
}

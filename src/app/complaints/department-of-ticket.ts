import { departmentsOf } from "../../domain/escalation/route.ts";
import { lifeOf } from "../../domain/sla/life.ts";
import type { TicketRow } from "../../ports/store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";

/** The department that is responsible for a ticket's complaint, or the one that the ticket is routed to. */
export async function responsibleDepartment(
  context: PortalContext,
  { ticket, policyVersion }: Pick<TicketRow, "ticket" | "policyVersion">,
  now: number,
): Promise<string | null> {
  const life = lifeOf(ticket, await context.circumstances(ticket, policyVersion, now));
  const place = life.stretches.findLast(({ from }) => from <= now);
  const routed = place === undefined ? undefined : departmentsOf(place, now)[0];
  return life.complaint?.department ?? routed?.id ?? null;
}

import type { SurveyAnswer } from "../../domain/surveys/survey-answer.ts";
import type { Store } from "../../ports/store.ts";
import { commitTickets } from "../sla/commit-tickets.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";

/**
 * Tells a ticket of a score as if the CRM had it as the property `aftercare_csat`, `aftercare_nps` or
 * `aftercare_ces`: a policy that names it in `caseTriggers.lowRatings` gets a case by it. Within a
 * transaction; the same answer again changes nothing, and a ticket that is not known stays so.
 */
export async function noteScore(
  store: Store,
  context: PortalContext,
  { answer, now }: { readonly answer: SurveyAnswer; readonly now: number },
): Promise<void> {
  const { ticketId, kind, score, at } = answer;
  if (ticketId === null || !TOLD_BY_ANSWER.includes(answer.source)) return;
  const locked = await store.tickets.lock(context.portal.portalId, [ticketId]);
  const row = locked.get(ticketId);
  if (row === undefined) return;
  await commitTickets(store, context, {
    ticketIds: [ticketId],
    facts: [
      {
        ticketId,
        occurredAt: at,
        detail: { kind: "field", property: `aftercare_${kind}`, value: String(score) },
      },
    ],
    grades: [],
    now: Math.max(now, row.evaluatedAt),
    locked: [row],
  });
}

/** The others are properties of the CRM already. */
const TOLD_BY_ANSWER: readonly SurveyAnswer["source"][] = ["submission", "rating_link"];

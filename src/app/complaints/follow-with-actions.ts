import { lowScoreIn } from "../../domain/sla/low-scores.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Store } from "../../ports/store.ts";
import type { Derived } from "../sla/derive-ticket.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { departmentOfTicket, NEWS_DAYS } from "./complaint-news.ts";
import { type NewAction, openActionWithin } from "./open-action.ts";

const DAY_MS = 86_400_000;

/**
 * Opens the corrective actions that the policy asks for by itself: for grave complaints, low scores and
 * cases that nobody took. Each has the id of its reason, so that looking again opens no second one.
 */
export async function followWithActions(
  store: Pick<Store, "actions" | "outbox" | "audit">,
  context: PortalContext,
  tickets: readonly Derived[],
): Promise<void> {
  // In the order of their ids, as other processes lock them.
  const wanted = tickets
    .flatMap((one) => reasonsOf(one).map((reason) => ({ one, reason })))
    .toSorted((a, b) => (a.reason.actionId < b.reason.actionId ? -1 : 1));
  for (const { one, reason } of wanted) {
    const action = newAction(one, reason);
    await openActionWithin(store, context, { action, now: one.after.evaluatedAt });
  }
}

type Reason = Pick<NewAction, "actionId" | "origin" | "evidence">;

function reasonsOf(one: Derived): readonly Reason[] {
  if (one.after.ticket.gone !== null) return [];
  return [...graveComplaint(one), ...lowScores(one), ...exhaustedLadders(one)];
}

function graveComplaint({ before, after, rules }: Derived): readonly Reason[] {
  const { complaint, ticket } = after;
  const { complaintSeverities } = rules.policy.actions.opensFor;
  const severity = complaint?.severity ?? null;
  if (complaint === null || severity === null || !complaintSeverities.includes(severity)) return [];
  if (before?.complaint?.severity === severity) return [];
  const evidence = complaint.text === "" ? [] : [complaint.text];
  return [{ actionId: `complaint:${ticket.ticketId}`, origin: "complaint", evidence }];
}

function lowScores({ before, after, rules, evaluation }: Derived): readonly Reason[] {
  const { policy } = rules;
  if (!policy.actions.opensFor.lowScores) return [];
  const { ticketId, fields } = after.ticket;
  const beganAt = evaluation.life.stretches[0]?.from ?? Number.POSITIVE_INFINITY;
  const known = before?.ticket.fields.length ?? 0;
  if (fields.length === known) return [];
  const evidence = fields.flatMap((field) => {
    const isNews = field.at >= Math.max(beganAt, after.evaluatedAt - NEWS_DAYS * DAY_MS);
    const score = isNews ? lowScoreIn(policy, field) : null;
    return score === null ? [] : [`${field.property}: ${score}`];
  });
  if (evidence.length === 0) return [];
  return [{ actionId: `low_score:${ticketId}`, origin: "low_score", evidence }];
}

function exhaustedLadders({ after, cases, casesBefore, rules }: Derived): readonly Reason[] {
  if (!rules.policy.actions.opensFor.exhaustedLadders) return [];
  const since = after.evaluatedAt - NEWS_DAYS * DAY_MS;
  return cases.flatMap(({ caseId, ladder, department, steps }): Reason[] => {
    const before = casesBefore.find((row) => row.caseId === caseId);
    if (!ladder.isExhausted || before?.ladder.isExhausted === true) return [];
    const isNews = steps.some(({ act, at }) => act === "exhausted" && at >= since);
    if (!isNews) return [];
    const actionId = `exhausted_ladder:${caseId}`;
    return [{ actionId, origin: "exhausted_ladder", evidence: [`${caseId}: ${department}`] }];
  });
}

function newAction(one: Derived, reason: Reason): NewAction {
  const { ticket } = one.after;
  const customers = ticket.customers.map(({ kind, id }): CustomerRef => ({ kind, id }));
  return {
    ...reason,
    title: ticket.subject === "" ? ticket.ticketId : ticket.subject,
    ticketId: ticket.ticketId,
    department: departmentOfTicket(one),
    owner: null,
    customers,
    by: null,
    from: "aftercare",
  };
}

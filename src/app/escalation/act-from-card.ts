import { isLive } from "../../domain/escalation/case.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import { type CrmUser, nameOfUser } from "../portals/name-of-user.ts";
import {
  actOnCase,
  type CaseAnswer,
  type CaseCommand,
  type CaseDeps,
  type Refusal,
} from "./act-on-case.ts";

/** What a rep does to a case on the card of its ticket. */
export type CardAct = {
  readonly portalId: string;
  readonly ticketId: string;
  readonly caseId: string;
  readonly by: CrmUser;
  /** The same for every telling of one press. */
  readonly actKey: string;
  readonly detail: Extract<
    CaseCommand["detail"],
    { readonly act: "answered" | "de_escalated" | "reopened" }
  >;
};

export type CardActOutcome =
  | { readonly outcome: "done" | "already"; readonly escalation: CaseRow }
  | { readonly outcome: "refused"; readonly reason: Refusal | "has_other" }
  | { readonly outcome: "not_found" };

/** The card names the case, so it has to be one of the ticket that is looked at. */
export async function actFromCard(deps: CaseDeps, act: CardAct): Promise<CardActOutcome> {
  const { ticketId, by, ...rest } = act;
  const { portalId, caseId, actKey } = rest;
  const { escalations } = deps.store;
  const found = await escalations.find(portalId, caseId);
  if (found === null || found.ticketId !== ticketId) return { outcome: "not_found" };
  const acts = await escalations.acts(portalId, [ticketId]);
  const isToldBefore = acts.some((one) => one.actKey === actKey && one.by.id === by.userId);
  if (isToldBefore) return { outcome: "done", escalation: found };
  if (rest.detail.act === "reopened" && (await hasOther(deps, found, portalId))) {
    return { outcome: "refused", reason: "has_other" };
  }
  const name = await nameOfUser(deps.store, portalId, by);
  return briefly(await actOnCase(deps, { ...rest, from: "card", by: { id: by.userId, name } }));
}

/** A department has one live case of a ticket at most. */
async function hasOther(
  { store }: Pick<CaseDeps, "store">,
  { caseId, ticketId, department }: CaseRow,
  portalId: string,
): Promise<boolean> {
  const cases = await store.escalations.ofTickets(portalId, [ticketId]);
  return cases.some(
    (other) => isLive(other) && other.department === department && other.caseId !== caseId,
  );
}

function briefly(answer: CaseAnswer): CardActOutcome {
  return answer.outcome === "refused" ? { outcome: "refused", reason: answer.reason } : answer;
}

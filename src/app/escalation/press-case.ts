import type { CaseAct } from "../../domain/escalation/case.ts";
import type { CaseRow, Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { commitTickets } from "../sla/commit-tickets.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";

/** A button that somebody pressed in the message of a case. */
export type CasePress = {
  readonly teamId: string;
  readonly portalId: string;
  readonly caseId: string;
  readonly act: CaseAct["act"];
  readonly user: { readonly id: string; readonly name: string };
  /** The same for every telling of one press. */
  readonly actKey: string;
  readonly at: number;
};

export type PressAnswer =
  | { readonly outcome: "done"; readonly escalation: CaseRow }
  /** Somebody else was first, or the case is over: `escalation` shows how it stands. */
  | { readonly outcome: "already"; readonly escalation: CaseRow }
  | { readonly outcome: "not_found" };

export type PressDeps = {
  readonly store: Store;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
};

/** Notes a press, derives the case anew and says how it stands. One transaction; repeating it is harmless. */
export async function pressCase(deps: PressDeps, press: CasePress): Promise<PressAnswer> {
  const portals = await deps.store.portals.ofSlackTeam(press.teamId);
  const context = portals.includes(press.portalId) ? await deps.contexts(press.portalId) : null;
  if (context === null) return { outcome: "not_found" };
  return deps.store.transaction(async (): Promise<PressAnswer> => {
    const before = await deps.store.escalations.find(press.portalId, press.caseId);
    if (before === null) return { outcome: "not_found" };
    await deps.store.tickets.lock(press.portalId, [before.ticketId]);
    const locked = await deps.store.escalations.find(press.portalId, press.caseId);
    if (locked === null) return { outcome: "not_found" };
    if (isOver(locked, press)) return { outcome: "already", escalation: locked };
    await note(deps, press, locked);
    await commitTickets(deps.store, context, {
      ticketIds: [locked.ticketId],
      facts: [],
      grades: [],
      now: deps.timeSource.now(),
    });
    const after = await deps.store.escalations.find(press.portalId, press.caseId);
    return after === null ? { outcome: "not_found" } : { outcome: "done", escalation: after };
  });
}

function isOver(escalation: CaseRow, press: CasePress): boolean {
  if (escalation.endedAt !== null) return true;
  return press.act === "acknowledged" && escalation.state === "acknowledged";
}

async function note(deps: PressDeps, press: CasePress, escalation: CaseRow): Promise<void> {
  // A press counts from when the case was opened, whatever the presser's clock says.
  const at = Math.max(deps.timeSource.now(), escalation.openedAt);
  const isNew = await deps.store.escalations.appendAct(press.portalId, {
    caseId: press.caseId,
    ticketId: escalation.ticketId,
    actKey: press.actKey,
    act: press.act,
    by: press.user,
    at,
  });
  if (!isNew) return;
  await deps.store.audit.append(press.portalId, [
    {
      at,
      actor: press.user.id,
      action: `case_${press.act}`,
      subject: `case:${press.caseId}`,
      detail: { ticketId: escalation.ticketId },
    },
  ]);
}

import { isLive } from "../../domain/escalation/case.ts";
import type { Actor } from "../../domain/escalation/case-act.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { type CaseDeps, noteActs } from "./act-on-case.ts";
import { isOfTeam } from "./press-case.ts";

/** One press takes all open cases of a group. */
export type GroupPress = {
  readonly teamId: string;
  readonly portalId: string;
  readonly groupId: string;
  readonly by: Actor;
  /** The same for every telling of one press. */
  readonly actKey: string;
};

export type GroupAnswer =
  | { readonly outcome: "done"; readonly taken: number }
  | { readonly outcome: "not_found" };

/** Tickets that one transaction locks; few enough to hold up nobody for long. */
const BATCH = 50;

/** Takes them in order of their tickets, a part at a time; after an interruption the same press goes on. */
export async function takeGroup(deps: CaseDeps, press: GroupPress): Promise<GroupAnswer> {
  const { portalId, groupId } = press;
  const context = (await isOfTeam(deps.store, press)) ? await deps.contexts(portalId) : null;
  const group = await deps.store.caseGroups.find(portalId, groupId);
  if (context === null || group === null) return { outcome: "not_found" };
  const cases = await deps.store.caseGroups.cases(portalId, groupId);
  const open = cases
    .filter((one) => isLive(one) && one.state === "open")
    .toSorted((a, b) => (a.ticketId < b.ticketId ? -1 : 1));
  let taken = 0;
  for (let start = 0; start < open.length; start += BATCH) {
    taken += await takeSome(deps, context, { press, cases: open.slice(start, start + BATCH) });
  }
  return { outcome: "done", taken };
}

async function takeSome(
  deps: CaseDeps,
  context: PortalContext,
  { press, cases }: { readonly press: GroupPress; readonly cases: readonly CaseRow[] },
): Promise<number> {
  const { portalId, by, actKey } = press;
  const ticketIds = [...new Set(cases.map(({ ticketId }) => ticketId))];
  return deps.store.transaction(async () => {
    await deps.store.tickets.lock(portalId, ticketIds);
    const locked = await deps.store.escalations.ofTickets(portalId, ticketIds);
    const wanted = new Set(cases.map(({ caseId }) => caseId));
    const open = locked.filter((one) => wanted.has(one.caseId) && one.state === "open");
    const acts = open.map((escalation) => ({
      escalation,
      command: {
        portalId,
        caseId: escalation.caseId,
        by,
        from: "slack" as const,
        actKey: `${actKey}:${escalation.caseId}`,
        detail: { act: "acknowledged" as const },
      },
    }));
    if (acts.length > 0) await noteActs(deps, context, acts);
    return acts.length;
  });
}

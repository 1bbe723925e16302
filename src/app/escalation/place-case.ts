import { gather, type UntoldCase } from "../../domain/escalation/storm.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { Store } from "../../ports/store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { departmentOf, quietFor } from "./case-department.ts";

/** More than that at once are decided upon in parts, and come together all the same. */
const UNTOLD_LIMIT = 2_000;
const MINUTE_MS = 60_000;

type PlaceDeps = {
  readonly store: Pick<Store, "transaction" | "caseGroups" | "escalations" | "tickets" | "outbox">;
};

type Placing = { readonly escalation: CaseRow; readonly now: number };

/**
 * Decides, before the first message of a case, whether it gets one of its own or stands in a group's
 * list together with all others of its department that wait. Two processes decide one after the other;
 * what was decided to stand alone is left out of later decisions.
 */
export async function placeCase(
  { store }: PlaceDeps,
  context: PortalContext,
  { escalation, now }: Placing,
): Promise<"alone" | "in_group"> {
  const { portalId } = context.portal;
  const { caseId, department } = escalation;
  return store.transaction(async () => {
    await store.caseGroups.lock(portalId, department);
    const found = await store.escalations.find(portalId, caseId);
    if (found === null || found.message !== null) return "alone";
    if (found.groupId !== null) return "in_group";
    await store.caseGroups.standAlone(portalId, caseId, false);
    const isGathered = await gatherWith(store, context, { escalation: found, now });
    if (!isGathered) await store.caseGroups.standAlone(portalId, caseId, true);
    return isGathered ? "in_group" : "alone";
  });
}

/** Its message surely was not posted: until it is tried again, a group may take it. */
export async function freeCase(
  { store }: PlaceDeps,
  { portal }: PortalContext,
  caseId: string,
): Promise<void> {
  await store.caseGroups.standAlone(portal.portalId, caseId, false);
}

/** Puts all that wait into one group if this case is among those that stand together. */
async function gatherWith(
  store: PlaceDeps["store"],
  context: PortalContext,
  { escalation, now }: Placing,
): Promise<boolean> {
  const { portalId } = context.portal;
  const { caseId, department } = escalation;
  const { moreThan, withinMinutes } = context.current.policy.storm;
  const sinceAt = now - withinMinutes * MINUTE_MS;
  const listed = await store.caseGroups.untold(portalId, department, UNTOLD_LIMIT);
  const cases = listed.some((one) => one.caseId === caseId) ? listed : [...listed, escalation];
  const ready = await readyOf(store, context, { cases, now });
  const openedLately = await store.escalations.openedAfter(portalId, department, sinceAt);
  const waitedLonger = ready.filter(({ one }) => one.openedAt <= sinceAt).length;
  const gathering = gather(
    ready.filter(({ one }) => one.groupId === null).map(({ untold }) => untold),
    { arriving: openedLately + waitedLonger, moreThan },
  );
  if (gathering === null || !gathering.caseIds.includes(caseId)) return false;
  const group = (await store.caseGroups.current(portalId, department, sinceAt)) ?? {
    groupId: `${department}-${now}`,
    department,
    kind: gathering.kind,
    startedAt: now,
  };
  await store.caseGroups.join(portalId, group, gathering.caseIds);
  const target = { kind: "case_group" as const, subjectId: group.groupId };
  await store.outbox.request(portalId, [target], now);
  return true;
}

type Ready = { readonly one: CaseRow; readonly untold: UntoldCase };

/** Those of the cases that may be told now, whatever the hour. */
async function readyOf(
  { tickets }: PlaceDeps["store"],
  context: PortalContext,
  { cases, now }: { readonly cases: readonly CaseRow[]; readonly now: number },
): Promise<readonly Ready[]> {
  const ticketIds = [...new Set(cases.map(({ ticketId }) => ticketId))];
  const rows = await tickets.findAll(context.portal.portalId, ticketIds);
  const rowOf = new Map(rows.map((row) => [row.ticket.ticketId, row]));
  const ready: Ready[] = [];
  for (const one of cases) {
    const row = rowOf.get(one.ticketId);
    if (row === undefined) continue;
    const its = await departmentOf(context, one, row);
    if (quietFor(its, row, now) !== null) continue;
    const hasWaitedForOpening = quietFor(its, row, one.openedAt) !== null;
    ready.push({ one, untold: { caseId: one.caseId, hasWaitedForOpening } });
  }
  return ready;
}

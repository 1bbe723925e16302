import { overdueCalls } from "../../domain/escalation/overdue-ladder.ts";
import { isOn } from "../../domain/governance/mode.ts";
import { dateAt } from "../../domain/time/zone.ts";
import type { ActionRow } from "../../ports/action-store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { portalOfSlot } from "../work/send-due-jobs.ts";
import { keep } from "./act-on-action.ts";
import { daysOf } from "./action-days.ts";
import type { ActionDeps } from "./open-action.ts";

const ACTIONS_AT_ONCE = 200;
/** Where each day begins first. */
const FIRST_ZONE = "Pacific/Kiritimati";

/**
 * The hourly turn of one portal: corrective actions whose step is overdue climb their ladder. Each level
 * is noted with the action, so that it is told once however often one looks. Says how many were told.
 */
export async function turnActions(deps: ActionDeps, slot: string): Promise<number> {
  const portalId = portalOfSlot(slot);
  const context = await deps.contexts(portalId);
  // Where nothing may be told nothing is noted as told either.
  if (context === null || !isOn(context.portal.mode, "escalation")) return 0;
  const now = deps.timeSource.now();
  // The day of whoever is furthest ahead; each action is judged by its own calendar.
  const date = dateAt(FIRST_ZONE, now);
  let after: string | null = null;
  let told = 0;
  do {
    const page: readonly ActionRow[] = await deps.store.actions.dueBefore(portalId, date, {
      after,
      limit: ACTIONS_AT_ONCE,
    });
    for (const { actionId } of page) told += await tellOverdue(deps, context, { actionId, now });
    after = page.length < ACTIONS_AT_ONCE ? null : (page.at(-1)?.actionId ?? null);
  } while (after !== null);
  return told;
}

async function tellOverdue(
  deps: ActionDeps,
  context: PortalContext,
  { actionId, now }: { readonly actionId: string; readonly now: number },
): Promise<number> {
  const { portalId } = context.portal;
  return deps.store.transaction(async () => {
    await deps.store.actions.lock(portalId, actionId);
    const row = await deps.store.actions.find(portalId, actionId);
    if (row === null || row.action.dueDate === null) return 0;
    const { dueDate, toldLevels, department } = row.action;
    const time = daysOf(context.current, department);
    const calls = overdueCalls({ dueDate, toldLevels }, context.current.policy.overdueLadder, {
      today: time.dateOf(now),
      time,
    });
    for (const { level } of calls) {
      const events = await deps.store.actions.events(portalId, actionId);
      const event = { kind: "overdue_told" as const, dueDate, level };
      const mark = { at: now, eventKey: `overdue:${dueDate}:${level}`, event };
      if (!events.some(({ eventKey }) => eventKey === mark.eventKey)) {
        await keep(deps, context, { actionId, events, mark });
      }
    }
    return calls.length;
  });
}

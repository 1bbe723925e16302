import { overdueDays } from "../../domain/escalation/overdue-ladder.ts";
import type { ActionRow } from "../../ports/action-store.ts";
import type { UrgentClock } from "../../ports/board-store.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { Store } from "../../ports/store.ts";
import { daysOf } from "../complaints/action-days.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import type { HomePerson } from "./home-person.ts";

/** Of each kind; what is beyond that is a matter for the CRM's own lists. */
const SHOWN = 10;
/** Overdue actions of a portal that are looked through for those of one person. */
const ACTIONS_LOOKED_THROUGH = 300;

/** Those that are shown, and whether there are more. */
export type Cut<T> = { readonly shown: readonly T[]; readonly isCut: boolean };

/** What waits for one person, beside visits. */
export type HomeTasks = {
  /** Clocks of the person's tickets that are at risk or overdue, the worst first. */
  readonly clocks: Cut<UrgentClock>;
  /** Cases of the person's departments that nobody has taken, the oldest first. */
  readonly cases: Cut<CaseRow>;
  /** Overdue corrective actions that are the person's, or a department's of theirs; the longest overdue first. */
  readonly actions: Cut<ActionRow & { readonly overdueDays: number }>;
};

export async function readTasks(
  { board, actions }: Pick<Store, "board" | "actions">,
  context: PortalContext,
  { person, now }: { readonly person: HomePerson; readonly now: number },
): Promise<HomeTasks> {
  const { portalId } = context.portal;
  const { ownerIds, departments } = person;
  const [clocks, cases, overdue] = await Promise.all([
    ownerIds.length === 0 ? [] : board.urgent(portalId, { now, ownerIds, limit: SHOWN + 1 }),
    departments.length === 0 ? [] : board.toTake(portalId, departments, SHOWN + 1),
    overdueActions(actions, context, now),
  ]);
  const own = overdue.filter(({ action: { owner, department } }) =>
    owner === null ? departments.includes(department) : ownerIds.includes(owner.ownerId),
  );
  return { clocks: cut(clocks), cases: cut(cases), actions: cut(own) };
}

async function overdueActions(
  actions: Store["actions"],
  context: PortalContext,
  now: number,
): Promise<HomeTasks["actions"]["shown"]> {
  const { portal, current } = context;
  // A department may be a day ahead; whether a day is over is asked of each below.
  const days = current.calendars(current.policy.visits.calendarId);
  const untilDate = days.addDays(days.dateOf(now), 1);
  const page = { after: null, limit: ACTIONS_LOOKED_THROUGH };
  const rows = await actions.dueBefore(portal.portalId, untilDate, page);
  return rows
    .flatMap((row) => {
      const { dueDate, department } = row.action;
      if (dueDate === null) return [];
      const late = overdueDays(dueDate, daysOf(current, department).dateOf(now));
      return late > 0 ? [{ ...row, overdueDays: late }] : [];
    })
    .toSorted((a, b) => b.overdueDays - a.overdueDays);
}

function cut<T>(rows: readonly T[]): Cut<T> {
  return { shown: rows.slice(0, SHOWN), isCut: rows.length > SHOWN };
}

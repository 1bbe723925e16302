import type { ActionState } from "../../domain/complaints/action.ts";
import { overdueDays } from "../../domain/escalation/overdue-ladder.ts";
import type { Rules } from "../../domain/governance/rules.ts";
import type { ActionRow } from "../../ports/action-store.ts";
import { daysOf } from "./action-days.ts";
import type { ActionDeps } from "./open-action.ts";

/** One line of the report on open corrective actions. */
export type ActionLine = {
  readonly actionId: string;
  /** The ticket that it was opened for; null where there is none. */
  readonly ticketId: string | null;
  readonly title: string;
  readonly state: ActionState;
  readonly department: string;
  /** Null while nobody has it. */
  readonly owner: string | null;
  readonly ageDays: number;
  readonly dueDate: string | null;
  /** 0 while it is not overdue. */
  readonly overdueDays: number;
  readonly recurrences: number;
  /** Customers who are neither informed nor excluded. */
  readonly customersWaiting: number;
};

/** Lines of one report; of a portal with more open actions the oldest. */
export const ACTIONS_LISTED = 1_000;
const DAY_MS = 86_400_000;

/** The open actions, the longest overdue first, then the oldest; null for a portal that is not connected. */
export async function listActions(
  {
    store,
    contexts,
    timeSource,
  }: Pick<ActionDeps, "contexts" | "timeSource"> & {
    readonly store: Pick<ActionDeps["store"], "actions">;
  },
  portalId: string,
): Promise<readonly ActionLine[] | null> {
  const context = await contexts(portalId);
  if (context === null) return null;
  const rows = await store.actions.open(portalId, ACTIONS_LISTED);
  return actionLines(rows, context.current, timeSource.now());
}

/** A line for each open action, the longest overdue first, then the oldest. */
export function actionLines(
  rows: readonly ActionRow[],
  rules: Rules,
  now: number,
): readonly ActionLine[] {
  const lines = rows.map(({ actionId, action }): ActionLine => {
    const { ticketId, title, state, department, owner, openedAt } = action;
    const { dueDate, recurrencesInAll } = action;
    const today = daysOf(rules, department).dateOf(now);
    return {
      ...{ actionId, ticketId, title, state, department, dueDate },
      owner: owner?.name ?? null,
      ageDays: Math.max(0, Math.floor((now - openedAt) / DAY_MS)),
      overdueDays: dueDate === null ? 0 : overdueDays(dueDate, today),
      recurrences: recurrencesInAll,
      customersWaiting: action.customers.filter((one) => one.state === "waiting").length,
    };
  });
  return lines.toSorted((a, b) => b.overdueDays - a.overdueDays || b.ageDays - a.ageDays);
}

import type { DepartmentClocks, UrgentClock } from "../../ports/board-store.ts";
import type { Store } from "../../ports/store.ts";

const WORST_SHOWN = 10;

/** How the clocks of every department stand, and which are the worst. */
export type TeamBoard = {
  readonly countedAt: number;
  /** The department with the most overdue clocks first, then by those at risk and cases that nobody took. */
  readonly departments: readonly BoardDepartment[];
  /** The longest overdue first. */
  readonly worst: readonly UrgentClock[];
};

export type BoardDepartment = DepartmentClocks & {
  /** Cases that nobody has taken. */
  readonly untaken: number;
};

export async function readBoard(
  { board }: Pick<Store, "board">,
  portalId: string,
  now: number,
): Promise<TeamBoard> {
  const [clocks, untaken, worst] = await Promise.all([
    board.clocks(portalId, now),
    board.untaken(portalId),
    board.urgent(portalId, { now, ownerIds: null, limit: WORST_SHOWN }),
  ]);
  const counted = clocks.map((one) => ({
    ...one,
    untaken: one.department === null ? 0 : (untaken.get(one.department) ?? 0),
  }));
  const known = new Set(clocks.map(({ department }) => department));
  const without = [...untaken].flatMap(([department, cases]) =>
    known.has(department) ? [] : [{ ...NO_CLOCKS, department, untaken: cases }],
  );
  const departments = [...counted, ...without].toSorted(byUrgency);
  return { countedAt: now, departments, worst };
}

const NO_CLOCKS = { onTrack: 0, paused: 0, atRisk: 0, overdue: 0 };

function byUrgency(a: BoardDepartment, b: BoardDepartment): number {
  return (
    b.overdue - a.overdue ||
    b.atRisk - a.atRisk ||
    b.untaken - a.untaken ||
    b.onTrack - a.onTrack ||
    (a.department ?? "").localeCompare(b.department ?? "")
  );
}

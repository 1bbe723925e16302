import { invariant } from "../invariant.ts";
import { dateOfDay, dayNumberOf, mondayOfDay } from "../time/day-number.ts";
import type { DayGrid } from "./day-grid.ts";
import { isHandOver } from "./hand-over.ts";
import { windowOf } from "./planned-visit.ts";
import { isHeld } from "./suppression.ts";
import type { ShiftCause, Visit } from "./visit.ts";

/** Why visits are red: a plan that cannot be kept says so, with numbers. */
export type Shortage = {
  readonly ownerId: string | null;
  readonly cause: "capacity" | "calendar" | "late" | "contact_cap" | "complaint" | "escalation";
  /** Monday of the week in which their limit falls. */
  readonly weekDate: string;
  readonly visits: number;
  /** The first of them. */
  readonly visitIds: readonly string[];
};

const IDS_A_SHORTAGE = 20;
/** What comes after the cause: a visit that was let go too late is red because of what held it. */
const AFTERWARDS: ReadonlySet<ShiftCause> = new Set(["late", "balance", "released"]);

/** A visit of the plan that turns red, or is red, before it is made. */
export function shortageCause(
  visit: Visit,
  today: number,
  grid: DayGrid,
): Shortage["cause"] | null {
  const { earliest, latest } = windowOf(visit);
  if (dayNumberOf(visit.dueDate) <= latest && latest >= today) return null;
  if (visit.suppressed !== null && (isHeld(visit) || latest >= today)) return visit.suppressed.by;
  const last = visit.shifts.findLast((shift) => !AFTERWARDS.has(shift.cause) && !isHandOver(shift));
  if (last?.cause === "complaint" || last?.cause === "escalation") return last.cause;
  if (latest < today) return "late";
  for (let day = Math.max(earliest, today); day <= latest; day += 1) {
    if (grid.openAt(day) !== null) return "capacity";
  }
  return "calendar";
}

export function shortagesOf(
  found: readonly { readonly visit: Visit; readonly cause: Shortage["cause"] }[],
): readonly Shortage[] {
  const groups = Map.groupBy(found, ({ visit, cause }) => {
    const monday = mondayOfDay(dayNumberOf(visit.latestDate));
    return `${visit.ownerId ?? ""} ${cause} ${dateOfDay(monday)}`;
  });
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, members]) => {
      const [first] = members;
      invariant(first, "a group has a member");
      return {
        ownerId: first.visit.ownerId,
        cause: first.cause,
        weekDate: key.slice(-10),
        visits: members.length,
        visitIds: members.slice(0, IDS_A_SHORTAGE).map(({ visit }) => visit.visitId),
      };
    });
}

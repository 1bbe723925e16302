import { dayNumberOf } from "../time/day-number.ts";
import { capAllows } from "./contact-cap.ts";
import type { DayGrid } from "./day-grid.ts";
import type { RoomMaker } from "./make-room.ts";
import type { OwnerDays } from "./owner-days.ts";
import type { PlanRules } from "./plan-rules.ts";
import { type PlannedVisit, windowOf } from "./planned-visit.ts";
import { isCapLifted, isHeld } from "./suppression.ts";

/** A visit of one owner with what limits its day beside the owner's room. */
export type PlaceableVisit = PlannedVisit & {
  /** When the customer wants to be called. */
  readonly wish: string | undefined;
  /** Days of the customer's other contacts: touches, and visits of whoever. Null when nothing else is near. */
  readonly otherDays: (() => readonly number[]) | null;
  /** It had this day and this owner before the turn, so that what comes new goes round it. */
  readonly isStanding: boolean;
};

/** Each of the customer's other visits may be somebody else's, whose days are shared out apart from these. */
export function waitsForOthers({ visit, otherDays }: Pick<PlaceableVisit, "visit" | "otherDays">) {
  return otherDays !== null && visit.dueDate > visit.latestDate && !isHeld(visit);
}

/**
 * So often the days of an owner are shared out in one turn, because what waits for the contact cap may have
 * room once others have moved. Nothing of it ever moves back, so that it ends by itself long before.
 */
export const MAX_ROUNDS = 20;

/** The days of visits as they are shared out, by visit id: what others of the customer go by. */
export type LiveDays = Map<string, number>;

/** A visit while days are shared out. */
export type Placing = {
  readonly one: PlaceableVisit;
  readonly grid: DayGrid;
  readonly earliest: number;
  readonly wanted: number;
  readonly latest: number;
  day: number;
};

/** The days of one owner while they are shared out. */
export type Place = {
  readonly days: OwnerDays;
  readonly room: RoomMaker;
  readonly live: LiveDays;
  readonly rules: PlanRules;
};

export function placingOf(one: PlaceableVisit, rules: PlanRules): Placing {
  const grid = rules.gridOf(one.visit.ownerId, one.wish);
  return { one, grid, ...windowOf(one.visit), day: dayNumberOf(one.visit.dueDate) };
}

export function settle(placing: Placing, { days, room, live }: Place): void {
  days.add(placing.day);
  // What has the cap of its customer to keep moves for nobody.
  if (placing.one.otherDays === null) room.add(placing);
  else live.set(placing.one.visit.visitId, placing.day);
}

/** Takes a visit off its day, so that it can be settled on another. */
export function unsettle(placing: Placing, { days, room }: Place): void {
  days.remove(placing.day);
  room.remove(placing);
}

/** Customers with several contacts first, as they have the fewest days; then what turns red first. */
export function byUrgency(a: Placing, b: Placing): number {
  return (
    Number(a.one.otherDays === null) - Number(b.one.otherDays === null) ||
    a.latest - b.latest ||
    a.wanted - b.wanted ||
    (a.one.visit.visitId < b.one.visit.visitId ? -1 : 1)
  );
}

/** Whether owner and customer can meet on that day, whatever else the owner has. */
export function isOpenTo({ grid }: Placing, day: number): boolean {
  return grid.openAt(day) !== null;
}

/** The same, with the contact cap of the customer. */
export function isFit(placing: Placing, day: number, { visits }: PlanRules): boolean {
  if (!isOpenTo(placing, day)) return false;
  const { otherDays, visit } = placing.one;
  return otherDays === null || isCapLifted(visit) || capAllows(visits.contactCap, day, otherDays());
}

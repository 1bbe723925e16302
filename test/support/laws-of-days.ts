import {
  type Breach,
  closedBy,
  dayKey,
  type Found,
  isHeld,
  isOverCap,
  isRed,
  type Judged,
  type Law,
  mondayOf,
  otherContactDays,
  weekKey,
} from "./visit-laws.ts";
import { dateOf, dayOf } from "./visit-world.ts";

/** Laws of the day of each visit: whether it may be, whether it had to change, whether that is told. */

const TAIPEI_MS = 8 * 3_600_000;
/** More moves than this of one visit are not remembered. */
const MOVES_KEPT = 20;

export function brokenDays(judged: Judged): readonly Breach[] {
  const { world, today, before } = judged;
  return judged.visits.flatMap((found) => {
    const { visit, customer } = found;
    const { dueDate, dueAt, ownerId, visitId } = visit;
    const wall = new Date(dueAt + TAIPEI_MS).toISOString();
    const hour = Number(wall.slice(11, 13));
    const isInHand = (before.get(visitId)?.taskId ?? null) !== null;
    const isOver = dueDate < today;
    const closed = isOver ? null : closedBy(world, { customer, ownerId, date: dueDate });
    const laws: readonly (Law | false | null)[] = [
      isOver && !isInHand && "past_day",
      closed,
      (wall.slice(0, 10) !== dueDate || hour < 9 || hour >= 18 || hour === 12) && "working_hours",
      customer.wish.startsWith("tue,thu") && (hour < 14 || hour >= 17) && "preferred_window",
      customer.wish === "morning" && hour >= 12 && "preferred_window",
      isCappedAway(judged, found) && "contact_cap",
    ];
    return laws.flatMap((law) =>
      law === false || law === null ? [] : [{ law, text: `${visitId} of ${ownerId} on ${wall}` }],
    );
  });
}

/** What is over was no contact, and what somebody has in hand is theirs to put off. */
function isCappedAway(judged: Judged, found: Found): boolean {
  const { visit } = found;
  const isInHand = (judged.before.get(visit.visitId)?.taskId ?? null) !== null;
  if (isHeld(visit) || isInHand || visit.dueDate < judged.today) return false;
  return isOverCap(judged.world, visit.dueDate, otherContactDays(judged, found));
}

/** Of visits whose limit has not come: a day of the window on which owner, customer and cap have room. */
export function needlessReds(judged: Judged): readonly Breach[] {
  const { today, before } = judged;
  return judged.visits.flatMap((found) => {
    const { visit } = found;
    const { visitId, ownerId, latestDate, earliestDate, dueDate } = visit;
    const isInHand = (before.get(visitId)?.taskId ?? null) !== null;
    if (ownerId === null || dueDate <= latestDate || isHeld(visit) || isInHand) return [];
    for (let day = Math.max(dayOf(earliestDate), dayOf(today)); ; day += 1) {
      const date = dateOf(day);
      if (date > latestDate) return [];
      if (!hasRoom(judged, found, date)) continue;
      return [{ law: "needless_red" as const, text: `${visitId} is red, but has room on ${date}` }];
    }
  });
}

function hasRoom(judged: Judged, found: Found, date: string): boolean {
  const { world, load } = judged;
  const { visit, customer } = found;
  const ownerId = visit.ownerId ?? "";
  if (closedBy(world, { customer, ownerId, date }) !== null) return false;
  const { perDay, perWeek } = load.limitsOf(ownerId);
  const onDay = load.byDay.get(dayKey(ownerId, date))?.length ?? 0;
  const inWeek = load.byWeek.get(weekKey(ownerId, date)) ?? [];
  const others = inWeek.filter(({ visitId }) => visitId !== visit.visitId).length;
  if (onDay >= perDay || others >= perWeek) return false;
  return !isOverCap(world, date, otherContactDays(judged, found));
}

/** A visit that got another day although the one that it had was allowed and is not taken. */
export function needlessMoves(judged: Judged): readonly Breach[] {
  return judged.visits.flatMap((found) => {
    const { visit } = found;
    const former = judged.before.get(visit.visitId);
    if (former === undefined || former.state !== "planned") return [];
    if (former.dueDate === visit.dueDate || hadToMove(judged, found, former)) return [];
    const text = `${visit.visitId} went from ${former.dueDate} to ${visit.dueDate} for nothing`;
    return [{ law: "keeps_day" as const, text }];
  });
}

function hadToMove(judged: Judged, found: Found, former: Found["visit"]): boolean {
  const { world, today, load } = judged;
  const { visit, customer } = found;
  const { ownerId } = visit;
  const { dueDate: date } = former;
  const isOtherRule = former.ownerId !== ownerId || former.latestDate !== visit.latestDate;
  if (date < today || isOtherRule || date < visit.earliestDate) return true;
  if (isHeld(former) || isHeld(visit)) return true;
  if (closedBy(world, { customer, ownerId, date }) !== null) return true;
  if (isOverCap(world, date, otherContactDays(judged, found))) return true;
  const added = visit.shifts.slice(former.shifts.length);
  const others = otherContactDays(judged, found).length;
  // A contact of a kind that goes first may take its place, and find another in the end.
  const isOutranked = added.some(({ cause }) => cause === "contact_cap");
  if (isOutranked && others >= (world.policy.visits.contactCap?.contacts ?? others)) return true;
  const wasRed = date > former.latestDate;
  if (wasRed && (visit.dueDate <= visit.latestDate || visit.dueDate < mondayOf(date))) return true;
  // Somebody whose window is narrower has the day now, or the week.
  const { perDay, perWeek } = load.limitsOf(ownerId ?? "");
  const onDay = load.byDay.get(dayKey(ownerId ?? "", date))?.length ?? 0;
  const inWeek = load.byWeek.get(weekKey(ownerId ?? "", date))?.length ?? 0;
  return !wasRed && !isRed(visit, today) && (onDay >= perDay || inWeek >= perWeek);
}

/** Each move follows on the one before, from the day that the visit had to the one that it has. */
export function untoldMoves({ plan, before }: Judged): readonly Breach[] {
  return plan.changes.flatMap((visit) => {
    const former = before.get(visit.visitId);
    if (former?.state !== "planned" || visit.state !== "planned") return [];
    if (former.dueDate === visit.dueDate) return [];
    const isFull = visit.shifts.length === MOVES_KEPT;
    const added = visit.shifts.slice(isFull ? -1 : former.shifts.length);
    const isLinked = added.every(
      ({ toDate }, index) => toDate === (added[index + 1]?.fromDate ?? visit.dueDate),
    );
    const isTold =
      added.length > 0 && isLinked && (isFull || added[0]?.fromDate === former.dueDate);
    const text = `${visit.visitId} went from ${former.dueDate} to ${visit.dueDate}, untold`;
    return isTold ? [] : [{ law: "reason_of_move" as const, text }];
  });
}

import type { VisitChannel } from "../../domain/governance/care.ts";
import { tierOf } from "../../domain/sla/traits.ts";
import type { BusinessTime } from "../../domain/time/business-time.ts";
import { liftSuppression } from "../../domain/visits/lift-suppression.ts";
import { shifted, type Visit } from "../../domain/visits/visit.ts";
import type { VisitDay, VisitDays } from "../../domain/visits/visit-days.ts";
import type { CustomerRow } from "../../ports/store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { refOf } from "../tiering/customer-key.ts";
import { CUSTOMER_OWNER_PROPERTY } from "../tiering/customer-properties.ts";
import { daysOfVisit } from "./days-of-visit.ts";
import { movedTo } from "./reconcile-tasks.ts";
import {
  actOnVisit,
  refused,
  requestVisitSends,
  type VisitActDeps,
  type VisitAnswer,
  type VisitPress,
  type VisitRefusal,
  type VisitScene,
} from "./visit-acts.ts";

export type MovePress = VisitPress & { readonly date: string };
export type SkipPress = VisitPress & { readonly reason: string };
export type PlanPress = Omit<VisitPress, "visitId"> & {
  readonly date: string;
  readonly channel: VisitChannel;
};

/**
 * A person chooses another day. A time that a person chose before stays where it is within working hours;
 * else the visit is at the first that suits its owner and its customer.
 */
export function moveVisit(deps: VisitActDeps, press: MovePress): Promise<VisitAnswer> {
  return actOnVisit(deps, press, async (scene) => {
    const { time, days, visit, by, now } = scene;
    if (visit.state !== "planned") return refused("not_open");
    if (visit.dueDate === press.date && visit.isPinned) return { outcome: "done", visit };
    const day = dayOn(press.date, days, time.dateOf(now));
    if (typeof day === "string") return refused(day);
    const dueAt = chosenTime(visit, days, time);
    const sameAt = dueAt === null ? day.dueAt : atSameTime(dueAt, day.dueDate, time);
    return keep(scene, movedTo(visit, { dueAt: sameAt ?? day.dueAt, by, now }, time));
  });
}

/** A person gives a visit up; the reason stays with it. Also answers what a deleted task asks. */
export function skipVisit(deps: VisitActDeps, press: SkipPress): Promise<VisitAnswer> {
  return actOnVisit(deps, press, async (scene) => {
    const { visit, by, now } = scene;
    if (visit.state === "skipped") return { outcome: "done", visit };
    if (visit.state !== "planned") return refused("not_open");
    const { dueDate } = visit;
    const days = { fromDate: dueDate, toDate: dueDate };
    const why = { cause: "by_hand", ...days, at: now, by, note: press.reason } as const;
    return keep(scene, { ...shifted(visit, why), state: "skipped", suppressed: null });
  });
}

/** A person has a visit made although a complaint, an escalation or the contact cap holds it up. */
export function liftVisit(deps: VisitActDeps, press: SkipPress): Promise<VisitAnswer> {
  return actOnVisit(deps, press, async (scene) => {
    const { time, days, visit, by, now } = scene;
    if (visit.state !== "planned") return refused("not_open");
    const [last] = visit.shifts.slice(-1);
    const isLifted = last?.cause === "override" && last.note === press.reason;
    if (visit.suppressed === null)
      return isLifted ? { outcome: "done", visit } : refused("not_held");
    const lift = { by, reason: press.reason, today: time.dateOf(now), now };
    return keep(scene, liftSuppression(visit, lift, days));
  });
}

/** Answers what a deleted task asks: the visit is to be made all the same, so it gets another task. */
export function planAgain(deps: VisitActDeps, press: VisitPress): Promise<VisitAnswer> {
  return actOnVisit(deps, press, async (scene) => {
    const { store, context, visit } = scene;
    if (visit.state !== "planned") return refused("not_open");
    const { portalId } = context.portal;
    const tasks = await store.visitTasks.ofVisits(portalId, [visit.visitId]);
    const gone = tasks.filter(({ state }) => state === "gone");
    // Pressed twice: it has another one already.
    if (gone.length === 0) return { outcome: "done", visit };
    await store.visitTasks.save(
      portalId,
      gone.map((one) => ({ ...one, state: "closed" })),
    );
    await store.visitTasks.forget(portalId, visit.visitId);
    return keep({ ...scene, visit: { ...visit, taskId: null } }, visit);
  });
}

/** A person plans a visit that no rule asks for. The press is its purpose, so told twice it is one. */
export async function planByHand(deps: VisitActDeps, press: PlanPress): Promise<VisitAnswer> {
  const { portalId, customer, date, actKey } = press;
  const context = await deps.contexts(portalId);
  if (context === null) return refused("not_connected");
  const now = deps.timeSource.now();
  const { policy, calendars } = context.current;
  const today = calendars(policy.visits.calendarId).dateOf(now);
  return deps.store.transaction(async (): Promise<VisitAnswer> => {
    const visitId = `by_hand:${actKey}`;
    const before = await deps.store.visits.find(portalId, visitId);
    if (before !== null) return { outcome: "done", visit: before };
    const [row] = await deps.store.customers.find(portalId, [customer]);
    if (row === undefined) return refused("not_found");
    const planned = newVisit(context, { row, press, now });
    const day = dayOn(date, daysOfVisit(context, planned.ownerId, row), today);
    if (typeof day === "string") return refused(day);
    const visit = { ...planned, visitId, dueAt: day.dueAt };
    await deps.store.visits.save(portalId, [visit]);
    await requestVisitSends(deps.store, context, { visits: [visit], now });
    return { outcome: "done", visit };
  });
}

type New = { readonly row: CustomerRow; readonly press: PlanPress; readonly now: number };

function newVisit(
  { current: { policy, calendars } }: PortalContext,
  { row, press, now }: New,
): Omit<Visit, "visitId" | "dueAt"> {
  const { date } = press;
  const tier = tierOf(policy, { id: row.grade.tier });
  return {
    kind: "visit",
    reason: "by_hand",
    careId: null,
    customer: refOf(row),
    ticketId: null,
    tier,
    channel: press.channel,
    durationMinutes: policy.visits.byTier[tier]?.durationMinutes ?? 20,
    anchorDate: calendars(policy.visits.calendarId).dateOf(now),
    earliestDate: date,
    wantedDate: date,
    latestDate: date,
    dueDate: date,
    ownerId: row.properties[CUSTOMER_OWNER_PROPERTY] ?? null,
    state: "planned",
    suppressed: null,
    shifts: [],
    attempt: 1,
    isPinned: true,
  };
}

async function keep(scene: VisitScene, visit: Visit): Promise<VisitAnswer> {
  const { store, context, now } = scene;
  await store.visits.save(context.portal.portalId, [visit]);
  const { taskId } = scene.visit;
  await requestVisitSends(store, context, { visits: [{ ...visit, taskId }], now });
  return { outcome: "done", visit };
}

/** That day; the reason when a visit cannot fall on it. */
function dayOn(
  date: string,
  days: VisitDays,
  today: string,
): VisitDay | Extract<VisitRefusal, "in_the_past" | "not_a_working_day" | "owner_is_away"> {
  if (date < today) return "in_the_past";
  return days.on(date) ?? (days.isAbsence(date) ? "owner_is_away" : "not_a_working_day");
}

/** The instant that a person chose; null when the visit is at the first instant that suits on its day. */
function chosenTime({ dueAt, dueDate }: Visit, days: VisitDays, time: BusinessTime): number | null {
  const usual = days.on(dueDate)?.dueAt ?? time.openingOf(dueDate);
  return usual === dueAt ? null : dueAt;
}

/** The same time of another day; null when that is outside of working hours. */
function atSameTime(dueAt: number, date: string, time: BusinessTime): number | null {
  const before = time.openingOf(time.dateOf(dueAt));
  const openAt = time.openingOf(date);
  if (before === null || openAt === null) return null;
  const sameAt = openAt + (dueAt - before);
  return time.isOpen(sameAt) ? sameAt : null;
}

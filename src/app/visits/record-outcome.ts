import { isOn } from "../../domain/governance/mode.ts";
import { afterOutcome } from "../../domain/visits/after-outcome.ts";
import type { OutcomeForm, VisitOutcome } from "../../domain/visits/outcome.ts";
import { touchOfVisit } from "./keep-done.ts";
import { restartInterval } from "./restart-interval.ts";
import {
  actOnVisit,
  refused,
  requestVisitSends,
  type VisitActDeps,
  type VisitAnswer,
  type VisitPress,
  type VisitScene,
} from "./visit-acts.ts";
import { visitNotice } from "./visit-notices.ts";

export type OutcomePress = VisitPress & {
  /** The attempt that whoever tells it saw. */
  readonly attempt: number;
  readonly form: OutcomeForm;
};

/**
 * Keeps what came of a visit, whether its task was done in the CRM before or is finished by this: the
 * interval starts again after a real contact, a promise becomes a visit of its own, and somebody who was
 * not reached is tried again. Told twice is told once.
 */
export function recordOutcome(deps: VisitActDeps, press: OutcomePress): Promise<VisitAnswer> {
  return actOnVisit(deps, press, async (scene) => {
    const { store, context, visit } = scene;
    const { attempt, actKey } = press;
    const before = await store.visitOutcomes.find(context.portal.portalId, visit.visitId, attempt);
    if (before?.told != null) {
      return before.told.actKey === actKey ? { outcome: "done", visit } : refused("already_told");
    }
    const isAsked = before !== null && visit.state === "done";
    if (visit.attempt !== attempt || (visit.state !== "planned" && !isAsked)) {
      return refused("not_open");
    }
    return tell(scene, press, before);
  });
}

async function tell(
  scene: VisitScene,
  { form, actKey }: OutcomePress,
  before: VisitOutcome | null,
): Promise<VisitAnswer> {
  const { store, context, time, days, visit, by, now } = scene;
  const { portalId } = context.portal;
  const { visitId, attempt, customer, ownerId } = visit;
  const rules = { time, days, retry: context.current.policy.visits.retry };
  const after = afterOutcome(visit, { form, by, now }, rules);
  const at = before?.at ?? now;
  await store.visitOutcomes.save(portalId, [
    { visitId, attempt, customer, ownerId, at, told: { form, by, at: now, actKey } },
  ]);
  const changed = [after.visit, ...(after.followUp === null ? [] : [after.followUp])];
  await store.visits.save(portalId, changed);
  // The next attempt gets a task of its own; that of this one is finished.
  if (after.visit.attempt > attempt) await store.visitTasks.forget(portalId, visitId);
  const touch = touchOfVisit(visit, { at, isReal: form.isReached });
  if (touch !== null) {
    await store.touches.save(portalId, [{ ...touch, source: "card" }]);
    if (form.isReached) {
      await restartInterval(store, context, { customers: [touch.customer], now });
    } else if (before !== null) {
      await takeBack(scene, at);
    }
  }
  const { taskId } = visit;
  const sends = changed.map((one) => (one.visitId === visitId ? { ...one, taskId } : one));
  await requestVisitSends(store, context, { visits: sends, now });
  if (after.isUnreachable && isOn(context.portal.mode, "visits")) {
    const notice = visitNotice({ occasion: "unreachable", visitId, about: String(attempt) });
    await store.outbox.request(portalId, [notice], now);
  }
  return { outcome: "done", visit: after.visit };
}

/**
 * The task was done, so the interval had started again; but the customer was not reached after all. What
 * was planned from that day and is in nobody's hands yet is taken back.
 */
async function takeBack({ store, context, time, visit }: VisitScene, at: number): Promise<void> {
  if (visit.customer === null) return;
  const { portalId } = context.portal;
  const anchorDate = time.dateOf(at);
  const own = await store.visits.ofCustomers(portalId, [visit.customer]);
  const untrue = own.filter(
    (one) =>
      one.reason === "cadence" &&
      one.state === "planned" &&
      one.taskId === null &&
      one.visitId !== visit.visitId &&
      one.anchorDate === anchorDate,
  );
  await store.visits.save(
    portalId,
    untrue.map((one) => ({ ...one, state: "cancelled" })),
  );
}

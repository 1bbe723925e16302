import type { BusinessTime } from "../../domain/time/business-time.ts";
import { type HandOver, handedTo } from "../../domain/visits/hand-over.ts";
import type { Person } from "../../domain/visits/outcome.ts";
import {
  changesByPeople,
  type TaskChange,
  type TaskShadow,
  type TaskState,
  wantedTask,
} from "../../domain/visits/task-change.ts";
import { shifted, type Visit } from "../../domain/visits/visit.ts";
import type { TaskSnapshot } from "../../ports/crm-tasks.ts";
import type { OutboxTarget } from "../../ports/outbox-store.ts";
import type { Store } from "../../ports/store.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import { requestSends } from "../outbox/parts-of-sends.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { customerKey } from "../tiering/customer-key.ts";
import { keepDone } from "./keep-done.ts";
import { visitNotice } from "./visit-notices.ts";

export type ReconcileStore = Pick<
  Store,
  | "transaction"
  | "visits"
  | "visitTasks"
  | "visitOutcomes"
  | "touches"
  | "outbox"
  | "portals"
  | "customers"
>;

export type TasksRead = {
  readonly taskIds: readonly string[];
  /** As the CRM has them; one of `taskIds` that is missing was deleted. */
  readonly found: readonly TaskSnapshot[];
  /** Who changed which task, where an event says so. */
  readonly toldBy: ReadonlyMap<string, string>;
  readonly now: number;
};

/**
 * Brings into the visits what people did with their tasks: done, moved, given to somebody else, deleted.
 * What Aftercare wrote itself comes back and says nothing. Running it again with the same reading
 * changes nothing. Says how many tasks a person has changed.
 */
export async function reconcileTasks(
  store: ReconcileStore,
  context: PortalContext,
  read: TasksRead,
): Promise<number> {
  const { portalId } = context.portal;
  const users = await store.portals.owners(portalId);
  return store.transaction(async () => {
    const seenBefore = await store.visitTasks.find(portalId, read.taskIds);
    const visitIds = [...new Set(seenBefore.map(({ visitId }) => visitId))];
    await store.visitTasks.lockVisits(portalId, visitIds);
    // Read again under the lock: a write that has ended meanwhile is no change of a person.
    const shadows = await store.visitTasks.find(portalId, read.taskIds);
    const visits = new Map(
      (await store.visits.findAll(portalId, visitIds)).map((visit) => [visit.visitId, visit]),
    );
    const nameOf = (userId: string | null) =>
      userId === null
        ? null
        : { id: userId, name: users.find((one) => one.userId === userId)?.name ?? userId };
    const turns = shadows.flatMap((shadow) => {
      const visit = visits.get(shadow.visitId);
      const found = read.found.find(({ taskId }) => taskId === shadow.taskId) ?? null;
      const by = nameOf(read.toldBy.get(shadow.taskId) ?? found?.changedBy ?? null);
      return visit === undefined ? [] : [{ shadow, visit, found, by }];
    });
    let changed = 0;
    for (const turn of turns) changed += await takeTurn(store, context, { ...turn, now: read.now });
    return changed;
  });
}

type Turn = {
  readonly shadow: TaskShadow;
  readonly visit: VisitRow;
  readonly found: TaskSnapshot | null;
  readonly by: Person | null;
  readonly now: number;
};

async function takeTurn(
  store: ReconcileStore,
  context: PortalContext,
  turn: Turn,
): Promise<number> {
  const { shadow, visit, found, now } = turn;
  const { portalId } = context.portal;
  const state = found === null ? null : stateOf(found);
  const changes =
    shadow.state === "gone" && found === null
      ? []
      : changesByPeople(shadow, state, wantedTask(shadow, visit));
  const isCurrent = visit.taskId === shadow.taskId && visit.state === "planned";
  const after = shadowAfter(shadow, state, { isAsked: isCurrent && found === null });
  if (!isSame(shadow, after)) await store.visitTasks.save(portalId, [after]);
  // What people do with the task of an attempt that is over, or of a visit that is, changes nothing.
  if (changes.length === 0 || !isCurrent) return 0;
  const { current } = context;
  const time = current.calendars(current.policy.visits.calendarId);
  const moved = changes.reduce<Visit>(
    (one, change) => applied(one, change, { ...turn, time }),
    visit,
  );
  await store.visits.save(portalId, [moved]);
  if (changes.some(({ kind }) => kind === "done")) {
    await keepDone(store, context, { visit: moved, by: turn.by, now });
  }
  const targets: OutboxTarget[] = [
    ...(visit.customer === null
      ? []
      : [{ kind: "customer_properties" as const, subjectId: customerKey(visit.customer) }]),
    ...(changes.some(({ kind }) => kind === "deleted")
      ? [visitNotice({ occasion: "deleted", visitId: visit.visitId, about: shadow.taskId })]
      : []),
  ];
  await requestSends(store, context.portal, { targets, now });
  return 1;
}

export function stateOf({ dueAt, ownerId, isDone }: TaskSnapshot): TaskState {
  return { dueAt, ownerId, isDone };
}

/** A task that comes back, e.g. out of the CRM's bin, is open again. */
function shadowAfter(
  shadow: TaskShadow,
  found: TaskState | null,
  { isAsked }: { readonly isAsked: boolean },
): TaskShadow {
  if (found !== null) {
    const state = shadow.state === "gone" ? "open" : shadow.state;
    return { ...shadow, seen: found, state };
  }
  if (shadow.state !== "open") return shadow;
  return { ...shadow, state: isAsked ? "gone" : "closed" };
}

function isSame(one: TaskShadow, other: TaskShadow): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function applied(
  visit: Visit,
  change: TaskChange,
  { by, now, time }: Pick<Turn, "by" | "now"> & { readonly time: BusinessTime },
): Visit {
  switch (change.kind) {
    case "done":
      return { ...visit, state: "done" };
    case "reassigned":
      return { ...handedTo(visit, change.ownerId, givenBy(by, now)), isPinned: true };
    case "moved":
      return movedTo(visit, { dueAt: change.dueAt, by, now }, time);
    case "deleted":
      return visit;
  }
}

function givenBy(by: Person | null, at: number): HandOver {
  return by === null ? { cause: "reassigned", at } : { cause: "reassigned", at, by };
}

/** A person chose another time: that is kept, and nothing is balanced away from it. */
export function movedTo(
  visit: Visit,
  to: { readonly dueAt: number; readonly by: Person | null; readonly now: number },
  time: BusinessTime,
): Visit {
  const { dueAt, by, now } = to;
  const toDate = time.dateOf(dueAt);
  const shift = { cause: "by_hand", fromDate: visit.dueDate, toDate, at: now } as const;
  const moved = shifted(visit, by === null ? shift : { ...shift, by });
  return { ...moved, dueAt, isPinned: true };
}

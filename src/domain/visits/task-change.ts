import type { Visit } from "./visit.ts";

/** What people did with the task of a visit, told apart from what Aftercare wrote itself. Pure. */

export type TaskState = {
  /** Null where somebody took its day away. */
  readonly dueAt: number | null;
  readonly ownerId: string | null;
  readonly isDone: boolean;
};

/** What Aftercare knows of one task that it made. */
export type TaskShadow = {
  readonly taskId: string;
  readonly visitId: string;
  /** The attempt that it was made for: a customer who was not reached gets another task. */
  readonly attempt: number;
  /** As it was read or written last. */
  readonly seen: TaskState;
  /** What a write makes of it whose end nobody noted: it may be so, or not yet. */
  readonly writing: TaskState | null;
  /** `closed`: nothing more is asked of it. `gone`: a person deleted it while its visit was planned. */
  readonly state: "open" | "closed" | "gone";
};

export type TaskChange =
  | { readonly kind: "done" }
  | { readonly kind: "moved"; readonly dueAt: number }
  | { readonly kind: "reassigned"; readonly ownerId: string | null }
  | { readonly kind: "deleted" };

/**
 * What a person has changed since the task was seen last. A value that is known, that is being written,
 * or that the visit has anyway is nobody's change: so an echo of our own write says nothing, however
 * late it comes and whether or not the write was noted.
 */
export function changesByPeople(
  { seen, writing }: Pick<TaskShadow, "seen" | "writing">,
  found: TaskState | null,
  wanted: TaskState | "deleted",
): readonly TaskChange[] {
  if (found === null) return wanted === "deleted" ? [] : [{ kind: "deleted" }];
  const known = [seen, ...(writing === null ? [] : [writing])];
  const all = wanted === "deleted" ? known : [...known, wanted];
  const { dueAt, ownerId, isDone } = found;
  const changes: TaskChange[] = [];
  if (dueAt !== null && !all.some((one) => one.dueAt === dueAt)) {
    changes.push({ kind: "moved", dueAt });
  }
  if (!all.some((one) => one.ownerId === ownerId)) changes.push({ kind: "reassigned", ownerId });
  if (isDone && !all.some((one) => one.isDone)) changes.push({ kind: "done" });
  return changes;
}

/** How the task has to be; that of an attempt that is over is done, that of a visit nobody makes goes. */
export function wantedTask(
  { attempt }: Pick<TaskShadow, "attempt">,
  visit: Pick<Visit, "attempt" | "state" | "dueAt" | "ownerId">,
): TaskState | "deleted" {
  const { dueAt, ownerId } = visit;
  if (attempt < visit.attempt) return { dueAt, ownerId, isDone: true };
  switch (visit.state) {
    case "planned":
      return { dueAt, ownerId, isDone: false };
    case "done":
      return { dueAt, ownerId, isDone: true };
    case "skipped":
    case "cancelled":
      return "deleted";
  }
}

/** The fields of a task that are not as they have to be. A task that is done keeps its day and its owner. */
export function differenceOf(found: TaskState, wanted: TaskState): Partial<TaskState> {
  if (wanted.isDone) return found.isDone ? {} : { isDone: true };
  return {
    ...(found.dueAt === wanted.dueAt ? {} : { dueAt: wanted.dueAt }),
    ...(found.ownerId === wanted.ownerId ? {} : { ownerId: wanted.ownerId }),
    ...(found.isDone ? { isDone: false } : {}),
  };
}

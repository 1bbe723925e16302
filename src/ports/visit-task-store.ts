import type { TaskShadow } from "../domain/visits/task-change.ts";

/** What Aftercare knows of the tasks that it made for visits. */
export type VisitTasks = {
  save(portalId: string, shadows: readonly TaskShadow[]): Promise<void>;
  /** Those of the tasks that are ours, in any order. */
  find(portalId: string, taskIds: readonly string[]): Promise<readonly TaskShadow[]>;
  /** All tasks of these visits, also those of attempts before. */
  ofVisits(portalId: string, visitIds: readonly string[]): Promise<readonly TaskShadow[]>;
  /** Pages through the tasks that are open, in order of their ids. */
  open(portalId: string, afterTaskId: string | null, limit: number): Promise<readonly TaskShadow[]>;
  /** The rows of these visits are kept for this transaction alone, in order of their ids. */
  lockVisits(portalId: string, visitIds: readonly string[]): Promise<void>;
  /** A visit has no task (any more) and gets another one when it is asked for. */
  forget(portalId: string, visitId: string): Promise<void>;
};

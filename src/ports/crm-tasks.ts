/** A task as people have it in the CRM now. */
export type TaskSnapshot = {
  readonly taskId: string;
  /** Null where somebody took its day away. */
  readonly dueAt: number | null;
  readonly ownerId: string | null;
  readonly isDone: boolean;
  /** The CRM's user who changed it last; null where it does not say. */
  readonly changedBy: string | null;
};

/** What has to be different on one task; what is absent stays as people have it. */
export type TaskWrite = {
  readonly taskId: string;
  readonly dueAt?: number;
  /** Null takes the owner away. */
  readonly ownerId?: string | null;
  readonly isDone?: boolean;
};

/** `gone`: the task was deleted. `rejected`: the CRM will never take it. */
export type TaskWriteOutcome =
  | { readonly taskId: string; readonly ok: true }
  | {
      readonly taskId: string;
      readonly ok: false;
      readonly reason: "gone" | "rejected";
      readonly message: string;
    };

/** The tasks of one portal that are there already. */
export type CrmTasks = {
  /** Those of the tasks that the CRM still has. Any number of ids; 100 a call. */
  readTasks(portalId: string, taskIds: readonly string[]): Promise<readonly TaskSnapshot[]>;
  /** One outcome for each write, in order; 100 a call; repeating a write is harmless. */
  writeTasks(portalId: string, writes: readonly TaskWrite[]): Promise<readonly TaskWriteOutcome[]>;
  /** Deletes tasks; those that are gone already are no trouble. 100 a call. */
  deleteTasks(portalId: string, taskIds: readonly string[]): Promise<void>;
};

import type { CrmTasks, TaskSnapshot, TaskWrite } from "../../src/ports/crm-tasks.ts";
import type { CrmTouches, TouchReading } from "../../src/ports/crm-touches.ts";

type Note = (method: keyof CrmTasks | keyof CrmTouches, portalId: string, about: unknown) => void;

export type MemoryTasks = {
  /** Makes a task known, or changes it as a person in the CRM would. */
  putTask(portalId: string, task: Partial<TaskSnapshot> & Pick<TaskSnapshot, "taskId">): void;
  dropTask(portalId: string, taskId: string): void;
  /** Null when there is none (any more). */
  taskOf(portalId: string, taskId: string): TaskSnapshot | null;
  putTouch(portalId: string, touch: TouchReading): void;
};

/** What people have of tasks and of activities in a CRM in memory. */
export function createMemoryTasks(note: Note): CrmTasks & CrmTouches & MemoryTasks {
  const tasks = new Map<string, TaskSnapshot>();
  const touches = new Map<string, TouchReading[]>();
  const keyOf = (portalId: string, taskId: string) => `${portalId} ${taskId}`;
  const none = { dueAt: null, ownerId: null, isDone: false, changedBy: null };
  const write = (portalId: string, { taskId, ...changes }: TaskWrite) => {
    const before = tasks.get(keyOf(portalId, taskId));
    const gone = { taskId, ok: false, reason: "gone", message: "404" } as const;
    if (before === undefined) return gone;
    tasks.set(keyOf(portalId, taskId), { ...before, ...changes, changedBy: null });
    return { taskId, ok: true } as const;
  };
  return {
    putTask: (portalId, task) => {
      const before = tasks.get(keyOf(portalId, task.taskId)) ?? none;
      tasks.set(keyOf(portalId, task.taskId), { ...before, ...task });
    },
    dropTask: (portalId, taskId) => void tasks.delete(keyOf(portalId, taskId)),
    taskOf: (portalId, taskId) => tasks.get(keyOf(portalId, taskId)) ?? null,
    putTouch: (portalId, touch) =>
      void touches.set(portalId, [...(touches.get(portalId) ?? []), touch]),
    readTasks: async (portalId, taskIds) => {
      note("readTasks", portalId, taskIds);
      return taskIds.flatMap((id) => tasks.get(keyOf(portalId, id)) ?? []);
    },
    writeTasks: async (portalId, writes) => {
      note("writeTasks", portalId, writes);
      return writes.map((one) => write(portalId, one));
    },
    deleteTasks: async (portalId, taskIds) => {
      note("deleteTasks", portalId, taskIds);
      for (const id of taskIds) tasks.delete(keyOf(portalId, id));
    },
    readTouchesOf: async (portalId, kind, ids) => {
      note("readTouchesOf", portalId, { kind, ids });
      return (touches.get(portalId) ?? []).flatMap((touch) => {
        const customers = touch.customers.filter(
          (one) => one.kind === kind && ids.includes(one.id),
        );
        return customers.length === 0 ? [] : [{ ...touch, customers }];
      });
    },
    readTouches: async (portalId, kind, ids) => {
      note("readTouches", portalId, { kind, ids });
      return (touches.get(portalId) ?? []).filter(
        (touch) => touch.kind === kind && ids.includes(touch.activityId),
      );
    },
  };
}

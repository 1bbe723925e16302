import type { TaskLine } from "../../page-record-contract.ts";
import type { TaskAct } from "../../page-task-contract.ts";
import { useInstantFormat } from "../sandbox-time.ts";
import { send } from "../server-calls.ts";
import { useAttempt } from "../Toasts.tsx";
import { useWords } from "../words/page-words.ts";

/** The tasks around a record, each to be worked off as a person does in the CRM. */
export function Tasks({ tasks }: { tasks: readonly TaskLine[] }) {
  const { records } = useWords();
  if (tasks.length === 0) {
    return <p className="note">{records.noTasks}</p>;
  }
  return (
    <ul className="tasks">
      {tasks.map((task) => (
        <Task key={task.taskId} task={task} />
      ))}
    </ul>
  );
}

function Task({ task }: { task: TaskLine }) {
  const format = useInstantFormat();
  const { records } = useWords();
  const { taskId, subject, dueAt, owner, isDone } = task;
  return (
    <li className={isDone ? "done" : ""} data-task={taskId}>
      <p>{subject}</p>
      <p className="soft">
        {[dueAt === null ? records.noDate : format(dueAt), owner]
          .filter((part) => part !== null)
          .join(" · ")}
      </p>
      {!isDone && <TaskButtons task={task} />}
    </li>
  );
}

const ACTS: readonly TaskAct["act"][] = ["done", "move_week", "delete"];

export function TaskButtons({ task }: { task: TaskLine }) {
  const attempt = useAttempt();
  const { records } = useWords();
  const path = `/sandbox/tasks/${encodeURIComponent(task.taskId)}`;
  return (
    <div className="button-row">
      {ACTS.map((act) => (
        <button
          key={act}
          type="button"
          className="button small"
          aria-label={records.actOn(records.acts[act], task.subject)}
          onClick={() => attempt(() => send(path, { act }))}
        >
          {records.acts[act]}
        </button>
      ))}
    </div>
  );
}

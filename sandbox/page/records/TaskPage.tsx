import { useState } from "react";
import { TaskList, type TaskRow } from "../../page-record-contract.ts";
import { addressOf } from "../route.ts";
import { Segments } from "../Segments.tsx";
import { useInstantFormat } from "../sandbox-time.ts";
import { useRemote } from "../use-live.ts";
import { useWords } from "../words/page-words.ts";
import { TaskButtons } from "./Tasks.tsx";

const FILTERS = ["open", "overdue", "done"] as const;
type Filter = (typeof FILTERS)[number];

/** Every task of the CRM, to be worked off; return visits are among them. */
export function TaskPage({ now, version }: { now: number; version: number }) {
  const { records, shell } = useWords();
  const words = records.taskList;
  const { value, problem } = useRemote("/sandbox/tasks", TaskList, version);
  const [filter, setFilter] = useState<Filter>("open");
  const of = (wanted: Filter) => (value?.tasks ?? []).filter((task) => fits(task, wanted, now));
  const tasks = of(filter);
  return (
    <article className="wide-page" aria-label={shell.views.tasks}>
      <Segments
        label={words.filter}
        options={FILTERS.map((value) => ({
          value,
          label: (
            <>
              {words.filters[value]} <span className="count">{of(value).length}</span>
            </>
          ),
        }))}
        value={filter}
        onChange={setFilter}
      />
      {problem !== null && <p className="note bad">{problem}</p>}
      {value === null && problem === null && (
        <div className="skeleton tall" role="status" aria-label={shell.loading} />
      )}
      {value !== null && tasks.length === 0 && <p className="note">{words.none}</p>}
      {tasks.length > 0 && <TaskTable tasks={tasks} now={now} />}
    </article>
  );
}

function TaskTable({ tasks, now }: { tasks: readonly TaskRow[]; now: number }) {
  const { records } = useWords();
  const words = records.taskList;
  return (
    <table className="task-table">
      <thead>
        <tr>
          <th scope="col">{words.task}</th>
          <th scope="col">{words.about}</th>
          <th scope="col">{records.owner}</th>
          <th scope="col">{words.due}</th>
          <th scope="col">
            <span className="visually-hidden">{records.acts.done}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <TaskLineOf key={task.taskId} task={task} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function TaskLineOf({ task, now }: { task: TaskRow; now: number }) {
  const { records } = useWords();
  const format = useInstantFormat();
  const { taskId, subject, about, owner, dueAt, isDone } = task;
  return (
    <tr data-task={taskId} className={isDone ? "done" : ""}>
      <td>{subject}</td>
      <td>{about !== null && <a href={addressOf(about.view, about.id)}>{about.name}</a>}</td>
      <td>{owner}</td>
      <td className="due">
        {dueAt === null ? records.noDate : format(dueAt)}
        {fits(task, "overdue", now) && <span className="late">{records.taskList.overdue}</span>}
      </td>
      <td>{!isDone && <TaskButtons task={task} />}</td>
    </tr>
  );
}

function fits({ isDone, dueAt }: TaskRow, filter: Filter, now: number): boolean {
  switch (filter) {
    case "open":
      return !isDone;
    case "overdue":
      return !isDone && dueAt !== null && dueAt < now;
    case "done":
      return isDone;
  }
}

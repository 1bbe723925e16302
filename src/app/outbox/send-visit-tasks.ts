import type { NewTask, TaskOutcome } from "../../ports/crm.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { customerName } from "../tiering/customer-name.ts";
import { taskOfVisit } from "../visits/task-of-visit.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { dead, failed, retry, sent } from "./results.ts";
import { sendRows } from "./send-rows.ts";
import { updateVisitTasks } from "./update-visit-tasks.ts";

const ROWS_AT_ONCE = 100;
/** Looking takes two calls each; what is not looked for by then comes again, so that the lease lasts. */
const LOOKING_MS = 60_000;

type Draft = {
  readonly row: OutboxRow;
  readonly task: NewTask;
  readonly attempt: number;
  /** Whether the visit is still planned; else only a task that may be there is looked for. */
  readonly isWanted: boolean;
};

/**
 * Brings the tasks of visits up to date. One that is missing is made, each once: one whose answer was
 * lost is looked for before it is made again; what cannot be found out becomes `unknown` and is shown to
 * people. One that is there is moved, finished or deleted as its visit was.
 */
export function sendVisitTasks(deps: OutboxDeps): Promise<number> {
  return sendRows(deps, {
    kind: "visit_task",
    limit: ROWS_AT_ONCE,
    portion: ROWS_AT_ONCE,
    send: (context, rows) => sendPortion(deps, context, rows),
  });
}

async function sendPortion(
  deps: OutboxDeps,
  context: PortalContext,
  rows: readonly OutboxRow[],
): Promise<readonly OutboxResult[]> {
  const untilAt = deps.timeSource.now() + LOOKING_MS;
  const troubles = await updateVisitTasks(
    deps,
    context,
    rows.map(({ subjectId }) => subjectId),
  );
  const drafts = await draftsOf(deps, context, rows);
  const drafted = new Set(drafts.map(({ row }) => row));
  const results = rows
    .filter((row) => !drafted.has(row))
    .map((row) => updated(row, troubles.get(row.subjectId), deps.timeSource.now()));
  const fresh: Draft[] = [];
  for (const draft of drafts) {
    const found = await lookFor(deps, draft, untilAt);
    if (found !== "absent") results.push(found);
    else if (draft.isWanted) fresh.push(draft);
    else results.push(sent(draft.row, null));
  }
  return [...results, ...(await make(deps, context.portal.portalId, fresh))];
}

function updated(
  row: OutboxRow,
  trouble: PluginError | string | undefined,
  now: number,
): OutboxResult {
  if (trouble === undefined) return sent(row, null);
  return typeof trouble === "string" ? dead(row, trouble) : failed(row, trouble, { now });
}

/** Visits that still want a task, or may have one unknown to us; the others need nothing. */
async function draftsOf(
  deps: OutboxDeps,
  { portal: { portalId, language } }: PortalContext,
  rows: readonly OutboxRow[],
): Promise<Draft[]> {
  const visits = await deps.store.visits.findAll(
    portalId,
    rows.map((row) => row.subjectId),
  );
  const customers = await deps.store.customers.find(
    portalId,
    visits.flatMap((visit) => visit.customer ?? []),
  );
  const words = deps.taskWords(language);
  return rows.flatMap((row): Draft[] => {
    const visit = visits.find((entry) => entry.visitId === row.subjectId);
    if (visit === undefined || visit.taskId !== null) return [];
    const isWanted = visit.state === "planned";
    if (!isWanted && row.sendingSince === null) return [];
    const customer = customers.find(
      ({ kind, id }) => kind === visit.customer?.kind && id === visit.customer.id,
    );
    const task = taskOfVisit(visit, {
      words,
      customerName: customer === undefined ? null : customerName(customer),
    });
    return [{ row, task, attempt: visit.attempt, isWanted }];
  });
}

/** After a crash or a lost answer: is the task there? */
async function lookFor(
  deps: OutboxDeps,
  draft: Draft,
  untilAt: number,
): Promise<OutboxResult | "absent"> {
  const { row, task } = draft;
  if (row.sendingSince === null) return "absent";
  const now = deps.timeSource.now();
  if (now >= untilAt) return retry(row, { reason: "outcome_open", now, outcomeOpen: true });
  try {
    const taskId = await deps.crm.findTask(row.portalId, task);
    if (taskId === null) return "absent";
    return await remember(deps, draft, taskId);
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    return failed(row, error, { now: deps.timeSource.now(), outcomeOpen: true });
  }
}

async function make(
  deps: OutboxDeps,
  portalId: string,
  drafts: readonly Draft[],
): Promise<readonly OutboxResult[]> {
  if (drafts.length === 0) return [];
  const made = await createAll(deps, portalId, drafts);
  if (made instanceof PluginError) {
    // Surely none was made, and those whose outcome was open were looked for before.
    const now = deps.timeSource.now();
    return drafts.map(({ row }) => failed(row, made, { now }));
  }
  // Should the store fail here, the rows stay open and the tasks are found when they come back.
  return deps.store.transaction(() =>
    Promise.all(drafts.map((draft, index) => resultOf(deps, draft, made[index]))),
  );
}

/** The outcomes, or why surely none was made. */
async function createAll(
  deps: OutboxDeps,
  portalId: string,
  drafts: readonly Draft[],
): Promise<readonly TaskOutcome[] | PluginError> {
  try {
    return await deps.crm.createTasks(
      portalId,
      drafts.map(({ task }) => task),
    );
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    deps.logger.warn({ portalId, code: error.code }, "tasks of visits could not be made");
    return error;
  }
}

async function resultOf(
  deps: OutboxDeps,
  draft: Draft,
  outcome: TaskOutcome | undefined,
): Promise<OutboxResult> {
  const { row } = draft;
  switch (outcome?.outcome) {
    case "made":
      return remember(deps, draft, outcome.taskId);
    case "rejected":
      return dead(row, outcome.message);
    case "unknown":
    case undefined:
      return retry(row, {
        reason: "crm_outcome_unknown",
        now: deps.timeSource.now(),
        outcomeOpen: true,
      });
  }
}

/** As the task was made; a visit that was moved meanwhile has it brought up to date by the next turn. */
async function remember(
  deps: OutboxDeps,
  { row, task, attempt }: Draft,
  taskId: string,
): Promise<OutboxResult> {
  const { portalId, subjectId: visitId } = row;
  const { dueAt, ownerId } = task;
  const seen = { dueAt, ownerId, isDone: false };
  await deps.store.visits.setTask(portalId, visitId, taskId);
  await deps.store.visitTasks.save(portalId, [
    { taskId, visitId, attempt, seen, writing: null, state: "open" },
  ]);
  return sent(row, null);
}

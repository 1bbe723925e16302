import { editableProperties } from "./editable-properties.ts";
import type { LocalPortal, RecordView } from "./local-crm/local-portal.ts";
import type { ContactRecord, DealLine } from "./page-contract.ts";
import type { TaskLine } from "./page-record-contract.ts";
import { linked, ownerName, propertyOf, ticketLine, valueText } from "./record-words.ts";

/** What the page shows of contacts and companies alike. */
export function customerParts(
  portal: LocalPortal,
  record: RecordView,
): Pick<ContactRecord, "properties" | "editable" | "deals" | "tickets"> {
  const ref = { type: record.type, id: record.id };
  return {
    properties: { ...record.properties },
    editable: editableProperties(portal, record),
    deals: linked(portal, ref, "deals")
      .map((deal) => dealLine(portal, deal))
      .sort((a, b) => (b.closedAt ?? Infinity) - (a.closedAt ?? Infinity)),
    tickets: linked(portal, ref, "tickets")
      .map((ticket) => ticketLine(portal, ticket))
      .sort((a, b) => b.createdAt - a.createdAt),
  };
}

export function openTickets(portal: LocalPortal, record: RecordView): number {
  return linked(portal, { type: record.type, id: record.id }, "tickets").filter(
    (ticket) => propertyOf(ticket, "hs_is_closed") !== "true",
  ).length;
}

/** Those on these records, each once, soonest first. */
export function tasksAround(
  portal: LocalPortal,
  records: readonly Pick<RecordView, "type" | "id">[],
): TaskLine[] {
  const tasks = records.flatMap(({ type, id }) => portal.tasksOf({ type, id }));
  const once = new Map(tasks.map((task) => [task.id, taskLine(portal, task)]));
  return [...once.values()].sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity));
}

function dealLine(portal: LocalPortal, deal: RecordView): DealLine {
  const stageId = propertyOf(deal, "dealstage") ?? "";
  const stages = portal.dealPipelines().flatMap((pipeline) => pipeline.stages);
  const closedAt = Date.parse(propertyOf(deal, "closedate") ?? "");
  const amount = propertyOf(deal, "amount");
  return {
    dealId: deal.id,
    name: propertyOf(deal, "dealname") ?? deal.id,
    stage: stages.find(({ id }) => id === stageId)?.label ?? valueText(stageId),
    amount: amount === undefined ? null : Number(amount).toLocaleString("en"),
    closedAt: Number.isNaN(closedAt) ? null : closedAt,
  };
}

export function taskLine(portal: LocalPortal, task: RecordView): TaskLine {
  const dueAt = Date.parse(propertyOf(task, "hs_timestamp") ?? "");
  return {
    taskId: task.id,
    subject: propertyOf(task, "hs_task_subject") ?? "(no subject)",
    dueAt: Number.isNaN(dueAt) ? null : dueAt,
    owner: ownerName(portal, propertyOf(task, "hubspot_owner_id")),
    isDone: propertyOf(task, "hs_task_status") === "COMPLETED",
  };
}

import { taskLine } from "./customer-parts.ts";
import type { LocalPortal, RecordView } from "./local-crm/local-portal.ts";
import type { TaskList, TaskRow } from "./page-record-contract.ts";
import { contactName, linked, propertyOf } from "./record-words.ts";

/** Every task of the CRM: open ones first, soonest first; what is done comes last, newest first. */
export function taskList(portal: LocalPortal, limit: number): TaskList {
  const rows = portal
    .list("tasks")
    .map((task) => ({ ...taskLine(portal, task), about: aboutOf(portal, task) }));
  const open = rows.filter(({ isDone }) => !isDone).sort((a, b) => when(a) - when(b));
  const done = rows.filter(({ isDone }) => isDone).sort((a, b) => when(b) - when(a));
  return { total: rows.length, tasks: [...open, ...done].slice(0, limit) };
}

function when({ dueAt }: TaskRow): number {
  return dueAt ?? Number.POSITIVE_INFINITY;
}

/** The ticket before the customer: it says more of what is to be done. */
function aboutOf(portal: LocalPortal, task: RecordView): TaskRow["about"] {
  const ref = { type: task.type, id: task.id };
  const [ticket] = linked(portal, ref, "tickets");
  if (ticket !== undefined) {
    return { view: "tickets", id: ticket.id, name: propertyOf(ticket, "subject") ?? ticket.id };
  }
  const [company] = linked(portal, ref, "companies");
  if (company !== undefined) {
    return { view: "companies", id: company.id, name: propertyOf(company, "name") ?? company.id };
  }
  const [contact] = linked(portal, ref, "contacts");
  return contact === undefined
    ? null
    : { view: "contacts", id: contact.id, name: contactName(contact) };
}

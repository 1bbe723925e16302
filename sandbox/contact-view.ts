import type { LocalPortal, RecordView } from "./local-crm/local-portal.ts";
import type { ContactLine, ContactRecord, TaskLine } from "./page-contract.ts";
import {
  contactName,
  detailsOf,
  linked,
  ownerName,
  propertyOf,
  ticketLine,
  valueText,
} from "./record-words.ts";

/** A contact of the local CRM as the page shows it. */

const CONTACT_DETAILS = [
  "email",
  "phone",
  "jobtitle",
  "city",
  "country",
  "hs_language",
  "total_revenue",
];
const CUSTOMER_DETAILS = ["aftercare_tier", "aftercare_tier_score", "aftercare_next_visit"];

export function contactLine(portal: LocalPortal, contact: RecordView): ContactLine {
  const ref = { type: "contacts", id: contact.id } as const;
  const tickets = linked(portal, ref, "tickets");
  const tier = propertyOf(customerOf(portal, contact), "aftercare_tier");
  return {
    contactId: contact.id,
    name: contactName(contact),
    company: companyName(portal, contact),
    email: propertyOf(contact, "email") ?? "",
    tier: tier === undefined ? null : valueText(tier),
    openTickets: tickets.filter((ticket) => propertyOf(ticket, "hs_is_closed") !== "true").length,
  };
}

export function contactRecord(portal: LocalPortal, contact: RecordView): ContactRecord {
  const ref = { type: "contacts", id: contact.id } as const;
  return {
    contactId: contact.id,
    name: contactName(contact),
    company: companyName(portal, contact),
    details: [
      ...detailsOf(contact, CONTACT_DETAILS),
      ...detailsOf(customerOf(portal, contact), CUSTOMER_DETAILS),
    ],
    tickets: linked(portal, ref, "tickets")
      .map((ticket) => ticketLine(portal, ticket))
      .sort((a, b) => b.createdAt - a.createdAt),
    tasks: tasksOf(portal, contact),
  };
}

function companyName(portal: LocalPortal, contact: RecordView): string | null {
  const [company] = linked(portal, { type: "contacts", id: contact.id }, "companies");
  return company === undefined ? null : (propertyOf(company, "name") ?? null);
}

/** Who is served: the company that the contact works for, else the contact. */
function customerOf(portal: LocalPortal, contact: RecordView): RecordView {
  return linked(portal, { type: "contacts", id: contact.id }, "companies")[0] ?? contact;
}

/** Those on the contact, on its tickets and on its company; each once. */
function tasksOf(portal: LocalPortal, contact: RecordView): TaskLine[] {
  const ref = { type: "contacts", id: contact.id } as const;
  const around = [ref, ...linked(portal, ref, "tickets"), ...linked(portal, ref, "companies")];
  const tasks = around.flatMap(({ type, id }) => portal.tasksOf({ type, id }));
  const once = new Map(tasks.map((task) => [task.id, taskLine(portal, task)]));
  return [...once.values()].sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity));
}

function taskLine(portal: LocalPortal, task: RecordView): TaskLine {
  const dueAt = Date.parse(propertyOf(task, "hs_timestamp") ?? "");
  return {
    taskId: task.id,
    subject: propertyOf(task, "hs_task_subject") ?? "(no subject)",
    dueAt: Number.isNaN(dueAt) ? null : dueAt,
    owner: ownerName(portal, propertyOf(task, "hubspot_owner_id")),
    isDone: propertyOf(task, "hs_task_status") === "COMPLETED",
  };
}

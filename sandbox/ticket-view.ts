import { OWN_PROPERTIES } from "../src/adapters/hubspot/own-properties.ts";
import { messagesOf } from "./conversation.ts";
import { tasksAround } from "./customer-parts.ts";
import { editableProperties } from "./editable-properties.ts";
import type { LocalPortal, PropertyVersionView, RecordView } from "./local-crm/local-portal.ts";
import type { Choice, TicketRecord, TimelineEntry } from "./page-contract.ts";
import {
  contactName,
  detailsOf,
  labelOf,
  linked,
  ownerName,
  propertyOf,
  stageLabel,
  valueText,
} from "./record-words.ts";

/** A ticket of the local CRM as the page shows it. */

const PRIORITIES = ["LOW", "MEDIUM", "HIGH", "URGENT"];
const TICKET_DETAILS = [
  "hs_ticket_category",
  "source_type",
  ...OWN_PROPERTIES.ticket.map(({ name }) => name),
];
const COMPANY_DETAILS = ["industry", "country", "annualrevenue", "total_revenue", "aftercare_tier"];
const TIMELINE_LIMIT = 60;

export function ticketRecord(portal: LocalPortal, ticket: RecordView): TicketRecord {
  const ref = { type: "tickets", id: ticket.id } as const;
  const [company] = linked(portal, ref, "companies");
  return {
    ticketId: ticket.id,
    subject: propertyOf(ticket, "subject") ?? "(no subject)",
    text: propertyOf(ticket, "content") ?? null,
    isClosed: propertyOf(ticket, "hs_is_closed") === "true",
    properties: { ...ticket.properties },
    stage: choice(ticket, "hs_pipeline_stage", stageOptions(portal, ticket)),
    priority: choice(ticket, "hs_ticket_priority", priorityOptions()),
    owner: choice(ticket, "hubspot_owner_id", ownerOptions(portal)),
    closedStage: stagesOf(portal, ticket).find((stage) => stage.isClosed)?.id ?? null,
    details: detailsOf(ticket, TICKET_DETAILS),
    editable: editableProperties(portal, ticket),
    messages: messagesOf(portal, ticket),
    contacts: linked(portal, ref, "contacts").map((contact) => ({
      contactId: contact.id,
      name: contactName(contact),
      email: propertyOf(contact, "email") ?? "",
    })),
    company:
      company === undefined
        ? null
        : {
            companyId: company.id,
            name: propertyOf(company, "name") ?? company.id,
            details: detailsOf(company, COMPANY_DETAILS),
          },
    tasks: tasksAround(portal, [ref]),
    timeline: timelineOf(portal, ticket),
  };
}

function choice(ticket: RecordView, property: string, options: Choice["options"]): Choice {
  return { property, value: propertyOf(ticket, property) ?? "", options };
}

function stagesOf(portal: LocalPortal, ticket: RecordView) {
  const pipelines = portal.pipelines();
  const own = pipelines.find(({ id }) => id === propertyOf(ticket, "hs_pipeline")) ?? pipelines[0];
  return own?.stages ?? [];
}

function stageOptions(portal: LocalPortal, ticket: RecordView): Choice["options"] {
  return stagesOf(portal, ticket).map(({ id, label }) => ({ value: id, label }));
}

function priorityOptions(): Choice["options"] {
  return PRIORITIES.map((value) => ({ value, label: valueText(value) }));
}

function ownerOptions(portal: LocalPortal): Choice["options"] {
  return portal.owners().map(({ id }) => ({ value: id, label: ownerName(portal, id) ?? id }));
}

function timelineOf(portal: LocalPortal, ticket: RecordView): TimelineEntry[] {
  const ref = { type: "tickets", id: ticket.id } as const;
  const entriesOf = (
    property: string,
    entry: (version: PropertyVersionView) => Pick<TimelineEntry, "kind" | "text">,
  ) =>
    portal
      .historyOf(ref, property)
      .filter(({ value }) => value !== "")
      .map((version) => ({ at: version.at, ...entry(version), by: actorOf(portal, version) }));
  const entries: TimelineEntry[] = [
    ...entriesOf("hs_pipeline_stage", ({ value }) => ({
      kind: "change",
      text: `Stage: ${stageLabel(portal, value)}`,
    })),
    ...entriesOf("hs_ticket_priority", ({ value }) => ({
      kind: "change",
      text: `Priority: ${valueText(value)}`,
    })),
    ...entriesOf("hubspot_owner_id", ({ value }) => ({
      kind: "change",
      text: `Owner: ${ownerName(portal, value) ?? value}`,
    })),
    ...entriesOf("hs_last_message_sent_at", () => ({ kind: "rep_reply", text: "Agent replied" })),
    ...entriesOf("hs_last_message_received_at", () => ({
      kind: "customer_message",
      text: "Customer wrote",
    })),
    ...writesOfAftercare(portal, ticket),
    ...portal.tasksOf(ref).map((task) => ({
      at: task.createdAt,
      kind: "task" as const,
      text: `Task: ${propertyOf(task, "hs_task_subject") ?? "(no subject)"}`,
      by: null,
    })),
    ...portal.notesOf(ref).map((note) => ({
      at: note.createdAt,
      kind: "note" as const,
      text: `Note: ${textOfMarkup(propertyOf(note, "hs_note_body") ?? "")}`,
      by: "Aftercare",
    })),
    { at: ticket.createdAt, kind: "created", text: "Ticket created", by: null },
  ];
  return entries.sort((a, b) => b.at - a.at).slice(0, TIMELINE_LIMIT);
}

/** What one write set is one entry; due times are among the properties already. */
function writesOfAftercare(portal: LocalPortal, ticket: RecordView): TimelineEntry[] {
  const ref = { type: "tickets", id: ticket.id } as const;
  const changes = Object.keys(ticket.properties)
    .filter((name) => name.startsWith("aftercare_") && !name.endsWith("_at"))
    .flatMap((name) =>
      portal
        .historyOf(ref, name)
        .map(({ at, value }) => ({ at, text: `${shortLabelOf(name)}: ${valueText(value)}` })),
    );
  return [...Map.groupBy(changes, ({ at }) => at)].map(([at, together]) => ({
    at,
    kind: "aftercare",
    text: together.map(({ text }) => text).join(" · "),
    by: "Aftercare",
  }));
}

/** `Resolution` for `Resolution: state`: the value follows. */
function shortLabelOf(name: string): string {
  return labelOf(name).replace(/: state$/, "");
}

function actorOf(portal: LocalPortal, version: PropertyVersionView): string | null {
  const userId = /^userId:(.+)$/.exec(version.sourceId ?? "")?.[1];
  const owner = portal.owners().find((one) => String(one.userId) === userId);
  if (owner !== undefined) return ownerName(portal, owner.id);
  return version.source === "INTEGRATION" ? "Aftercare" : null;
}

/** The text of a note as a reader of it sees it, on one line. */
function textOfMarkup(markup: string): string {
  return markup
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

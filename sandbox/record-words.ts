import { OWN_PROPERTIES } from "../src/adapters/hubspot/own-properties.ts";
import type { LocalPortal, RecordView } from "./local-crm/local-portal.ts";
import type { RecordRef } from "./local-crm/portal-state.ts";
import type { TicketLine, Variant } from "./page-contract.ts";

/** How the sandbox's page words what the local CRM holds. */

type Words = Readonly<Record<string, string>>;

const PROPERTY_LABELS: Words = {
  subject: "Subject",
  content: "Description",
  name: "Name",
  firstname: "First name",
  lastname: "Last name",
  hubspot_owner_id: "Owner",
  hs_ticket_category: "Category",
  source_type: "Source",
  hs_resolution: "Resolution",
  createdate: "Created",
  closed_date: "Closed",
  email: "Email",
  phone: "Phone",
  jobtitle: "Job title",
  country: "Country",
  city: "City",
  industry: "Industry",
  lifecyclestage: "Lifecycle stage",
  annualrevenue: "Annual revenue",
  total_revenue: "Total revenue",
  num_associated_deals: "Deals",
  hs_language: "Language",
  ...Object.fromEntries(
    Object.values(OWN_PROPERTIES)
      .flat()
      .map(({ name, label }) => [name, label]),
  ),
};

/** `aftercare_worst_status` as a coloured dot. */
const CLOCK_LOOKS: Readonly<Record<string, { variant: Variant; label: string }>> = {
  running: { variant: "info", label: "Clock running" },
  paused: { variant: "default", label: "Clock paused" },
  at_risk: { variant: "warning", label: "At risk" },
  met: { variant: "success", label: "Promise kept" },
  breached: { variant: "danger", label: "Overdue" },
  cancelled: { variant: "default", label: "Clock cancelled" },
};

const AMOUNTS: ReadonlySet<string> = new Set(["annualrevenue", "total_revenue"]);

export function propertyOf(record: RecordView, property: string): string | undefined {
  return record.properties[property];
}

export function labelOf(property: string): string {
  return PROPERTY_LABELS[property] ?? property;
}

/** The named properties that are set, labelled, in the order of their names here. */
export function detailsOf(
  record: RecordView,
  properties: readonly string[],
): { label: string; value: string }[] {
  return properties.flatMap((property) => {
    const value = propertyOf(record, property);
    if (value === undefined) return [];
    const text = AMOUNTS.has(property) ? Number(value).toLocaleString("en") : valueText(value);
    return [{ label: labelOf(property), value: text }];
  });
}

/** Codes such as `REPAIR_REQUEST` as words, long numbers grouped, anything else as it is. */
export function valueText(value: string): string {
  if (/^[A-Z]{3,}(_[A-Z]+)*$/.test(value))
    return capitalised(value.toLowerCase().replaceAll("_", " "));
  if (/^[a-z]{3,}(_[a-z]+)*$/.test(value)) return capitalised(value.replaceAll("_", " "));
  return /^\d{5,}$/.test(value) ? Number(value).toLocaleString("en") : value;
}

export function stageLabel(portal: LocalPortal, stageId: string | undefined): string {
  const stages = portal.pipelines().flatMap((pipeline) => pipeline.stages);
  return stages.find((stage) => stage.id === stageId)?.label ?? stageId ?? "No stage";
}

export function ownerName(portal: LocalPortal, ownerId: string | undefined): string | null {
  const owner = ownerOf(portal, ownerId);
  return owner === undefined ? null : personName(owner.firstName, owner.lastName);
}

function ownerOf(portal: LocalPortal, ownerId: string | undefined) {
  return portal.owners().find((one) => one.id === ownerId);
}

export function contactName(contact: RecordView): string {
  const { firstname = "", lastname = "", email = "" } = contact.properties;
  return personName(firstname, lastname) || email;
}

/** Chinese names begin with the family. */
function personName(first: string, last: string): string {
  const isChinese = /\p{Script=Han}/u.test(first + last);
  return (isChinese ? `${last}${first}` : `${first} ${last}`).trim();
}

/** The linked records of one type that still exist. */
export function linked(
  portal: LocalPortal,
  record: RecordRef,
  type: RecordRef["type"],
): readonly RecordView[] {
  return portal.associated(record, type).flatMap((id) => portal.read({ type, id }) ?? []);
}

/** Company, else contact; null when nobody is linked. */
export function customerName(portal: LocalPortal, record: RecordRef): string | null {
  const [company] = linked(portal, record, "companies");
  if (company !== undefined) return propertyOf(company, "name") ?? null;
  const [contact] = linked(portal, record, "contacts");
  return contact === undefined ? null : contactName(contact);
}

export function ticketLine(portal: LocalPortal, ticket: RecordView): TicketLine {
  return {
    ticketId: ticket.id,
    subject: propertyOf(ticket, "subject") ?? "(no subject)",
    customer: customerName(portal, { type: "tickets", id: ticket.id }),
    stage: stageLabel(portal, propertyOf(ticket, "hs_pipeline_stage")),
    priority: propertyOf(ticket, "hs_ticket_priority") ?? null,
    clock: CLOCK_LOOKS[propertyOf(ticket, "aftercare_worst_status") ?? ""] ?? null,
    ownerUserId: ownerOf(portal, propertyOf(ticket, "hubspot_owner_id"))?.userId ?? null,
    isClosed: propertyOf(ticket, "hs_is_closed") === "true",
    createdAt: ticket.createdAt,
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

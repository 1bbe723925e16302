import { customerParts, openTickets, tasksAround } from "./customer-parts.ts";
import type { LocalPortal, RecordView } from "./local-crm/local-portal.ts";
import type { ContactLine, ContactRecord } from "./page-contract.ts";
import { contactName, detailsOf, linked, propertyOf, valueText } from "./record-words.ts";

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
  const tier = propertyOf(customerOf(portal, contact), "aftercare_tier");
  return {
    contactId: contact.id,
    name: contactName(contact),
    company: companyOf(portal, contact)?.name ?? null,
    email: propertyOf(contact, "email") ?? "",
    tier: tier === undefined ? null : valueText(tier),
    openTickets: openTickets(portal, contact),
  };
}

export function contactRecord(portal: LocalPortal, contact: RecordView): ContactRecord {
  const ref = { type: "contacts", id: contact.id } as const;
  const around = [ref, ...linked(portal, ref, "tickets"), ...linked(portal, ref, "companies")];
  return {
    contactId: contact.id,
    name: contactName(contact),
    company: companyOf(portal, contact),
    details: [
      ...detailsOf(contact, CONTACT_DETAILS),
      ...detailsOf(customerOf(portal, contact), CUSTOMER_DETAILS),
    ],
    ...customerParts(portal, contact),
    tasks: tasksAround(portal, around),
  };
}

function companyOf(portal: LocalPortal, contact: RecordView): ContactRecord["company"] {
  const [company] = linked(portal, { type: "contacts", id: contact.id }, "companies");
  if (company === undefined) return null;
  return { companyId: company.id, name: propertyOf(company, "name") ?? company.id };
}

/** Who is served: the company that the contact works for, else the contact. */
function customerOf(portal: LocalPortal, contact: RecordView): RecordView {
  return linked(portal, { type: "contacts", id: contact.id }, "companies")[0] ?? contact;
}

import { customerParts, openTickets, tasksAround } from "./customer-parts.ts";
import type { LocalPortal, RecordView } from "./local-crm/local-portal.ts";
import type { CompanyLine, CompanyRecord } from "./page-contract.ts";
import { contactName, detailsOf, linked, propertyOf, valueText } from "./record-words.ts";

/** A company of the local CRM as the page shows it. */

const COMPANY_DETAILS = [
  "industry",
  "city",
  "country",
  "annualrevenue",
  "total_revenue",
  "num_associated_deals",
  "aftercare_tier",
  "aftercare_tier_score",
  "aftercare_next_visit",
];

export function companyLine(portal: LocalPortal, company: RecordView): CompanyLine {
  const tier = propertyOf(company, "aftercare_tier");
  const place = [propertyOf(company, "city"), propertyOf(company, "country")];
  return {
    companyId: company.id,
    name: propertyOf(company, "name") ?? company.id,
    place: place.filter((part) => part !== undefined).join(", "),
    tier: tier === undefined ? null : valueText(tier),
    openTickets: openTickets(portal, company),
  };
}

export function companyRecord(portal: LocalPortal, company: RecordView): CompanyRecord {
  const ref = { type: "companies", id: company.id } as const;
  return {
    companyId: company.id,
    name: propertyOf(company, "name") ?? company.id,
    details: detailsOf(company, COMPANY_DETAILS),
    contacts: linked(portal, ref, "contacts").map((contact) => ({
      contactId: contact.id,
      name: contactName(contact),
      email: propertyOf(contact, "email") ?? "",
    })),
    ...customerParts(portal, company),
    tasks: tasksAround(portal, [ref, ...linked(portal, ref, "tickets")]),
  };
}

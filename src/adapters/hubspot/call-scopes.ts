import type { Crm } from "../../ports/crm.ts";

/** What one thing that we do at HubSpot needs there. */
export type ScopeNeed = {
  readonly scopes: readonly string[];
  /** Where an account does not grant these, what they are for is left out. */
  readonly optional?: readonly string[];
};

const CONTACTS = "crm.objects.contacts.read";
const CONTACTS_WRITE = "crm.objects.contacts.write";
const COMPANIES = "crm.objects.companies.read";
const COMPANIES_WRITE = "crm.objects.companies.write";
const TICKETS = "tickets";
const DEALS = "crm.objects.deals.read";
const SCHEMAS = [TICKETS, "crm.schemas.contacts.write", "crm.schemas.companies.write"];
const SUBMISSIONS = "crm.objects.feedback_submissions.read";

/** The others only count calls. */
export type CallingMethod = Exclude<keyof Crm, "countCalls">;

/**
 * The scopes that each method needs at HubSpot, which has one for the reading and one for the writing of
 * a kind of record. Tickets have one for both, and activities go with contacts.
 */
export const CALL_SCOPES = {
  readTickets: { scopes: [TICKETS, CONTACTS, COMPANIES] },
  readCustomers: { scopes: [CONTACTS, COMPANIES] },
  readDeals: { scopes: [], optional: [DEALS] },
  readDealCustomers: { scopes: [CONTACTS, COMPANIES], optional: [DEALS] },
  readDealIds: { scopes: [CONTACTS, COMPANIES], optional: [DEALS] },
  readDealStages: { scopes: [], optional: [DEALS] },
  readPipelines: { scopes: [TICKETS] },
  readOwners: { scopes: ["crm.objects.owners.read"] },
  writeProperties: { scopes: [TICKETS, CONTACTS_WRITE, COMPANIES_WRITE] },
  createTasks: { scopes: [CONTACTS_WRITE] },
  findTask: { scopes: [CONTACTS] },
  readTasks: { scopes: [CONTACTS] },
  writeTasks: { scopes: [CONTACTS_WRITE] },
  deleteTasks: { scopes: [CONTACTS_WRITE] },
  readTouchesOf: { scopes: [CONTACTS, COMPANIES] },
  readTouches: { scopes: [CONTACTS, COMPANIES] },
  createNote: { scopes: [CONTACTS_WRITE] },
  findNote: { scopes: [CONTACTS, TICKETS] },
  readActivities: { scopes: [CONTACTS, COMPANIES] },
  readSubmissions: { scopes: [CONTACTS, TICKETS], optional: [SUBMISSIONS] },
  provision: { scopes: SCHEMAS },
  archiveOwn: { scopes: SCHEMAS },
  readChanged: { scopes: [TICKETS, CONTACTS, COMPANIES], optional: [DEALS] },
  countTickets: { scopes: [TICKETS] },
  readTicketPage: { scopes: [TICKETS] },
  readVersions: { scopes: [CONTACTS, COMPANIES] },
  readGone: { scopes: [TICKETS, CONTACTS, COMPANIES] },
} satisfies Readonly<Record<CallingMethod, ScopeNeed>>;

/** The consent of an account and what it says of itself. */
export const INSTALL_SCOPES: readonly string[] = ["oauth"];

import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { staticToken } from "../../../src/adapters/hubspot/access-tokens.ts";
import {
  CALL_SCOPES,
  type CallingMethod,
  type ScopeNeed,
} from "../../../src/adapters/hubspot/call-scopes.ts";
import type { Crm } from "../../../src/ports/crm.ts";
import { createTestCrm, NOW, PORTAL_ID } from "../../sandbox/local-crm/start-local-crm.ts";
import { closeNetwork, hubspotUnderTest } from "./hubspot-under-test.ts";

/** The documented scopes of HubSpot's paths, by the kind of record that a path names. */
const READ: Readonly<Record<string, string>> = {
  tickets: "tickets",
  contacts: "crm.objects.contacts.read",
  companies: "crm.objects.companies.read",
  deals: "crm.objects.deals.read",
  feedback_submissions: "crm.objects.feedback_submissions.read",
};
const WRITE: Readonly<Record<string, string>> = {
  tickets: "tickets",
  contacts: "crm.objects.contacts.write",
  companies: "crm.objects.companies.write",
};
const SCHEMA: Readonly<Record<string, string>> = {
  tickets: "tickets",
  contacts: "crm.schemas.contacts.write",
  companies: "crm.schemas.companies.write",
};
/** HubSpot has no scopes of their own for these. */
const ACTIVITIES = ["calls", "communications", "emails", "meetings", "notes", "tasks"];

function kindOf(type: string): string {
  return ACTIVITIES.includes(type) ? "contacts" : type;
}

function scopesOfPath(path: string): readonly (string | undefined)[] {
  const [method, url = ""] = path.split(" ");
  const association =
    /^\/crm\/v4\/(?:associations|objects)\/(\w+)\/(?:\{id\}\/associations\/)?(\w+)/.exec(url);
  if (association) return association.slice(1, 3).map((type) => READ[kindOf(type)]);
  const [, area, type = ""] = /^\/crm\/v3\/(objects|pipelines|properties)\/(\w+)/.exec(url) ?? [];
  const reads = method === "GET" || /\/(read|search)(\?|$)/.test(url);
  switch (area) {
    case "objects":
      return [(reads ? READ : WRITE)[kindOf(type)]];
    case "pipelines":
      return [READ[type]];
    case "properties":
      // Whoever may read or change records of a kind may read what properties they have.
      return reads ? [] : [SCHEMA[type]];
    default:
      return url.startsWith("/crm/v3/owners") ? ["crm.objects.owners.read"] : [undefined];
  }
}

const task = (id: string) => ({
  marker: "visit-1",
  subject: "Visit",
  body: "Go there",
  dueAt: NOW,
  ownerId: null,
  associations: [
    { kind: "contact", id } as const,
    { kind: "company", id: "1" } as const,
    { kind: "ticket", id: "1" } as const,
  ],
});
const note = (ticketId: string) => ({ ticketId, text: "Said", at: NOW, deliveryKey: "note-1" });

type Ids = Readonly<Record<"ticket" | "other" | "third" | "contact" | "company", string>>;

const TICKETS_WISHED = { createdBefore: Number.MAX_SAFE_INTEGER, closedSince: 0 };

/** Each method once, so that it makes all of its calls. */
const USES: Readonly<Record<CallingMethod, (crm: Crm, ids: Ids) => Promise<unknown>>> = {
  readTickets: (crm, { ticket, other, third }) =>
    crm.readTickets(PORTAL_ID, [ticket, other, third], ["subject"]),
  readCustomers: async (crm, { contact, company }) => {
    await crm.readCustomers(PORTAL_ID, "contact", [contact], ["email"]);
    await crm.readCustomers(PORTAL_ID, "company", [company], ["name"]);
  },
  readDeals: (crm) => crm.readDeals(PORTAL_ID, ["1"], null),
  readDealIds: async (crm, { contact, company }) => {
    await crm.readDealIds(PORTAL_ID, "contact", [contact]);
    await crm.readDealIds(PORTAL_ID, "company", [company]);
  },
  readDealCustomers: (crm) => crm.readDealCustomers(PORTAL_ID, ["1"]),
  readDealStages: (crm) => crm.readDealStages(PORTAL_ID),
  readPipelines: (crm) => crm.readPipelines(PORTAL_ID),
  readOwners: (crm) => crm.readOwners(PORTAL_ID),
  writeProperties: async (crm, ids) => {
    await crm.writeProperties(PORTAL_ID, "ticket", [
      { id: ids.ticket, properties: { subject: "x" } },
    ]);
    await crm.writeProperties(PORTAL_ID, "contact", [
      { id: ids.contact, properties: { firstname: "x" } },
    ]);
    await crm.writeProperties(PORTAL_ID, "company", [
      { id: ids.company, properties: { name: "x" } },
    ]);
  },
  createTasks: (crm, { contact }) => crm.createTasks(PORTAL_ID, [task(contact)]),
  findTask: (crm, { contact }) => crm.findTask(PORTAL_ID, task(contact)),
  readTasks: (crm) => crm.readTasks(PORTAL_ID, ["1"]),
  writeTasks: (crm) => crm.writeTasks(PORTAL_ID, [{ taskId: "1", isDone: true }]),
  deleteTasks: (crm) => crm.deleteTasks(PORTAL_ID, ["1"]),
  readTouchesOf: async (crm, { contact, company }) => {
    await crm.readTouchesOf(PORTAL_ID, "contact", [contact]);
    await crm.readTouchesOf(PORTAL_ID, "company", [company]);
  },
  readTouches: (crm) => crm.readTouches(PORTAL_ID, "call", ["1"]),
  createNote: (crm, { ticket }) => crm.createNote(PORTAL_ID, note(ticket)),
  findNote: (crm, { ticket }) => crm.findNote(PORTAL_ID, note(ticket)),
  readActivities: async (crm, { contact, company }) => {
    await crm.readActivities(PORTAL_ID, { kind: "contact", id: contact });
    await crm.readActivities(PORTAL_ID, { kind: "company", id: company });
  },
  readSubmissions: (crm) => crm.readSubmissions(PORTAL_ID, { since: NOW - 1, after: null }),
  provision: (crm) => crm.provision(PORTAL_ID),
  archiveOwn: (crm) => crm.archiveOwn(PORTAL_ID),
  readChanged: async (crm) => {
    for (const object of ["ticket", "contact", "company", "deal"] as const) {
      await crm.readChanged(PORTAL_ID, object, {
        from: { at: 0, afterId: null },
        properties: ["createdate"],
      });
    }
  },
  countTickets: (crm) => crm.countTickets(PORTAL_ID, TICKETS_WISHED),
  readTicketPage: (crm) =>
    crm.readTicketPage(PORTAL_ID, {
      ...TICKETS_WISHED,
      way: "list",
      after: null,
      properties: ["subject"],
      hasHistory: true,
    }),
  readVersions: async (crm, { contact, company }) => {
    const properties = ["createdate"];
    await crm.readVersions(PORTAL_ID, "contact", { ids: [contact], properties });
    await crm.readVersions(PORTAL_ID, "company", { ids: [company], properties });
  },
  readGone: async (crm) => {
    for (const object of ["ticket", "contact", "company"] as const) {
      await crm.readGone(PORTAL_ID, object, ["999999"]);
    }
  },
};
const names = Object.keys(USES).filter((name): name is CallingMethod => name in USES);

beforeAll(() => closeNetwork());

/** The scopes of the paths that a method went to, asked of the local CRM, which knows HubSpot's paths. */
async function scopesUsedBy(name: CallingMethod): Promise<ReadonlySet<string | undefined>> {
  const { crm: local, portal } = createTestCrm();
  const baseUrl = await local.listen(0);
  onTestFinished(() => local.stop());
  const ids = {
    ticket: portal.createTicket({ subject: "Pump", hs_pipeline_stage: "1" }),
    other: portal.createTicket({ subject: "Valve", hs_pipeline_stage: "1" }),
    third: portal.createTicket({ subject: "Drum", hs_pipeline_stage: "1" }),
    contact: portal.createContact({ email: "a@example.com" }),
    company: portal.createCompany({ name: "Harbour" }),
  };
  for (const type of ["calls", "notes"] as const) {
    const activity = { type, id: portal.create(type, {}) };
    portal.associate(activity, { type: "contacts", id: ids.contact });
    portal.associate(activity, { type: "companies", id: ids.company });
    portal.associate(activity, { type: "tickets", id: ids.ticket });
  }
  portal.create("feedback_submissions", { hs_value: "3" });
  const tokens = staticToken(local.tokens.issueAccessToken(PORTAL_ID));
  const { crm, calls } = hubspotUnderTest({ baseUrl, tokens });
  await USES[name](crm, ids);
  expect(calls.length).toBeGreaterThan(0);
  return new Set(calls.flatMap(({ path }) => scopesOfPath(path)));
}

describe("the table of scopes", () => {
  it.each(names)("has for %s what its paths need", async (name) => {
    const { scopes, optional = [] }: ScopeNeed = CALL_SCOPES[name];
    const used = await scopesUsedBy(name);
    expect([...used]).not.toContain(undefined);
    expect([...scopes, ...optional].toSorted()).toEqual([...used].map(String).toSorted());
  });
});

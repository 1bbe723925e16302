import { invariant } from "../../src/domain/invariant.ts";
import { type BusinessTime, compileCalendar } from "../../src/domain/time/business-time.ts";
import { Calendar } from "../../src/domain/time/calendar.ts";
import type { LocalCrm } from "../local-crm/create-local-crm.ts";
import type { Actor, LocalPortal } from "../local-crm/local-portal.ts";
import type { RecordRef } from "../local-crm/portal-state.ts";
import { type DemoCast, type DemoCustomer, type DemoTicket, readDemoCast } from "./demo-cast.ts";
import { addOwnProperties } from "./demo-properties.ts";
import { addRelations } from "./demo-relations.ts";
import type { DemoPause } from "./pause-on-card.ts";

/**
 * Some weeks of after-sales work of a firm that sells machines: 12 customers of all tiers, 44 tickets,
 * and one of them fresh, urgent enough and unanswered. Everything goes out as ordinary events that
 * bear the time at which it happened, so the plugin learns it as it would from HubSpot.
 */

export const DEMO_PORTAL_ID = "4242001";
export const DEMO_ZONE = "Asia/Taipei";

export type DemoIds = {
  readonly portalId: string;
  /** By their keys in `demo-people.yaml`. */
  readonly owners: Readonly<Record<string, { readonly ownerId: string; readonly userId: number }>>;
  readonly customers: Readonly<
    Record<string, { readonly contactId: string; readonly companyId: string | null }>
  >;
  /** Oldest first. */
  readonly ticketIds: readonly string[];
  /** Of a key customer, high priority, not answered: two hours later its first response is overdue. */
  readonly freshTicketId: string;
  /** A complaint; what is done about it is told on its card, once the plugin knows of it. */
  readonly complaintTicketId: string;
  /** What is to be paused by hand, once the plugin knows of it. */
  readonly pauses: readonly DemoPause[];
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const OFFICE_DAY = ["09:00-12:00", "13:00-18:00"];
const OFFICE: BusinessTime = compileCalendar(
  Calendar.parse({
    id: "demo_office",
    zone: DEMO_ZONE,
    weekly: {
      mon: OFFICE_DAY,
      tue: OFFICE_DAY,
      wed: OFFICE_DAY,
      thu: OFFICE_DAY,
      fri: OFFICE_DAY,
    },
  }),
);

const STAGE = { fresh: "1", waiting: "2", inWork: "3", closed: "4" } as const;
const PIPELINE = {
  id: "0",
  label: "Support",
  stages: [
    { id: STAGE.fresh, label: "New", isClosed: false },
    { id: STAGE.waiting, label: "Waiting on contact", isClosed: false },
    { id: STAGE.inWork, label: "Waiting on us", isClosed: false },
    { id: STAGE.closed, label: "Closed", isClosed: true },
  ],
};

/**
 * The latest half past nine, in the zone of the demo, of a day from Tuesday to Thursday that lies not
 * after `realNow`: then the office is open, has been the day before, and will be for hours.
 */
export function demoStartAt(
  realNow: number,
  isOpen: (at: number) => boolean = OFFICE.isOpen,
): number {
  const middleOfWeek = [2, 3, 4];
  for (let daysBack = 0; daysBack < 30; daysBack += 1) {
    const date = OFFICE.dateOf(realNow - daysBack * DAY_MS);
    const opening = OFFICE.openingOf(date);
    const at = opening === null ? null : opening + HOUR_MS / 2;
    const isFit = at !== null && at <= realNow && isOpen(at);
    if (isFit && middleOfWeek.includes(new Date(`${date}T00:00:00Z`).getUTCDay())) return at;
  }
  return realNow;
}

/** Fills the portal; the same `now` always gives the same records with the same ids. */
export function loadDemo(crm: LocalCrm, now: number): DemoIds {
  const cast = readDemoCast();
  const portal = crm.addPortal({
    portalId: DEMO_PORTAL_ID,
    name: "Demo account",
    timeZone: DEMO_ZONE,
    currency: "USD",
    createdAt: now - 1_000 * DAY_MS,
  });
  portal.addPipeline(PIPELINE);
  addOwnProperties(portal);
  const owners = addOwners(portal, cast, now);
  const customers = addCustomers(portal, cast, { owners, now });
  const made = cast.tickets.map((ticket) => {
    const customer = customers[ticket.customer];
    invariant(customer, `ticket "${ticket.subject}" has a customer of the demo`);
    const owner = ticket.owner === undefined ? undefined : owners[ticket.owner];
    return { ...ticket, id: addTicket(portal, ticket, { customer, owner, now }) };
  });
  addRelations(portal, { owners, customers }, now);
  const [fresh, complaint] = ["fresh", "complaint"].map((key) =>
    made.find((ticket) => ticket.key === key),
  );
  invariant(fresh && complaint, "the demo has its fresh ticket and its complaint");
  return {
    portalId: DEMO_PORTAL_ID,
    owners,
    customers,
    ticketIds: made.map((ticket) => ticket.id),
    freshTicketId: fresh.id,
    complaintTicketId: complaint.id,
    pauses: made.flatMap(({ id, paused }) =>
      paused === undefined ? [] : [{ ticketId: id, ...paused }],
    ),
  };
}

type Owners = DemoIds["owners"];

function addOwners(portal: LocalPortal, cast: DemoCast, now: number): Owners {
  const owners: Record<string, Owners[string]> = {};
  const teams = [...new Set(cast.owners.map((owner) => owner.team))];
  for (const { key, team, ...owner } of cast.owners) {
    const teamId = String(teams.indexOf(team) + 1);
    const membership = [{ id: teamId, name: team, primary: true }];
    portal.addOwner({ ...owner, teams: membership, createdAt: now - 900 * DAY_MS });
    owners[key] = { ownerId: owner.id, userId: owner.userId };
  }
  return owners;
}

function addCustomers(
  portal: LocalPortal,
  cast: DemoCast,
  { owners, now }: { readonly owners: Owners; readonly now: number },
): DemoIds["customers"] {
  const customers: Record<string, DemoIds["customers"][string]> = {};
  for (const customer of cast.customers) {
    const owner = owners[customer.owner];
    const by = { at: now - customer.daysAgo * DAY_MS, userId: owner?.userId ?? 0 };
    const ownerId = owner?.ownerId ?? "";
    const properties = customerProperties(customer, { ownerId, now });
    const isPrivate = customer.company === undefined;
    const contactId = portal.createContact(
      isPrivate ? properties : { ...customer.contact, ...ofOwner(ownerId) },
      by,
    );
    const companyId = isPrivate ? null : portal.createCompany(properties, by);
    if (companyId !== null) {
      const company: RecordRef = { type: "companies", id: companyId };
      portal.associate({ type: "contacts", id: contactId }, company, by);
    }
    customers[customer.key] = { contactId, companyId };
  }
  return customers;
}

/** Of whom is graded: the company where there is one, else the contact. */
export function customerProperties(
  customer: DemoCustomer,
  { ownerId, now }: { readonly ownerId: string; readonly now: number },
): Record<string, string> {
  const named = customer.company ?? customer.contact;
  return { ...named, ...ofOwner(ownerId), ...customerValue(customer, now) };
}

function ofOwner(ownerId: string): Record<string, string> {
  return { lifecyclestage: "customer", hubspot_owner_id: ownerId };
}

/**
 * What is unknown stays unset, as in a portal that never computed it. Deals were made evenly since the
 * customer became one.
 */
function customerValue(customer: DemoCustomer, now: number): Record<string, string> {
  const { totalRevenue, deals, daysAgo } = customer;
  const ago = (days: number) => new Date(now - Math.round(days) * DAY_MS).toISOString();
  return {
    ...(totalRevenue === undefined ? {} : { total_revenue: String(totalRevenue) }),
    ...(deals === undefined
      ? {}
      : {
          num_associated_deals: String(deals),
          first_deal_created_date: ago(daysAgo),
          recent_deal_close_date: ago(daysAgo / (deals + 1)),
        }),
  };
}

type Circumstances = {
  readonly customer: DemoIds["customers"][string];
  readonly owner: Owners[string] | undefined;
  readonly now: number;
};

function addTicket(portal: LocalPortal, ticket: DemoTicket, around: Circumstances): string {
  const { customer, owner, now } = around;
  const createdAt = now - ticket.hoursAgo * HOUR_MS - ticket.minutesAgo * MINUTE_MS;
  const by = { at: createdAt, ...reporter(ticket, owner) };
  const id = portal.createTicket(
    {
      subject: ticket.subject,
      content: ticket.content,
      hs_pipeline_stage: STAGE.fresh,
      hs_ticket_category: ticket.category,
      source_type: ticket.source,
      ...(ticket.priority === undefined ? {} : { hs_ticket_priority: ticket.priority }),
      ...(owner === undefined ? {} : { hubspot_owner_id: owner.ownerId }),
    },
    by,
  );
  const record: RecordRef = { type: "tickets", id };
  portal.associate(record, { type: "contacts", id: customer.contactId }, by);
  if (customer.companyId !== null) {
    portal.associate(record, { type: "companies", id: customer.companyId }, by);
  }
  if (ticket.source !== "PHONE") portal.customerWrites(id, by);
  playSteps(portal, id, { ...around, ticket, createdAt });
  return id;
}

/** A call is noted by the rep; the other channels make tickets by themselves. */
function reporter(ticket: DemoTicket, owner: Owners[string] | undefined): Actor {
  const sources = { CHAT: "CONVERSATIONS", EMAIL: "EMAIL_INTEGRATION", FORM: "FORM" } as const;
  if (ticket.source !== "PHONE") return { source: sources[ticket.source] };
  return owner === undefined ? { source: "CRM_UI" } : { userId: owner.userId };
}

function playSteps(
  portal: LocalPortal,
  ticketId: string,
  story: Circumstances & { readonly ticket: DemoTicket; readonly createdAt: number },
): void {
  const { ticket } = story;
  const rep = story.owner === undefined ? {} : { userId: story.owner.userId };
  const toStage = (stageId: string) => (at: number) =>
    portal.updateTicket(ticketId, { hs_pipeline_stage: stageId }, { at, ...rep });
  const solve = (at: number): void => {
    const solved = { hs_pipeline_stage: STAGE.closed, hs_resolution: "ISSUE_FIXED" };
    portal.updateTicket(ticketId, solved, { at, ...rep });
  };
  const steps = [
    [ticket.replied, (at: number) => portal.replyToCustomer(ticketId, { at, ...rep })],
    [ticket.replied, toStage(STAGE.inWork)],
    [ticket.waiting, toStage(STAGE.waiting)],
    [ticket.customerWrote, (at: number) => portal.customerWrites(ticketId, { at })],
    [ticket.customerWrote, ticket.reopened === undefined ? toStage(STAGE.inWork) : () => undefined],
    [ticket.solved, solve],
    [ticket.reopened, toStage(STAGE.inWork)],
    [ticket.solvedAgain, solve],
  ] as const;
  const told = steps
    .flatMap(([minutes, take]) => (minutes === undefined ? [] : [{ minutes, take }]))
    .sort((a, b) => a.minutes - b.minutes);
  for (const [index, { minutes, take }] of told.entries()) {
    // On a day on which the office was closed for long the story must still end before `now`.
    const latestAt = story.now - (told.length - index) * MINUTE_MS;
    take(Math.min(instantAfter(story, minutes), latestAt));
  }
}

function instantAfter(
  story: { readonly ticket: DemoTicket; readonly createdAt: number },
  minutes: number,
): number {
  const ms = minutes * MINUTE_MS;
  return story.ticket.isAroundTheClock ? story.createdAt + ms : OFFICE.add(story.createdAt, ms);
}

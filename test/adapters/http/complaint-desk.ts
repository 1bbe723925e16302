import { afterEach, beforeEach } from "vitest";
import { ACTION_PATH, COMPLAINT_PATH } from "../../../src/adapters/http/card-routes.ts";
import { actOnAction } from "../../../src/app/complaints/act-on-action.ts";
import { openFromCard } from "../../../src/app/complaints/open-from-card.ts";
import { pressComplaint } from "../../../src/app/complaints/press-complaint.ts";
import { readTicketComplaint } from "../../../src/app/complaints/read-ticket-complaint.ts";
import { CardActAnswer } from "../../../src/contract/card-api.ts";
import { CardComplaint } from "../../../src/contract/card-complaint.ts";
import type { Role } from "../../../src/domain/governance/permission.ts";
import { type AppUnderTest, appUnderTest, START } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";
import { type CardServer, identity, startCards } from "./card-server.ts";

/** The card of one ticket, with the routes and the use cases behind it, and another account beside it. */

/** Of the account and the person that HubSpot signs for. */
export const PORTAL = "62515";
export const FOREIGN = "62599";
export const ACTION_ID = "manual:7:act-open1";

export const confirmed = { severity: "high", department: "as routed", text: "Broken again" };
export const answered = { stage: "final", channel: "phone", text: "Replaced" };
export const analysis = { rootCause: "Wrong seal", whys: "It leaks\n\n The seal is cheap " };
export const plan = {
  corrective: "Change the seal",
  preventive: "Check the supplier",
  owner: "31",
  dueDate: "2026-06-20",
};

type Told = { readonly portalId?: string; readonly ticketId?: string; readonly key?: string };

export function useComplaintDesk() {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let cards: CardServer;
  let keys: number;
  beforeEach(async () => {
    keys = 0;
    app = appUnderTest(await open());
    for (const portalId of [PORTAL, FOREIGN]) {
      await app.connect({ portalId, policy: officePolicy() });
      await app.newTicket({ portalId, companyId: "77" });
    }
    cards = await startCards({
      readTicketComplaint: (portalId, ticketId) => readTicketComplaint(app, portalId, ticketId),
      pressComplaint: (press) => pressComplaint(app, press),
      openAction: (press) => openFromCard(app, press),
      actOnAction: (press) => actOnAction(app, press),
    });
  });
  afterEach(() => cards.close());

  const address = (path: string, { portalId = PORTAL, ticketId = "7" }: Told = {}) =>
    `${path}?objectId=${ticketId}&language=en&${identity.replace(PORTAL, portalId)}`;
  const send = (path: string, body: object, told: Told = {}) => {
    keys += 1;
    const actKey = told.key ?? `act-${keys}0000`;
    return cards.request(address(path, told), { body: JSON.stringify({ actKey, ...body }) });
  };
  const said = async (path: string, body: object, told?: Told) =>
    CardActAnswer.parse(await (await send(path, body, told)).json());
  const complain = (act: string, values: object = {}, told?: Told) =>
    said(COMPLAINT_PATH, { act, values }, told);
  const act = (name: string, values: object = {}, told?: Told) =>
    said(ACTION_PATH, { act: name, actionId: ACTION_ID, values }, told);
  const openAction = (told: Told = { key: "act-open1" }) =>
    said(ACTION_PATH, { act: "open", actionId: null, values: { title: "It leaks" } }, told);
  const shown = async (told?: Told) =>
    CardComplaint.parse(await (await cards.request(address(COMPLAINT_PATH, told), {})).json());
  const give = (role: Role) =>
    app.store.roles.save(PORTAL, {
      ...{ userId: "7", email: "rep@example.com", name: "Rosa" },
      ...{ role, givenBy: "x", givenAt: START },
    });
  const marks = async (portalId = PORTAL) =>
    (await app.store.tickets.find(portalId, "7"))?.ticket.complaintMarks ?? [];
  const eventsOf = async () =>
    (await app.store.actions.events(PORTAL, ACTION_ID)).map(({ event }) => event.kind);

  return {
    app: () => app,
    ...{ send, complain, act, openAction, shown, give, marks, eventsOf },
  };
}

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  CUSTOMER_CARD_PATH,
  CUSTOMER_FILE_PATH,
  END_OVERRIDE_PATH,
  FILE_PAGE_PATH,
  FILE_REFRESH_PATH,
  TIER_OVERRIDE_PATH,
  USE_BENEFIT_PATH,
} from "../../../src/adapters/http/card-customer-routes.ts";
import type { CustomerFileView } from "../../../src/app/tiering/customer-file-view.ts";
import type { CustomerView } from "../../../src/app/tiering/customer-view.ts";
import type { OverrideAnswer } from "../../../src/app/tiering/override-tier.ts";
import type { RefreshOutcome } from "../../../src/app/tiering/refresh-activities.ts";
import type { BenefitAnswer } from "../../../src/app/tiering/use-benefit.ts";
import type { VisitAnswer } from "../../../src/app/visits/visit-acts.ts";
import { CardActAnswer } from "../../../src/contract/card-api.ts";
import { CustomerCard } from "../../../src/contract/customer-card.ts";
import { CustomerFile, CustomerFilePage } from "../../../src/contract/customer-file.ts";
import { plannedVisit } from "../../support/planned-visit.ts";
import { type CardServer, identity, startCustomerCards } from "./card-server.ts";
import { company, customerViewOf, dayMs, fileViewOf, grant, use } from "./customer-views.ts";
import { now } from "./ticket-views.ts";

let cards: CardServer;
let called: unknown[];
let view: CustomerView | null;
let file: CustomerFileView | null;
let overridden: OverrideAnswer;
let used: BenefitAnswer;
let refreshed: RefreshOutcome;
let acted: VisitAnswer;

beforeEach(async () => {
  called = [];
  view = customerViewOf({ grants: [grant], uses: [use] });
  file = fileViewOf();
  overridden = { outcome: "done", row: company };
  used = "used";
  refreshed = "read";
  acted = { outcome: "done", visit: plannedVisit() };
  const note = (question: unknown) => void called.push(question);
  const visitAct = async (press: unknown) => {
    note(press);
    return acted;
  };
  cards = await startCustomerCards({
    readCustomerCard: async (_portalId, question) => {
      note(question);
      return view;
    },
    readCustomerFile: async (_portalId, question) => {
      note(question);
      return file;
    },
    refreshActivities: async (_portalId, question) => {
      note(question);
      return refreshed;
    },
    overrideTier: async (press) => {
      note(press);
      return overridden;
    },
    useBenefit: async (press) => {
      note(press);
      return used;
    },
    recordOutcome: visitAct,
    moveVisit: visitAct,
    skipVisit: visitAct,
    liftVisit: visitAct,
    planAgain: visitAct,
    planByHand: visitAct,
  });
});
afterEach(() => cards.close());

const address = (path: string, more = "") =>
  `${path}?objectId=77&kind=company&language=en${more}&${identity}`;
const read = (path: string, more = "") => cards.request(address(path, more), {});
const send = (path: string, body: object) =>
  cards.request(address(path), { body: JSON.stringify(body) });
const said = async (path: string, body: object) =>
  CardActAnswer.parse(await (await send(path, body)).json());

const customer = { kind: "company", id: "77" };
const by = { userId: "7", email: "rep@example.com" };

describe("what is asked", () => {
  it("is answered by the card", async () => {
    const card = CustomerCard.parse(await (await read(CUSTOMER_CARD_PATH)).json());
    expect(card).toMatchObject({ state: "shown", tier: { id: "key" } });
    expect(called).toEqual([{ customer, by }]);
  });

  it("is answered by the file, and by a page of one kind after a place", async () => {
    const whole = CustomerFile.parse(await (await read(CUSTOMER_FILE_PATH)).json());
    expect(whole.state).toBe("shown");
    const page = await read(FILE_PAGE_PATH, "&kinds=ticket,visit&after=12.ticket.901");
    expect(CustomerFilePage.parse(await page.json())).toMatchObject({ state: "page", next: null });
    expect(called).toEqual([
      { customer, kinds: [], after: null },
      { customer, kinds: ["ticket", "visit"], after: { at: 12, kind: "ticket", id: "901" } },
    ]);
  });

  it("is answered for a portal that is not connected as well", async () => {
    view = null;
    file = null;
    expect(await (await read(CUSTOMER_CARD_PATH)).json()).toMatchObject({ state: "not_tracked" });
    expect(await (await read(CUSTOMER_FILE_PATH)).json()).toMatchObject({ state: "not_tracked" });
    expect(await (await read(FILE_PAGE_PATH)).json()).toEqual({
      state: "page",
      entries: [],
      next: null,
    });
  });

  it.each([
    { name: "of no kind of customer", url: `${CUSTOMER_CARD_PATH}?objectId=77&kind=deal` },
    { name: "of no customer", url: `${CUSTOMER_CARD_PATH}?kind=company` },
    { name: "of two", url: `${CUSTOMER_CARD_PATH}?objectId=77&kind=company&kind=contact` },
    {
      name: "a kind of entry that there is not",
      url: `${FILE_PAGE_PATH}?objectId=77&kind=company&kinds=x`,
    },
    {
      name: "a place that there is not",
      url: `${FILE_PAGE_PATH}?objectId=77&kind=company&after=x`,
    },
  ])("is refused: $name", async ({ url }) => {
    const response = await cards.request(`${url}&${identity}`, {});
    expect(response.status).toBe(400);
    expect(called).toEqual([]);
  });

  it("is refused without HubSpot's signature", async () => {
    const response = await cards.request(address(CUSTOMER_CARD_PATH), { signedUri: "https://x" });
    expect(response.status).toBe(401);
    expect(called).toEqual([]);
  });
});

describe("a tier by hand", () => {
  const body = { actKey: "act-12345", tier: "key", reason: " Reference ", endsInDays: 30 };
  const untilAt = now + 30 * dayMs;

  it("is set in the name of whom HubSpot says it is", async () => {
    const standing = {
      ...company.grade.standing,
      override: {
        tier: "key",
        reason: "Reference",
        by: { id: "7", name: "Rosa" },
        at: now,
        untilAt,
      },
    };
    overridden = { outcome: "done", row: { ...company, grade: { ...company.grade, standing } } };
    expect(await said(TIER_OVERRIDE_PATH, body)).toEqual({
      isDone: true,
      message: "Key holds until Sun 26 Apr, 15:30 (Berlin).",
    });
    const act = { kind: "set", tier: "key", reason: "Reference", untilAt };
    expect(called[0]).toEqual({ portalId: "62515", customer, by, actKey: "act-12345", act });
  });

  it("is ended", async () => {
    expect(await said(END_OVERRIDE_PATH, { actKey: "act-12345" })).toEqual({
      isDone: true,
      message: "The tier set by hand has ended. Key counts again.",
    });
    expect(called[0]).toMatchObject({ act: { kind: "end" } });
  });

  it.each([
    "not_connected",
    "not_known",
    "not_allowed",
    "unknown_tier",
    "without_reason",
    "end_out_of_range",
    "no_override",
  ] as const)("that is refused says why: %s", async (reason) => {
    overridden = { outcome: "refused", reason };
    const answer = await said(TIER_OVERRIDE_PATH, body);
    expect(answer.isDone).toBe(false);
    expect(answer.message).not.toContain("customer.refused");
  });

  it("of a portal that was disconnected meanwhile says so", async () => {
    view = null;
    expect((await said(END_OVERRIDE_PATH, { actKey: "act-12345" })).isDone).toBe(false);
  });

  it.each([
    { name: "without a reason", path: TIER_OVERRIDE_PATH, wrong: { ...body, reason: " " } },
    {
      name: "for longer than a year",
      path: TIER_OVERRIDE_PATH,
      wrong: { ...body, endsInDays: 367 },
    },
    { name: "without a key", path: END_OVERRIDE_PATH, wrong: {} },
  ])("is refused $name", async ({ path, wrong }) => {
    expect((await send(path, wrong)).status).toBe(400);
    expect(called).toEqual([]);
  });
});

describe("a benefit", () => {
  const body = { actKey: "act-12345", grantId: grant.grantId, note: " Seal " };

  it.each(["used", "repeated"] as const)("that is %s says what is left", async (outcome) => {
    used = outcome;
    expect(await said(USE_BENEFIT_PATH, body)).toEqual({
      isDone: true,
      message: "Parts is used: 2 of 3 left.",
    });
    const press = { portalId: "62515", customer, by, useKey: "act-12345", note: "Seal" };
    expect(called[1]).toEqual({ ...press, grantId: grant.grantId });
  });

  it("of a company is used by its contact", async () => {
    view = customerViewOf({ company, grants: [grant] });
    await cards.request(`${USE_BENEFIT_PATH}?objectId=5&kind=contact&${identity}`, {
      body: JSON.stringify(body),
    });
    expect(called[1]).toMatchObject({ customer });
  });

  it.each([
    { outcome: "none_left", message: "Nothing of this benefit is left." },
    { outcome: "expired", message: "This benefit is no longer valid." },
    { outcome: "not_granted", message: "This benefit is not granted any more." },
    { outcome: "not_connected", message: "Aftercare is not connected to this HubSpot account." },
  ] as const)("that is refused says why: $outcome", async ({ outcome, message }) => {
    used = outcome;
    expect(await said(USE_BENEFIT_PATH, body)).toEqual({ isDone: false, message });
  });

  it("that went away meanwhile says so", async () => {
    view = customerViewOf();
    expect((await said(USE_BENEFIT_PATH, body)).isDone).toBe(false);
  });

  it("is refused without its grant", async () => {
    expect((await send(USE_BENEFIT_PATH, { actKey: "act-12345" })).status).toBe(400);
  });
});

describe("what HubSpot has", () => {
  it.each([
    { outcome: "read", isDone: true },
    { outcome: "fresh", isDone: true },
    { outcome: "failed", isDone: false },
    { outcome: "not_connected", isDone: false },
  ] as const)("is read again: $outcome", async ({ outcome, isDone }) => {
    refreshed = outcome;
    expect((await said(FILE_REFRESH_PATH, { isAsked: true })).isDone).toBe(isDone);
    expect(called).toEqual([{ customer, isAsked: true }]);
  });

  it("is not read for a body of another shape", async () => {
    expect((await send(FILE_REFRESH_PATH, { isAsked: "yes" })).status).toBe(400);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { actOnAction } from "../../../src/app/complaints/act-on-action.ts";
import { type NewAction, openAction } from "../../../src/app/complaints/open-action.ts";
import type { CustomerRef } from "../../../src/domain/tiering/customer.ts";
import type { EventChange } from "../../../src/ports/event-ledger.ts";
import { answerOf } from "../../contracts/feedback-contract.ts";
import { CLOSE } from "../../support/action-story.ts";
import { type AppUnderTest, appUnderTest, PORTAL_ID, START } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { plannedVisit } from "../../support/planned-visit.ts";
import { officePolicy } from "../../support/policies.ts";

const action: NewAction = {
  actionId: "manual:one",
  origin: "manual",
  title: "The pump leaks",
  evidence: [],
  ticketId: null,
  department: "support",
  owner: null,
  customers: [],
  by: null,
  from: "aftercare",
};
const DAY = 86_400_000;
const company = (id: string): CustomerRef => ({ kind: "company", id });
const merged = { kind: "merged", intoId: "c2", loserIds: ["c1"] } as const;

describe("a customer that the CRM does not have any more", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy: officePolicy() });
    for (const id of ["c1", "c2"]) {
      app.crm.putCustomer(PORTAL_ID, { ...company(id), properties: { name: id } });
      await tell(id, { kind: "created" });
    }
  });

  const tell = (id: string, change: EventChange, at = app.time.now) =>
    app.tell({
      portalId: PORTAL_ID,
      eventKey: `${id} ${JSON.stringify(change)} ${at}`,
      occurredAt: at,
      object: "company",
      objectId: id,
      change,
      changeSource: "CRM_UI",
      sourceId: null,
    });
  const present = async () =>
    (await app.store.customers.page(PORTAL_ID, null, 10)).map(({ id }) => id);
  const plan = (id: string) =>
    app.store.visits.save(PORTAL_ID, [
      plannedVisit({
        visitId: `cadence:company:${id}:2026-06-09`,
        reason: "cadence",
        customer: company(id),
        dueDate: "2026-07-09",
        dueAt: START + 30 * DAY,
      }),
    ]);
  const stateOfVisit = async (id: string) =>
    (await app.store.visits.find(PORTAL_ID, `cadence:company:${id}:2026-06-09`))?.state;

  it("is graded and visited no more", async () => {
    await plan("c1");
    app.crm.dropCustomer(PORTAL_ID, company("c1"));
    await tell("c1", { kind: "deleted" });
    expect(await present()).toEqual(["c2"]);
    expect(await app.store.customers.count(PORTAL_ID)).toBe(1);
    expect(await stateOfVisit("c1")).toBe("cancelled");
  });

  it("is back when it was restored, in whichever order that is told", async () => {
    const properties = { name: "c1" };
    app.crm.dropCustomer(PORTAL_ID, company("c1"));
    await tell("c1", { kind: "deleted" });
    app.crm.putCustomer(PORTAL_ID, { ...company("c1"), properties });
    await tell("c1", { kind: "restored" }, app.time.now + 1);
    expect(await present()).toEqual(["c1", "c2"]);
    await tell("c1", { kind: "deleted" }, app.time.now - DAY);
    expect(await present()).toEqual(["c1", "c2"]);
  });

  describe("because it was merged into another one", () => {
    beforeEach(async () => {
      await app.newTicket({ ticketId: "7", companyId: "c1" });
      await app.store.deals.save(PORTAL_ID, [
        {
          dealId: "d1",
          name: "Press",
          state: "won",
          amount: 10,
          product: null,
          createdAt: START - DAY,
          closedAt: START - DAY,
          properties: {},
          dataAt: START,
        },
      ]);
      await app.store.deals.link(PORTAL_ID, [
        { dealId: "d1", customer: company("c1"), isLinked: true, at: START - DAY },
      ]);
      app.crm.dropCustomer(PORTAL_ID, company("c1"));
      app.time.now += 1_000;
    });

    const customersOfTicket = async () =>
      (await app.store.tickets.find(PORTAL_ID, "7"))?.ticket.customers;

    it("leaves its tickets and deals to that one", async () => {
      await tell("c2", merged);
      expect(await customersOfTicket()).toEqual([{ ...company("c2"), isPrimary: true }]);
      const dealsOf = async (id: string) =>
        (await app.store.deals.ofCustomer(PORTAL_ID, company(id), 10)).map(({ dealId }) => dealId);
      expect([await dealsOf("c1"), await dealsOf("c2")]).toEqual([[], ["d1"]]);
      expect(await present()).toEqual(["c2"]);
    });

    it("leaves the memory of what reached it to that one", async () => {
      await app.store.touches.save(PORTAL_ID, [
        {
          touchId: "call:9",
          customer: company("c1"),
          at: START - DAY,
          kind: "call",
          isReal: true,
          ownerId: "31",
          source: "crm",
        },
      ]);
      await tell("c2", merged);
      const last = await app.store.touches.lastReal(PORTAL_ID, [company("c2")]);
      expect([...last.values()]).toEqual([START - DAY]);
    });

    it("leaves what it answered, and its place in corrective actions, to that one", async () => {
      const both = [company("c1"), company("c2")];
      for (const [actionId, customers] of [
        ["manual:one", [company("c1")]],
        ["manual:both", both],
        ["manual:none", [company("c2")]],
      ] as const) {
        await openAction(app, PORTAL_ID, { ...action, actionId, customers });
      }
      await app.store.surveys.save(PORTAL_ID, [answerOf("a", { customer: company("c1") })]);
      for (let times = 0; times < 2; times += 1) await tell("c2", merged, app.time.now + times);
      const of = async (id: string) =>
        (await app.store.actions.ofCustomer(PORTAL_ID, company(id), 9)).map(
          ({ actionId }) => actionId,
        );
      expect(await of("c1")).toEqual([]);
      expect((await of("c2")).toSorted()).toEqual(["manual:both", "manual:none", "manual:one"]);
      const customersOf = async (actionId: string) =>
        (await app.store.actions.find(PORTAL_ID, actionId))?.action.customers.map(
          ({ customer }) => customer.id,
        );
      expect(await customersOf("manual:both")).toEqual(["c2"]);
      const eventsOf = async (actionId: string) =>
        (await app.store.actions.events(PORTAL_ID, actionId)).map(({ event }) => event.kind);
      expect(await eventsOf("manual:one")).toEqual(["opened", "customer_moved"]);
      expect(await eventsOf("manual:none")).toEqual(["opened"]);
      const about = { customers: [company("c2")], ticketIds: [], limit: 9 };
      expect(await app.store.surveys.of(PORTAL_ID, about)).toMatchObject([{ answerKey: "a" }]);
    });

    it("has its place taken in corrective actions that are closed, too", async () => {
      const actionId = "manual:closed";
      await openAction(app, PORTAL_ID, { ...action, actionId, customers: [company("c1")] });
      const by = { userId: "1", email: "rosa@firm.test" };
      const role = { ...by, name: "Rosa", role: "manager", givenBy: "x", givenAt: START } as const;
      await app.store.roles.save(PORTAL_ID, role);
      const command = { ...CLOSE, overrideReason: "A duplicate" };
      await actOnAction(app, {
        ...{ portalId: PORTAL_ID, actionId, by, from: "card", actKey: "close-it", command },
      });
      await tell("c2", merged);
      expect(await app.store.actions.find(PORTAL_ID, actionId)).toMatchObject({
        action: { state: "told_customer", customers: [{ customer: company("c2") }] },
      });
    });

    it("is not moved twice when it is told twice, and a later link stays", async () => {
      await tell("c2", merged);
      const events = async () => (await app.store.tickets.events(PORTAL_ID, ["7"])).get("7");
      const before = await events();
      await tell("c2", merged, app.time.now);
      expect(await events()).toEqual(before);
    });

    it("leaves everything to a record that is new, when the CRM made one", async () => {
      app.crm.dropCustomer(PORTAL_ID, company("c2"));
      app.crm.putCustomer(PORTAL_ID, { ...company("c3"), properties: { name: "c3" } });
      await tell("c2", { ...merged, intoId: "c3" });
      expect(await customersOfTicket()).toEqual([{ ...company("c3"), isPrimary: true }]);
      expect(await present()).toEqual(["c3"]);
    });
  });
});

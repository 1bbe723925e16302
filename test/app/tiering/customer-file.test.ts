import { beforeEach, describe, expect, it } from "vitest";
import { createCustomerActivities } from "../../../src/adapters/postgres/customer-activities.ts";
import { maintain } from "../../../src/adapters/postgres/maintain.ts";
import { customerCardUseCases } from "../../../src/app/tiering/customer-card-use-cases.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import { clockOf, ticketRowOf } from "../../contracts/ticket-samples.ts";
import {
  type AppUnderTest,
  appUnderTest,
  HOUR,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { gradeOf } from "../../support/grades.ts";
import { fullPolicy } from "../../support/policies.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

const DAY = 24 * HOUR;
const customer = { kind: "company", id: "77" } as const;
const email = "rep@example.com";
const by = { userId: "901", email };

describe("the cards of a customer", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let activities: ReturnType<typeof createCustomerActivities>;
  let db: Awaited<ReturnType<typeof open>>;
  let cards: ReturnType<typeof customerCardUseCases>;

  beforeEach(async () => {
    db = await open();
    app = appUnderTest(db);
    activities = createCustomerActivities(db);
    cards = customerCardUseCases({ ...app, activities }, (read) => read);
    await app.connect({ policy: fullPolicy({ overriddenBy: [email] }) });
    await app.store.customers.save(PORTAL_ID, [
      {
        ...customer,
        properties: { name: "Nordwind", total_revenue: "100" },
        grade: gradeOf("key", 80),
        gradedAt: START,
        evaluatedAt: START,
        policyVersion: 1,
        dataAt: START,
      },
    ]);
  });

  const saveTicket = (
    ticketId: string,
    {
      daysAgo = 1,
      stageId = "1",
      category = "REPAIR",
      clocks = [clockOf({ state: "met", endedAt: START, dueAt: START })],
    } = {},
  ) => {
    const createdAt = START - daysAgo * DAY;
    const { ticket, ...row } = ticketRowOf(ticketId, { clocks });
    return app.store.tickets.save(PORTAL_ID, [
      {
        ...row,
        ticket: {
          ...ticket,
          createdAt,
          stages: [{ at: createdAt, stageId }],
          fields: [{ at: createdAt, property: "hs_ticket_category", value: category }],
        },
      },
    ]);
  };
  const readFile = (question: Partial<Parameters<typeof cards.readCustomerFile>[1]> = {}) =>
    cards.readCustomerFile(PORTAL_ID, { customer, kinds: [], after: null, ...question });

  it("are not there in a portal that is not connected", async () => {
    const question = { customer, kinds: [], after: null };
    expect(await cards.readCustomerCard(OTHER_PORTAL_ID, { customer, by })).toBeNull();
    expect(await cards.readCustomerFile(OTHER_PORTAL_ID, question)).toBeNull();
    const refresh = { customer, isAsked: true };
    expect(await cards.refreshActivities(OTHER_PORTAL_ID, refresh)).toBe("not_connected");
  });

  it("gather what the store has, without asking the CRM", async () => {
    await saveTicket("1", { stageId: "4" });
    await saveTicket("2");
    const view = await cards.readCustomerCard(PORTAL_ID, { customer, by });
    expect(view).toMatchObject({
      row: { properties: { name: "Nordwind" } },
      company: null,
      isDeleted: false,
      openTickets: [{ ticket: { ticketId: "2" } }],
      may: { override: true, people: [] },
    });
    expect(view?.next).not.toBeNull();
    const stranger = { customer, by: { userId: "902", email: "x@example.com" } };
    expect((await cards.readCustomerCard(PORTAL_ID, stranger))?.may.override).toBe(false);
    expect(app.crm.calls).toEqual([]);
  });

  it("show of a contact the company whose tier it has", async () => {
    const contact = { kind: "contact", id: "5" } as const;
    const grade = { ...gradeOf("key", 80), inheritedFrom: customer };
    const dates = { gradedAt: START, evaluatedAt: START, policyVersion: 1, dataAt: START };
    await app.store.customers.save(PORTAL_ID, [{ ...contact, properties: {}, grade, ...dates }]);
    const view = await cards.readCustomerCard(PORTAL_ID, { customer: contact, by });
    expect(view?.company?.id).toBe("77");
  });

  it("say nothing of what would change a tier that the policy has no more", async () => {
    const [row] = await app.store.customers.find(PORTAL_ID, [customer]);
    if (row === undefined) throw new Error("the customer was saved");
    await app.store.customers.save(PORTAL_ID, [{ ...row, grade: gradeOf("bronze", 1) }]);
    const view = await cards.readCustomerCard(PORTAL_ID, { customer, by });
    expect(view?.next).toBeNull();
  });

  it("put everything into one timeline with figures", async () => {
    await saveTicket("1", { daysAgo: 40, category: "COMPLAINT" });
    await saveTicket("2", { daysAgo: 20 });
    await saveTicket("3", {
      daysAgo: 2,
      clocks: [
        clockOf({ dueAt: START - HOUR }),
        clockOf({ kind: "department_response", state: "breached", dueAt: START }),
      ],
    });
    await saveTicket("4", { daysAgo: 3, category: "" });
    const deal = { dealId: "9", name: "Line", product: null, properties: {}, dataAt: START };
    const won = {
      state: "won",
      amount: 1_200,
      createdAt: START - 90 * DAY,
      closedAt: START - 80 * DAY,
    };
    await app.store.deals.save(PORTAL_ID, [{ ...deal, ...won, state: "won" }]);
    await app.store.deals.link(PORTAL_ID, [{ dealId: "9", customer, isLinked: true, at: START }]);
    const by = { id: "7", name: "Rosa" };
    const grant = { grantId: "g", benefitId: "b", grantedAt: START - DAY, expiresAt: START + DAY };
    await app.store.benefits.grant(PORTAL_ID, [{ ...grant, quota: 2, by: "tier", customer }]);
    const use = { customer, grantId: "g", useKey: "act-1", at: START - 1, by, note: "" };
    await app.store.benefits.use(PORTAL_ID, use);
    const view = await readFile();
    expect(Object.fromEntries(view?.counts ?? [])).toEqual({
      ticket: 3,
      complaint: 1,
      purchase: 1,
      benefit: 2,
    });
    expect(view?.figures).toEqual({
      tickets: 4,
      met: 3,
      breached: 1,
      repeats: 1,
      uncategorised: 1,
      purchases: 1_200,
      lastTouchAt: null,
    });
    expect(view?.sinceAt).toBe(START - 80 * DAY);
    expect(view?.page.entries.map(({ id }) => id)).toEqual([
      "used act-1",
      "granted g",
      "3",
      "4",
      "2",
      "1",
      "9",
    ]);
    expect(view?.months.tickets.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(view?.months.met.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(view?.months.breached.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(view?.months.firstResponseMs.some((ms) => ms !== null)).toBe(true);
  });

  it("page through many tickets, of one kind if that is asked", async () => {
    for (let index = 0; index < 20; index += 1) {
      await saveTicket(String(100 + index), { daysAgo: index + 1 });
    }
    const first = await readFile({ kinds: ["ticket"] });
    expect(first?.page.entries).toHaveLength(15);
    const second = await readFile({ kinds: ["ticket"], after: first?.page.next ?? null });
    expect(second?.page.entries.map(({ id }) => id)).toEqual(["115", "116", "117", "118", "119"]);
    expect(second?.page.next).toBeNull();
    expect((await readFile({ kinds: ["visit"] }))?.page.entries).toEqual([]);
  });

  describe("and what the CRM has", () => {
    const call = {
      kind: "call",
      at: START - HOUR,
      title: "Check",
      text: null,
      ownerId: null,
    } as const;
    const reading = {
      state: "read",
      activities: [{ activityId: "call 1", ...call }],
      refused: [],
      isCut: false,
    } as const;

    it("is read when it was never read, kept, and read again when it is old", async () => {
      expect(await readFile()).toMatchObject({ activities: null, isStale: true });
      app.crm.putActivities(PORTAL_ID, customer, reading);
      const refresh = (isAsked: boolean) =>
        cards.refreshActivities(PORTAL_ID, { customer, isAsked });
      expect(await refresh(false)).toBe("read");
      expect(await readFile()).toMatchObject({
        isStale: false,
        activities: { readAt: START, count: 1 },
        figures: { lastTouchAt: START - HOUR },
        page: { entries: [{ kind: "touch", id: "call 1" }] },
      });
      expect(await refresh(false)).toBe("fresh");
      expect(await refresh(true)).toBe("fresh");
      app.time.now += 11_000;
      expect(await refresh(true)).toBe("read");
      app.time.now += 10 * 60_000 - 1;
      expect((await readFile())?.isStale).toBe(false);
      app.time.now += 1;
      expect((await readFile())?.isStale).toBe(true);
      expect(app.crm.callsOf("readActivities")).toHaveLength(2);
    });

    it("stays as it was while the CRM does not answer", async () => {
      await activities.save(PORTAL_ID, customer, { readAt: START - HOUR, reading });
      app.crm.hooks.before = () => {
        throw new PluginError("crm_unavailable", "away", { retryable: true });
      };
      const refresh = { customer, isAsked: true };
      expect(await cards.refreshActivities(PORTAL_ID, refresh)).toBe("failed");
      expect(await readFile()).toMatchObject({ isStale: true, activities: { count: 1 } });
    });

    it("is not taken for a failure of the CRM when the fault is ours", async () => {
      app.crm.hooks.before = () => {
        throw new Error("a mistake");
      };
      const refresh = cards.refreshActivities(PORTAL_ID, { customer, isAsked: true });
      await expect(refresh).rejects.toThrow("a mistake");
    });

    it("says that the customer is gone", async () => {
      await activities.save(PORTAL_ID, customer, { readAt: START, reading: { state: "gone" } });
      expect(await readFile()).toMatchObject({ isDeleted: true, activities: null });
      const card = await cards.readCustomerCard(PORTAL_ID, { customer, by });
      expect(card?.isDeleted).toBe(true);
    });

    it("is never replaced by what was read before", async () => {
      await activities.save(PORTAL_ID, customer, { readAt: START, reading });
      const older = { readAt: START - 1, reading: { state: "gone" } } as const;
      await activities.save(PORTAL_ID, customer, older);
      expect(await activities.find(PORTAL_ID, customer)).toEqual({ readAt: START, reading });
      expect(await activities.find(OTHER_PORTAL_ID, customer)).toBeNull();
    });

    it("is forgotten when nobody has looked for a month", async () => {
      const now = db.timeSource.now();
      await activities.save(PORTAL_ID, customer, { readAt: now - 31 * DAY, reading });
      await activities.save(PORTAL_ID, { ...customer, id: "78" }, { readAt: now, reading });
      await maintain(db, { logger: createRecordingLogger(), retentionDays: 30 });
      expect(await activities.find(PORTAL_ID, customer)).toBeNull();
      expect(await activities.find(PORTAL_ID, { ...customer, id: "78" })).not.toBeNull();
    });
  });
});

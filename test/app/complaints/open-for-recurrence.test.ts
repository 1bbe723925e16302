import { beforeEach, describe, expect, it } from "vitest";
import { actOnAction } from "../../../src/app/complaints/act-on-action.ts";
import { findRecurringCauses } from "../../../src/app/complaints/find-recurrences.ts";
import { openForRecurrence } from "../../../src/app/complaints/open-for-recurrence.ts";
import { sendActionNotices } from "../../../src/app/outbox/send-action-notices.ts";
import { sendRecurrenceNotices } from "../../../src/app/outbox/send-recurrence-notices.ts";
import type { ActionCommand } from "../../../src/domain/complaints/decide-action.ts";
import { RecurrenceRules } from "../../../src/domain/governance/recurrence-rules.ts";
import { ANALYSE, CARRY_OUT, CLOSE, PLAN } from "../../support/action-story.ts";
import {
  type AppUnderTest,
  appUnderTest,
  DAY,
  HOUR,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const recurrence = RecurrenceRules.parse({ isOn: true, tickets: 3, department: "relations" });
const policy = officePolicy({ recurrence });
const LEAKS = ["Pump leaks at the seal", "Seal of the pump leaking", "pump seal leaks again"];
const rosa = { userId: "1", email: "rosa@firm.test" };

describe("a cause that comes back", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let presses: number;

  beforeEach(async () => {
    presses = 0;
    app = appUnderTest(await open());
    await app.connect({ policy });
    const manager = { ...rosa, name: "Rosa", role: "manager" as const };
    await app.store.roles.save(PORTAL_ID, { ...manager, givenBy: "x", givenAt: START });
    for (const [index, subject] of LEAKS.entries()) await ticket(subject, 11 + index);
    await ticket("Invoice is missing", 20);
    await find();
  });

  const ticket = async (subject: string, number: number) => {
    app.time.now += HOUR;
    const properties = { subject, hs_ticket_category: "REPAIR" };
    await app.newTicket({ ticketId: String(number), companyId: `c${number}`, properties });
  };
  const find = () =>
    findRecurringCauses({ ...app, openActions: [openForRecurrence(app)] }, PORTAL_ID);
  const action = async (actionId = "recurrence:11") =>
    (await app.store.actions.find(PORTAL_ID, actionId))?.action ?? null;
  const act = (command: ActionCommand) => {
    presses += 1;
    app.time.now += HOUR;
    const press = { portalId: PORTAL_ID, actionId: "recurrence:11", by: rosa, command };
    return actOnAction(app, { ...press, from: "card", actKey: `press-${presses}` });
  };
  const carryOut = async () => {
    for (const command of [ANALYSE, PLAN, CARRY_OUT]) await act(command);
  };
  const waiting = async () =>
    (await action())?.customers.filter(({ state }) => state === "waiting").map(customerId);
  const customerId = ({ customer }: { readonly customer: { readonly id: string } }) => customer.id;

  it("opens one action with its evidence, at the card of its oldest ticket, for all its customers", async () => {
    expect(await action()).toMatchObject({
      origin: "recurrence",
      title: "Pump leaks at the seal",
      ticketId: "11",
      department: "relations",
      customers: [
        { customer: { kind: "company", id: "c11" } },
        { customer: { id: "c12" } },
        { customer: { id: "c13" } },
      ],
    });
    const [terms, ...lines] = (await action())?.evidence ?? [];
    expect(terms).toMatch(/pump \(3\)/);
    expect(lines).toEqual(LEAKS.map((subject, index) => `#${11 + index} ${subject}`));
    expect(await find()).toBe(0);
    expect(await app.store.actions.open(PORTAL_ID, 9)).toHaveLength(1);
  });

  it("is told to its department once: with the evidence, and not as an action as well", async () => {
    await sendRecurrenceNotices(app);
    await sendActionNotices(app);
    expect(app.notifier.callsOf("post").map(({ notice }) => notice.kind)).toEqual(["recurrence"]);
  });

  it("gets more evidence and customers while nobody has removed it", async () => {
    await ticket("Another pump leaks, the seal", 14);
    await find();
    expect((await action())?.evidence.at(-1)).toBe("#14 Another pump leaks, the seal");
    expect(await waiting()).toEqual(["c11", "c12", "c13", "c14"]);
    expect(await action()).toMatchObject({ recurrencesInAll: 0, state: "classified" });
  });

  it("counts as come again what was made after the steps were carried out, and tells it in one message", async () => {
    await ticket("The pump leaks at its seal", 14);
    await carryOut();
    await ticket("Another pump leaks, the seal", 15);
    await ticket("Seal of a pump leaks", 16);
    await find();
    expect(await action()).toMatchObject({ state: "verifying", recurrences: 2 });
    expect((await action())?.evidence.at(-1)).toBe("#14 The pump leaks at its seal");
    expect(await waiting()).toEqual(["c11", "c12", "c13", "c14", "c15", "c16"]);
    app.time.now = START + DAY;
    while ((await sendActionNotices(app)) > 0);
    const told = app.notifier
      .callsOf("post")
      .flatMap(({ notice }) => (notice.kind === "action" ? [notice.event.kind] : []));
    expect(told.filter((kind) => kind === "recurred")).toHaveLength(1);
  });

  it("opens the next action when the one before was closed", async () => {
    await act({ ...CLOSE, overrideReason: "The seal is changed" });
    await ticket("Another pump leaks, the seal", 14);
    await find();
    expect(await action()).toMatchObject({ state: "told_customer", customers: { length: 3 } });
    expect(await action("recurrence:11:2")).toMatchObject({
      state: "classified",
      ticketId: "14",
      customers: [{ customer: { id: "c14" } }],
    });
    expect(await app.store.actions.open(PORTAL_ID, 9)).toHaveLength(1);
  });

  it("is kept where the portal only observes, and told to nobody", async () => {
    await app.connect({ policy, mode: "observe" });
    await ticket("Printer jams on thick paper", 31);
    await ticket("Thick paper jams the printer", 32);
    await ticket("printer jam, thick paper", 33);
    await find();
    expect(await action("recurrence:31")).toMatchObject({ title: "Printer jams on thick paper" });
    await sendActionNotices(app);
    expect(app.notifier.callsOf("post")).toEqual([]);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import {
  type ActionWanted,
  findRecurringCauses,
} from "../../../src/app/complaints/find-recurrences.ts";
import { sendRecurrenceNotices } from "../../../src/app/outbox/send-recurrence-notices.ts";
import { RecurrenceRules } from "../../../src/domain/governance/recurrence-rules.ts";
import { type AppUnderTest, appUnderTest, HOUR, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const recurrence = RecurrenceRules.parse({ isOn: true, tickets: 3, department: "support" });
const LEAKS = ["Pump leaks at the seal", "Seal of the pump leaking", "pump seal leaks again"];

describe("causes that come back", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let wanted: ActionWanted[];
  const find = () =>
    findRecurringCauses({ ...app, openActions: [async (one) => void wanted.push(one)] }, PORTAL_ID);
  const ticket = async (subject: string, number: number) => {
    const properties = { subject, hs_ticket_category: "REPAIR" };
    await app.newTicket({ ticketId: String(number), companyId: `c${number}`, properties });
    app.time.now += HOUR;
  };
  const noticed = async () => {
    while ((await sendRecurrenceNotices(app)) > 0);
    return [...app.notifier.messages.values()];
  };

  beforeEach(async () => {
    app = appUnderTest(await open());
    wanted = [];
    await app.connect({ policy: officePolicy({ recurrence }) });
    for (const [index, subject] of LEAKS.entries()) await ticket(subject, 11 + index);
    await ticket("Invoice is missing", 20);
  });

  it("ask for one action with the evidence and everybody who is affected", async () => {
    expect(await find()).toBe(1);
    expect(wanted).toMatchObject([
      {
        key: "11",
        reason: { kind: "recurrence", category: "REPAIR", ticketIds: ["11", "12", "13"] },
        affected: [
          { kind: "company", id: "c11" },
          { kind: "company", id: "c12" },
          { kind: "company", id: "c13" },
        ],
      },
    ]);
    const terms = wanted[0]?.reason.terms.map(({ term }) => term);
    expect(terms).toEqual(expect.arrayContaining(["pump", "seal", "leak"]));
  });

  it("ask for nothing again, and for more evidence when there is more", async () => {
    await find();
    expect(await find()).toBe(0);
    await ticket("Another pump leaks, the seal", 14);
    expect(await find()).toBe(1);
    expect(wanted.map(({ key }) => key)).toEqual(["11", "11"]);
    expect(wanted[1]?.reason.ticketIds).toContain("14");
    expect((await app.store.recurrences.find(PORTAL_ID, "11"))?.ticketIds).toHaveLength(4);
  });

  it("are told once in the channel of who looks for causes", async () => {
    await find();
    expect(await noticed()).toHaveLength(1);
    await ticket("Another pump leaks, the seal", 14);
    await find();
    expect(await noticed()).toHaveLength(1);
  });

  it("are kept and told to nobody where a portal only observes", async () => {
    await app.connect({ mode: "observe", policy: officePolicy({ recurrence }) });
    expect(await find()).toBe(1);
    expect(await noticed()).toEqual([]);
  });

  it("are not looked for where the policy does not ask", async () => {
    await app.connect({ policy: officePolicy({ recurrence: { ...recurrence, isOn: false } }) });
    expect(await find()).toBe(0);
  });
});

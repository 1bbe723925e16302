import { beforeEach, describe, expect, it } from "vitest";
import { sendCaseMessages } from "../../../src/app/outbox/send-case-messages.ts";
import {
  sendCustomerProperties,
  sendTicketProperties,
} from "../../../src/app/outbox/send-properties.ts";
import { sendVisitTasks } from "../../../src/app/outbox/send-visit-tasks.ts";
import { catchUp } from "../../../src/app/setup/catch-up.ts";
import { catchUpSlots } from "../../../src/app/setup/catch-up-slots.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import type { Mode, Part } from "../../../src/domain/governance/mode.ts";
import {
  type AppUnderTest,
  appUnderTest,
  DAY,
  eventOf,
  HOUR,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { plannedVisit } from "../../support/planned-visit.ts";

const open = useEmbeddedDatabase();
let app: AppUnderTest;

/** A customer with a visit that is due, a ticket that is overdue, and the case of it. */
beforeEach(async () => {
  app = appUnderTest(await open());
  app.crm.putCustomer(PORTAL_ID, {
    kind: "company",
    id: "c1",
    properties: { name: "Nordwind", total_revenue: "250000" },
  });
});

async function observed(mode: Mode = "observe"): Promise<void> {
  await app.connect({ mode });
  await app.newTicket({ companyId: "c1", properties: { hs_ticket_priority: "URGENT" } });
  app.time.now += 2 * HOUR;
  while ((await sweep(app)) > 0);
  await app.store.visits.save(PORTAL_ID, [
    plannedVisit({
      ...{ visitId: "v1", customer: { kind: "company", id: "c1" }, dueDate: "2026-06-09" },
      ...{ dueAt: START + DAY, state: "planned" },
    }),
  ]);
}

async function sendAll(): Promise<void> {
  app.time.now += HOUR / 4;
  await sendTicketProperties(app);
  await sendCustomerProperties(app);
  await sendVisitTasks(app);
  await sendCaseMessages(app);
}
const switchOn = async (part: Part) => {
  await app.connect({ mode: [part] });
  return catchUp(app, `${PORTAL_ID}:${part}-${app.time.now}`);
};
const written = (record: string) =>
  Object.keys(app.crm.written.get(`${PORTAL_ID} ${record}`) ?? {}).toSorted();
const tasks = () => app.crm.callsOf("createTasks").length;
const posts = () => app.notifier.callsOf("post").length;

describe("a part that is switched on", () => {
  it("tells nothing before", async () => {
    await observed();
    await sendAll();
    expect([written("ticket:7"), written("company:c1"), tasks(), posts()]).toEqual([[], [], 0, 0]);
  });

  it.each<{
    part: Part;
    ticket: string | null;
    customer: string | null;
    tasks: number;
    posts: number;
  }>([
    { part: "tiers", ticket: "aftercare_tier", customer: "aftercare_tier", tasks: 0, posts: 0 },
    { part: "clocks", ticket: "aftercare_worst_status", customer: null, tasks: 0, posts: 0 },
    {
      ...{ part: "escalation", ticket: "aftercare_escalation_state", customer: null },
      ...{ tasks: 0, posts: 1 },
    },
    { part: "visits", ticket: null, customer: "aftercare_next_visit", tasks: 1, posts: 0 },
  ])("tells what is true now of $part, and nothing of the others", async (expected) => {
    await observed();
    expect(await switchOn(expected.part)).toBeGreaterThan(0);
    await sendAll();
    const all = ["aftercare_tier", "aftercare_worst_status", "aftercare_escalation_state"];
    const ofTicket = written("ticket:7").filter((name) => all.includes(name));
    expect(ofTicket).toEqual(expected.ticket === null ? [] : [expected.ticket]);
    const ofCustomer = written("company:c1").filter((name) => !name.startsWith("aftercare_tier_"));
    expect(ofCustomer).toEqual(expected.customer === null ? [] : [expected.customer]);
    expect({ tasks: tasks(), posts: posts() }).toEqual({
      ...{ tasks: expected.tasks, posts: expected.posts },
    });
  });

  it("tells no department of a case that is over by then", async () => {
    await observed();
    app.time.now += HOUR;
    const change = setTo("hs_pipeline_stage", "4");
    await app.tell(eventOf({ occurredAt: app.time.now, change }));
    await switchOn("escalation");
    await sendAll();
    expect(posts()).toBe(0);
  });

  it("changes nothing when it is caught up on twice", async () => {
    await observed();
    await switchOn("tiers");
    await sendAll();
    const writes = app.crm.callsOf("writeProperties").length;
    await switchOn("tiers");
    await sendAll();
    expect(app.crm.callsOf("writeProperties")).toHaveLength(writes);
  });

  it("is not caught up on after it was switched off again", async () => {
    await observed();
    expect(await catchUp(app, `${PORTAL_ID}:tiers-${START}`)).toBe(0);
  });
});

describe("what stands outside when its part is switched off", () => {
  it("is brought up to date once the part is on again: a message of a case that ended", async () => {
    await observed("live");
    await sendAll();
    expect(posts()).toBe(1);
    await app.connect({ mode: ["clocks"] });
    app.time.now += HOUR;
    const change = setTo("hs_pipeline_stage", "4");
    await app.tell(eventOf({ occurredAt: app.time.now, change }));
    const edits = app.notifier.callsOf("edit").length;
    await sendAll();
    expect(app.notifier.callsOf("edit")).toHaveLength(edits);
    await app.connect();
    app.time.now += HOUR;
    await sendAll();
    expect(app.notifier.callsOf("edit").length).toBeGreaterThan(edits);
    expect(posts()).toBe(1);
  });
});

describe("the jobs of a switch", () => {
  const portal = {
    ...({ portalId: PORTAL_ID, state: "connected", installedAt: START } as const),
    ...({ timeZone: "Europe/Berlin", language: "en", uiDomain: "crm.example" } as const),
    switchedOn: { tiers: START, visits: START - 2 * DAY },
  };

  it("are one for each part that was switched on of late, with one slot for one switch", () => {
    const slots = [`${PORTAL_ID}:tiers-${START}`];
    expect(catchUpSlots({ ...portal, mode: ["tiers", "visits"] }, START)).toEqual(slots);
    expect(catchUpSlots({ ...portal, mode: ["tiers", "visits"] }, START + HOUR)).toEqual(slots);
    expect(catchUpSlots({ ...portal, mode: ["visits"] }, START)).toEqual([]);
    expect(catchUpSlots({ ...portal, mode: "live" }, START + 2 * DAY)).toEqual([]);
  });

  it("are none where nothing was ever switched on", () => {
    const { switchedOn: _never, ...fresh } = portal;
    expect(catchUpSlots({ ...fresh, mode: "live" }, START)).toEqual([]);
  });
});

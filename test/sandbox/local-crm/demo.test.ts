import { describe, expect, it } from "vitest";
import type { LocalPortal } from "../../../sandbox/local-crm/local-portal.ts";
import { manifestSubscriptions } from "../../../sandbox/local-crm/subscriptions.ts";
import type { WebhookEvent } from "../../../sandbox/local-crm/webhook-events.ts";
import {
  DEMO_PORTAL_ID,
  type DemoIds,
  demoStartAt,
  loadDemo,
} from "../../../sandbox/scenarios/demo.ts";
import { pathNameOf } from "../../../src/adapters/hubspot/object-types.ts";
import { OWN_GROUP, OWN_PROPERTIES } from "../../../src/adapters/hubspot/own-properties.ts";
import { loadPreset } from "../../../src/config/presets.ts";
import { evaluate } from "../../../src/domain/sla/evaluate.ts";
import { foldTicket } from "../../../src/domain/sla/fold-ticket.ts";
import type { TicketEvent, TicketEventDetail } from "../../../src/domain/sla/ticket-event.ts";
import { highestGrade } from "../../../src/domain/tiering/grade-customer.ts";
import { createCalendars } from "../../../src/domain/time/business-time.ts";
import { firstGrade } from "../../support/grades.ts";
import { ruledBy } from "../../support/policies.ts";
import { createTestCrm } from "./start-local-crm.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A Thursday, half past nine in Taipei. */
const NOW = Date.parse("2026-03-12T09:30:00+08:00");
const policy = loadPreset("after-sales");
const calendars = createCalendars(policy.calendars);

function load(now = NOW) {
  const { crm } = createTestCrm({ subscriptions: manifestSubscriptions("object") });
  const loaded: { ids?: DemoIds } = {};
  const events = crm.collectEvents(() => {
    loaded.ids = loadDemo(crm, now);
  });
  if (loaded.ids === undefined) throw new Error("the demo was not loaded");
  return { events, ids: loaded.ids, portal: crm.portal(DEMO_PORTAL_ID) };
}

/** The tier a ticket of this portal would be promised by. */
function gradeOf(portal: LocalPortal, ticketId: string) {
  const ticket = { type: "tickets" as const, id: ticketId };
  const grades = (["contacts", "companies"] as const).flatMap((type) =>
    portal.associated(ticket, type).map((id) => {
      const kind = type === "contacts" ? ("contact" as const) : ("company" as const);
      const properties = portal.read({ type, id })?.properties ?? {};
      return { ...firstGrade(policy, kind, properties), customer: { kind, id } };
    }),
  );
  return highestGrade(policy, grades);
}

function factsOf(portal: LocalPortal, ticketId: string): readonly TicketEvent[] {
  const record = { type: "tickets" as const, id: ticketId };
  const createdAt = portal.read(record)?.createdAt ?? 0;
  const fact = (occurredAt: number, detail: TicketEventDetail): TicketEvent => ({
    ticketId,
    occurredAt,
    detail,
  });
  const history = (name: string, detail: (value: string) => TicketEventDetail) =>
    portal.historyOf(record, name).map(({ at, value }) => fact(at, detail(value)));
  const grade = gradeOf(portal, ticketId);
  return [
    fact(createdAt, { kind: "created" }),
    ...history("hs_pipeline_stage", (stageId) => ({ kind: "stage", stageId })),
    ...history("hs_ticket_priority", (priority) => ({ kind: "priority", priority })),
    ...history("hs_ticket_category", (value) => ({
      kind: "field",
      property: "hs_ticket_category",
      value,
    })),
    ...history("hs_first_agent_message_sent_at", () => ({ kind: "agent_replied" })),
    ...history("hs_last_message_sent_at", () => ({ kind: "message_sent" })),
    ...history("hs_last_message_received_at", () => ({ kind: "customer_replied" })),
    ...(grade === null ? [] : [fact(createdAt, { kind: "tiered", ...grade })]),
  ];
}

/** Clocks and decisions of all tickets at `now`, by the preset policy. */
function clocksAt(loaded: ReturnType<typeof load>, now: number) {
  return loaded.ids.ticketIds.map((ticketId) => {
    const ticket = foldTicket(ticketId, factsOf(loaded.portal, ticketId));
    return { ticketId, ...evaluate(ticket, ruledBy(policy)(now)) };
  });
}

it("has 12 customers of all tiers, in three languages, and 44 tickets", () => {
  const { ids, portal } = load();
  expect(Object.keys(ids.customers)).toHaveLength(12);
  expect(portal.list("contacts")).toHaveLength(12);
  expect(portal.owners()).toHaveLength(7);
  expect(ids.ticketIds).toHaveLength(44);
  const tiers = new Set(ids.ticketIds.map((id) => gradeOf(portal, id)?.tier));
  expect(tiers).toEqual(new Set(["key", "developing", "standard"]));
  const languages = portal.list("contacts").map((contact) => contact.properties["hs_language"]);
  expect(new Set(languages)).toEqual(new Set(["en", "zh-tw", "zh-cn"]));
  const emails = portal.list("contacts").map((contact) => contact.properties["email"]);
  expect(emails.filter((email) => email?.endsWith("@example.com"))).toHaveLength(12);
});

it("is the same every time", () => {
  const [first, second] = [load(), load()];
  expect(second.ids).toEqual(first.ids);
  expect(second.portal.list("tickets")).toEqual(first.portal.list("tickets"));
  expect(second.events).toEqual(first.events);
});

describe.each([
  { name: "a Thursday morning", now: NOW },
  { name: "a Sunday night", now: Date.parse("2026-11-22T03:00:00+08:00") },
])("on $name", ({ now }) => {
  it("tells everything with the time at which it happened, nothing ahead of now", () => {
    const { events, ids, portal } = load(now);
    const times = events.map((event: WebhookEvent) => event.occurredAt);
    expect(Math.max(...times)).toBeLessThanOrEqual(now);
    const ages = ids.ticketIds.map((id) => {
      const ticket = portal.read({ type: "tickets", id });
      return now - (ticket?.createdAt ?? 0);
    });
    expect(Math.max(...ages)).toBeLessThan(20 * DAY_MS);
    expect(Math.min(...ages)).toBe(HOUR_MS / 6);
  });

  it("tells the steps of each ticket after its creation", () => {
    const { ids, portal } = load(now);
    for (const id of ids.ticketIds) {
      const record = { type: "tickets" as const, id };
      const createdAt = portal.read(record)?.createdAt ?? 0;
      const stages = portal.historyOf(record, "hs_pipeline_stage").map((version) => version.at);
      expect(stages).toEqual(stages.toSorted((a, b) => a - b));
      expect(stages[0]).toBe(createdAt);
    }
  });
});

describe("by the preset policy", () => {
  it("has Aftercare's properties already", () => {
    const { portal } = load();
    for (const object of ["ticket", "contact", "company"] as const) {
      for (const { name, label } of OWN_PROPERTIES[object]) {
        const known = portal.propertyDefinition(pathNameOf(object), name);
        expect(known).toMatchObject({ label, groupName: OWN_GROUP.name, isHubspotDefined: false });
      }
    }
  });

  it("has one ticket without an answer, whose first response two hours later is overdue", () => {
    const loaded = load();
    const running = clocksAt(loaded, NOW).filter(({ clocks }) =>
      clocks.some((clock) => clock.kind === "first_response" && clock.state === "running"),
    );
    expect(running.map(({ ticketId }) => ticketId)).toEqual([loaded.ids.freshTicketId]);

    const later = clocksAt(loaded, NOW + 2 * HOUR_MS);
    const news = later.flatMap(({ ticketId, decisions }) =>
      decisions.filter(({ at }) => at > NOW).map(({ kind, clock }) => ({ ticketId, kind, clock })),
    );
    expect(news).toEqual([
      { ticketId: loaded.ids.freshTicketId, kind: "warning", clock: "first_response" },
      { ticketId: loaded.ids.freshTicketId, kind: "breach", clock: "first_response" },
    ]);
  });

  it("has clocks of all kinds that a ticket may have, and one ticket to be paused by hand", () => {
    const loaded = load();
    const running = clocksAt(loaded, NOW).flatMap(({ clocks }) =>
      clocks.filter(({ state }) => state === "running").map(({ kind }) => kind),
    );
    expect([...new Set(running)].toSorted()).toEqual([
      "complaint_answer",
      "first_response",
      "next_reply",
      "on_site_arrival",
      "resolution",
      "update",
    ]);
    expect(loaded.ids.pauses).toMatchObject([{ reason: "waiting_parts" }]);
  });

  it("has kept most of its promises so far, broken some, and paused some", () => {
    const clocks = clocksAt(load(), NOW).flatMap((ticket) => ticket.clocks);
    const count = (state: string) => clocks.filter((clock) => clock.state === state).length;
    expect(count("met")).toBeGreaterThan(50);
    expect(count("breached")).toBeGreaterThanOrEqual(4);
    expect(count("breached")).toBeLessThanOrEqual(8);
    expect(count("paused")).toBeGreaterThanOrEqual(4);
  });
});

describe("the start of the demo", () => {
  it.each([
    {
      name: "today at half past nine",
      realNow: "2026-03-12T15:00:00+08:00",
      start: "2026-03-12T09:30:00+08:00",
    },
    {
      name: "exactly now",
      realNow: "2026-03-12T09:30:00+08:00",
      start: "2026-03-12T09:30:00+08:00",
    },
    {
      name: "yesterday when it is too early",
      realNow: "2026-03-12T09:29:59+08:00",
      start: "2026-03-11T09:30:00+08:00",
    },
    {
      name: "the last Thursday on a Sunday",
      realNow: "2026-11-22T03:00:00+08:00",
      start: "2026-11-19T09:30:00+08:00",
    },
  ])("is $name", ({ realNow, start }) => {
    expect(demoStartAt(Date.parse(realNow))).toBe(Date.parse(start));
  });

  it("avoids a holiday that it is told of", () => {
    const newYear = Date.parse("2026-02-18T12:00:00+08:00");
    expect(demoStartAt(newYear, calendars("office").isOpen)).toBe(
      Date.parse("2026-02-12T09:30:00+08:00"),
    );
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSandboxDeps } from "../../../sandbox/create-sandbox-deps.ts";
import type { LocalPortal } from "../../../sandbox/local-crm/local-portal.ts";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import {
  Chat,
  ContactList,
  ContactRecord,
  SandboxState,
  TicketList,
  TicketRecord,
} from "../../../sandbox/page-contract.ts";
import type { Troubles } from "../../../sandbox/page-trouble-contract.ts";
import type { SandboxDeps } from "../../../sandbox/sandbox-deps.ts";
import { CHANNEL_ID, startLocalSlack } from "../../adapters/slack/slack-under-test.ts";
import { createTestCrm, PORTAL_ID } from "../local-crm/start-local-crm.ts";

const ALL = { search: "", limit: 200 };
const ALL_WELL: Troubles = { crm: null, webhooks: [], plugin: "up" };
const HOUR_MS = 3_600_000;
const FIRST_TICKET_ID = "7900";

let deps: SandboxDeps;
let portal: LocalPortal;
let slack: LocalSlack;
let time: ReturnType<typeof createTestCrm>["time"];
let ticketId: string;
let contactId: string;

beforeEach(async () => {
  const crm = createTestCrm();
  ({ portal, time } = crm);
  slack = await startLocalSlack({ timeSource: time });
  deps = createSandboxDeps({
    crm: crm.crm,
    slack,
    portalId: PORTAL_ID,
    timeZone: "Asia/Taipei",
    appId: 9001,
    firstTicketId: FIRST_TICKET_ID,
    user: { userId: 7001, email: "mara@acme.test", firstName: "Mara", lastName: "Lund" },
    people: [],
    time: { now: time.now, isPaused: () => false, speed: () => 1, move: async () => undefined },
    readAhead: async () => [],
    readPlugin: async () => ({
      mode: "live",
      equation: { received: 3, applied: 2, ignored: 1, waiting: 0, dead: 0 },
    }),
    troubles: { read: () => ALL_WELL, turn: async () => undefined },
    log: { read: () => ({ entries: [], forgotten: 0 }) },
    reconnectSlack: async () => undefined,
    onPluginChange: () => () => undefined,
    proxyCard: async () => ({ status: 200, body: "{}" }),
    bundleDirectory: "/nowhere",
  });
  contactId = portal.createContact({
    firstname: "志明",
    lastname: "陳",
    email: "chen@example.com",
  });
  const companyId = portal.createCompany({ name: "大同食品", annualrevenue: "2400000" });
  portal.associate({ type: "contacts", id: contactId }, { type: "companies", id: companyId });
  const created = await deps.createTicket({ subject: "印表機卡紙", priority: "HIGH", contactId });
  ticketId = created.ticketId;
});
afterEach(() => slack.stop());

const readTicket = async () => TicketRecord.parse(await deps.readTicket(ticketId));
const textsOf = (record: TicketRecord) => record.timeline.map(({ text }) => text);

describe("the state", () => {
  it("joins time, counts, calls and what the plugin says", async () => {
    const state = SandboxState.parse(await deps.readState());
    expect(state).toMatchObject({
      now: time.now(),
      counts: { tickets: 1, contacts: 1 },
      portals: [{ portalId: PORTAL_ID, timeZone: "Asia/Taipei", mode: "live", crmCalls: 0 }],
    });
  });
});

describe("the first ticket", () => {
  const firstTicket = async () => SandboxState.parse(await deps.readState()).firstTicket;

  it("is named while it is open", async () => {
    expect(await firstTicket()).toBeNull();
    portal.createTicket({ subject: "Line stopped" }, { id: FIRST_TICKET_ID });
    expect(await firstTicket()).toEqual({ ticketId: FIRST_TICKET_ID, subject: "Line stopped" });
    portal.updateTicket(FIRST_TICKET_ID, { hs_pipeline_stage: "4" });
    expect(await firstTicket()).toBeNull();
  });
});

describe("tickets", () => {
  it("are listed with customer, stage and priority", async () => {
    const list = TicketList.parse(await deps.listTickets(ALL));
    expect(list).toMatchObject({
      total: 1,
      tickets: [{ ticketId, customer: "大同食品", stage: "New", priority: "HIGH", clock: null }],
    });
  });

  it.each([
    { search: "印表機", found: 1 },
    { search: " 大同 ", found: 1 },
    { search: "PRINTER", found: 0 },
  ])("are found by subject or customer: $search", async ({ search, found }) => {
    expect((await deps.listTickets({ search, limit: 200 })).total).toBe(found);
  });

  it("are cut to the limit, and the total says so", async () => {
    portal.createTicket({ subject: "another" });
    const list = await deps.listTickets({ search: "", limit: 1 });
    expect(list.total).toBe(2);
    expect(list.tickets).toHaveLength(1);
  });

  it("stand open before closed and new before old", async () => {
    portal.updateTicket(ticketId, { hs_pipeline_stage: "4" });
    const old = portal.createTicket({ subject: "old" }, { at: time.now() - HOUR_MS });
    const recent = portal.createTicket({ subject: "recent" });
    const { tickets } = await deps.listTickets(ALL);
    expect(tickets.map((ticket) => ticket.ticketId)).toEqual([recent, old, ticketId]);
  });

  it("belong to the contact and to its company", async () => {
    const record = await readTicket();
    expect(record.contacts).toEqual([{ contactId, name: "陳志明", email: "chen@example.com" }]);
    expect(record.company).toEqual({
      companyId: expect.stringMatching(/^\d+$/),
      name: "大同食品",
      details: [{ label: "Annual revenue", value: "2,400,000" }],
    });
  });

  it("offer their pipeline's stages and the way to close", async () => {
    const record = await readTicket();
    expect(record.stage.options.map(({ label }) => label)).toContain("Waiting on us");
    expect(record.closedStage).toBe("4");
  });

  it("keep what happened, newest first, with who did it", async () => {
    time.advance(HOUR_MS);
    await deps.replyOnTicket(ticketId, { from: "customer", text: "Is there any news?" });
    time.advance(HOUR_MS);
    await deps.replyOnTicket(ticketId, { from: "rep", text: "We are on our way." });
    time.advance(HOUR_MS);
    await deps.setProperties({ view: "tickets", id: ticketId }, { hs_pipeline_stage: "4" });
    const record = await readTicket();
    expect(textsOf(record).slice(0, 3)).toEqual([
      "Stage: Closed",
      "Agent replied",
      "Customer wrote",
    ]);
    expect(record.timeline[0]).toMatchObject({ kind: "change", at: time.now() });
    expect(textsOf(record).at(-1)).toBe("Ticket created");
    expect(record.isClosed).toBe(true);
  });

  it("refuse what the CRM refuses, with its words", async () => {
    const outcome = await deps.setProperties(
      { view: "tickets", id: ticketId },
      { no_such_property: "x" },
    );
    expect(outcome).toMatchObject({ ok: false, reason: "refused" });
    expect(outcome).toHaveProperty("message", expect.stringContaining("no_such_property"));
  });

  it("that are merged are gone, and the other one stays", async () => {
    const { ticketId: other } = await deps.createTicket({
      ...{ subject: "The same again", priority: "LOW", contactId: null },
    });
    expect(await deps.mergeTicket(other, { intoTicketId: ticketId })).toEqual({ ok: true });
    expect(await deps.readTicket(other)).toBeNull();
    expect(await deps.readTicket(ticketId)).not.toBeNull();
    for (const [loser, winner] of [
      [ticketId, ticketId],
      [other, ticketId],
      [ticketId, other],
    ] as const) {
      expect(await deps.mergeTicket(loser, { intoTicketId: winner })).toMatchObject({
        reason: "unknown",
      });
    }
  });

  it("that do not exist are unknown", async () => {
    expect(await deps.readTicket("1")).toBeNull();
    expect(await deps.replyOnTicket("1", { from: "rep", text: "x" })).toMatchObject({
      reason: "unknown",
    });
  });
});

describe("contacts", () => {
  it("are listed with company and open tickets", async () => {
    const list = ContactList.parse(await deps.listContacts(ALL));
    expect(list.contacts).toMatchObject([{ name: "陳志明", company: "大同食品", openTickets: 1 }]);
  });

  it("show each return visit once, soonest first, wherever the task hangs", async () => {
    const task = (subject: string, inHours: number) =>
      portal.create("tasks", {
        hs_task_subject: subject,
        hs_timestamp: new Date(time.now() + inHours * HOUR_MS).toISOString(),
      });
    const later = task("Return visit", 48);
    const sooner = task("Call back", 24);
    portal.associate({ type: "tasks", id: later }, { type: "contacts", id: contactId });
    portal.associate({ type: "tasks", id: later }, { type: "tickets", id: ticketId });
    portal.associate({ type: "tasks", id: sooner }, { type: "tickets", id: ticketId });
    const record = ContactRecord.parse(await deps.readContact(contactId));
    expect(record.tasks.map(({ subject }) => subject)).toEqual(["Call back", "Return visit"]);
    expect(record.tickets).toHaveLength(1);
  });

  it("that do not exist are null", async () => {
    expect(await deps.readContact("1")).toBeNull();
  });
});

describe("a task", () => {
  const taskOf = async () => (await readTicket()).tasks[0];
  beforeEach(() => {
    const hs_timestamp = new Date(time.now() + HOUR_MS).toISOString();
    const id = portal.create("tasks", { hs_task_subject: "Return visit", hs_timestamp });
    portal.associate({ type: "tasks", id }, { type: "tickets", id: ticketId });
  });
  const act = async (what: "done" | "move_week" | "delete") =>
    deps.actOnTask((await taskOf())?.taskId ?? "", { act: what });

  it("is done, moved by a week and deleted by the person at the screen", async () => {
    const before = await taskOf();
    expect(await act("move_week")).toEqual({ ok: true });
    const moved = await taskOf();
    expect(moved?.dueAt).toBe((before?.dueAt ?? 0) + 7 * 24 * HOUR_MS);
    expect(await act("done")).toEqual({ ok: true });
    expect((await taskOf())?.isDone).toBe(true);
    const ref = { type: "tasks", id: before?.taskId ?? "" } as const;
    const [, change] = portal.historyOf(ref, "hs_timestamp");
    expect(change).toMatchObject({ source: "CRM_UI", sourceId: expect.stringMatching(/^userId:/) });
    expect(await act("delete")).toEqual({ ok: true });
    expect(await taskOf()).toBeUndefined();
    expect(await deps.actOnTask(ref.id, { act: "done" })).toMatchObject({ reason: "unknown" });
  });
});

describe("the chat", () => {
  it("shows people and channels", async () => {
    const chat = Chat.parse(await deps.readChat());
    expect(chat.people[0]).toEqual({
      userId: "U0000000001",
      name: "Ada Wong",
      isDeleted: false,
      modals: [],
      home: null,
    });
    expect(chat.channels.slice(0, 3)).toMatchObject([
      { channelId: CHANNEL_ID, name: "service", kind: "channel", isPrivate: false, messages: [] },
      { name: "leads", isPrivate: true },
      { name: "old", isArchived: true, hasBot: true },
    ]);
    expect(chat.directMessages).toEqual([]);
  });

  it("refuses a press on a message that is not there", async () => {
    const press = {
      channelId: CHANNEL_ID,
      ts: "1.0",
      actionId: "case_take",
      userId: "U0000000001",
    };
    expect(await deps.press(press)).toMatchObject({ ok: false, reason: "unknown" });
  });
});

describe("changes", () => {
  it("are heard from the CRM until nobody listens", () => {
    let heard = 0;
    const stop = deps.onChange(() => {
      heard += 1;
    });
    portal.updateTicket(ticketId, { subject: "changed" });
    expect(heard).toBe(1);
    stop();
    portal.updateTicket(ticketId, { subject: "changed again" });
    expect(heard).toBe(1);
  });
});

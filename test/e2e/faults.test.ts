import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { TEAM_ID } from "../../sandbox/world.ts";
import { atRest } from "../support/at-rest.ts";
import { officePolicy } from "../support/policies.ts";
import { PORTAL_ID, type RunningPlugin, runPlugin } from "../support/running-plugin.ts";
import { addPortal, callsOf, SUPPORT_CHANNEL, urgentTicket } from "../support/service-desk.ts";

const START = Date.parse("2026-06-09T10:00:00+02:00");
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
const LOOK_FOR_MS = 20_000;
const FALLBACK_CHANNEL = "C0RELATIONS1";
const READ_ONE = /^GET \/crm\/v3\/objects\/tickets\//;

describe("the plugin, when others fail", () => {
  let running: RunningPlugin;
  beforeAll(async () => {
    running = await runPlugin({
      startAt: START,
      policy: officePolicy({
        departments: officePolicy().departments.map((department) =>
          department.id === "support"
            ? { ...department, fallbackChannelId: FALLBACK_CHANNEL }
            : department,
        ),
      }),
      prepare: (world) => addPortal(world, PORTAL_ID),
    });
  });
  afterEach(() => {
    running.world.crm.faults.clear();
    running.world.slack.faults.clear();
    running.world.slack.changeChannel(SUPPORT_CHANNEL, { hasBot: true });
  });
  afterAll(() => running.stop());

  const portal = () => running.world.crm.portal(PORTAL_ID);
  const messagesOf = (ticketId: string) =>
    running.world.slack
      .messages(SUPPORT_CHANNEL)
      .filter(({ blocks }) => JSON.stringify(blocks).includes(ticketId));
  const allMessages = () =>
    running.world.slack
      .channels()
      .flatMap(({ channelId }) => running.world.slack.messages(channelId)).length;
  const slackCalls = (method: string) =>
    running.world.slack.calls().filter((call) => call.method === method).length;
  /** A new ticket that nobody answers in time; the plugin is at rest before its case is posted. */
  async function ticketNobodyAnswers(): Promise<string> {
    const ticketId = urgentTicket(portal());
    await running.settled();
    return ticketId;
  }
  const outbox = () => running.plugin.store.outbox.counts(PORTAL_ID);
  /** Resolves when the log gives this reason for the first time since `from`. */
  const seen = (reason: string, from: number) =>
    vi.waitFor(() => {
      const told = running.lines
        .slice(from)
        .filter(({ level }) => level === "debug")
        .map(({ fields }) => fields["reason"]);
      expect(told).toContain(reason);
    }, LOOK_FOR_MS);

  it("keeps events while the CRM gives no more calls today, and applies them then", async () => {
    running.world.crm.faults.add({
      path: "/crm/v3/objects/tickets",
      kind: "status",
      status: 429,
      headers: { "retry-after": "60" },
      body: { status: "error", policyName: "DAILY", message: "limit reached" },
    });
    const from = running.lines.length;
    const ticketId = urgentTicket(portal());
    await running.world.crm.webhooks.idle();
    await seen("crm_rate_limited", from);
    const { received, waiting } = await running.plugin.ledger.equation(PORTAL_ID);
    expect({ received, waiting }).toEqual({ received, waiting: received });
    expect(received).toBeGreaterThan(0);
    running.world.crm.faults.clear();
    running.time.advance(60 * SECOND);
    await running.settled();
    expect(await running.plugin.store.tickets.find(PORTAL_ID, ticketId)).toMatchObject({
      clocks: [{ state: "running" }, {}],
    });
  });

  it("writes once more what the CRM may have written when it closed the connection", async () => {
    running.world.crm.faults.add({
      method: "POST",
      path: "/crm/v3/objects/tickets/batch/update",
      times: 1,
      kind: "close_after_applying",
    });
    const ticketId = await ticketNobodyAnswers();
    expect(portal().read({ type: "tickets", id: ticketId })?.properties).toMatchObject({
      aftercare_first_response_state: "running",
    });
    expect(await outbox()).toEqual({ waiting: 0, unknown: 0, dead: 0 });
  });

  it.each([
    { name: "made the task", kind: "close_after_applying" },
    { name: "did not make the task", kind: "close_before_applying" },
  ] as const)(
    "makes one task, whether the CRM $name before it closed the connection",
    async ({ kind }) => {
      const companyId = portal().createCompany({ name: "Nordwind", total_revenue: "250000" });
      const ticketId = urgentTicket(portal());
      portal().associate({ type: "tickets", id: ticketId }, { type: "companies", id: companyId });
      await running.settled();
      const call = "POST /crm/v3/objects/tasks/batch/create";
      const before = callsOf(running.world, call);
      running.world.crm.faults.add({
        method: "POST",
        path: "/crm/v3/objects/tasks/batch/create",
        times: 1,
        kind,
      });
      const from = running.lines.length;
      portal().replyToCustomer(ticketId);
      portal().updateTicket(ticketId, { hs_pipeline_stage: "4" });
      await running.world.crm.webhooks.idle();
      await seen("crm_outcome_unknown", from);
      running.time.advance(15 * SECOND);
      await running.settled();
      expect(portal().tasksOf({ type: "tickets", id: ticketId })).toHaveLength(1);
      expect(callsOf(running.world, call) - before).toBe(kind === "close_after_applying" ? 1 : 2);
    },
  );

  it.each([
    { name: "made the note", kind: "close_after_applying" },
    { name: "did not make the note", kind: "close_before_applying" },
  ] as const)(
    "makes one note, whether the CRM $name before it closed the connection",
    async ({ kind }) => {
      const ticketId = await ticketNobodyAnswers();
      const note = { noteId: kind, ticketId, caseId: `${ticketId}-1`, author: "Lin" };
      const { store } = running.plugin;
      const saidAt = running.time.now();
      await store.ticketNotes.add(PORTAL_ID, { ...note, body: "Use 7A", saidAt });
      const call = "POST /crm/v3/objects/notes";
      const before = callsOf(running.world, call);
      running.world.crm.faults.add({
        method: "POST",
        path: "/crm/v3/objects/notes",
        times: 1,
        kind,
      });
      const from = running.lines.length;
      const target = { kind: "ticket_note", subjectId: note.noteId } as const;
      await store.outbox.request(PORTAL_ID, [target], saidAt);
      await running.plugin.wake();
      await seen("crm_outcome_unknown", from);
      running.time.advance(15 * SECOND);
      await running.settled();
      expect(portal().notesOf({ type: "tickets", id: ticketId })).toHaveLength(1);
      expect(callsOf(running.world, call) - before).toBe(kind === "close_after_applying" ? 1 : 2);
    },
  );

  it.each([
    { name: "stored the message", when: "after", repeated: 0 },
    { name: "did not store the message", when: "before", repeated: 1 },
  ] as const)(
    "posts one message, whether Slack $name before it closed the connection",
    async ({ when, repeated }) => {
      const ticketId = await ticketNobodyAnswers();
      const surplus = slackCalls("chat.postMessage") - allMessages();
      running.world.slack.faults.next("chat.postMessage", { kind: "connection_closed", when });
      const from = running.lines.length;
      running.time.advance(2 * HOUR);
      await running.plugin.wake();
      await seen("connection_lost", from);
      running.time.advance(15 * SECOND);
      await running.settled();
      expect(messagesOf(ticketId)).toHaveLength(1);
      expect(slackCalls("chat.postMessage") - allMessages()).toBe(surplus + repeated);
      expect(await outbox()).toEqual({ waiting: 0, unknown: 0, dead: 0 });
    },
  );

  it("posts the message anew when somebody has removed it", async () => {
    const ticketId = await ticketNobodyAnswers();
    running.time.advance(2 * HOUR);
    await running.settled();
    const [first] = messagesOf(ticketId);
    running.world.slack.faults.next("chat.update", { kind: "error", error: "message_not_found" });
    await running.world.slack.press({
      channelId: SUPPORT_CHANNEL,
      ts: first?.ts ?? "",
      actionId: "case_take",
      userId: "U0JONAS001",
    });
    await running.settled();
    expect(messagesOf(ticketId)).toHaveLength(2);
    expect(JSON.stringify(messagesOf(ticketId)[1]?.blocks)).toContain("Jonas Weck");
  });

  it("posts in the fallback channel while the department's own is archived", async () => {
    const ticketId = await ticketNobodyAnswers();
    running.world.slack.faults.next("chat.postMessage", { kind: "error", error: "is_archived" });
    running.time.advance(DAY);
    await running.settled();
    expect(messagesOf(ticketId)).toEqual([]);
    const blocks = running.world.slack
      .messages(FALLBACK_CHANNEL)
      .map((message) => JSON.stringify(message.blocks))
      .filter((text) => text.includes(ticketId));
    expect(blocks).toHaveLength(1);
    expect(blocks[0]).toContain("does not let Aftercare write in the channel of Technical support");
    expect(await running.plugin.store.audit.of(PORTAL_ID, "department:support", 1)).toMatchObject([
      { action: "channel_unusable", detail: { channelId: SUPPORT_CHANNEL, reason: "is_archived" } },
    ]);
  });

  it("goes on in the fallback channel once the app was removed from the department's own", async () => {
    const ticketId = await ticketNobodyAnswers();
    running.time.advance(2 * HOUR);
    await running.settled();
    const [first] = messagesOf(ticketId);
    const { slack } = running.world;
    slack.changeChannel(SUPPORT_CHANNEL, { hasBot: false });
    const act = { channelId: SUPPORT_CHANNEL, ts: first?.ts ?? "", userId: "U0JONAS001" };
    await slack.press({ ...act, actionId: "case_ask_back" });
    const form = () => slack.modals(act.userId).at(-1);
    await vi.waitFor(() => expect(form()).toBeDefined(), LOOK_FOR_MS);
    const viewId = form()?.viewId ?? "";
    const values = { text: { value: "Which firmware?" } };
    await slack.submitView({ userId: act.userId, viewId, values });
    await atRest(running, 5 * SECOND);
    const left = slack.messages(SUPPORT_CHANNEL).find(({ ts }) => ts === first?.ts);
    expect(JSON.stringify(left?.blocks)).toContain("It goes on in another message");
    expect(JSON.stringify(left?.blocks)).not.toContain("case_take");
    const found = await running.plugin.store.escalations.find(PORTAL_ID, `${ticketId}-1`);
    expect(found?.message?.channelId).toBe(FALLBACK_CHANNEL);
    const replies = slack
      .messages(FALLBACK_CHANNEL)
      .filter(({ threadTs }) => threadTs === found?.message?.messageTs);
    expect(replies.map(({ blocks }) => JSON.stringify(blocks))).toEqual([
      expect.stringContaining("Which firmware?"),
    ]);
    expect(await outbox()).toEqual({ waiting: 0, unknown: 0, dead: 0 });
  });

  it("keeps what it has to say while the app is not installed in Slack, and says it then", async () => {
    const ticketId = await ticketNobodyAnswers();
    await running.world.slack.tellRemoval(TEAM_ID, "tokens_revoked");
    await running.world.slack.tellRemoval(TEAM_ID, "app_uninstalled");
    running.time.advance(DAY);
    const from = running.lines.length;
    await running.plugin.wake();
    await seen("slack_not_installed", from);
    expect(messagesOf(ticketId)).toEqual([]);
    expect(await outbox()).toMatchObject({ unknown: 0, dead: 0 });
    const told = await running.plugin.store.audit.of(PORTAL_ID, "slack", 5);
    expect(told.map(({ action }) => action)).toEqual(["slack_away", "slack_disconnected"]);
    await running.connect();
    running.time.advance(15 * 60 * SECOND);
    await running.settled();
    expect(messagesOf(ticketId)).toHaveLength(1);
  });

  it("loses nothing through all of it", async () => {
    const { received, applied, ignored, waiting, dead } =
      await running.plugin.ledger.equation(PORTAL_ID);
    expect({ waiting, dead }).toEqual({ waiting: 0, dead: 0 });
    expect(received).toBe(applied + ignored);
    expect(received).toBe(running.world.crm.webhooks.figures().delivered);
    expect(callsOf(running.world, READ_ONE)).toBeGreaterThan(0);
  });
});

import { afterEach, describe, expect, it, vi } from "vitest";
import type { LocalMessage } from "../../sandbox/local-slack/message-store.ts";
import { atRest } from "../support/at-rest.ts";
import { textOf } from "../support/every-case-is-told.ts";
import { officePolicy } from "../support/policies.ts";
import { PORTAL_ID, type RunningPlugin, runPlugin } from "../support/running-plugin.ts";
import { addPortal, SUPPORT_CHANNEL, urgentTicket } from "../support/service-desk.ts";

const START = Date.parse("2026-06-09T10:00:00+02:00");
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Longer than the plugin waits between its first tries; three of them are a minute. */
const BETWEEN_TRIES = 20 * SECOND;
const TRIES = 3;
const LOOK_FOR_MS = 20_000;
const SLOWEST_MS = 120_000;
const WITHOUT_HISTORY = ["chat:write", "channels:read", "users:read", "users:read.email"];
const LEAD = { name: "Mei-Ling Chen", email: "mei-ling@example.com" };
const LEAD_USER = "U0MEILING1";

function policyWith(lead: string | typeof LEAD = "A. Lead") {
  const { departments } = officePolicy();
  return officePolicy({
    targets: [{ clock: "first_response", durationMinutes: 60, calendarId: "always" }],
    caseTriggers: { warnings: false },
    routes: [{ department: "support" }],
    storm: { moreThan: 10, withinMinutes: 10 },
    departments: departments.map((one) => (one.id === "support" ? { ...one, lead } : one)),
    ladders: [{ id: "support", levels: [{ tell: ["lead"], waitMinutes: 6_000 }] }],
  });
}

describe("while every answer of Slack is lost", { timeout: SLOWEST_MS }, () => {
  let running: RunningPlugin | null = null;
  afterEach(() => running?.stop());

  async function start(options: Partial<Parameters<typeof runPlugin>[0]> = {}) {
    running = await runPlugin({
      startAt: START,
      policy: policyWith(),
      prepare: (world) => addPortal(world, PORTAL_ID),
      ...options,
    });
    return running;
  }

  /** So many tickets that nobody answers in time; their cases open while answers are lost. */
  async function lose(of: RunningPlugin, { tickets = 1, method = "*" } = {}) {
    const portal = of.world.crm.portal(PORTAL_ID);
    const ticketIds = Array.from({ length: tickets }, () => urgentTicket(portal));
    await of.settled();
    of.world.slack.faults.stand(method, { kind: "answer_lost" });
    of.time.advance(61 * MINUTE);
    await triedAgain(of);
    for (let count = 0; count < TRIES; count += 1) {
      of.time.advance(BETWEEN_TRIES);
      await triedAgain(of);
    }
    return ticketIds;
  }

  /** A send of a message has ended once more, unless none waits. */
  async function triedAgain(of: RunningPlugin): Promise<void> {
    const from = of.lines.length;
    await vi.waitFor(
      async () => {
        await of.plugin.wake();
        const sends = of.lines.slice(from).map(({ fields }) => String(fields["send"]));
        const { waiting } = await of.plugin.store.outbox.counts(PORTAL_ID);
        const isTried = sends.some((send) => /^case_(message|group):/.test(send));
        expect(isTried || waiting === 0).toBe(true);
      },
      { timeout: LOOK_FOR_MS },
    );
  }

  const inChannel = (of: RunningPlugin): readonly LocalMessage[] =>
    of.world.slack.messages(SUPPORT_CHANNEL);
  const posts = (of: RunningPlugin) =>
    of.world.slack.calls().filter(({ method }) => method === "chat.postMessage");
  const counts = (of: RunningPlugin) => of.plugin.store.outbox.counts(PORTAL_ID);

  it.each([
    { name: "a case", tickets: 1, method: "*" },
    { name: "a case whose message can be looked for", tickets: 1, method: "chat.postMessage" },
    { name: "a storm", tickets: 12, method: "*" },
    { name: "a storm whose message can be looked for", tickets: 12, method: "chat.postMessage" },
  ])("posts the message of $name once, however long that lasts", async ({ tickets, method }) => {
    const of = await start();
    const ticketIds = await lose(of, { tickets, method });
    expect(posts(of)).toHaveLength(1);
    of.world.slack.faults.clear();
    of.time.advance(20 * MINUTE);
    await atRest(of, SECOND);
    expect(posts(of)).toHaveLength(1);
    expect(inChannel(of)).toHaveLength(1);
    expect(await counts(of)).toEqual({ waiting: 0, unknown: 0, dead: 0 });
    for (const id of ticketIds) {
      of.world.crm.portal(PORTAL_ID).updateTicket(id, { hs_pipeline_stage: "4" });
    }
    await atRest(of, SECOND);
    expect(inChannel(of).map(({ text }) => text)).toEqual([
      expect.stringMatching(tickets === 1 ? /^Resolved: / : /^Over: all 12 cases have ended/),
    ]);
  });

  it("says that it does not know where nobody may look, and never posts again", async () => {
    const of = await start({ scopes: WITHOUT_HISTORY });
    const [ticketId = ""] = await lose(of);
    of.world.slack.faults.clear();
    of.time.advance(20 * MINUTE);
    await atRest(of, SECOND);
    expect(await counts(of)).toEqual({ waiting: 0, unknown: 1, dead: 0 });
    const metrics = await (await fetch(`${of.url}/metrics`)).text();
    expect(metrics).toMatch(/outbox\S*unknown\S* 1$/m);
    of.world.crm.portal(PORTAL_ID).updateTicket(ticketId, { hs_ticket_priority: "LOW" });
    await atRest(of, SECOND);
    expect(posts(of)).toHaveLength(1);
    expect(inChannel(of)).toHaveLength(1);
    expect(await counts(of)).toEqual({ waiting: 0, unknown: 1, dead: 0 });
  });

  it("needs no look into the channel where answers come", async () => {
    const of = await start({ scopes: WITHOUT_HISTORY });
    await lose(of, { method: "conversations.history" });
    expect(inChannel(of)).toHaveLength(1);
    expect(await counts(of)).toEqual({ waiting: 0, unknown: 0, dead: 0 });
  });

  it("calls somebody once, and says that it does not know whether that arrived", async () => {
    const of = await start({ policy: policyWith(LEAD) });
    await lose(of, { method: "chat.postMessage" });
    of.world.slack.faults.clear();
    of.time.advance(20 * MINUTE);
    await atRest(of, SECOND);
    const dm = of.world.slack.channels().find(({ userId }) => userId === LEAD_USER);
    expect(of.world.slack.messages(dm?.channelId ?? "").map(textOf)).toHaveLength(1);
    expect(posts(of)).toHaveLength(2);
    expect(await counts(of)).toEqual({ waiting: 0, unknown: 1, dead: 0 });
  });
});

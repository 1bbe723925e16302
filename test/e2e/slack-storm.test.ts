import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { LocalMessage } from "../../sandbox/local-slack/message-store.ts";
import type { CaseRow } from "../../src/ports/case-store.ts";
import { atRest } from "../support/at-rest.ts";
import { isOfCase, textOf } from "../support/every-case-is-told.ts";
import { officePolicy } from "../support/policies.ts";
import { PORTAL_ID, type RunningPlugin, runPlugin } from "../support/running-plugin.ts";
import { addPortal, SUPPORT_CHANNEL, urgentTicket } from "../support/service-desk.ts";

/** A Tuesday. The office has lunch from 12:00 to 13:00. */
const berlin = (time: string) => Date.parse(`2026-06-09T${time}:00+02:00`);
const START = berlin("10:00");
const DUE = berlin("11:00");
const SECOND = 1_000;
const CASES = 500;
/** Far fewer than changes: each edit tells of all that has changed by then. */
const MOST_EDITS = 50;
/** Two persons; whoever asks before the first answer is stored asks as well. */
const MOST_LOOKUPS = 10;
const SLOWEST_MS = 240_000;
const LEAD = { name: "Mei-Ling Chen", email: "mei-ling@example.com", userId: "U0MEILING1" };
const DEPUTY = { name: "Jonas Weck", email: "jonas@example.com", userId: "U0JONAS001" };

/** An hour for a first answer; an hour and a half of business time from level to level. */
function stormPolicy() {
  const { departments } = officePolicy();
  const [lead, deputy] = [LEAD, DEPUTY].map(({ name, email }) => ({ name, email }));
  return officePolicy({
    targets: [{ clock: "first_response", durationMinutes: 60, calendarId: "office" }],
    caseTriggers: { warnings: false },
    routes: [{ department: "support" }],
    departments: departments.map((one) =>
      one.id === "support" ? { ...one, lead, deputies: [deputy], calendarId: "office" } : one,
    ),
    storm: { moreThan: 10, withinMinutes: 10 },
    ladders: [
      {
        id: "support",
        levels: [
          { tell: ["lead"], waitMinutes: 90 },
          { tell: ["deputies"], waitMinutes: 600 },
        ],
      },
    ],
  });
}

const start = (options: { readonly channelSpacingMs?: number } = {}) =>
  runPlugin({
    startAt: START,
    policy: stormPolicy(),
    prepare: (world) => addPortal(world, PORTAL_ID),
    ...options,
  });

async function casesOf({ plugin }: RunningPlugin): Promise<readonly CaseRow[]> {
  const rows = await plugin.store.tickets.page(PORTAL_ID, null, CASES + 1);
  const ticketIds = rows.map(({ ticket }) => ticket.ticketId);
  return plugin.store.escalations.ofTickets(PORTAL_ID, ticketIds);
}

const inChannel = ({ world }: RunningPlugin) => world.slack.messages(SUPPORT_CHANNEL);
const rootsIn = (running: RunningPlugin) =>
  inChannel(running).filter(({ threadTs }) => threadTs === null);
const isOfGroup = ({ metadata }: LocalMessage) => metadata?.event_payload["group_id"] !== undefined;
const postsIn = ({ world }: RunningPlugin, channel: string) =>
  world.slack
    .calls()
    .filter(({ method, args }) => method === "chat.postMessage" && args.channel === channel);

describe("five hundred breaches of one department at once", () => {
  let running: RunningPlugin;
  beforeAll(async () => {
    running = await start();
    const portal = running.world.crm.portal(PORTAL_ID);
    for (let count = 0; count < CASES; count += 1) urgentTicket(portal);
    await atRest(running, 0);
    running.time.moveTo(DUE + 1);
    await atRest(running, SECOND);
  }, SLOWEST_MS);
  afterAll(() => running?.stop());

  const root = () => rootsIn(running)[0];
  const pressOn = (actionId: string, chosen?: string) =>
    running.world.slack.press({
      channelId: SUPPORT_CHANNEL,
      ts: root()?.ts ?? "",
      actionId,
      userId: DEPUTY.userId,
      chosen,
    });

  it("are told in one message, which was posted once", async () => {
    expect(await casesOf(running)).toHaveLength(CASES);
    expect(inChannel(running).map(isOfGroup)).toEqual([true]);
    expect(root()?.text).toContain(String(CASES));
    expect(postsIn(running, SUPPORT_CHANNEL)).toHaveLength(1);
  });

  it("climb each by itself, at the instants of business time", async () => {
    running.time.moveTo(berlin("13:30") - 1);
    await running.settled();
    const toldOf = ({ steps }: CaseRow) =>
      steps.filter(({ act }) => act === "told").map(({ level, at }) => ({ level, at }));
    const first = { level: 1, at: DUE };
    expect((await casesOf(running)).map(toldOf)).toEqual(Array(CASES).fill([first]));
    running.time.moveTo(berlin("13:30"));
    await atRest(running, SECOND);
    const both = [first, { level: 2, at: berlin("13:30") }];
    expect((await casesOf(running)).map(toldOf)).toEqual(Array(CASES).fill(both));
  });

  it("call each person of a level once, for all of them", () => {
    const { slack } = running.world;
    const called = [LEAD, DEPUTY].map(({ userId }) => {
      const dm = slack.channels().find((channel) => channel.userId === userId);
      return slack.messages(dm?.channelId ?? "").map(textOf);
    });
    expect(called).toEqual([[expect.any(String)], [expect.any(String)]]);
    for (const text of called.flat()) expect(text).toContain(`${CASES} cases`);
  });

  it("show one of them in the thread to whoever asks", async () => {
    const [one] = await casesOf(running);
    const caseId = one?.caseId ?? "";
    expect(inChannel(running).filter((message) => isOfCase(message, caseId))).toEqual([]);
    expect(await pressOn("group_show_case", `${PORTAL_ID}:${caseId}`)).toBe(200);
    await running.settled();
    const [message, ...more] = inChannel(running).filter((sent) => isOfCase(sent, caseId));
    expect(more).toEqual([]);
    expect(message?.threadTs).toBe(root()?.ts);
    expect(message && textOf(message)).toContain("Waiting for somebody to take it");
  });

  it("are all taken by one press", async () => {
    expect(await pressOn("group_take")).toBe(200);
    await vi.waitFor(
      async () => {
        const states = (await casesOf(running)).map(({ state, takenBy }) => ({ state, takenBy }));
        const taken = {
          state: "acknowledged",
          takenBy: [{ id: DEPUTY.userId, name: DEPUTY.name }],
        };
        expect(states).toEqual(Array(CASES).fill(taken));
      },
      { timeout: 30_000 },
    );
    await running.settled();
    const acts = (await casesOf(running)).map(
      ({ steps }) => steps.filter(({ act }) => act === "acknowledged").length,
    );
    expect(acts).toEqual(Array(CASES).fill(1));
    const [text = "", ...more] = rootsIn(running).map(textOf);
    expect(more).toEqual([]);
    expect(text).toContain(`${CASES} taken`);
    expect(text).not.toContain("group_take");
  });

  it("cost few calls of Slack, and nothing is left to send", async () => {
    const methods = running.world.slack.calls().map(({ method }) => method);
    const counts = (method: string) => methods.filter((one) => one === method).length;
    // The list, one direct message a level, and the case that somebody asked for.
    expect(counts("chat.postMessage")).toBe(4);
    expect(counts("users.lookupByEmail")).toBeLessThan(MOST_LOOKUPS);
    expect(counts("chat.update")).toBeLessThan(MOST_EDITS);
    expect(await running.plugin.store.outbox.counts(PORTAL_ID)).toEqual({
      waiting: 0,
      unknown: 0,
      dead: 0,
    });
  });
});

describe("breaches of one department over ten minutes", () => {
  /** Not five hundred: what the eleventh shows, the last one shows. */
  const SPREAD = 16;
  const APART = 40 * SECOND;
  const ALONE = 10;
  let running: RunningPlugin;
  beforeAll(async () => {
    running = await start();
    const portal = running.world.crm.portal(PORTAL_ID);
    for (let count = 0; count < SPREAD; count += 1) {
      urgentTicket(portal);
      running.time.advance(APART);
    }
    await running.settled();
    for (let count = 0; count < SPREAD; count += 1) {
      running.time.moveTo(DUE + 1 + count * APART);
      await atRest(running, SECOND);
    }
  }, SLOWEST_MS);
  afterAll(() => running?.stop());

  it("have a message each until there are too many, then one for all others", async () => {
    const cases = await casesOf(running);
    expect(cases).toHaveLength(SPREAD);
    expect(rootsIn(running).map(isOfGroup)).toEqual([...Array(ALONE).fill(false), true]);
    expect(inChannel(running)).toHaveLength(ALONE + 1);
    expect(rootsIn(running).at(-1)?.text).toContain(String(SPREAD - ALONE));
    const opened = cases.map(({ openedAt }) => openedAt).toSorted((a, b) => a - b);
    expect(opened).toEqual(opened.map((_, index) => DUE + index * APART));
  });

  it("are posted eleven times in all", () => {
    expect(postsIn(running, SUPPORT_CHANNEL)).toHaveLength(ALONE + 1);
  });
});

describe("as many breaches at once as have a message each", () => {
  const CASES_ALONE = 10;
  /** What Slack asks for: about a post a second in a channel. */
  const SPACING = SECOND;
  /** A busy machine may bring the first post late, and the others in time. */
  const LATE = SECOND;

  /** How long it takes by a real clock from the first post in the channel to the last one. */
  async function elapsedMs(channelSpacingMs: number): Promise<number> {
    const running = await start({ channelSpacingMs });
    try {
      const portal = running.world.crm.portal(PORTAL_ID);
      for (let count = 0; count < CASES_ALONE; count += 1) urgentTicket(portal);
      await running.settled();
      const postedAt: number[] = [];
      running.world.slack.on("change", () => {
        while (postedAt.length < rootsIn(running).length) postedAt.push(performance.now());
      });
      running.time.moveTo(DUE + 1);
      await atRest(running, SECOND);
      expect(rootsIn(running).map(isOfGroup)).toEqual(Array(CASES_ALONE).fill(false));
      return (postedAt.at(-1) ?? 0) - (postedAt[0] ?? 0);
    } finally {
      await running.stop();
    }
  }

  it("are posted one a second, by the clock on the wall", { timeout: SLOWEST_MS }, async () => {
    expect(await elapsedMs(SPACING)).toBeGreaterThan((CASES_ALONE - 1) * SPACING - LATE);
  });

  it("would be posted faster if nothing spaced them", { timeout: SLOWEST_MS }, async () => {
    expect(await elapsedMs(0)).toBeLessThan((CASES_ALONE - 1) * SPACING - LATE);
  });
});

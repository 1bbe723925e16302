import { beforeEach, describe, expect, it } from "vitest";
import type { PolicyReplay } from "../../../src/app/governance/policy-replay.ts";
import { replayPolicy } from "../../../src/app/governance/replay-policy.ts";
import { commitTickets } from "../../../src/app/sla/commit-tickets.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import type { Policy } from "../../../src/domain/governance/policy.ts";
import {
  type AppUnderTest,
  appUnderTest,
  HOUR,
  MINUTE,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { approvePolicy } from "../../support/governance-under-test.ts";
import { cleanPolicy, officePolicy } from "../../support/policies.ts";
import type { RandomFact } from "../../support/random-tickets.ts";

const DAY = 24 * HOUR;
/** When the office goes to lunch. */
const NOON = START + 2 * HOUR;

const responding = (minutes: number): Policy =>
  cleanPolicy({
    targets: officePolicy().targets.map((target) =>
      target.clock === "first_response" ? { ...target, durationMinutes: minutes } : target,
    ),
  });

describe("replayPolicy", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
  });

  const replay = async (
    policy: Policy,
    changes: Partial<Parameters<typeof replayPolicy>[1]> = {},
  ) => {
    const request = { portalId: PORTAL_ID, policy, sinceDays: 30, ...changes };
    const outcome = await replayPolicy(app, request);
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.replay;
  };

  type Told = {
    readonly ticketId: string;
    readonly facts: readonly RandomFact[];
    readonly createdAt: number;
  };

  async function tellAll(stories: readonly Told[]) {
    const context = await app.contexts(PORTAL_ID);
    if (context === null) throw new Error("the portal is connected");
    const facts = stories.flatMap(({ ticketId, facts: more, createdAt }) => [
      { ticketId, occurredAt: createdAt, detail: { kind: "created" as const } },
      {
        ticketId,
        occurredAt: createdAt,
        detail: { kind: "subject" as const, subject: `No ${ticketId}` },
      },
      ...more.map(({ minute, detail }) => ({
        ticketId,
        occurredAt: createdAt + minute * MINUTE,
        detail,
      })),
    ]);
    const ticketIds = stories.map(({ ticketId }) => ticketId).sort();
    const change = { ticketIds, facts, grades: [], now: app.time.now };
    await app.store.transaction(() => commitTickets(app.store, context, change));
  }

  const tell = (ticketId: string, facts: readonly RandomFact[], createdAt = START) =>
    tellAll([{ ticketId, facts, createdAt }]);
  const numbered = (count: number, facts: readonly RandomFact[]): readonly Told[] =>
    Array.from({ length: count }, (_, index) => ({
      ticketId: String(1_000 + index),
      facts,
      createdAt: START,
    }));

  const answered = (minute: number): RandomFact => ({ minute, detail: { kind: "agent_replied" } });

  describe("of the policy in force", () => {
    it("gives what is recorded also while a sweep is due: the record is taken as it stands", async () => {
      await app.connect({ policy: responding(60) });
      await tell("7", []);
      app.time.now = START + 5 * HOUR;
      expectNoChange(await replay(responding(60)));
      await sweep(app);
      const swept = await replay(responding(60));
      expectNoChange(swept);
      expect(swept.total.after).toEqual({ met: 0, breached: 1, open: 1 });
    });
  });

  it("tells which promises a draft breaks and which it keeps, with their due times", async () => {
    await app.connect({ policy: responding(60) });
    app.time.now = NOON;
    await tell("7", [answered(40)]);
    await tell("8", [answered(90)]);
    await tell("9", [answered(20)]);
    const stricter = await replay(responding(30));
    expect(stricter.total).toEqual({
      before: { met: 2, breached: 1, open: 3 },
      after: { met: 1, breached: 2, open: 3 },
    });
    expect(stricter.avoided).toEqual({ count: 0, examples: [] });
    expect(stricter.added).toEqual({
      count: 1,
      examples: [
        {
          ticketId: "7",
          subject: "No 7",
          clock: "first_response",
          cycle: 1,
          startedAt: START,
          before: { state: "met", dueAt: START + HOUR },
          after: { state: "breached", dueAt: START + 30 * MINUTE },
        },
      ],
    });
    const milder = await replay(responding(120));
    expect(milder).toMatchObject({ added: { count: 0 }, avoided: { count: 1 } });
    expect(milder.avoided.examples[0]).toMatchObject({ ticketId: "8" });
  });

  it("counts by clock, tier, department, weekday and hour of the calendar's zone", async () => {
    await app.connect({ policy: responding(60) });
    app.time.now = NOON;
    await tell("7", [answered(40)]);
    const tiered = { kind: "tiered" as const, customer: { kind: "company" as const, id: "77" } };
    await tell("8", [{ minute: 0, detail: { ...tiered, tier: "key", score: 80 } }, answered(40)]);
    const { byClock, byTier, byDepartment, byWeekday, byHour } = await replay(responding(30));
    const broken = {
      before: { met: 1, breached: 0, open: 1 },
      after: { met: 0, breached: 1, open: 1 },
    };
    expect(byTier).toEqual([
      { key: "key", ...broken },
      { key: "standard", ...broken },
    ]);
    expect(byDepartment).toEqual([
      { key: "support", ...broken },
      { key: "relations", ...broken },
    ]);
    expect(byClock.map(({ key }) => key)).toEqual(["first_response", "resolution"]);
    expect(byWeekday.map(({ key }) => key)).toEqual(["tue"]);
    expect(byHour.map(({ key }) => key)).toEqual([10]);
  });

  it("tells twenty examples and counts all", async () => {
    await app.connect({ policy: responding(60) });
    app.time.now = NOON;
    await tellAll(numbered(25, [answered(40)]));
    const { added } = await replay(responding(30));
    expect({ count: added.count, told: added.examples.length }).toEqual({ count: 25, told: 20 });
  });

  it("takes a ticket as if the draft had been in force from its beginning", async () => {
    await app.connect({ policy: responding(60) });
    await tell("7", []);
    app.time.now = START + 10 * MINUTE;
    await approvePolicy(app, responding(120), { appliesTo: "open" });
    app.time.now = START + 50 * MINUTE;
    await tell("7", [answered(45)]);
    const found = await replay(responding(30));
    expect(found).toMatchObject({ currentVersion: 2, added: { count: 1 } });
    expect(found.added.examples[0]).toMatchObject({
      before: { state: "met", dueAt: START + 2 * HOUR },
      after: { state: "breached", dueAt: START + 30 * MINUTE },
    });
  });

  it("tells of clocks that only one of the policies has", async () => {
    await app.connect({ policy: responding(60) });
    app.time.now = NOON;
    await tell("7", [answered(90)]);
    const { targets } = responding(60);
    const without = officePolicy({
      targets: targets.filter(({ clock }) => clock === "resolution"),
    });
    const { avoided } = await replay(without);
    expect(avoided).toMatchObject({ count: 1, examples: [{ after: null }] });
  });

  it("leaves out what it cannot compare, and says why", async () => {
    await app.connect();
    await tell("7", []);
    await tell("8", [], START - 40 * DAY);
    await app.store.transaction(async () => {
      const context = await app.contexts(PORTAL_ID);
      if (context === null) throw new Error("the portal is connected");
      const fact = {
        ticketId: "9",
        occurredAt: START,
        detail: { kind: "stage" as const, stageId: "1" },
      };
      await commitTickets(app.store, context, {
        ticketIds: ["9"],
        facts: [fact],
        grades: [],
        now: START,
      });
    });
    const row = await app.store.tickets.find(PORTAL_ID, "7");
    if (row === null) throw new Error("the ticket is known");
    await app.store.tickets.save(PORTAL_ID, [
      { ...row, ticket: { ...row.ticket, ticketId: "10" } },
    ]);
    await tell(
      "8",
      [{ minute: 40 * 24 * 60, detail: { kind: "priority", priority: "LOW" } }],
      START - 40 * DAY,
    );
    expect(await replay(officePolicy())).toMatchObject({
      tickets: 1,
      leftOut: { opened_before: 1, without_facts: 1, without_creation: 1 },
    });
  });

  it.each([
    {
      name: "the whole window where events are older",
      createdAt: START - 40 * DAY,
      since: START - 30 * DAY,
    },
    {
      name: "the first event where there are none before",
      createdAt: START - 5 * DAY,
      since: START - 5 * DAY,
    },
  ])("says what it covers: $name", async ({ createdAt, since }) => {
    await app.connect();
    await tell("7", [], createdAt);
    const { coverage } = await replay(officePolicy());
    expect(coverage).toEqual({ sinceAt: START - 30 * DAY, untilAt: START, eventsSinceAt: since });
  });

  it("covers nothing where there is nothing", async () => {
    await app.connect();
    const found = await replay(officePolicy());
    expect(found).toMatchObject({ tickets: 0, coverage: { eventsSinceAt: null }, byTier: [] });
  });

  it("tells its progress, stops when it is called off, and writes nothing", async () => {
    await app.connect();
    await tellAll(numbered(260, []));
    const before = await app.store.tickets.page(PORTAL_ID, null, 300);
    const progress: number[] = [];
    const onProgress = ({ tickets }: { readonly tickets: number }) => void progress.push(tickets);
    await replay(responding(10), { onProgress });
    expect(progress).toEqual([250, 260]);
    expect(await app.store.tickets.page(PORTAL_ID, null, 300)).toEqual(before);
    const controller = new AbortController();
    const outcome = await replayPolicy(app, {
      portalId: PORTAL_ID,
      policy: responding(10),
      sinceDays: 30,
      onProgress: () => controller.abort(),
      signal: controller.signal,
    });
    expect(outcome).toEqual({ ok: false, reason: "cancelled" });
  });

  it("has nothing to say of a portal that is not connected", async () => {
    await app.connect();
    const request = { portalId: OTHER_PORTAL_ID, policy: officePolicy(), sinceDays: 30 };
    expect(await replayPolicy(app, request)).toEqual({ ok: false, reason: "not_connected" });
  });
});

function expectNoChange({ added, avoided, total, ...tables }: PolicyReplay): void {
  expect({ added, avoided }).toEqual({
    added: { count: 0, examples: [] },
    avoided: { count: 0, examples: [] },
  });
  const { byClock, byTier, byDepartment, byWeekday, byHour } = tables;
  for (const row of [total, ...byClock, ...byTier, ...byDepartment, ...byWeekday, ...byHour]) {
    expect(row.after).toEqual(row.before);
  }
}

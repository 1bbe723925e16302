import { beforeEach, describe, expect, it } from "vitest";
import { actOnCase } from "../../../src/app/escalation/act-on-case.ts";
import { digestSlots, requestDigest } from "../../../src/app/escalation/request-digests.ts";
import { sendDigests } from "../../../src/app/outbox/send-digests.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  MINUTE,
  PORTAL_ID,
  resultsOf,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { berlin } from "../../support/lives.ts";
import { hourPolicy, type ManyCases, manyCases } from "../../support/many-cases.ts";

const OPENING = berlin("06-10 09:00");
const SLOT = `${PORTAL_ID}:support 2026-06-10`;
const MANAGERS_SLOT = `${PORTAL_ID}:2026-06-10`;

function policy(changes: Record<string, unknown> = {}) {
  const [support, ...others] = hourPolicy().departments;
  return hourPolicy({
    departments: [
      { ...support, calendarId: "office", fallbackChannelId: "C0FALLBACK1", ...changes },
      ...others,
    ],
    ladders: [{ id: "all", levels: [{ tell: ["lead"], waitMinutes: 30 }] }],
    serviceManagement: {
      managers: ["M. Manager"],
      calendarId: "office",
      channelId: "C0MANAGERS1",
      language: "zh-TW",
    },
  });
}

describe("the digests", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let many: ManyCases;
  beforeEach(async () => {
    app = appUnderTest(await open());
    many = manyCases(app);
    await app.connect({ policy: policy() });
    app.time.now = berlin("06-09 16:00");
  });

  const slotsAt = async (at: number) => {
    const context = await app.contexts(PORTAL_ID);
    return context === null ? [] : digestSlots(context, at);
  };
  const send = async (slot: string, at = OPENING) => {
    app.time.now = at;
    await sweep(app);
    await requestDigest(app, slot);
    await sendDigests(app);
  };
  const digests = () =>
    [...app.notifier.messages.values()].flatMap((notice) =>
      notice.kind === "digest" || notice.kind === "manager_digest" ? [notice] : [],
    );
  const act = (caseId: string, detail: Parameters<typeof actOnCase>[1]["detail"]) =>
    actOnCase(app, {
      portalId: PORTAL_ID,
      caseId,
      by: { id: "U1", name: "ada" },
      from: "slack",
      actKey: `${caseId} ${detail.act}`,
      detail,
    });

  describe("have their hour", () => {
    it.each([
      { name: "not before the opening", at: OPENING - 1, slots: [] },
      { name: "at the opening", at: OPENING, slots: [SLOT, MANAGERS_SLOT] },
      { name: "until two hours later", at: OPENING + 2 * HOUR, slots: [SLOT, MANAGERS_SLOT] },
      { name: "not after that", at: OPENING + 2 * HOUR + 1, slots: [] },
      { name: "not on a Sunday", at: berlin("06-14 09:00"), slots: [] },
    ])("$name", async ({ at, slots }) => {
      expect(await slotsAt(at)).toEqual(slots);
    });

    it("but not where the policy says so, nor where the portal only observes", async () => {
      await app.connect({ policy: policy({ dailyDigest: false }) });
      expect(await slotsAt(OPENING)).toEqual([MANAGERS_SLOT]);
      await app.connect({ policy: policy(), mode: "observe" });
      expect(await slotsAt(OPENING)).toEqual([]);
    });
  });

  it("of a department tells what is open, what waits, what is stale, and what was solved", async () => {
    await many.open(5);
    await act("2-1", { act: "asked_back", text: "Which serial number?" });
    await act("3-1", { act: "acknowledged" });
    await act("4-1", { act: "resolved" });
    await act("5-1", { act: "snoozed", until: OPENING + HOUR, text: "customer is away" });
    await send(SLOT);
    const line = (caseId: string) => ({ caseId, dueAt: berlin("06-09 16:00") - 1 });
    expect(digests()).toMatchObject([
      {
        kind: "digest",
        channelId: "C0SUPPORT01",
        language: "en",
        departmentName: "Technical support",
        date: "2026-06-10",
        open: { total: 2, lines: [line("1-1"), { ...line("3-1"), takenBy: ["ada"] }] },
        waiting: {
          total: 2,
          lines: [line("2-1"), { caseId: "5-1", snoozedUntil: OPENING + HOUR }],
        },
        stale: { total: 0 },
        solved: { total: 1, lines: [{ caseId: "4-1", state: "resolved" }] },
      },
    ]);
  });

  it.each([
    { name: "while its ticket is paused", stageId: "2", open: 0, waiting: 1 },
    { name: "but not otherwise", stageId: "3", open: 1, waiting: 0 },
  ])("count a case among what waits $name", async ({ stageId, open: inOpen, waiting }) => {
    const target = { calendarId: "always" };
    await app.connect({
      policy: {
        ...policy(),
        targets: hourPolicy({
          targets: [
            { ...target, clock: "first_response", durationMinutes: 60 },
            { ...target, clock: "resolution", durationMinutes: 9_000 },
          ],
        }).targets,
      },
    });
    const [objectId = ""] = await many.open(1);
    const change = setTo("hs_pipeline_stage", stageId);
    await app.tell(eventOf({ objectId, occurredAt: app.time.now, change }));
    await send(SLOT);
    expect(digests()).toMatchObject([{ open: { total: inOpen }, waiting: { total: waiting } }]);
  });

  it("say nothing when nothing is open and nothing was solved", async () => {
    await send(SLOT);
    await send(MANAGERS_SLOT);
    expect(app.notifier.calls).toEqual([]);
    expect(resultsOf(app, "department_digest:support 2026-06-10")).toEqual(["sent"]);
  });

  it("do not tell again what was solved before the last opening", async () => {
    app.time.now = berlin("06-09 08:00");
    await many.open(1);
    await act("1-1", { act: "resolved" });
    await send(SLOT);
    expect(digests()).toEqual([]);
  });

  it("are posted once, however often they are asked for", async () => {
    await many.open(1);
    await send(SLOT);
    await send(SLOT, OPENING + MINUTE);
    expect(many.posts()).toBe(1);
  });

  it("are dropped when Slack comes back too late for them", async () => {
    await many.open(1);
    app.notifier.next("post", {
      outcome: "not_sent",
      reason: "unreachable",
      retryAfterMs: 2 * HOUR + 1,
    });
    await send(SLOT);
    app.time.now = OPENING + 2 * HOUR + 1;
    await sendDigests(app);
    expect(many.posts()).toBe(1);
    expect(digests()).toEqual([]);
    expect(resultsOf(app, "department_digest:support 2026-06-10")).toEqual([
      "retry unreachable",
      "sent",
    ]);
  });

  it("are looked for after a lost answer, and not posted again", async () => {
    await many.open(1);
    app.notifier.next("post", "lost");
    await send(SLOT);
    app.time.now += MINUTE;
    await sendDigests(app);
    expect(many.posts()).toBe(1);
    expect(digests()).toHaveLength(1);
  });

  it("become unknown when nobody may look: that is counted, and those who run the account are told", async () => {
    await many.open(1);
    app.notifier.next("post", "lost");
    await send(SLOT);
    app.notifier.next("find", { outcome: "cannot_tell", reason: "missing_scope" });
    app.time.now += MINUTE;
    await sendDigests(app);
    expect(await app.store.outbox.counts(PORTAL_ID)).toMatchObject({ unknown: 1 });
    expect(await app.store.outbox.unknownByKind()).toEqual({ department_digest: 1 });
    expect(many.posts()).toBe(1);
    expect(await app.store.audit.of(PORTAL_ID, "department:support:digest", 5)).toMatchObject([
      { action: "digest_unknown", detail: { date: "2026-06-10", reason: "missing_scope" } },
    ]);
  });

  it("go to the fallback channel while the department's own cannot be used", async () => {
    await many.open(1);
    app.notifier.next("post", {
      outcome: "not_sent",
      reason: "is_archived",
      retryAfterMs: null,
    });
    await send(SLOT);
    expect(digests()).toMatchObject([{ channelId: "C0FALLBACK1", isInFallback: true }]);
  });

  it("wait while quiet hours last longer than the department is closed", async () => {
    await app.connect({
      policy: policy({ calendarId: "always", quietHours: { calendarId: "office" } }),
    });
    await many.open(1);
    app.time.now = Date.UTC(2026, 5, 10);
    await send(SLOT, app.time.now);
    expect(many.posts()).toBe(0);
    expect(resultsOf(app, "department_digest:support 2026-06-10")).toEqual(["retry quiet_hours"]);
  });

  it("are not posted any more when the policy has dropped them meanwhile", async () => {
    await many.open(1);
    await app.connect({ policy: policy({ dailyDigest: false }) });
    await send(SLOT);
    await send(`${PORTAL_ID}:nobody 2026-06-10`);
    expect(app.notifier.calls).toEqual([]);
  });

  it("wait while no Slack is connected", async () => {
    await app.connect({ portalId: "4242009", slack: false, policy: policy() });
    await requestDigest(app, "4242009:support 2026-06-10");
    app.time.now = OPENING;
    await sendDigests(app);
    expect(resultsOf(app, "department_digest:support 2026-06-10")).toEqual([
      "retry slack_not_connected",
    ]);
  });

  describe("of the service managers", () => {
    it("tell what nobody took on any level, since when, and who was told", async () => {
      app.time.now = berlin("06-09 15:00");
      await many.open(2);
      await act("2-1", { act: "acknowledged" });
      await send(MANAGERS_SLOT);
      expect(digests()).toMatchObject([
        {
          kind: "manager_digest",
          channelId: "C0MANAGERS1",
          language: "zh-TW",
          date: "2026-06-10",
          exhausted: {
            total: 1,
            lines: [
              {
                caseId: "1-1",
                departmentName: "Technical support",
                exhaustedAt: berlin("06-09 15:30") - 1,
                told: ["A. Lead"],
              },
            ],
          },
        },
      ]);
    });

    it("say nothing while ladders still climb", async () => {
      app.time.now = OPENING - 1;
      await many.open(1);
      await send(MANAGERS_SLOT);
      expect(digests()).toEqual([]);
    });
  });
});

import { describe, expect, it } from "vitest";
import type { PortalContext, PortalContexts } from "../../../src/app/sla/portal-contexts.ts";
import { portalOfSlot, sendDueJobs } from "../../../src/app/work/send-due-jobs.ts";
import type { Rules } from "../../../src/domain/governance/rules.ts";
import type { Portal } from "../../../src/ports/store.ts";
import { officePolicy, rulesUnder } from "../../support/policies.ts";

function portal(portalId: string, changes: Partial<Portal>): Portal {
  return {
    portalId,
    state: "connected",
    mode: "live",
    installedAt: 0,
    timeZone: "UTC",
    language: "en",
    uiDomain: "crm.example",
    ...changes,
  };
}

function contextOf(of: Portal, rules: Rules): PortalContext {
  const never = async () => {
    throw new Error("no ticket is decided here");
  };
  return {
    portal: of,
    current: rules,
    closedStages: new Set(),
    rulesOf: never,
    circumstances: never,
  };
}

const KEEP_MS = 60 * 86_400_000;
const ERASURE = { erasureId: "e1", contactId: "1", terms: [], askedAt: 0 };

async function jobsAt(
  wall: string,
  portals: readonly Portal[],
  contexts: PortalContexts = async () => null,
) {
  const sent: string[] = [];
  const never = async () => {
    throw new Error("nothing is deleted here");
  };
  await sendDueJobs({
    store: {
      portals: { list: async () => portals },
      erasures: { open: async (portalId) => (portalId === "7" ? [ERASURE] : []) },
      imports: { running: async () => ["1"] },
    },
    purges: {
      ...{ leaving: never, setFarewell: never, purge: never, count: never },
      due: async (disconnectedBefore) => {
        expect(disconnectedBefore).toBe(Date.parse(wall) - KEEP_MS);
        return portals.some(({ portalId }) => portalId === "8")
          ? [{ portalId: "8", cause: "asked" as const }]
          : [];
      },
    },
    keepDisconnectedMs: KEEP_MS,
    gapRules: { everyMs: 300_000 },
    journal: null,
    contexts,
    jobs: { send: async (name, slot) => void sent.push(`${name} ${slot}`) },
    timeSource: { now: () => Date.parse(wall) },
  });
  return sent;
}

describe("sendDueJobs", () => {
  it.each<{ name: string; wall: string; night: string }>([
    {
      name: "is still in the night before a moment before two",
      wall: "2026-06-09T01:59:59.999+02:00",
      night: "2026-06-08",
    },
    { name: "begins the night at two", wall: "2026-06-09T02:00:00+02:00", night: "2026-06-09" },
    { name: "keeps it all day", wall: "2026-06-09T23:59:00+02:00", night: "2026-06-09" },
  ])("$name, by the portal's own clock", async ({ wall, night }) => {
    const sent = await jobsAt(wall, [portal("1", { timeZone: "Europe/Berlin" })]);
    expect(sent).toContain(`plan_visits 1:${night}`);
    expect(sent).toContain(`apply_retention 1:${night}`);
  });

  it("sends a night to each portal that is connected, each by its own zone", async () => {
    const sent = await jobsAt("2026-06-09T20:00:00Z", [
      portal("1", { timeZone: "UTC" }),
      portal("2", { timeZone: "Asia/Taipei" }),
      portal("3", { state: "disconnected" }),
    ]);
    expect(sent.filter((job) => job.startsWith("plan_visits"))).toEqual([
      "plan_visits 1:2026-06-09",
      "plan_visits 2:2026-06-10",
    ]);
  });

  it("names the hour and the day, so that each turn comes once", async () => {
    const [first, later, next] = [
      await jobsAt("2026-06-09T20:00:00Z", []),
      await jobsAt("2026-06-09T20:04:59Z", []),
      await jobsAt("2026-06-09T21:00:00Z", []),
    ];
    expect(first).toEqual([
      expect.stringMatching(/^refresh_portals hour-\d+$/),
      "maintain_store 2026-06-09",
      expect.stringMatching(/^measure_storage hour-\d+$/),
      expect.stringMatching(/^regrade_due due-\d+$/),
    ]);
    expect(later).toEqual(first);
    expect(next?.[0]).not.toBe(first?.[0]);
  });

  it("asks for the digests of a portal whose departments open, and of no other", async () => {
    const rules = rulesUnder(
      officePolicy({
        departments: officePolicy().departments.map((one) => ({ ...one, calendarId: "office" })),
      }),
    );
    const portals = [portal("1", {}), portal("2", { state: "disconnected" }), portal("3", {})];
    const contexts: PortalContexts = async (portalId) =>
      portalId === "3" ? null : contextOf(portal(portalId, {}), rules);
    const digestsAt = async (wall: string) =>
      (await jobsAt(wall, portals, contexts)).filter((job) => job.startsWith("request_digest"));
    expect(await digestsAt("2026-06-09T09:00:00+02:00")).toEqual([
      "request_digest 1:support 2026-06-09",
      "request_digest 1:relations 2026-06-09",
    ]);
    expect(await digestsAt("2026-06-09T12:00:00+02:00")).toEqual([]);
  });

  it("grades a portal anew each night, and at once under other rules", async () => {
    const contexts: PortalContexts = async (portalId) =>
      contextOf(portal(portalId, {}), rulesUnder(officePolicy()));
    const sent = await jobsAt("2026-06-09T20:00:00Z", [portal("1", {})], contexts);
    expect(sent.slice(0, 4)).toEqual([
      "read_deals 1:policy-1",
      "regrade_customers 1:policy-1",
      "read_deals 1:2026-06-09",
      "regrade_customers 1:2026-06-09",
    ]);
  });

  it("looks for due grades every five minutes", async () => {
    const dueAt = async (wall: string) =>
      (await jobsAt(wall, [])).find((job) => job.startsWith("regrade_due"));
    const first = await dueAt("2026-06-09T20:00:00Z");
    expect(await dueAt("2026-06-09T20:04:59.999Z")).toBe(first);
    expect(await dueAt("2026-06-09T20:05:00Z")).not.toBe(first);
  });

  it("asks each hour for what is to be erased, and for what is to be deleted, until it is", async () => {
    const jobs = async (wall: string) =>
      (await jobsAt(wall, [portal("7", {}), portal("8", { state: "disconnected" })])).filter(
        (job) => /^(erase|purge)/.test(job),
      );
    const first = await jobs("2026-06-09T20:00:00Z");
    expect(first).toEqual([
      expect.stringMatching(/^erase_person 7:e1:\d+$/),
      expect.stringMatching(/^purge_portal 8:purge-\d+$/),
    ]);
    expect(await jobs("2026-06-09T20:59:59Z")).toEqual(first);
    expect(await jobs("2026-06-09T21:00:00Z")).not.toEqual(first);
  });

  it("finds the portal in the name of its night", () => {
    expect(portalOfSlot("4242:2026-06-09")).toBe("4242");
  });
});

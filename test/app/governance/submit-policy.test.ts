import { beforeEach, describe, expect, it } from "vitest";
import { previewPolicy } from "../../../src/app/governance/submit-policy.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import { verifyTickets } from "../../../src/app/sla/verify-tickets.ts";
import type { Policy } from "../../../src/domain/governance/policy.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  MINUTE,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
  setTo,
  snapshotOf,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { ADA, approvePolicy } from "../../support/governance-under-test.ts";
import { cleanPolicy } from "../../support/policies.ts";

/** The office's policy with so many minutes to the first response, for whomever. */
const promising = (minutes: number, changes: Record<string, unknown> = {}): Policy =>
  cleanPolicy({
    targets: cleanPolicy().targets.map((target) =>
      target.clock === "first_response" ? { ...target, durationMinutes: minutes } : target,
    ),
    ...changes,
  });
const MANY_TICKETS = 120;

describe("a new policy", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy: promising(240) });
  });

  const progress: number[] = [];
  const proposal = (policy: Policy, portalId = PORTAL_ID) => ({
    portalId,
    policy,
    onTickets: ({ tickets }: { readonly tickets: number }) => void progress.push(tickets),
  });
  const approve = (policy: Policy, appliesTo: "new" | "open") =>
    approvePolicy(app, policy, { ...proposal(policy), appliesTo });
  const preview = async (policy: Policy) => {
    const found = await previewPolicy(app, proposal(policy));
    if (found === null) throw new Error("the portal is connected");
    return found;
  };
  const clockOf = async (ticketId: string) => {
    const row = await app.store.tickets.find(PORTAL_ID, ticketId);
    return row?.clocks.find((clock) => clock.kind === "first_response");
  };
  const differencesFound = async () => {
    const found: unknown[] = [];
    await verifyTickets(app, [PORTAL_ID], {
      onDifference: (difference) => found.push(difference),
      onProgress: () => undefined,
    });
    return found;
  };

  it("is for tickets that come; the open ones keep theirs", async () => {
    await app.newTicket({ ticketId: "7" });
    expect(await approve(promising(60), "new")).toEqual({ version: 2, tickets: 0 });
    await app.newTicket({ ticketId: "8" });
    expect(await clockOf("7")).toMatchObject({ dueAt: START + 4 * HOUR + HOUR, policyVersion: 1 });
    expect(await clockOf("8")).toMatchObject({ dueAt: START + HOUR, policyVersion: 2 });
  });

  it("is for open tickets too where it was approved for them; time used stays used", async () => {
    await app.newTicket();
    app.time.now = START + 20 * MINUTE;
    expect(await approve(promising(60), "open")).toEqual({ version: 2, tickets: 1 });
    expect(await clockOf("7")).toMatchObject({
      dueAt: START + HOUR,
      usedMs: 20 * MINUTE,
      policyVersion: 2,
    });
    expect(await differencesFound()).toEqual([]);
  });

  it("breaks no promise before its approval, and heals none that was broken", async () => {
    await app.newTicket({ ticketId: "7" });
    app.time.now = START + 90 * MINUTE;
    await approve(promising(60), "open");
    expect(await clockOf("7")).toMatchObject({ dueAt: START + 90 * MINUTE });
    app.time.now = START + 2 * HOUR;
    await sweep(app);
    expect(await clockOf("7")).toMatchObject({
      state: "breached",
      breachedAt: START + 90 * MINUTE,
    });
    await approve(promising(400), "open");
    expect(await clockOf("7")).toMatchObject({
      state: "breached",
      breachedAt: START + 90 * MINUTE,
    });
  });

  it("leaves closed tickets alone", async () => {
    await app.newTicket({ ticketId: "7" });
    await app.newTicket({ ticketId: "8" });
    await app.tell(
      eventOf({ objectId: "7", occurredAt: START + 1, change: setTo("hs_pipeline_stage", "4") }),
    );
    expect(await approve(promising(60), "open")).toEqual({ version: 2, tickets: 1 });
    expect(await clockOf("7")).toMatchObject({ policyVersion: 1, state: "met" });
  });

  it("can be approved again where it was broken off, and changes nothing twice", async () => {
    await app.newTicket();
    await approve(promising(60), "new");
    app.time.now += MINUTE;
    expect(await approve(promising(60), "open")).toEqual({ version: 2, tickets: 1 });
    app.time.now += MINUTE;
    expect(await approve(promising(60), "open")).toEqual({ version: 2, tickets: 0 });
    const entries = await app.store.audit.of(PORTAL_ID, "policy", 100);
    const told = entries.filter(({ action }) => /applied|approved/.test(action));
    expect(told.toReversed()).toMatchObject([
      { action: "policy_approved", actor: ADA.userId, detail: { appliesTo: "new" } },
      { action: "policy_approved", detail: { appliesTo: "open" } },
      { action: "policy_applied", actor: "aftercare", detail: { version: 2, tickets: 1 } },
      { action: "policy_approved", detail: { appliesTo: "open" } },
      { action: "policy_applied", detail: { version: 2, tickets: 0 } },
    ]);
  });

  it("reaches every open ticket, however many there are", async () => {
    const ids = Array.from({ length: MANY_TICKETS }, (_, n) => String(100 + n));
    for (const id of ids) app.crm.putTicket(PORTAL_ID, snapshotOf(id));
    await app.tell(...ids.map((objectId) => eventOf({ objectId, occurredAt: START })));
    progress.length = 0;
    expect(await approve(promising(60), "open")).toEqual({ version: 2, tickets: MANY_TICKETS });
    expect(progress).toEqual([100, MANY_TICKETS]);
    expect(await differencesFound()).toEqual([]);
  });

  it("is nothing for an account that is not connected", async () => {
    expect(await previewPolicy(app, proposal(promising(60), OTHER_PORTAL_ID))).toBeNull();
    expect(await app.store.portals.currentPolicy(OTHER_PORTAL_ID)).toBeNull();
  });

  describe("before it is approved", () => {
    it("tells what it says otherwise and how clocks would move, and changes nothing", async () => {
      await app.newTicket({ ticketId: "7" });
      app.time.now = START + 30 * MINUTE;
      const found = await preview(promising(60));
      expect(found).toMatchObject({
        currentVersion: 1,
        effect: {
          tickets: 1,
          moves: { earlier: 1, later: 0, at_once: 0, started: 0, dropped: 0 },
          examples: [
            { ticketId: "7", kind: "first_response", move: "earlier", dueAfter: START + HOUR },
          ],
        },
      });
      expect(
        found.differences.map(({ before, after, tickets }) => ({ before, after, tickets })),
      ).toEqual([
        { before: 240, after: 60, tickets: 0 },
        { before: 240, after: 60, tickets: 0 },
        { before: 240, after: 60, tickets: 1 },
      ]);
      expect((await app.store.portals.currentPolicy(PORTAL_ID))?.version).toBe(1);
      expect(await clockOf("7")).toMatchObject({ policyVersion: 1 });
    });

    it.each([
      { name: "later", minutes: 600, move: "later" },
      { name: "overdue at once", minutes: 20, move: "at_once" },
    ] as const)("tells what would be $name", async ({ minutes, move }) => {
      await app.newTicket();
      app.time.now = START + 30 * MINUTE;
      expect((await preview(promising(minutes))).effect.moves).toMatchObject({ [move]: 1 });
    });

    it("tells of clocks that would start and that would be dropped", async () => {
      await app.newTicket();
      const { targets } = promising(240);
      const update = { clock: "update", durationMinutes: 60, calendarId: "office" };
      await app.tell(
        eventOf({
          objectId: "7",
          occurredAt: START + 1,
          change: setTo("hs_first_agent_message_sent_at", String(START + 1)),
        }),
      );
      const more = promising(240, { targets: [...targets, update] });
      expect((await preview(more)).effect.moves).toMatchObject({ started: 1, dropped: 0 });
      await approve(more, "open");
      expect((await preview(promising(240))).effect.moves).toMatchObject({ dropped: 1 });
    });

    it("says which properties nobody has read, and which calendars have gone by", async () => {
      const fields = { severity: "aftercare_severity" };
      const found = await preview(promising(240, { fields }));
      expect(found.unreadProperties).toEqual(["aftercare_severity"]);
      app.time.now = Date.UTC(2027, 0, 1);
      expect((await preview(promising(240))).staleCalendars).toEqual([
        {
          code: "stale_list",
          path: "calendars[0].holidays",
          params: { list: "holidays", date: "2026-05-01", today: "2027-01-01" },
          message:
            "calendars[0].holidays have no date after 2026-05-01: expected one from 2027-01-01 on",
        },
      ]);
    });

    it("finds nothing where it says the same", async () => {
      await app.newTicket();
      expect(await preview(promising(240))).toMatchObject({
        differences: [],
        effect: { tickets: 0 },
      });
    });
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { type CasePress, pressCase } from "../../../src/app/escalation/press-case.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import {
  type AppUnderTest,
  appUnderTest,
  HOUR,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
  TEAM_ID,
} from "../../support/app-under-test.ts";
import { CASE_ID, type CaseUnderTest, caseUnderTest } from "../../support/case-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const ada = { id: "U1", name: "ada" };
const ben = { id: "U2", name: "ben" };

describe("pressCase", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let one: CaseUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    one = caseUnderTest(app);
    await one.openCaseInSlack();
  });

  const press = (changes: Partial<CasePress> = {}) =>
    pressCase(app, {
      teamId: TEAM_ID,
      portalId: PORTAL_ID,
      caseId: CASE_ID,
      detail: { act: "acknowledged" },
      by: ada,
      actKey: `press-${changes.by?.id ?? ada.id}-${changes.detail?.act ?? "acknowledged"}`,
      ...changes,
    });
  const stored = (portalId = PORTAL_ID) => app.store.escalations.find(portalId, CASE_ID);
  /** What people did; what the case did by itself is noted too. */
  const audit = async () => {
    const entries = await app.store.audit.of(PORTAL_ID, `case:${CASE_ID}`, 10);
    return entries.filter(({ actor }) => actor !== "aftercare");
  };

  it("gives the case to the first who takes it; a second one joins", async () => {
    expect(await press()).toMatchObject({
      outcome: "done",
      escalation: { state: "acknowledged", steps: [{}, { act: "acknowledged", by: "ada" }] },
    });
    expect(await press({ by: ben })).toMatchObject({
      outcome: "done",
      escalation: { steps: [{}, { by: "ada" }, { by: "ben" }] },
    });
    expect((await stored())?.takenBy).toEqual([ada, ben]);
  });

  it("makes one case with both names of two presses at the same time", async () => {
    const answers = await Promise.all([press({ by: ada }), press({ by: ben })]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(["done", "done"]);
    const { takenBy = [], steps = [] } = (await stored()) ?? {};
    expect(takenBy.map(({ name }) => name).toSorted()).toEqual(["ada", "ben"]);
    expect(steps).toHaveLength(3);
  });

  it("notes it for the audit, with who and when, once", async () => {
    await press();
    await press();
    expect(await audit()).toEqual([
      {
        at: START + 2 * HOUR,
        actor: "U1",
        action: "case_acknowledged",
        from: "slack",
        subject: `case:${CASE_ID}`,
        detail: { ticketId: "7", name: "ada" },
      },
    ]);
  });

  it("asks for the message and the ticket to say so", async () => {
    await one.sendAfter(0);
    await press();
    await one.sendAfter(0);
    expect(one.states()).toEqual(["acknowledged"]);
    expect((await one.counts()).waiting).toBe(1);
  });

  it("resolves a case that was taken, by anybody, and then it is over", async () => {
    await press();
    expect(await press({ detail: { act: "resolved" }, by: ben })).toMatchObject({
      outcome: "done",
      escalation: { state: "resolved", endedAt: START + 2 * HOUR },
    });
    expect(await press({ detail: { act: "resolved" } })).toMatchObject({ outcome: "already" });
    expect(await press({ detail: { act: "acknowledged" }, by: ben })).toMatchObject({
      outcome: "already",
      escalation: { state: "resolved" },
    });
  });

  it("resolves a case that nobody took", async () => {
    expect(await press({ detail: { act: "resolved" } })).toMatchObject({
      outcome: "done",
      escalation: { state: "resolved" },
    });
  });

  it("tells how a case ended that was over before", async () => {
    await one.answer();
    expect(await press()).toMatchObject({ outcome: "already", escalation: { state: "resolved" } });
    expect(await audit()).toEqual([]);
  });

  it("lets a press stand that the answer of a rep follows", async () => {
    await press();
    app.time.now += HOUR;
    await one.answer();
    expect(await stored()).toMatchObject({
      state: "resolved",
      steps: [{}, { act: "acknowledged", by: "ada" }, { act: "resolved", by: null }],
    });
  });

  it("counts from the opening of the case when this process's clock is behind", async () => {
    const openedAt = (await stored())?.openedAt ?? 0;
    app.time.now = openedAt - 500;
    expect(await press()).toMatchObject({
      outcome: "done",
      escalation: { state: "acknowledged", steps: [{}, { at: openedAt }] },
    });
  });

  describe("knows nothing of", () => {
    it.each<{ name: string; changes: Partial<CasePress> }>([
      { name: "a case that there is not", changes: { caseId: "7-99" } },
      { name: "a press from another workspace", changes: { teamId: "T0STRANGER" } },
      { name: "a press for a portal that there is not", changes: { portalId: "999" } },
      { name: "a press for a portal of another workspace", changes: { portalId: OTHER_PORTAL_ID } },
    ])("$name", async ({ changes }) => {
      await app.connect({ portalId: OTHER_PORTAL_ID, slack: false });
      await app.store.portals.linkSlackTeam(OTHER_PORTAL_ID, "T0OTHER");
      expect(await press(changes)).toEqual({ outcome: "not_found" });
      expect(await stored()).toMatchObject({ state: "open" });
      expect(await audit()).toEqual([]);
    });

    it("cases of a portal that is away", async () => {
      await app.connect({ state: "disconnected" });
      expect(await press()).toEqual({ outcome: "not_found" });
    });
  });

  it("touches one of two portals that share a workspace and have cases of the same name", async () => {
    await app.connect({ portalId: OTHER_PORTAL_ID });
    app.time.now = START;
    const properties = { hs_ticket_priority: "HIGH" };
    await app.newTicket({ portalId: OTHER_PORTAL_ID, properties });
    app.time.now = START + 2 * HOUR;
    await sweep(app);
    await press({ portalId: OTHER_PORTAL_ID });
    expect(await stored(OTHER_PORTAL_ID)).toMatchObject({ state: "acknowledged" });
    expect(await stored(PORTAL_ID)).toMatchObject({ state: "open" });
  });
});

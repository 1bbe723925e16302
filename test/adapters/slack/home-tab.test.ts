import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { plannedVisit } from "../../support/planned-visit.ts";
import {
  ADA,
  HOSTILE,
  startTalkWorld,
  type TalkWorld,
  ZOE,
} from "../../support/talk-under-test.ts";
import { team } from "./slack-under-test.ts";

describe("the Home tab", () => {
  const open = useEmbeddedDatabase();
  let world: TalkWorld;
  beforeEach(async () => {
    world = await startTalkWorld(await open());
    await world.openCase(HOSTILE);
  });
  afterEach(() => world.stop());

  const shown = (userId = ADA) => JSON.stringify(world.slack.home(userId)?.content.blocks ?? null);
  async function openHome(userId = ADA): Promise<string> {
    expect((await world.slack.openHome(userId)).status).toBe(200);
    await world.slackApp.stop();
    return shown(userId);
  }
  async function use(actionId: string, chosen?: string): Promise<string> {
    const viewId = world.slack.home(ADA)?.viewId ?? "";
    const press = { userId: ADA, viewId, actionId, ...(chosen !== undefined && { chosen }) };
    expect((await world.slack.use(press)).status).toBe(200);
    await world.slackApp.stop();
    return shown();
  }

  it("welcomes who is not connected, and says how to connect", async () => {
    const home = await openHome();
    expect(home).toContain("Not connected with HubSpot yet");
    expect(home).toContain("/aftercare connect CODE");
    expect(home).toContain("You have no open case.");
    expect(home).not.toContain("Open cases: Technical support");
  });

  it("shows who is connected the cases of the own department, literally", async () => {
    await world.connectAda();
    const home = await openHome();
    expect(home).toContain("Connected with HubSpot as ada@example.com.");
    expect(home).toContain("Open cases: Technical support");
    expect(home).toContain(`7: ${HOSTILE}`);
    expect(home).not.toContain("mrkdwn");
  });

  it("lets a case be taken, and is shown anew with it", async () => {
    await world.connectAda();
    await openHome();
    const home = await use("case_take");
    expect(home).toContain("You have taken this case.");
    expect(home).toContain("Ada Wong has it");
    expect((await world.found())?.state).toBe("acknowledged");
    expect(home).not.toContain('"case_take"');
  });

  it("acknowledges a link", async () => {
    await world.connectAda();
    await openHome();
    await use("case_open_record");
    expect((await world.found())?.state).toBe("open");
  });

  it("changes its language at once", async () => {
    await openHome();
    expect(await use("home_language", "zh-CN")).toContain("我的案件");
  });

  it("pauses direct messages and lets them come again", async () => {
    await openHome();
    const until = world.app.time.now + 2 * HOUR;
    expect(await use("home_pause_hours")).toContain(String(until / 1000));
    const preferences = () => world.app.store.chatPeople.preferences(PORTAL_ID, team.teamId, ADA);
    expect(await preferences()).toMatchObject({ noticesPausedUntil: until });
    await use("home_resume");
    expect(await preferences()).toMatchObject({ noticesPausedUntil: null });
    await use("home_pause_tomorrow");
    expect((await preferences()).noticesPausedUntil).toBeGreaterThan(until);
  });

  it("takes a connection back", async () => {
    await world.connectAda();
    await openHome();
    expect(await use("home_disconnect")).toContain("Not connected with HubSpot yet");
  });

  it("shows the visits of a rep: late, today and next", async () => {
    const rosa = { ownerId: "31", userId: "1", email: "Ada@example.com", name: "Ada" };
    const { store, time } = world.app;
    await store.portals.saveOwners(PORTAL_ID, [rosa], time.now);
    await world.connectAda();
    const visit = plannedVisit({
      customer: { kind: "company", id: "5" },
      ticketId: null,
      dueAt: time.now,
      reason: "cadence",
    });
    const days = ["2026-06-08", "2026-06-09", "2026-06-20"];
    await store.visits.save(
      PORTAL_ID,
      days.map((dueDate) => ({ ...visit, visitId: dueDate, dueDate })),
    );
    const home = await openHome();
    expect(home).toContain("Overdue since 2026-06-08 · Customer without a name");
    expect(home).toContain("Today · Customer without a name");
    expect(home).toContain("2026-06-20 · Customer without a name");
    expect(home).toContain(`https://crm.example/contacts/${PORTAL_ID}/record/0-2/5`);
  });

  it("shows nothing of another workspace", async () => {
    const home = await openHome(ZOE);
    expect(home).toContain("我的案件");
    expect(home).not.toContain("7: ");
  });

  it("stays as it was when Slack does not take it", async () => {
    await openHome();
    world.slack.revokeToken(team.teamId);
    expect((await world.slack.openHome(ZOE)).status).toBe(200);
    expect(await world.real.languageOf({ teamId: team.teamId, userId: ADA, name: "ada" })).toBe(
      "en",
    );
  });
});

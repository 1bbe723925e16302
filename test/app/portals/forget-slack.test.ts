import { describe, expect, it } from "vitest";
import { createSlackInstallations } from "../../../src/adapters/postgres/slack-installations.ts";
import { createStore } from "../../../src/adapters/postgres/store.ts";
import { forgetSlack } from "../../../src/app/portals/forget-slack.ts";
import { plainSeal } from "../../contracts/secrets-contract.ts";
import { OTHER_PORTAL_ID, PORTAL_ID } from "../../support/app-under-test.ts";
import { TEST_NOW, useEmbeddedDatabase } from "../../support/databases.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

const installation = { teamId: "T1", botToken: "xoxb-1", botUserId: "U1", appId: "A1" };
const HOUR = 3_600_000;

describe("a Slack workspace from which the app was removed", () => {
  const open = useEmbeddedDatabase();

  async function workspace() {
    const time = { now: TEST_NOW };
    const db = await open({ now: () => time.now });
    const installations = createSlackInstallations(db, plainSeal);
    const store = createStore(db);
    const logger = createRecordingLogger();
    const forget = (at: number, reason: "app_uninstalled" | "tokens_revoked" = "app_uninstalled") =>
      forgetSlack({ store, installations, logger }, { teamId: "T1", at, reason });
    const told = (portalId: string) => store.audit.of(portalId, "slack", 10);
    return { time, installations, logger, forget, told };
  }

  it("is forgotten for every portal, which is told once however often it is said", async () => {
    const { installations, logger, forget, told } = await workspace();
    await installations.save(PORTAL_ID, installation);
    await installations.save(OTHER_PORTAL_ID, { ...installation, botToken: "xoxb-2" });
    await forget(TEST_NOW + HOUR, "tokens_revoked");
    await forget(TEST_NOW + HOUR, "app_uninstalled");
    await forget(TEST_NOW + HOUR, "tokens_revoked");
    expect(await installations.ofTeam("T1")).toBeNull();
    for (const portalId of [PORTAL_ID, OTHER_PORTAL_ID]) {
      expect(await told(portalId)).toEqual([
        {
          at: TEST_NOW + HOUR,
          actor: "slack",
          action: "slack_disconnected",
          from: "slack",
          subject: "slack",
          detail: { teamId: "T1", reason: "tokens_revoked" },
        },
      ]);
    }
    expect(logger.lines).toHaveLength(2);
  });

  it("stays when it was installed again before the news of the removal came", async () => {
    const { time, installations, forget, told } = await workspace();
    await installations.save(PORTAL_ID, installation);
    time.now = TEST_NOW + HOUR;
    await installations.save(PORTAL_ID, { ...installation, botToken: "xoxb-new" });
    await forget(TEST_NOW + HOUR / 2);
    expect(await installations.ofTeam("T1")).toMatchObject({ botToken: "xoxb-new" });
    expect(await told(PORTAL_ID)).toEqual([]);
  });
});

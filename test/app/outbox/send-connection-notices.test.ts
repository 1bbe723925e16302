import { beforeEach, describe, expect, it } from "vitest";
import { connectionMessage } from "../../../src/adapters/slack/connection-message.ts";
import { sendConnectionNotices } from "../../../src/app/outbox/send-connection-notices.ts";
import { disconnectPortal } from "../../../src/app/portals/disconnect-portal.ts";
import { memoryVault } from "../../adapters/hubspot/memory-vault.ts";
import {
  type AppUnderTest,
  appUnderTest,
  PORTAL_ID,
  START,
  TEAM_ID,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { cleanPolicy } from "../../support/policies.ts";

const MANAGED = cleanPolicy({
  serviceManagement: {
    managers: ["Mia Chen"],
    calendarId: "office",
    channelId: "C0MANAGERS1",
    language: "en",
  },
});

describe("the notice of a lost connection", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
  });

  const disconnect = () =>
    disconnectPortal({ ...app, vault: memoryVault(null) }, PORTAL_ID, {
      cause: "token_refused",
      refusedToken: "refused",
    });
  const messages = () => [...app.notifier.messages.values()];

  it("goes once to the service managers, however often HubSpot refuses", async () => {
    await app.connect({ policy: MANAGED });
    await disconnect();
    await disconnect();
    expect(await sendConnectionNotices(app)).toBe(1);
    expect(await sendConnectionNotices(app)).toBe(0);
    expect(messages()).toHaveLength(1);
    expect(JSON.stringify(messages())).toContain("C0MANAGERS1");
    expect(await app.store.outbox.counts(PORTAL_ID)).toEqual({ waiting: 0, unknown: 0, dead: 0 });
  });

  it("goes out again when it is lost again", async () => {
    await app.connect({ policy: MANAGED });
    await disconnect();
    await sendConnectionNotices(app);
    await app.connect({ policy: MANAGED });
    app.time.now += 1;
    await disconnect();
    await sendConnectionNotices(app);
    expect(messages()).toHaveLength(2);
  });

  it("waits while Slack does not answer", async () => {
    await app.connect({ policy: MANAGED });
    await disconnect();
    const limited = { outcome: "not_sent", reason: "ratelimited", retryAfterMs: 1_000 } as const;
    app.notifier.next("post", limited);
    await sendConnectionNotices(app);
    expect(messages()).toEqual([]);
    app.time.now += 60_000;
    await sendConnectionNotices(app);
    expect(messages()).toHaveLength(1);
  });

  it("is no news any more once the account is back", async () => {
    await app.connect({ policy: MANAGED });
    await disconnect();
    await app.connect({ policy: MANAGED });
    expect(await sendConnectionNotices(app)).toBe(1);
    expect(messages()).toEqual([]);
  });

  it.each([
    { name: "that only observes", portal: { mode: "observe", policy: MANAGED } },
    { name: "without a channel of its managers", portal: { policy: cleanPolicy() } },
    { name: "without a Slack", portal: { policy: MANAGED, slack: false } },
  ] as const)("is not posted for an account $name", async ({ portal }) => {
    await app.connect(portal);
    await disconnect();
    await sendConnectionNotices(app);
    expect(messages()).toEqual([]);
    expect(await app.store.outbox.counts(PORTAL_ID)).toMatchObject({ waiting: 0 });
  });

  it.each([
    { language: "en", says: "HubSpot is disconnected" },
    { language: "zh-TW", says: "HubSpot 已中斷連接" },
    { language: "zh-CN", says: "HubSpot 已断开连接" },
  ] as const)("says in $language what to do", ({ language, says }) => {
    const message = connectionMessage({
      ...{ kind: "connection", portalId: PORTAL_ID, teamId: TEAM_ID, channelId: "C1" },
      ...{ threadTs: null, deliveryId: "d1", revision: 1, language, now: START },
      disconnectedAt: START,
    });
    expect(message.text).toBe(says);
    expect(JSON.stringify(message.blocks)).not.toMatch(/install\.|\{\{|undefined/);
  });
});

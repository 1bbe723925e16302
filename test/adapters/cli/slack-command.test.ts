import { beforeEach, describe, expect, it } from "vitest";
import { createSlackCommand } from "../../../src/adapters/cli/slack-command.ts";
import { createSlackConnections } from "../../../src/adapters/postgres/slack-connections.ts";
import { createSlackInstallLinks } from "../../../src/adapters/postgres/slack-install-links.ts";
import { createSlackInstallations } from "../../../src/adapters/postgres/slack-installations.ts";
import { plainSeal } from "../../contracts/secrets-contract.ts";
import {
  type AppUnderTest,
  appUnderTest,
  HOUR,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const MINUTE = 60_000;
const granted = {
  teamId: "T1",
  botToken: "xoxb-1",
  botUserId: "U1",
  appId: "A1",
  teamName: "Ac\u001b[31mme",
  enterpriseId: null,
  scopes: ["chat:write", "commands"],
  installedBy: "U9",
};

describe("slack", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let parts: Awaited<ReturnType<typeof partsOf>>;
  beforeEach(async () => {
    parts = await partsOf();
    app = parts.app;
    await app.connect({ slack: false });
  });

  async function partsOf() {
    const db = await open({ now: () => START });
    return {
      app: appUnderTest(db),
      links: createSlackInstallLinks(db),
      connections: createSlackConnections(db),
      installations: createSlackInstallations(db, plainSeal),
    };
  }

  async function run(line: string, { isConfigured = true } = {}) {
    const printed: string[] = [];
    const complaints: string[] = [];
    const opened: (string | undefined)[] = [];
    let closes = 0;
    const command = createSlackCommand({
      openStore: async (dataDir) => {
        opened.push(dataDir);
        const { links, connections } = parts;
        const close = async () => {
          closes += 1;
        };
        return { store: app.store, timeSource: app.timeSource, links, connections, close };
      },
      readLinkSettings: () =>
        isConfigured
          ? { ok: true, publicBaseUrl: "https://aftercare.example" }
          : { ok: false, problems: [{ key: "SLACK_CLIENT_ID", message: "is missing" }] },
    });
    const code = await command.run(line.split(" ").filter(Boolean), {
      print: (text) => printed.push(text),
      complain: (text) => complaints.push(text),
    });
    return { code, printed, complaints, opened, closes };
  }

  describe("connect", () => {
    it("prints a link of the account that is good for half an hour, and notes who asked", async () => {
      const { code, printed, complaints, opened, closes } = await run(
        `connect --portal ${PORTAL_ID} --by Ada --data ./somewhere`,
      );
      expect({ code, opened, closes }).toEqual({ code: 0, opened: ["./somewhere"], closes: 1 });
      expect(printed).toHaveLength(1);
      expect(complaints.join("\n")).toContain("until 2026-06-09T08:30:00.000Z");
      const link = new URL(printed[0] ?? "");
      expect(`${link.origin}${link.pathname}`).toBe("https://aftercare.example/slack/install");
      const secret = link.searchParams.get("link") ?? "";
      const visit = (now: number) => parts.links.begin(secret, { now, expiresAt: now + HOUR });
      expect(await visit(START + 30 * MINUTE)).toMatchObject({ ok: false, reason: "expired" });
      expect(await visit(START + 30 * MINUTE - 1)).toMatchObject({ ok: true, portalId: PORTAL_ID });
      expect(await app.store.audit.of(PORTAL_ID, "slack", 10)).toMatchObject([
        { actor: "Ada", action: "slack_link_made" },
      ]);
    });

    it.each<{ name: string; line: string; complaint: RegExp; opens: number }>([
      {
        name: "an account that is not there",
        line: "connect --portal 99 --by Ada",
        complaint: /^--portal is "99": expected a connected account, 4242001$/,
        opens: 1,
      },
      {
        name: "without an account and a name",
        line: "connect",
        complaint: /^--portal is missing: .*\n--by is missing: expected a name$/,
        opens: 0,
      },
      {
        name: "another action",
        line: "install --portal 99",
        complaint: /^slack install: expected connect or status$/,
        opens: 0,
      },
      {
        name: "without any action",
        line: "",
        complaint: /^slack: expected connect or status$/,
        opens: 0,
      },
    ])("refuses $name", async ({ line, complaint, opens }) => {
      const { code, printed, complaints, opened, closes } = await run(line);
      expect({ code, printed }).toEqual({ code: 2, printed: [] });
      expect(complaints.join("\n")).toMatch(complaint);
      expect([opened.length, closes]).toEqual([opens, opens]);
    });

    it("makes no link to which nothing would answer", async () => {
      const line = `connect --portal ${PORTAL_ID} --by Ada`;
      expect(await run(line, { isConfigured: false })).toMatchObject({
        code: 1,
        printed: [],
        complaints: ["SLACK_CLIENT_ID is missing"],
        opened: [],
      });
    });
  });

  describe("status", () => {
    it("tells each account's workspace and what it granted, but no token", async () => {
      await app.connect({ portalId: OTHER_PORTAL_ID, slack: false });
      await parts.installations.saveGrant(PORTAL_ID, granted);
      const { code, printed, closes } = await run("status");
      expect({ code, closes }).toEqual({ code: 0, closes: 1 });
      expect(printed).toEqual([
        `account ${PORTAL_ID}: Ac [31mme (T1), installed 2026-06-09T08:00:00.000Z by U9`,
        "  granted: chat:write, commands",
        `account ${OTHER_PORTAL_ID}: no workspace`,
      ]);
    });

    it("tells of one account what the settings name", async () => {
      await app.connect({ portalId: OTHER_PORTAL_ID, slack: false });
      await parts.installations.save(PORTAL_ID, granted);
      expect((await run(`status --portal ${PORTAL_ID}`)).printed).toEqual([
        `account ${PORTAL_ID}: T1, named by the settings`,
      ]);
    });

    it("tells that a workspace has removed the app", async () => {
      await app.store.portals.linkSlackTeam(PORTAL_ID, "T1");
      expect((await run("status")).printed).toEqual([
        `account ${PORTAL_ID}: T1, where the app is not installed any more; what has to be posted waits`,
      ]);
    });

    it("refuses an account that is not there", async () => {
      expect(await run("status --portal 99")).toMatchObject({ code: 2, printed: [], closes: 1 });
    });
  });
});

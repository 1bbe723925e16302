import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_SECRET, createWorld, TEAM_ID, type World } from "../sandbox/world.ts";
import { createDoctorCommand } from "../src/adapters/cli/doctor-command.ts";
import { openDatabase } from "../src/adapters/postgres/database.ts";
import { createSlackInstallations } from "../src/adapters/postgres/slack-installations.ts";
import { createStore } from "../src/adapters/postgres/store.ts";
import { createSeal } from "../src/adapters/system/seal.ts";
import { systemTimeSource } from "../src/adapters/system/time-source.ts";
import { prepareDoctor } from "../src/create-doctor.ts";
import { newDataDirectory } from "./support/kept-store.ts";
import { listen, type TestServer } from "./support/listen.ts";
import { createRecordingLogger } from "./support/recording-logger.ts";
import { addPortal } from "./support/service-desk.ts";

const PORTAL_ID = "4242001";
const KEY = Buffer.alloc(32, 5);
const logger = createRecordingLogger();

/** The adapters of production, against a store on the disk, a local CRM, a local Slack and a web server. */
describe("npm run aftercare -- doctor", () => {
  let dataDir: string;
  let world: World;
  let web: TestServer;
  beforeAll(async () => {
    dataDir = await newDataDirectory();
    web = await listen((_request, response) => response.end('{"status":"ok"}'));
    world = await createWorld({
      timeSource: systemTimeSource,
      logger,
      pluginUrl: () => web.url,
      isUnlimited: true,
      scopes: ["chat:write", "commands", "users:read"],
    });
    addPortal(world, PORTAL_ID);
    await connect();
  });
  afterAll(async () => {
    await web.close();
    await world.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function connect(): Promise<void> {
    const db = await openDatabase({
      dataDir,
      maxConnections: 2,
      logger,
      timeSource: systemTimeSource,
    });
    await createStore(db).portals.save({
      portalId: PORTAL_ID,
      state: "connected",
      mode: "observe",
      installedAt: Date.now(),
      timeZone: "UTC",
      language: "en",
      uiDomain: "crm.example",
    });
    const seal = createSeal([{ id: "k1", key: new Uint8Array(KEY) }]);
    await createSlackInstallations(db, seal).save(PORTAL_ID, {
      teamId: TEAM_ID,
      botToken: "xoxb-sandbox",
      botUserId: "",
      appId: "",
    });
    await db.close();
  }

  async function run(line: string, changes: Readonly<Record<string, string>> = {}) {
    const environment = {
      PUBLIC_BASE_URL: web.url,
      DATA_DIR: dataDir,
      TOKEN_KEYS: `k1:${KEY.toString("base64")}`,
      HUBSPOT_CLIENT_SECRET: CLIENT_SECRET,
      HUBSPOT_ACCESS_TOKEN: world.crm.tokens.issueAccessToken(PORTAL_ID),
      HUBSPOT_PORTAL_ID: PORTAL_ID,
      HUBSPOT_API_BASE_URL: world.crmUrl,
      SLACK_SIGNING_SECRET: "a-signing-secret",
      SLACK_BOT_TOKEN: "xoxb-sandbox",
      SLACK_TEAM_ID: TEAM_ID,
      SLACK_API_BASE_URL: world.slack.apiUrl.replace(/\/$/, ""),
      ...changes,
    };
    const said: string[] = [];
    const command = createDoctorCommand({
      prepare: (asked) => prepareDoctor(environment, asked),
    });
    const say = (text: string) => said.push(text);
    const code = await command.run(line.split(" ").filter(Boolean), { print: say, complain: say });
    return { code, said: said.join("\n") };
  }

  it("finds what Slack did not grant, and the rest well", async () => {
    const { code, said } = await run("");
    expect(said).toContain("ok    settings  all as they should be");
    expect(said).toMatch(/ok {4}database {2}PostgreSQL \d+\.\d+ \(embedded\), \d+ migrations/);
    expect(said).toContain("ok    keys      1 sealed tokens open");
    expect(said).toContain(`ok    HubSpot   account ${PORTAL_ID} answers`);
    expect(said).toContain("clock of HubSpot is ours");
    expect(said).toContain(`account ${PORTAL_ID}: Sandbox (${TEAM_ID}) takes our token`);
    expect(said).toContain(
      `mend  Slack     account ${PORTAL_ID}: ${TEAM_ID} did not grant users:read.email`,
    );
    expect(said).toContain("no delivery is known");
    expect(said.match(/^mend/gm)?.length).toBe(1);
    expect(code).toBe(1);
  });

  it("says with another key that tokens do not open, and goes on", async () => {
    const other = Buffer.alloc(32, 6).toString("base64");
    const { code, said } = await run("--offline", { TOKEN_KEYS: `k2:${other}` });
    expect(said).toContain("mend  keys      1 of 1 sealed tokens do not open");
    expect(said).toContain(`ok    queues    account ${PORTAL_ID}: nothing waits for long`);
    expect(code).toBe(1);
  });

  it("says what is wrong when nothing answers, in the language asked for", async () => {
    const dead = await listen(() => undefined);
    await dead.close();
    const { code, said } = await run("--language zh-TW", {
      PUBLIC_BASE_URL: dead.url,
      HUBSPOT_API_BASE_URL: dead.url,
    });
    expect(said).toContain(`處理  位址      ${dead.url}/healthz 沒有回應：ECONNREFUSED`);
    expect(said).toContain(`處理  HubSpot   ${dead.url} 沒有回應：ECONNREFUSED`);
    expect(said).toContain(`帳戶 ${PORTAL_ID} 沒有回應：crm_unavailable`);
    expect(code).toBe(1);
  });

  it("never says a secret", async () => {
    const { said } = await run("", { HUBSPOT_PORTAL_ID: "77" });
    expect(said).toContain(`HUBSPOT_ACCESS_TOKEN is of account ${PORTAL_ID}`);
    expect(said).not.toMatch(/xoxb|a-signing-secret|sandbox-client-secret/);
    expect(said).not.toContain(KEY.toString("base64"));
  });

  it("names every problem of the settings, and looks at the store all the same", async () => {
    const { code, said } = await run("", { TOKEN_KEYS: "", ROLE: "boss" });
    expect(said).toContain("mend  settings  TOKEN_KEYS is missing");
    expect(said).toMatch(/mend {2}settings {2}ROLE/);
    expect(said).toMatch(/ok {4}database {2}PostgreSQL/);
    expect(code).toBe(1);
  });

  it("makes no store where there is none", async () => {
    const { code, said } = await run("--offline --data no-such-folder");
    expect(said).toContain("mend  database  the folder no-such-folder holds no embedded store");
    expect(code).toBe(1);
  });

  it("refuses what it does not know", async () => {
    expect(await run("--language de")).toEqual({
      code: 2,
      said: '--language is "de": expected en, zh-TW or zh-CN',
    });
  });
});

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  CLIENT_SECRET,
  createWorld,
  PUBLIC_BASE_URL,
  TEAM_ID,
  type World,
} from "../sandbox/world.ts";
import { systemTimeSource } from "../src/adapters/system/time-source.ts";
import { newDataDirectory } from "./support/kept-store.ts";
import { listen } from "./support/listen.ts";
import { createRecordingLogger } from "./support/recording-logger.ts";
import { addPortal, urgentTicket } from "./support/service-desk.ts";
import { repositoryRoot } from "./support/source-files.ts";

const PORTAL_ID = "4242001";
const LOOK_FOR_MS = 40_000;
const KEY = Buffer.alloc(32, 7).toString("base64");

type Run = {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
};

/** Each test starts the whole program, some of them twice. */
const SLOWEST_TEST_MS = 90_000;

describe("the program", { timeout: SLOWEST_TEST_MS }, () => {
  const runs: Run[] = [];
  let directory: string;
  let dataDir: string;
  let world: World;
  let url = "";
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "aftercare-main-"));
    dataDir = await newDataDirectory();
    world = await createWorld({
      timeSource: systemTimeSource,
      logger: createRecordingLogger(),
      pluginUrl: () => url,
      isUnlimited: true,
    });
    addPortal(world, PORTAL_ID);
  });
  afterEach(async () => {
    world.crm.faults.clear();
    for (const { child, ended } of runs.splice(0)) {
      child.kill("SIGKILL");
      await ended;
    }
  });
  afterAll(async () => {
    await world.stop();
    await rm(directory, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  });

  function run(variables: Readonly<Record<string, string>>): Run {
    const child = spawn(process.execPath, ["src/main.ts"], {
      cwd: repositoryRoot,
      env: {
        PATH: process.env["PATH"],
        NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
        ...variables,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => (output.stdout += chunk));
    child.stderr.on("data", (chunk) => (output.stderr += chunk));
    const ended = once(child, "close").then(([code, signal]) => code ?? signal);
    const started = { child, output, ended };
    runs.push(started);
    return started;
  }
  const settings = (changes: Readonly<Record<string, string>> = {}) => ({
    PUBLIC_BASE_URL,
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: "debug",
    DATA_DIR: dataDir,
    TOKEN_KEYS: `k1:${KEY}`,
    HUBSPOT_CLIENT_SECRET: CLIENT_SECRET,
    HUBSPOT_ACCESS_TOKEN: world.crm.tokens.issueAccessToken(PORTAL_ID),
    HUBSPOT_PORTAL_ID: PORTAL_ID,
    HUBSPOT_API_BASE_URL: world.crmUrl,
    SLACK_SIGNING_SECRET: "sandbox-signing-secret",
    SLACK_BOT_TOKEN: "xoxb-sandbox",
    SLACK_TEAM_ID: TEAM_ID,
    SLACK_API_BASE_URL: world.slack.apiUrl.replace(/\/$/, ""),
    MODE: "live",
    ...changes,
  });
  /** Resolves when it says that it is ready; deliveries go to it from then on. */
  async function ready(started: Run): Promise<void> {
    await vi.waitFor(() => {
      if (started.child.exitCode !== null) throw new Error(started.output.stderr);
      expect(started.output.stdout).toContain("Aftercare is ready");
    }, LOOK_FOR_MS);
    const line = started.output.stdout.split("\n").find((one) => one.includes("is ready")) ?? "";
    url = `http://127.0.0.1:${JSON.parse(line).port}`;
  }
  const refusal = async (variables: Readonly<Record<string, string>>) => {
    const { ended, output } = run(variables);
    expect(await ended).toBe(1);
    expect(output.stderr).not.toContain("    at ");
    return output.stderr;
  };

  describe("refuses to start, and says why in a sentence,", () => {
    it("without its settings, naming all that are missing or wrong, but no value", async () => {
      const said = await refusal({ PORT: "99999-secret", TOKEN_KEYS: "k1:abc-secret" });
      expect(said).toContain("Aftercare cannot start, the settings have problems:");
      expect(said).toContain("  PUBLIC_BASE_URL is missing");
      expect(said).toContain("  HUBSPOT_CLIENT_SECRET is missing");
      expect(said).toContain("  PORT ");
      expect(said).toContain("  TOKEN_KEYS ");
      expect(said).toContain("See docs/configuration.md.");
      expect(said).not.toContain("-secret");
    });

    it("without the policy that it is told to use", async () => {
      const file = join(directory, "absent.yaml");
      expect(await refusal(settings({ POLICY_FILE: file }))).toMatch(
        /^Aftercare cannot start: ENOENT.*absent\.yaml/,
      );
    });

    it("with a policy that has problems, naming each", async () => {
      const file = join(directory, "policy.yaml");
      await writeFile(file, "tiers: []\n");
      const said = await refusal(settings({ POLICY_FILE: file }));
      expect(said).toContain(`the policy in ${file} has problems:`);
      expect(said).toContain("  calendars ");
    });

    it("when the account lacks a right", async () => {
      world.crm.faults.add({
        path: "/crm/v3/pipelines",
        kind: "status",
        status: 403,
        body: { status: "error", category: "MISSING_SCOPES" },
      });
      expect(await refusal(settings())).toMatch(
        /^Aftercare cannot start: .*pipelines.* answered 403 MISSING_SCOPES/,
      );
    });

    it("when its port is taken", async () => {
      const other = await listen((_request, response) => response.end());
      const port = new URL(other.url).port;
      expect(await refusal(settings({ PORT: port }))).toContain(`EADDRINUSE`);
      await other.close();
    });
  });

  it("serves, lets nobody else into its data directory, and on SIGTERM ends with 0 and loses nothing", async () => {
    const first = run(settings());
    await ready(first);
    expect(await refusal(settings())).toContain(`in use by process ${first.child.pid}`);
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: "ready" });
    const delivered = world.crm.webhooks.figures().delivered;
    const ids = Array.from({ length: 30 }, () => urgentTicket(world.crm.portal(PORTAL_ID)));
    await vi.waitFor(
      () => expect(world.crm.webhooks.figures().delivered).toBeGreaterThan(delivered),
      { interval: 1, timeout: LOOK_FOR_MS },
    );
    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    expect(first.output.stderr).toBe("");

    const second = run(settings());
    await ready(second);
    await world.crm.webhooks.flush();
    const clockOf = (id: string) =>
      world.crm.portal(PORTAL_ID).read({ type: "tickets", id })?.properties[
        "aftercare_first_response_state"
      ];
    await vi.waitFor(() => expect(ids.map(clockOf)).toEqual(ids.map(() => "running")), LOOK_FOR_MS);
    second.child.kill("SIGTERM");
    expect(await second.ended).toBe(0);
    for (const { output } of [first, second]) {
      const lines = output.stdout.trim().split("\n");
      expect(lines.map((line) => JSON.parse(line).msg)).toContain("stopped");
      for (const secret of [CLIENT_SECRET, "xoxb-sandbox", KEY, `local-${PORTAL_ID}`]) {
        expect(output.stdout).not.toContain(secret);
      }
    }
  });

  it("lets accounts install the app where it has a client id and no account of its own", async () => {
    const own = /^(HUBSPOT_(ACCESS_TOKEN|PORTAL_ID)|SLACK_.*)$/;
    const all = settings({ HUBSPOT_CLIENT_ID: "client-1" });
    await ready(run(Object.fromEntries(Object.entries(all).filter(([key]) => !own.test(key)))));
    const page = await fetch(`${url}/install`, { headers: { "accept-language": "zh-TW" } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("安裝 Aftercare");
    const start = await fetch(`${url}/install/start`, { redirect: "manual" });
    const consent = new URL(start.headers.get("location") ?? "");
    expect(`${consent.origin}${consent.pathname}`).toBe("https://app.hubspot.com/oauth/authorize");
    expect(consent.searchParams.get("redirect_uri")).toBe(`${PUBLIC_BASE_URL}/oauth/callback`);
  });

  it("promises by the preset that it is told to use for an account that is new", async () => {
    const portalId = "4242002";
    const portal = addPortal(world, portalId);
    const account = {
      HUBSPOT_PORTAL_ID: portalId,
      HUBSPOT_ACCESS_TOKEN: world.crm.tokens.issueAccessToken(portalId),
    };
    await ready(run(settings({ ...account, POLICY_PRESET: "telecom-operator" })));
    const record = { type: "tickets" as const, id: urgentTicket(portal) };
    await world.crm.webhooks.flush();
    const promisedMs = () => {
      const { properties = {}, createdAt = 0 } = portal.read(record) ?? {};
      return Date.parse(properties["aftercare_first_response_due_at"] ?? "") - createdAt;
    };
    await vi.waitFor(() => expect(promisedMs()).toBe(10 * 60_000), LOOK_FOR_MS);
  });

  it("ends on SIGTERM with 0 while it still waits for the CRM", async () => {
    world.crm.faults.add({ path: "/crm/v3/pipelines", kind: "delay", delayMs: 60_000, times: 1 });
    const started = run(settings());
    await vi.waitFor(() => expect(world.crm.faults.list()).toEqual([]), LOOK_FOR_MS);
    started.child.kill("SIGTERM");
    expect(await started.ended).toBe(0);
    expect(started.output.stderr).toBe("");
    expect(started.output.stdout).not.toContain("is ready");
  });

  it("starts although the CRM of an account that it knows is down", async () => {
    world.crm.faults.add({ path: "/", kind: "html_502" });
    const started = run(settings());
    await ready(started);
    expect(started.output.stdout).toContain("the portal is connected, but was not read");
    started.child.kill("SIGTERM");
    expect(await started.ended).toBe(0);
  });
});

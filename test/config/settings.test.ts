import { describe, expect, it } from "vitest";
import { readSettings, type Settings } from "../../src/config/settings.ts";

const key = Buffer.alloc(32, 7).toString("base64");
const least = {
  PUBLIC_BASE_URL: "https://aftercare.example.com",
  HUBSPOT_CLIENT_SECRET: "client-secret",
  HUBSPOT_CLIENT_ID: "client-id",
  TOKEN_KEYS: `2026:${key}`,
};
const slack = {
  SLACK_SIGNING_SECRET: "signing",
  SLACK_BOT_TOKEN: "xoxb-1",
  SLACK_TEAM_ID: "T0123456789",
};

type Variables = Record<string, string | undefined>;

function read(variables: Variables): Settings {
  const reading = readSettings({ ...least, ...variables });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.settings;
}

function problemsWith(variables: Variables): readonly { key: string; message: string }[] {
  const reading = readSettings({ ...least, ...variables });
  return reading.ok ? [] : reading.problems;
}

it("needs four variables; the rest has defaults", () => {
  const importRules = { history: "rebuild", closedDays: 30 };
  expect(read({})).toEqual({
    server: {
      publicBaseUrl: "https://aftercare.example.com",
      host: "127.0.0.1",
      port: 8080,
      role: "both",
      logLevel: "info",
      shutdownGraceMs: 20_000,
      portalRequestsAtOnce: 64,
      webhookBodyLimitBytes: 1_048_576,
    },
    store: {
      databaseUrl: undefined,
      maxConnections: 10,
      dataDir: "./.data",
      retentionDays: 90,
      portalStorageLimitBytes: 20_971_520_000,
      keepDisconnectedDays: 60,
      tokenKeys: [{ id: "2026", key: new Uint8Array(32).fill(7) }],
    },
    hubspot: {
      clientSecret: "client-secret",
      clientId: "client-id",
      appId: undefined,
      apiBaseUrl: "https://api.hubapi.com",
      authorizeUrl: "https://app.hubspot.com/oauth/authorize",
      requestsPerSecond: 9,
      timeoutMs: 15_000,
    },
    account: null,
    slack: null,
    policy: { mode: "observe", file: undefined, preset: "after-sales", sweepIntervalMs: 500 },
    intake: { importRules, gapRules: { everyMs: 300_000, lagMs: 300_000 }, journal: null },
  });
});

describe("reads", () => {
  it.each<{ name: string; variables: Variables; expected: object }>([
    {
      name: "a public address without its final slash",
      variables: { PUBLIC_BASE_URL: "https://a.example.com/base/" },
      expected: { server: { publicBaseUrl: "https://a.example.com/base" } },
    },
    {
      name: "plain http on this machine",
      variables: { PUBLIC_BASE_URL: "http://127.0.0.1:8080" },
      expected: { server: { publicBaseUrl: "http://127.0.0.1:8080" } },
    },
    {
      name: "a single account",
      variables: {
        HUBSPOT_CLIENT_ID: undefined,
        HUBSPOT_ACCESS_TOKEN: "pat-na1-x",
        HUBSPOT_PORTAL_ID: "62515",
        PORTAL_TIME_ZONE: "Asia/Taipei",
        PORTAL_LANGUAGE: "zh-TW",
      },
      expected: {
        account: {
          portalId: "62515",
          accessToken: "pat-na1-x",
          uiDomain: "app.hubspot.com",
          timeZone: "Asia/Taipei",
          language: "zh-TW",
        },
      },
    },
    {
      name: "a workspace",
      variables: { ...slack, SLACK_API_BASE_URL: "http://localhost:9000/api/" },
      expected: {
        slack: {
          signingSecret: "signing",
          workspace: { botToken: "xoxb-1", teamId: "T0123456789" },
          oauth: null,
          apiBaseUrl: "http://localhost:9000/api",
          messagesPerSecond: 1,
        },
      },
    },
    {
      name: "a worker with a server",
      variables: { ROLE: "worker", DATABASE_URL: "postgres://aftercare@db/aftercare" },
      expected: {
        server: { role: "worker" },
        store: { databaseUrl: "postgres://aftercare@db/aftercare" },
      },
    },
    {
      name: "several keys, in their order",
      variables: { TOKEN_KEYS: `b:${key}, a:${key}` },
      expected: { store: { tokenKeys: [{ id: "b" }, { id: "a" }] } },
    },
    {
      name: "an empty variable as one that is not set",
      variables: { PORT: "", ROLE: "  ", POLICY_FILE: "" },
      expected: { server: { port: 8080, role: "both" }, policy: { file: undefined } },
    },
    {
      name: "the preset of a trade",
      variables: { POLICY_PRESET: "telecom-operator" },
      expected: { policy: { file: undefined, preset: "telecom-operator" } },
    },
    { name: "the lowest port", variables: { PORT: "0" }, expected: { server: { port: 0 } } },
    {
      name: "the highest port",
      variables: { PORT: "65535" },
      expected: { server: { port: 65_535 } },
    },
    { name: "past what is not ours", variables: { PATH: "/bin", ROLL: "web" }, expected: {} },
  ])("$name", ({ variables, expected }) => {
    expect(read(variables)).toMatchObject(expected);
  });
});

describe("refuses", () => {
  it.each<{ name: string; variables: Variables; problem: { key: string; message: RegExp } }>([
    {
      name: "no public address",
      variables: { PUBLIC_BASE_URL: undefined },
      problem: { key: "PUBLIC_BASE_URL", message: /^is missing$/ },
    },
    {
      name: "an empty secret",
      variables: { HUBSPOT_CLIENT_SECRET: " " },
      problem: { key: "HUBSPOT_CLIENT_SECRET", message: /^is missing$/ },
    },
    {
      name: "plain http elsewhere",
      variables: { PUBLIC_BASE_URL: "http://a.example.com" },
      problem: { key: "PUBLIC_BASE_URL", message: /https/ },
    },
    {
      name: "an address with a query",
      variables: { PUBLIC_BASE_URL: "https://a.example.com?x" },
      problem: { key: "PUBLIC_BASE_URL", message: /without query/ },
    },
    {
      name: "no address",
      variables: { PUBLIC_BASE_URL: "aftercare" },
      problem: { key: "PUBLIC_BASE_URL", message: /https/ },
    },
    {
      name: "a port one too high",
      variables: { PORT: "65536" },
      problem: { key: "PORT", message: /^expected a whole number from 0 to 65535$/ },
    },
    {
      name: "a number with a unit",
      variables: { SWEEP_INTERVAL_MS: "500ms" },
      problem: { key: "SWEEP_INTERVAL_MS", message: /from 50 to 60000/ },
    },
    {
      name: "a negative number",
      variables: { RETENTION_DAYS: "-1" },
      problem: { key: "RETENTION_DAYS", message: /from 7/ },
    },
    {
      name: "an unknown role",
      variables: { ROLE: "boss" },
      problem: { key: "ROLE", message: /^expected one of "web"\|"worker"\|"both"$/ },
    },
    {
      name: "a worker on an embedded database",
      variables: { ROLE: "worker" },
      problem: { key: "ROLE", message: /^is worker without DATABASE_URL: .* expected both$/ },
    },
    {
      name: "a web process on an embedded database",
      variables: { ROLE: "web" },
      problem: { key: "ROLE", message: /^is web without DATABASE_URL/ },
    },
    {
      name: "a preset that there is none of",
      variables: { POLICY_PRESET: "telecom" },
      problem: { key: "POLICY_PRESET", message: /^expected one of .*"telecom-operator"/ },
    },
    {
      name: "a preset beside a file",
      variables: { POLICY_PRESET: "software", POLICY_FILE: "./policy.yaml" },
      problem: { key: "POLICY_PRESET", message: /^is given beside POLICY_FILE: expected one/ },
    },
    {
      name: "another database",
      variables: { DATABASE_URL: "mysql://db/a" },
      problem: { key: "DATABASE_URL", message: /postgres/ },
    },
    {
      name: "no way to an account",
      variables: { HUBSPOT_CLIENT_ID: undefined },
      problem: { key: "HUBSPOT_CLIENT_ID", message: /HUBSPOT_ACCESS_TOKEN with HUBSPOT_PORTAL_ID/ },
    },
    {
      name: "a token without its account",
      variables: { HUBSPOT_ACCESS_TOKEN: "pat" },
      problem: { key: "HUBSPOT_PORTAL_ID", message: /beside HUBSPOT_ACCESS_TOKEN$/ },
    },
    {
      name: "an account without its token",
      variables: { HUBSPOT_PORTAL_ID: "1" },
      problem: { key: "HUBSPOT_ACCESS_TOKEN", message: /beside HUBSPOT_PORTAL_ID$/ },
    },
    {
      name: "a workspace in part",
      variables: { ...slack, SLACK_BOT_TOKEN: "" },
      problem: {
        key: "SLACK_BOT_TOKEN",
        message: /beside SLACK_SIGNING_SECRET and SLACK_TEAM_ID$/,
      },
    },
    {
      name: "a zone that is none",
      variables: { PORTAL_TIME_ZONE: "Taipei" },
      problem: { key: "PORTAL_TIME_ZONE", message: /IANA/ },
    },
    {
      name: "a short key",
      variables: { TOKEN_KEYS: "1:c2hvcnQ=" },
      problem: { key: "TOKEN_KEYS", message: /32 bytes/ },
    },
    {
      name: "a key without id",
      variables: { TOKEN_KEYS: key },
      problem: { key: "TOKEN_KEYS", message: /ID:KEY/ },
    },
    {
      name: "two keys of one id",
      variables: { TOKEN_KEYS: `1:${key},1:${key}` },
      problem: { key: "TOKEN_KEYS", message: /two keys of one id/ },
    },
  ])("$name", ({ variables, problem }) => {
    expect(problemsWith(variables)).toEqual([
      { key: problem.key, message: expect.stringMatching(problem.message) },
    ]);
  });

  it("everything that is wrong at once", () => {
    const problems = problemsWith({
      PUBLIC_BASE_URL: "",
      PORT: "x",
      ROLE: "web",
      SLACK_TEAM_ID: "T01",
    });
    expect(problems.map(({ key: name }) => name)).toEqual([
      "PUBLIC_BASE_URL",
      "PORT",
      "SLACK_SIGNING_SECRET",
      "SLACK_BOT_TOKEN",
      "ROLE",
    ]);
  });

  it("without repeating what was given", () => {
    const given = "s3cr3t-value";
    const keys = ["PUBLIC_BASE_URL", "PORT", "TOKEN_KEYS", "DATABASE_URL", "HUBSPOT_PORTAL_ID"];
    const problems = problemsWith(Object.fromEntries(keys.map((name) => [name, given])));
    expect(problems.length).toBeGreaterThan(4);
    expect(JSON.stringify(problems)).not.toContain(given);
  });
});

it("cannot be changed after", () => {
  const settings = read(slack);
  expect([settings.slack, settings.store.tokenKeys].every(Object.isFrozen)).toBe(true);
});

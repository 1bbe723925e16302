import { describe, expect, it } from "vitest";
import { readLinkSettings } from "../../src/config/command-settings.ts";
import { readSettings } from "../../src/config/settings.ts";

const key = Buffer.alloc(32, 7).toString("base64");
const least = {
  PUBLIC_BASE_URL: "https://aftercare.example.com",
  HUBSPOT_CLIENT_SECRET: "client-secret",
  HUBSPOT_CLIENT_ID: "client-id",
  TOKEN_KEYS: `2026:${key}`,
};
const workspace = {
  SLACK_SIGNING_SECRET: "signing",
  SLACK_BOT_TOKEN: "xoxb-1",
  SLACK_TEAM_ID: "T0123456789",
};
const app = {
  SLACK_SIGNING_SECRET: "signing",
  SLACK_CLIENT_ID: "11.22",
  SLACK_CLIENT_SECRET: "s3cret",
};

type Variables = Readonly<Record<string, string>>;

function slackOf(variables: Variables) {
  const reading = readSettings({ ...least, ...variables });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.settings.slack;
}

function problemsWith(variables: Variables) {
  const reading = readSettings({ ...least, ...variables });
  return reading.ok ? [] : reading.problems;
}

const installable = {
  clientId: "11.22",
  clientSecret: "s3cret",
  authorizeUrl: "https://slack.com/oauth/v2/authorize",
};

describe("Slack in the settings", () => {
  it("is nothing by default", () => {
    expect(slackOf({})).toBeNull();
  });

  it.each<{ name: string; variables: Variables; expected: object }>([
    {
      name: "is an app that workspaces install",
      variables: app,
      expected: { signingSecret: "signing", workspace: null, oauth: installable },
    },
    {
      name: "is one workspace",
      variables: workspace,
      expected: {
        workspace: { botToken: "xoxb-1", teamId: "T0123456789" },
        oauth: null,
      },
    },
    {
      name: "is one workspace, and an app that others install",
      variables: { ...workspace, ...app },
      expected: { workspace: { teamId: "T0123456789" }, oauth: installable },
    },
    {
      name: "may lie elsewhere",
      variables: { ...app, SLACK_AUTHORIZE_URL: "http://127.0.0.1:9000/oauth/v2/authorize" },
      expected: { oauth: { authorizeUrl: "http://127.0.0.1:9000/oauth/v2/authorize" } },
    },
  ])("$name", ({ variables, expected }) => {
    expect(slackOf(variables)).toMatchObject(expected);
  });

  it.each<{ name: string; variables: Variables; problem: readonly [string, string] }>([
    {
      name: "an app without its id",
      variables: { ...app, SLACK_CLIENT_ID: "" },
      problem: ["SLACK_CLIENT_ID", "SLACK_SIGNING_SECRET and SLACK_CLIENT_SECRET"],
    },
    {
      name: "an app without the signing secret",
      variables: { ...app, SLACK_SIGNING_SECRET: "" },
      problem: ["SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET"],
    },
    {
      name: "a workspace in part beside an app",
      variables: { ...app, SLACK_TEAM_ID: "T0123456789" },
      problem: ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET and SLACK_TEAM_ID"],
    },
    {
      name: "the secret that both need, once",
      variables: { ...workspace, ...app, SLACK_SIGNING_SECRET: "" },
      problem: ["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN and SLACK_TEAM_ID"],
    },
  ])("wants $name", ({ variables, problem: [name, beside] }) => {
    expect(problemsWith(variables)).toEqual([
      { key: name, message: `is missing: expected it beside ${beside}` },
    ]);
  });

  it("does not take a signing secret alone, which would do nothing", () => {
    const problems = problemsWith({ SLACK_SIGNING_SECRET: "signing" });
    expect(problems.map((problem) => problem.key)).toEqual(["SLACK_BOT_TOKEN", "SLACK_TEAM_ID"]);
  });
});

describe("the settings of a link", () => {
  it("need no more than its address and an app", () => {
    const { SLACK_SIGNING_SECRET: _secret, ...asked } = app;
    const variables = { PUBLIC_BASE_URL: "https://a.example/", ...asked };
    expect(readLinkSettings(variables)).toEqual({ ok: true, publicBaseUrl: "https://a.example" });
  });

  it("are missed by name, without a value", () => {
    expect(readLinkSettings({ SLACK_CLIENT_SECRET: "s3cret" })).toEqual({
      ok: false,
      problems: [
        { key: "PUBLIC_BASE_URL", message: "is missing" },
        { key: "SLACK_CLIENT_ID", message: "is missing" },
      ],
    });
  });
});

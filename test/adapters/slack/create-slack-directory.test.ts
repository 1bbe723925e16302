import { afterEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import type { Fault } from "../../../sandbox/local-slack/faults.ts";
import { createSlackDirectory } from "../../../src/adapters/slack/create-slack-directory.ts";
import { listen, type TestServer } from "../../support/listen.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";
import { installations, otherTeam, startLocalSlack, team } from "./slack-under-test.ts";

let slack: LocalSlack | null = null;
let server: TestServer | null = null;
afterEach(async () => {
  await slack?.stop();
  await server?.close();
  slack = null;
  server = null;
});

function directoryFor(slackApiUrl: string) {
  return createSlackDirectory(
    { installations, logger: createRecordingLogger() },
    { slackApiUrl, timeoutMs: 2_000, methodSpacingMs: 0 },
  );
}

describe("the people of a workspace", () => {
  it("are found by their e-mail addresses, however these are written", async () => {
    slack = await startLocalSlack();
    const directory = directoryFor(slack.apiUrl);
    expect(await directory.findByEmail(team.teamId, "Ada@Example.com")).toEqual({
      outcome: "found",
      userId: "U0000000001",
    });
  });

  it("are asked for once by all who ask at the same time, for each workspace", async () => {
    slack = await startLocalSlack();
    const directory = directoryFor(slack.apiUrl);
    const asked = [team, team, otherTeam].map(({ teamId }) =>
      directory.findByEmail(teamId, "ada@example.com"),
    );
    const found = { outcome: "found", userId: "U0000000001" };
    expect(await Promise.all(asked)).toEqual([found, found, { outcome: "absent" }]);
    expect(slack.calls().map(({ teamId }) => teamId)).toEqual([team.teamId, otherTeam.teamId]);
    expect(await directory.findByEmail(team.teamId, "ada@example.com")).toEqual(found);
    expect(slack.calls()).toHaveLength(3);
  });

  it("are asked for again after a failure", async () => {
    slack = await startLocalSlack();
    const directory = directoryFor(slack.apiUrl);
    slack.faults.next("users.lookupByEmail", { kind: "error", error: "missing_scope" });
    expect(await directory.findByEmail(team.teamId, "ada@example.com")).toMatchObject({
      outcome: "cannot_tell",
    });
    expect(await directory.findByEmail(team.teamId, "ada@example.com")).toMatchObject({
      outcome: "found",
    });
  });

  it("are not there for others", async () => {
    slack = await startLocalSlack();
    const directory = directoryFor(slack.apiUrl);
    expect(await directory.findByEmail(team.teamId, "no@example.com")).toEqual({
      outcome: "absent",
    });
    expect(await directory.findByEmail(otherTeam.teamId, "ada@example.com")).toEqual({
      outcome: "absent",
    });
  });

  it.each([
    { name: "who left", user: { id: "U1", deleted: true }, expected: { outcome: "absent" } },
    { name: "that are robots", user: { id: "U1", is_bot: true }, expected: { outcome: "absent" } },
    { name: "who are there", user: { id: "U1" }, expected: { outcome: "found", userId: "U1" } },
  ])("of those $name", async ({ user, expected }) => {
    server = await listen((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ ok: true, user }));
    });
    const directory = directoryFor(`${server.url}/api/`);
    expect(await directory.findByEmail(team.teamId, "one@example.com")).toEqual(expected);
  });

  it.each<{ name: string; fault: Fault; expected: object }>([
    {
      name: "without the scope",
      fault: { kind: "error", error: "missing_scope" },
      expected: { outcome: "cannot_tell", reason: "missing_scope" },
    },
    {
      name: "after a lost answer, for a moment",
      fault: { kind: "connection_closed", when: "before" },
      expected: { outcome: "cannot_tell", reason: "connection_lost", retryAfterMs: 5_000 },
    },
  ])("cannot be told $name", async ({ fault, expected }) => {
    slack = await startLocalSlack();
    slack.faults.next("users.lookupByEmail", fault);
    const directory = directoryFor(slack.apiUrl);
    expect(await directory.findByEmail(team.teamId, "ada@example.com")).toEqual(expected);
  });

  it("cannot be told where Aftercare is not installed", async () => {
    slack = await startLocalSlack();
    const directory = directoryFor(slack.apiUrl);
    expect(await directory.findByEmail("T9", "ada@example.com")).toEqual({
      outcome: "cannot_tell",
      reason: "slack_not_installed",
    });
  });
});

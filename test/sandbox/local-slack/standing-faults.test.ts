import { webApi } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import { CHANNEL_ID, startLocalSlack, team } from "../../adapters/slack/slack-under-test.ts";
import { clientOf, errorOf } from "./client-under-test.ts";

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startLocalSlack();
});
afterEach(() => slack.stop());

const post = (client = clientOf(slack)) =>
  client.chat.postMessage({ channel: CHANNEL_ID, text: "hello" });
const posted = () => slack.messages(CHANNEL_ID).length;

describe("a standing fault", () => {
  it("cuts connections before anything happens, until it is switched off", async () => {
    slack.faults.stand("chat.postMessage", { kind: "down" });
    await expect(post()).rejects.toBeInstanceOf(webApi.WebAPIRequestError);
    await expect(post()).rejects.toBeInstanceOf(webApi.WebAPIRequestError);
    expect(posted()).toBe(0);
    slack.faults.stand("chat.postMessage", null);
    expect(await errorOf(post())).toBeNull();
    expect(posted()).toBe(1);
  });

  it("can lose the answer to what has happened", async () => {
    slack.faults.stand("chat.postMessage", { kind: "answer_lost" });
    await expect(post()).rejects.toBeInstanceOf(webApi.WebAPIRequestError);
    expect(posted()).toBe(1);
  });

  it("can be slow", async () => {
    slack.faults.stand("chat.postMessage", { kind: "slow", delayMs: 60_000 });
    const impatient = new webApi.WebClient(team.botToken, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      timeout: 50,
      logLevel: webApi.LogLevel.ERROR,
    });
    await expect(post(impatient)).rejects.toBeInstanceOf(webApi.WebAPIRequestError);
    slack.faults.stand("chat.postMessage", null);
    expect(await errorOf(post(impatient))).toBeNull();
  });

  it("is of one method, or of all of them", async () => {
    slack.faults.stand("chat.postMessage", { kind: "rate_limited", retryAfterSeconds: 7 });
    expect(await errorOf(post())).toBe("429 7");
    expect(await errorOf(clientOf(slack).auth.test())).toBeNull();
    slack.faults.stand("*", { kind: "rate_limited", retryAfterSeconds: 9 });
    expect(await errorOf(post())).toBe("429 7");
    expect(await errorOf(clientOf(slack).auth.test())).toBe("429 9");
    slack.faults.stand("chat.postMessage", null);
    expect(await errorOf(post())).toBe("429 9");
  });

  it("lets one that was asked for once come first", async () => {
    slack.faults.stand("*", { kind: "rate_limited", retryAfterSeconds: 9 });
    slack.faults.next("chat.postMessage", { kind: "error", error: "fatal_error" });
    expect([await errorOf(post()), await errorOf(post())]).toEqual(["fatal_error", "429 9"]);
  });

  it("is listed while it stands, and told as a change", () => {
    const heard: (string | null)[] = [];
    slack.on("change", ({ channelId }) => heard.push(channelId));
    slack.faults.stand("*", { kind: "down" });
    expect(slack.faults.standing()).toEqual([{ method: "*", fault: { kind: "down" } }]);
    slack.faults.clear();
    expect(slack.faults.standing()).toEqual([]);
    expect(heard).toEqual([null, null]);
  });
});

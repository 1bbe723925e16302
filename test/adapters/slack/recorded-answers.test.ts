import { readFileSync } from "node:fs";
import { afterEach, describe, expect } from "vitest";
import { listen, type TestServer } from "../../support/listen.ts";
import { itWithFixtures, readSharedFixtures } from "../../support/shared-fixtures.ts";
import { CHANNEL_ID, NOW, noticeOf, notifierFor } from "./slack-under-test.ts";

/** Answers that a real Slack once gave, or that its documentation shows. */

let server: TestServer;
afterEach(() => server.close());

type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
};

async function notifierAnsweredBy({ status, headers, body }: Answer) {
  server = await listen((_request, response) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  });
  return notifierFor({ apiUrl: `${server.url}/api/` });
}

type Recorded = { readonly response: Answer };

function recorded(name: string): Answer {
  const [fixture] = readSharedFixtures("slack", name);
  if (!isRecorded(fixture?.content)) throw new Error(`no recorded answer ${name}`);
  return fixture.content.response;
}

function isRecorded(content: unknown): content is Recorded {
  return typeof content === "object" && content !== null && "response" in content;
}

function documented(name: string): Answer {
  const url = new URL("../../../../shared/openapi/slack/sample-payloads.json", import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")).web_api_failures[name];
}

const ref = { channelId: CHANNEL_ID, messageTs: "1700000000.000100" };

describe("recorded answers", () => {
  itWithFixtures("a history of other messages is read, and ours is not in it", async () => {
    const answer = recorded("api--nango-get-conversation-history");
    const notifier = await notifierAnsweredBy({ ...answer, body: withoutNextPage(answer.body) });
    expect(await notifier.find(noticeOf(), NOW)).toEqual({ outcome: "absent" });
  });

  itWithFixtures("an update is understood as done", async () => {
    const notifier = await notifierAnsweredBy(recorded("api--nango-update-message"));
    expect(await notifier.edit(noticeOf(), ref)).toEqual({ outcome: "sent", ref });
  });

  itWithFixtures("a refused token is final", async () => {
    const notifier = await notifierAnsweredBy(recorded("api--vcr-auth-test-error-not_authed"));
    expect(await notifier.post(noticeOf())).toEqual({
      outcome: "not_sent",
      reason: "not_authed",
      retryAfterMs: null,
    });
  });

  itWithFixtures.each([
    { name: "platform", expected: { outcome: "not_sent", reason: "is_archived" } },
    { name: "missing_scope", expected: { outcome: "not_sent", reason: "missing_scope" } },
    { name: "invalid_blocks", expected: { outcome: "not_sent", reason: "invalid_blocks" } },
    {
      name: "rate_limited_http",
      expected: { outcome: "not_sent", reason: "rate_limited", retryAfterMs: 30_000 },
    },
    { name: "server", expected: { outcome: "unknown", reason: "http_503" } },
  ])("the documented failure $name has its class", async ({ name, expected }) => {
    const notifier = await notifierAnsweredBy(documented(name));
    expect(await notifier.post(noticeOf())).toMatchObject(expected);
  });

  itWithFixtures("an answer without a time of the message leaves the outcome open", async () => {
    const notifier = await notifierAnsweredBy({ status: 200, body: { ok: true } });
    expect(await notifier.post(noticeOf())).toEqual({
      outcome: "unknown",
      reason: "unreadable_answer",
    });
  });
});

/** The recording is one page of many. */
function withoutNextPage(body: unknown): unknown {
  return { ...Object(body), has_more: false };
}

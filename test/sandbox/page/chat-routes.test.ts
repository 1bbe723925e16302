import { rm } from "node:fs/promises";
import express from "express";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPageServer } from "../../../sandbox/page-server.ts";
import { listen, type TestServer } from "../../support/listen.ts";
import { makeBundleFolder } from "./bundle-folder.ts";
import { createFakeSandbox } from "./fake-sandbox.ts";

let server: TestServer;
let bundleDirectory: string;
let sandbox: ReturnType<typeof createFakeSandbox>;
beforeAll(async () => {
  bundleDirectory = await makeBundleFolder();
});
afterAll(() => rm(bundleDirectory, { recursive: true, force: true }));
beforeEach(async () => {
  sandbox = createFakeSandbox(bundleDirectory);
  server = await listen(express().use(createPageServer(sandbox.deps)));
});
afterEach(() => server.close());

const post = (path: string, body: unknown) =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

describe("what somebody does in the chat", () => {
  it.each([
    {
      name: "a press",
      path: "/sandbox/press",
      body: { channelId: "C1", ts: "1.0", actionId: "case_take", userId: "U1" },
      call: ["press", { channelId: "C1", ts: "1.0", actionId: "case_take", userId: "U1" }],
    },
    {
      name: "a press in a modal",
      path: "/sandbox/press",
      body: { viewId: "V1", actionId: "who", userId: "U1", chosen: "U2" },
      call: ["press", { viewId: "V1", actionId: "who", userId: "U1", chosen: "U2" }],
    },
    {
      name: "a closed modal",
      path: "/sandbox/view-close",
      body: { viewId: "V1", userId: "U1", isCleared: true },
      call: ["closeView", { viewId: "V1", userId: "U1", isCleared: true }],
    },
    {
      name: "a slash command",
      path: "/sandbox/command",
      body: { userId: "U1", channelId: "C1", command: "/aftercare", text: "" },
      call: ["runCommand", { userId: "U1", channelId: "C1", command: "/aftercare", text: "" }],
    },
    {
      name: "a shortcut",
      path: "/sandbox/shortcut",
      body: { userId: "U1", channelId: "C1", ts: "1.0", callbackId: "open_case" },
      call: ["runShortcut", { userId: "U1", channelId: "C1", ts: "1.0", callbackId: "open_case" }],
    },
    {
      name: "what a person says",
      path: "/sandbox/say",
      body: { userId: "U1", channelId: "C1", text: "hi", threadTs: null },
      call: ["say", { userId: "U1", channelId: "C1", text: "hi", threadTs: null }],
    },
    {
      name: "an opened Home tab",
      path: "/sandbox/home",
      body: { userId: "U1" },
      call: ["openHome", { userId: "U1" }],
    },
    {
      name: "a fault of the chat",
      path: "/sandbox/slack-fault",
      body: { method: "chat.postMessage", fault: { kind: "slow", delayMs: 500 } },
      call: [
        "switchChatFault",
        { method: "chat.postMessage", fault: { kind: "slow", delayMs: 500 } },
      ],
    },
    {
      name: "the end of a fault",
      path: "/sandbox/slack-fault",
      body: { method: "*", fault: null },
      call: ["switchChatFault", { method: "*", fault: null }],
    },
    {
      name: "an archived channel",
      path: "/sandbox/channel",
      body: { channelId: "C1", isArchived: true },
      call: ["changeChannel", { channelId: "C1", isArchived: true }],
    },
    {
      name: "the removal of the app",
      path: "/sandbox/slack-app",
      body: { state: "uninstalled" },
      call: ["changeApp", { state: "uninstalled" }],
    },
  ])("reaches the sandbox: $name", async ({ path, body, call }) => {
    expect((await post(path, body)).status).toBe(204);
    expect(sandbox.calls).toEqual([call]);
  });

  it("tells what became of a form, or why it was refused", async () => {
    const submit = { viewId: "V1", userId: "U1", values: { why: { text: "x", whom: ["owner"] } } };
    const response = await post("/sandbox/view-submit", submit);
    expect(await response.json()).toEqual({ result: "errors", errors: { why: "too short" } });
    expect(sandbox.calls).toEqual([["submitView", submit]]);
    sandbox.refuse({ ok: false, reason: "refused", message: "The form failed." });
    const refused = await post("/sandbox/view-submit", submit);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toEqual({ error: "The form failed." });
  });

  it.each([
    { name: "a press without a person", path: "/sandbox/press", body: { channelId: "C1" } },
    {
      name: "a press in two places",
      path: "/sandbox/press",
      body: { channelId: "C1", ts: "1.0", viewId: "V1", actionId: "a", userId: "U1" },
    },
    { name: "an unknown fault", path: "/sandbox/slack-fault", body: { method: "*", fault: {} } },
    {
      name: "a command without its slash",
      path: "/sandbox/command",
      body: { userId: "U1", channelId: "C1", command: "aftercare", text: "" },
    },
    { name: "silence", path: "/sandbox/say", body: { userId: "U1", channelId: "C1", text: "" } },
  ])("is refused with 400: $name", async ({ path, body }) => {
    expect((await post(path, body)).status).toBe(400);
    expect(sandbox.calls).toEqual([]);
  });

  it("says that something is not there, and what went wrong", async () => {
    sandbox.refuse({ ok: false, reason: "unknown", message: "There is no such person." });
    const response = await post("/sandbox/home", { userId: "U9" });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: "There is no such person." });
  });
});

import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import { CHANNEL_ID, team } from "../../adapters/slack/slack-under-test.ts";
import { itWithFixtures } from "../../support/shared-fixtures.ts";
import { ADA, type AppWorld, startAppWorld } from "./app-under-test.ts";
import { clientOf } from "./client-under-test.ts";
import { form, option } from "./views-under-test.ts";

/** What the local Slack sends and answers has at least the fields of the samples, of the same kinds. */

const SAMPLES_URL = new URL(
  "../../../../shared/openapi/slack/sample-payloads.json",
  import.meta.url,
);
const Payloads = z.record(z.string(), z.unknown());
const Samples = z.looseObject({
  inbound: z.looseObject({
    interactivity_form_field_payload: Payloads,
    slash_command_form_fields: z.unknown(),
    events_json_body: Payloads,
  }),
  oauth_v2_access: Payloads,
  web_api_success: Payloads,
});
const readSamples = () => Samples.parse(JSON.parse(readFileSync(SAMPLES_URL, "utf8")));

let world: AppWorld;
let slack: LocalSlack;
const CLIENT = { clientId: "9001.1", clientSecret: "a-client-secret" };
beforeEach(async () => {
  world = await startAppWorld(CLIENT);
  ({ slack } = world);
});
afterEach(() => world.stop());

/** Where `ours` lacks a field of the sample or has another kind of value. */
function differences(sample: unknown, ours: unknown, path = ""): string[] {
  if (kindOf(sample) !== kindOf(ours)) {
    return [`${path}: ${kindOf(ours)} instead of ${kindOf(sample)}`];
  }
  if (Array.isArray(sample) && Array.isArray(ours)) {
    return sample.length === 0 ? [] : differences(sample[0], ours[0], `${path}/0`);
  }
  const wanted = Payloads.safeParse(sample);
  const found = Payloads.safeParse(ours);
  if (!wanted.success || !found.success) return [];
  return Object.entries(wanted.data).flatMap(([name, value]) =>
    differences(value, found.data[name], `${path}/${name}`),
  );
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

const plain = (text: string) => ({ type: "plain_text", text, emoji: true });
const blocks = [
  {
    type: "actions",
    block_id: "d1",
    elements: [
      { type: "button", action_id: "sla_ack", text: plain("Acknowledge"), value: "esc_1" },
      { type: "users_select", action_id: "sla_reassign" },
      {
        type: "overflow",
        action_id: "sla_more",
        options: [{ ...option("snooze_60"), text: plain("1 h") }],
      },
    ],
  },
];
const metadata = { event_type: "sla_escalation", event_payload: { delivery_id: "d1" } };

async function post(): Promise<string> {
  const args = { channel: CHANNEL_ID, text: "x", blocks, metadata };
  await clientOf(slack).apiCall("chat.postMessage", args);
  return slack.messages(CHANNEL_ID).at(-1)?.ts ?? "";
}

describe("what is sent", () => {
  it("is compared so that it tells of a missing field and another kind", () => {
    expect(differences({ a: [{ b: "" }], c: null }, { a: [{ b: 1 }] })).toEqual([
      "/a/0/b: number instead of string",
      "/c: undefined instead of null",
    ]);
  });

  itWithFixtures.each([
    { sample: "actionFromMessage", actionId: "sla_ack", chosen: undefined },
    { sample: "reassignFromMessage", actionId: "sla_reassign", chosen: ADA },
    { sample: "overflowFromMessage", actionId: "sla_more", chosen: "snooze_60" },
  ])("is a use of an element: $sample", async ({ sample, actionId, chosen }) => {
    await slack.use({ channelId: CHANNEL_ID, ts: await post(), userId: ADA, actionId, chosen });
    const expected = readSamples().inbound.interactivity_form_field_payload[sample];
    expect(differences(expected, world.last())).toEqual([]);
  });

  itWithFixtures("is a command, and the submission of a modal", async () => {
    const { inbound } = readSamples();
    await slack.runCommand({ userId: ADA, channelId: CHANNEL_ID, command: "/sla", text: "help" });
    expect(differences(inbound.slash_command_form_fields, world.last())).toEqual([]);
    const view = { ...form, title: plain("Reassign"), submit: plain("Send"), close: plain("Back") };
    const args = { trigger_id: world.last().trigger_id, view };
    await clientOf(slack).apiCall("views.open", args);
    const viewId = slack.modals(ADA)[0]?.viewId ?? "";
    const values = { who: { user: ADA }, why: { text: "on leave" } };
    await slack.submitView({ userId: ADA, viewId, values });
    const expected = inbound.interactivity_form_field_payload["viewSubmission"];
    expect(differences(expected, world.last())).toEqual([]);
  });

  itWithFixtures.each([
    { sample: "homeOpened", act: () => slack.openHome(ADA) },
    { sample: "uninstalled", act: () => slack.tellRemoval(team.teamId, "app_uninstalled") },
    { sample: "revoked", act: () => slack.tellRemoval(team.teamId, "tokens_revoked") },
  ])("is an event: $sample", async ({ sample, act }) => {
    await act();
    const expected = readSamples().inbound.events_json_body[sample];
    expect(differences(expected, world.last())).toEqual([]);
  });
});

describe("what is answered", () => {
  itWithFixtures.each([
    { method: "chat.postMessage", args: { text: "x", metadata, blocks } },
    { method: "conversations.history", args: { include_all_metadata: true } },
    { method: "conversations.info", args: {} },
    { method: "conversations.open", args: { users: ADA } },
    { method: "users.lookupByEmail", args: { email: "ada@example.com" } },
    { method: "auth.test", args: {} },
    { method: "auth.revoke", args: {} },
  ])("by $method", async ({ method, args }) => {
    await post();
    const answer = await clientOf(slack).apiCall(method, { channel: CHANNEL_ID, ...args });
    expect(differences(readSamples().web_api_success[method], answer)).toEqual([]);
  });

  itWithFixtures("by oauth.v2.access", async () => {
    const query = new URLSearchParams({
      client_id: CLIENT.clientId,
      scope: "chat:write",
      redirect_uri: "https://aftercare.example/",
    });
    const response = await fetch(`${slack.authorizeUrl}?${query}`, { redirect: "manual" });
    const sent = new URL(response.headers.get("location") ?? "about:blank").searchParams;
    const exchange = clientOf(slack, "").oauth.v2.access({
      client_id: CLIENT.clientId,
      client_secret: CLIENT.clientSecret,
      redirect_uri: "https://aftercare.example/",
      code: sent.get("code") ?? "",
    });
    const expected = readSamples().oauth_v2_access["oauthWorkspace"];
    expect(differences(expected, await exchange)).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { type AccountDeps, accountFindings } from "../../../src/app/doctor/examine-accounts.ts";
import type { SlackTokenTest } from "../../../src/ports/examination.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import type { Portal } from "../../../src/ports/store.ts";
import { createMemoryCrm } from "../../support/memory-crm.ts";
import { troubles } from "../../support/troubles-found.ts";

const NOW = Date.parse("2026-06-09T08:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const portal: Portal = {
  portalId: "4242001",
  state: "connected",
  mode: "observe",
  installedAt: NOW,
  timeZone: "UTC",
  language: "en",
  uiDomain: "crm.example",
};

const taken: SlackTokenTest = async () => ({ ok: true, team: "Acme", scopes: ["chat:write"] });

function accountDeps(changes: {
  readonly lastAt?: number | null;
  readonly eventAt?: number | null;
  readonly sendAt?: number | null;
  readonly stuck?: number;
  readonly refuse?: { readonly [method: string]: PluginError };
  readonly testSlack?: SlackTokenTest | null;
  readonly isSlackless?: boolean;
}): AccountDeps {
  const { lastAt = NOW - MINUTE, eventAt = null, sendAt = null, stuck = 0 } = changes;
  const memory = createMemoryCrm();
  const refused = Object.entries(changes.refuse ?? {}).map(([method, error]) => [
    method,
    async () => {
      throw error;
    },
  ]);
  return {
    now: NOW,
    looks: { lastDeliveryAt: async () => lastAt },
    health: { oldestEventAt: async () => eventAt, oldestSendAt: async () => sendAt },
    store: { outbox: { counts: async () => ({ waiting: 0, unknown: stuck, dead: 0 }) } },
    outside: {
      crm: { ...memory, ...Object.fromEntries(refused) },
      installations: {
        ofPortal: async () =>
          changes.isSlackless === true
            ? null
            : { teamId: "T1", botToken: "xoxb-1", botUserId: "U1", appId: "A1" },
      },
      testSlack: changes.testSlack === undefined ? taken : changes.testSlack,
      slackScopes: ["chat:write"],
    },
  };
}
const missingScope = new PluginError("crm_missing_scope", "no");

describe("an account", () => {
  it.each<{
    name: string;
    changes: Parameters<typeof accountDeps>[0];
    expected: readonly string[];
  }>([
    { name: "is well", changes: {}, expected: [] },
    {
      name: "is away",
      changes: { refuse: { readPipelines: new PluginError("portal_disconnected", "gone") } },
      expected: ["hubspot_away fail"],
    },
    {
      name: "did not grant a scope that is needed",
      changes: { refuse: { readOwners: missingScope } },
      expected: ["hubspot_scope fail"],
    },
    {
      name: "did not grant a scope that may be refused",
      changes: { refuse: { readDealStages: missingScope } },
      expected: ["hubspot_scope_optional warn"],
    },
    {
      name: "has no surveys",
      changes: { refuse: { readSubmissions: new PluginError("crm_not_found", "no") } },
      expected: ["hubspot_scope_optional warn"],
    },
    { name: "has no workspace", changes: { isSlackless: true }, expected: ["slack_none warn"] },
    {
      name: "has a workspace that removed the app",
      changes: { testSlack: async () => ({ ok: false, reason: "account_inactive" }) },
      expected: ["slack_refused fail"],
    },
    {
      name: "has a workspace that granted too little",
      changes: { testSlack: async () => ({ ok: true, team: "Acme", scopes: ["commands"] }) },
      expected: ["slack_scope fail"],
    },
    {
      name: "has a workspace that does not say what it granted",
      changes: { testSlack: async () => ({ ok: true, team: "Acme", scopes: null }) },
      expected: [],
    },
    {
      name: "was never told of anything",
      changes: { lastAt: null },
      expected: ["webhooks_never warn"],
    },
    {
      name: "was told of nothing for more than a day",
      changes: { lastAt: NOW - 24 * HOUR - 1 },
      expected: ["webhooks_old warn"],
    },
    { name: "was told of something a day ago", changes: { lastAt: NOW - 24 * HOUR }, expected: [] },
    {
      name: "has an event that waits for 5 minutes",
      changes: { eventAt: NOW - 5 * MINUTE },
      expected: ["queues_events_wait warn"],
    },
    {
      name: "has an event that waits a little less",
      changes: { eventAt: NOW - 5 * MINUTE + 1 },
      expected: [],
    },
    {
      name: "has an event that waits for half an hour",
      changes: { eventAt: NOW - 30 * MINUTE },
      expected: ["queues_events_wait fail"],
    },
    {
      name: "has a send that waits for two hours",
      changes: { sendAt: NOW - 2 * HOUR },
      expected: ["queues_sends_wait fail"],
    },
    {
      name: "has sends that are stuck",
      changes: { stuck: 1 },
      expected: ["queues_sends_stuck warn"],
    },
  ])("$name", async ({ changes, expected }) => {
    expect(troubles(await accountFindings(accountDeps(changes), portal))).toEqual(expected);
  });

  it("is asked for nothing outside when that is not wanted", async () => {
    const found = await accountFindings({ ...accountDeps({}), outside: null }, portal);
    expect(found.map(({ check }) => check)).toEqual(["webhooks", "queues"]);
  });
});

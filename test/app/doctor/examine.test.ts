import { describe, expect, it } from "vitest";
import { examine } from "../../../src/app/doctor/examine.ts";
import { addressFindings, hubspotFindings } from "../../../src/app/doctor/examine-outside.ts";
import { keyFinding, storeFindings } from "../../../src/app/doctor/examine-store.ts";
import type { Finding } from "../../../src/app/doctor/finding.ts";
import type { ProbeAnswer, StoreLook } from "../../../src/ports/examination.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import { troubles } from "../../support/troubles-found.ts";

const NOW = Date.parse("2026-06-09T08:00:00Z");
const MINUTE = 60_000;
const PORTAL_ID = "4242001";

const look: StoreLook = {
  engine: "server",
  version: "17.2",
  latencyMs: 2,
  storeNowAt: NOW,
  askedAt: NOW,
  migrations: 18,
  wall: "role",
  missing: [],
  unknown: [],
};

describe("the store", () => {
  it.each<{ name: string; changes: Partial<StoreLook>; expected: readonly string[] }>([
    { name: "is well", changes: {}, expected: [] },
    { name: "is slow from 51 ms on", changes: { latencyMs: 51 }, expected: ["store_slow warn"] },
    { name: "is not slow at 50 ms", changes: { latencyMs: 50 }, expected: [] },
    { name: "lacks migrations", changes: { missing: ["0019_x"] }, expected: ["store_behind warn"] },
    {
      name: "is of a newer program",
      changes: { unknown: ["0099_x"] },
      expected: ["store_ahead fail"],
    },
    {
      name: "is the embedded one",
      changes: { engine: "embedded" },
      expected: ["store_embedded warn"],
    },
    { name: "keeps accounts apart by force", changes: { wall: "forced" }, expected: [] },
    { name: "has no wall yet", changes: { wall: "later" }, expected: [] },
    { name: "has no wall", changes: { wall: "none" }, expected: ["wall_none warn"] },
    {
      name: "is an embedded one, which needs no wall",
      changes: { engine: "embedded", wall: "none" },
      expected: ["store_embedded warn"],
    },
    {
      name: "has a clock 2 s ahead",
      changes: { storeNowAt: NOW + 2_000 },
      expected: ["time_apart warn"],
    },
    { name: "has a clock 1.9 s behind", changes: { storeNowAt: NOW - 1_999 }, expected: [] },
    {
      name: "has a clock a minute behind",
      changes: { storeNowAt: NOW - MINUTE },
      expected: ["time_apart fail"],
    },
  ])("$name", ({ changes, expected }) => {
    expect(troubles(storeFindings({ ...look, ...changes }))).toEqual(expected);
  });

  it("tells how many sealed tokens no key opens", async () => {
    const sealed = (closed: number) => ({ sealed: async () => ({ count: 3, closed }) });
    expect(await keyFinding(sealed(0))).toMatchObject({ state: "ok", values: { count: 3 } });
    expect(await keyFinding(sealed(2))).toMatchObject({
      state: "fail",
      code: "keys_closed",
      values: { count: 3, closed: 2 },
    });
  });
});

const answered = (changes: Partial<Extract<ProbeAnswer, { ok: true }>> = {}): ProbeAnswer => ({
  ok: true,
  status: 200,
  body: '{"status":"ok"}',
  dateAt: NOW,
  askedAt: NOW,
  ...changes,
});

describe("the public address", () => {
  it.each<{ name: string; url?: string; answer: ProbeAnswer; expected: readonly string[] }>([
    { name: "is ours", answer: answered(), expected: [] },
    {
      name: "is somebody else's",
      answer: answered({ body: "<html>" }),
      expected: ["address_other fail"],
    },
    {
      name: "is a proxy without anybody behind it",
      answer: answered({ status: 502, body: "" }),
      expected: ["address_other fail"],
    },
    {
      name: "is not there",
      answer: { ok: false, reason: "ECONNREFUSED" },
      expected: ["address_unreachable fail"],
    },
    {
      name: "is plain http",
      url: "http://localhost:8080",
      answer: answered(),
      expected: ["address_plain warn"],
    },
  ])("$name", async ({ url = "https://aftercare.test", answer, expected }) => {
    const asked: string[] = [];
    const probe = async (address: string) => {
      asked.push(address);
      return answer;
    };
    expect(troubles(await addressFindings(probe, url))).toEqual(expected);
    expect(asked).toEqual([`${url}/healthz`]);
  });
});

describe("HubSpot", () => {
  const account = { portalId: PORTAL_ID, accessToken: "token-1" };
  it.each<{ name: string; answer: ProbeAnswer; expected: readonly string[] }>([
    { name: "answers", answer: answered({ body: '{"portalId": 4242001}' }), expected: [] },
    {
      name: "is not to be reached",
      answer: { ok: false, reason: "ENOTFOUND" },
      expected: ["hubspot_unreachable fail"],
    },
    {
      name: "has another clock",
      answer: answered({ status: 401, body: "", dateAt: NOW - 10_000 }),
      expected: ["time_apart warn"],
    },
    {
      name: "has a clock by which signatures are too old",
      answer: answered({ status: 401, body: "", dateAt: NOW + MINUTE }),
      expected: ["time_apart fail"],
    },
    {
      name: "says that the token is of another account",
      answer: answered({ body: '{"portalId":77}' }),
      expected: ["hubspot_other_account fail"],
    },
  ])("$name", async ({ answer, expected }) => {
    const tokens: (string | undefined)[] = [];
    const probe = async (_url: string, token?: string) => {
      tokens.push(token);
      return answer;
    };
    const apiBaseUrl = "https://api.crm.test";
    expect(troubles(await hubspotFindings(probe, { apiBaseUrl, account }))).toEqual(expected);
    expect(tokens).toEqual(["token-1"]);
  });

  it("is asked without a token where accounts install the app", async () => {
    const tokens: (string | undefined)[] = [];
    const probe = async (_url: string, token?: string) => {
      tokens.push(token);
      return answered({ status: 401, body: "", dateAt: null });
    };
    const found = await hubspotFindings(probe, { apiBaseUrl: "https://a.test", account: null });
    expect(found.map(({ code }) => code)).toEqual(["hubspot_reached"]);
    expect(tokens).toEqual([undefined]);
  });
});

describe("a look at everything", () => {
  it("goes on to the store when the settings are wrong, and says that it cannot be opened", async () => {
    const found: Finding[] = [];
    await examine(
      {
        problems: [{ key: "TOKEN_KEYS", message: "is missing" }],
        addresses: null,
        probe: null,
        openStore: async () => {
          throw new PluginError("store_unavailable", "no session could be had: ECONNREFUSED");
        },
        timeSource: { now: () => NOW },
      },
      (finding) => found.push(finding),
    );
    expect(found).toEqual([
      {
        check: "settings",
        state: "fail",
        code: "settings_problem",
        values: { key: "TOKEN_KEYS", problem: "is missing" },
      },
      {
        check: "store",
        state: "fail",
        code: "store_unreachable",
        values: { reason: "no session could be had: ECONNREFUSED" },
      },
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { createTokensCommand } from "../../../src/adapters/cli/tokens-command.ts";
import type { SealedCount, SealedValues } from "../../../src/ports/sealed-values.ts";

/** Two portals under an old key; what `lost` sealed nobody opens. */
function storeWith(keys: Record<string, string>) {
  let closes = 0;
  const sealedValues: SealedValues = {
    places: ["HubSpot tokens"],
    currentKeyId: "k2",
    counts: async () => {
      const ids = Object.values(keys);
      return [...new Set(ids)].map(
        (keyId): SealedCount => ({
          ...{ place: "HubSpot tokens", keyId },
          values: ids.filter((one) => one === keyId).length,
        }),
      );
    },
    sealAnew: async () => {
      const old = Object.entries(keys).filter(([, keyId]) => keyId === "k1");
      for (const [portalId] of old) keys[portalId] = "k2";
      const refused = Object.entries(keys).flatMap(([id, key]) => (key === "lost" ? [id] : []));
      const rows = old.length + refused.length;
      return { rows, sealed: old.length, refused, lastPortalId: "9" };
    },
  };
  const close = async () => {
    closes += 1;
  };
  return { store: { sealedValues, close }, closes: () => closes };
}

async function run(args: readonly string[], keys: Record<string, string> = {}) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const opened: (string | undefined)[] = [];
  const { store, closes } = storeWith(keys);
  const command = createTokensCommand({
    openTokens: async (dataDir) => {
      opened.push(dataDir);
      return store;
    },
  });
  const code = await command.run(args, {
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
  });
  expect(closes()).toBe(opened.length);
  return { code, printed, complaints, opened, keys };
}

describe("tokens", () => {
  it("rotate seals the rest anew and says that nothing is left", async () => {
    const { code, printed, complaints } = await run(["rotate"], { 1: "k1", 2: "k2", 3: "k1" });
    expect(code).toBe(0);
    expect(complaints).toEqual(["HubSpot tokens: 2 sealed anew"]);
    expect(printed).toEqual([
      "sealed anew with key k2: 2",
      "HubSpot tokens: 3 under k2",
      "left under old keys: 0",
    ]);
  });

  it("rotate --check changes nothing and exits with 1 while something is left", async () => {
    const { code, printed, keys } = await run(["rotate", "--check"], { 1: "k1", 2: "k2" });
    expect(code).toBe(1);
    expect(keys).toEqual({ 1: "k1", 2: "k2" });
    expect(printed).toEqual([
      "HubSpot tokens: 1 under k1, an old key",
      "HubSpot tokens: 1 under k2",
      "left under old keys: 1",
    ]);
  });

  it("rotate names the accounts whose tokens no key opens, and exits with 1", async () => {
    const { code, complaints } = await run(["rotate"], { 1: "k1", 7: "lost" });
    expect(code).toBe(1);
    expect(complaints.at(-1)).toBe("HubSpot tokens of account 7: no key of TOKEN_KEYS opens them");
  });

  it("rotate opens the folder that it is told", async () => {
    expect((await run(["rotate", "--data", "x"])).opened).toEqual(["x"]);
  });

  it.each([
    { args: [], says: "tokens: expected rotate" },
    { args: ["turn"], says: "tokens turn: expected rotate" },
    { args: ["rotate", "--chek"], says: "Unknown option '--chek': expected --data, --check" },
  ])("refuses $args", async ({ args, says }) => {
    const { code, complaints, opened } = await run(args);
    expect({ code, complaints, opened }).toEqual({ code: 2, complaints: [says], opened: [] });
  });
});

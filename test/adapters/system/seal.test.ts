import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSeal } from "../../../src/adapters/system/seal.ts";

const old = { id: "2025", key: randomBytes(32) };
const fresh = { id: "2026", key: randomBytes(32) };

it("opens whatever it sealed, and never seals the same twice", () => {
  const seal = createSeal([fresh]);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const sealed = seal.seal(text);
      expect(seal.open(sealed)).toBe(text);
      expect(seal.seal(text)).not.toBe(sealed);
    }),
  );
});

it("hides the text", () => {
  expect(createSeal([fresh]).seal("refresh-token")).not.toContain("refresh");
});

describe("a ring of keys", () => {
  const sealedBefore = createSeal([old]).seal("kept");

  it("seals with the first and opens with all", () => {
    const ring = createSeal([fresh, old]);
    expect(ring.open(sealedBefore)).toBe("kept");
    expect(ring.seal("new")).toMatch(/^v1:2026:/);
  });

  it("names the key that is missing", () => {
    expect(() => createSeal([fresh]).open(sealedBefore)).toThrow('key "2025", which is not given');
  });

  it.each([
    { name: "no key", keys: [] },
    { name: "a short key", keys: [{ id: "a", key: randomBytes(16) }] },
    { name: "an id with a colon", keys: [{ id: "a:b", key: randomBytes(32) }] },
    { name: "two keys of one id", keys: [old, { ...fresh, id: old.id }] },
  ])("is a bug with $name", ({ keys }) => {
    expect(() => createSeal(keys)).toThrow("Invariant broken");
  });
});

describe("a sealed text that was tampered with", () => {
  const seal = createSeal([fresh, old]);

  it("does not open with any part changed", () => {
    const sealed = seal.seal("refresh-token").split(":");
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.nat(), (part, at) => {
        const text = sealed[part] ?? "";
        // The last character of base64 may hold bits that count for nothing.
        const index = at % Math.max(1, text.length - 1);
        const changed = text[index] === "A" ? "B" : "A";
        const parts = sealed.with(part, text.slice(0, index) + changed + text.slice(index + 1));
        expect(() => seal.open(parts.join(":"))).toThrow();
      }),
    );
  });

  it("does not open under the name of another key", () => {
    expect(() => seal.open(seal.seal("x").replace("v1:2026", "v1:2025"))).toThrow();
  });

  it.each(["", "v1", "v1:2026", "v1:2026::", "v1:2026:::", "plain text", "v2:2026:a:b:c"])(
    "does not open as %j",
    (sealed) => {
      expect(() => seal.open(sealed)).toThrow();
    },
  );

  it("does not open with a shortened tag", () => {
    const [version, id, nonce, tag = "", text] = seal.seal("x").split(":");
    expect(() => seal.open([version, id, nonce, tag.slice(0, 6), text].join(":"))).toThrow();
  });
});

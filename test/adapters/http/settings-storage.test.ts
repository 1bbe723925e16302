import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { presentStorage } from "../../../src/adapters/http/settings-storage.ts";
import { settingsTextsOf } from "../../../src/adapters/http/settings-texts.ts";
import type { StoredAmount } from "../../../src/ports/portal-storage.ts";
import { TEST_NOW } from "../../support/databases.ts";

const MEGABYTE = 1024 * 1024;
const amounts: StoredAmount[] = [
  { kind: "facts", rows: 12_345, bytes: 7 * MEGABYTE },
  { kind: "tokens", rows: 1, bytes: 16_384 },
];

function shown(storageLimitBytes: number, language: "en" | "zh-TW" | "zh-CN" = "en") {
  const portal = { portalId: "1", timeZone: "Asia/Taipei", uiDomain: "app.hubspot.com" };
  const texts = settingsTextsOf(portal, { language, now: TEST_NOW, formats: createCardFormats() });
  const storage = { measuredAt: TEST_NOW, amounts };
  return { texts, view: presentStorage({ storage, storageLimitBytes }, texts) };
}

describe("the storage of an account", () => {
  it("is told by kind, in sizes and rows", () => {
    const { view } = shown(20_000 * MEGABYTE);
    expect(view?.status).toEqual({ label: "7 MB of 20,000 MB", variant: "default" });
    expect(view?.counts.map(({ label, count, text }) => [label, count, text])).toEqual([
      ["Facts about tickets", "7 MB", "12,345 rows"],
      ["Access tokens", "under 1 MB", "1 row"],
    ]);
    expect(view?.measured).toContain("16:00");
  });

  it.each([
    { name: "not at the limit", limit: 7 * MEGABYTE + 16_384, variant: "default" },
    { name: "a byte beyond it", limit: 7 * MEGABYTE + 16_383, variant: "warning" },
  ])("warns $name", ({ limit, variant }) => {
    expect(shown(limit).view?.status.variant).toBe(variant);
  });

  it.each(["zh-TW", "zh-CN"] as const)("has words in %s", (language) => {
    const labels = shown(1, language).view?.counts.map(({ label }) => label);
    expect(labels?.join()).toMatch(/^\p{Script=Han}+,\p{Script=Han}+$/u);
  });

  it("is not shown before somebody has looked", () => {
    const { texts } = shown(1);
    expect(presentStorage({ storage: null, storageLimitBytes: 1 }, texts)).toBeNull();
  });
});

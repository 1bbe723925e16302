import { expect, it } from "vitest";
import { createRecentlyUsed } from "../../../src/adapters/hubspot/recently-used.ts";

it("forgets what was used longest ago", () => {
  const map = createRecentlyUsed<number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.get("a");
  map.set("c", 3);

  expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([1, undefined, 3]);
});

it("counts a value that is set again as used", () => {
  const map = createRecentlyUsed<number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.set("a", 4);
  map.set("c", 3);

  expect([map.get("a"), map.get("b")]).toEqual([4, undefined]);
});

it("keeps what is at work, beyond its limit if it must", () => {
  const map = createRecentlyUsed<{ isBusy: boolean }>(1, (value) => !value.isBusy);
  map.set("busy", { isBusy: true });
  map.set("idle", { isBusy: false });
  map.set("busy too", { isBusy: true });

  expect(map.get("busy")).toBeDefined();
  expect(map.get("idle")).toBeUndefined();
  expect(map.get("busy too")).toBeDefined();
});

it("forgets on demand", () => {
  const map = createRecentlyUsed<number>(2);
  map.set("a", 1);
  map.delete("a");

  expect(map.get("a")).toBeUndefined();
});

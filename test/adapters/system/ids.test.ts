import { expect, it } from "vitest";
import { newId } from "../../../src/adapters/system/ids.ts";

it("never gives the same id twice", () => {
  const ids = Array.from({ length: 1_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
});

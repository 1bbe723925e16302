import fc from "fast-check";
import { expect, it } from "vitest";
import { checksum } from "../../src/domain/checksum.ts";

it("of a text is always the same, and short", () => {
  const long = "客訴 😀".repeat(5_000);
  expect(checksum(long)).toBe(checksum(long));
  expect(checksum(long)).toMatch(/^-?[0-9a-z]{1,11}$/);
});

it("of texts that differ in one place differs", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string({ minLength: 1, maxLength: 1 }), (a, b, c) => {
      expect(checksum(`${a}${c}${b}`)).not.toBe(checksum(`${a}${b}`));
    }),
  );
  const seen = new Set(Array.from({ length: 50_000 }, (_, number) => checksum(`case-${number}`)));
  expect(seen.size).toBe(50_000);
});

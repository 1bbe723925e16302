import { describe, expect, it } from "vitest";
import { connectCodes } from "../../../src/adapters/system/connect-codes.ts";

describe("a code", () => {
  it("has eight characters, none of which looks like another", () => {
    const codes = Array.from({ length: 500 }, () => connectCodes.newCode());
    expect(codes.filter((code) => !/^[2-9A-HJKMNP-Z]{8}$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it("is kept as its SHA-256", () => {
    expect(connectCodes.hash("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});

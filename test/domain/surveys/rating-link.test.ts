import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { languageOfCustomer } from "../../../src/domain/surveys/customer-language.ts";
import {
  MAX_TOKEN_LENGTH,
  readRatingLink,
  splitToken,
  writeRatingLink,
} from "../../../src/domain/surveys/rating-link.ts";

describe("a rating link", () => {
  const link = fc.record({
    portalId: fc.integer({ min: 1, max: 999_999_999 }).map(String),
    requestId: fc.uuid(),
    expiresAt: fc.integer({ min: 1_700_000_000, max: 9_999_999_999 }).map((at) => at * 1_000),
  });

  it("is read as it was written", () => {
    fc.assert(
      fc.property(link, (written) => {
        expect(readRatingLink(writeRatingLink(written))).toEqual(written);
      }),
    );
  });

  it("is split from its signature", () => {
    fc.assert(
      fc.property(link, (written) => {
        const text = writeRatingLink(written);
        expect(splitToken(`${text}.k1.bWFj_-`)).toEqual({ text, signature: "k1.bWFj_-" });
      }),
    );
  });

  it.each([
    "",
    "r1",
    "r2.1.abcdefgh.1700000000",
    "r1.1.short.1700000000",
    "r1.x.abcdefgh.1700000000",
    "r1.1.abcdefgh.17",
    "r1.1.abcdefgh.1700000000.more",
    "r1.1.abcd efgh.1700000000",
  ])("is not read out of %j", (text) => {
    expect(readRatingLink(text)).toBeNull();
  });

  it.each([
    "",
    "r1.1.abcdefgh.1700000000",
    "r1.1.abcdefgh.1700000000.",
    "x".repeat(MAX_TOKEN_LENGTH + 1),
  ])("is not split out of %j", (token) => {
    expect(splitToken(token)).toBeNull();
  });
});

describe("the language of a customer", () => {
  it.each([
    { told: "zh-tw", language: "zh-TW" },
    { told: "zh_HK", language: "zh-TW" },
    { told: "zh-Hant-TW", language: "zh-TW" },
    { told: "zh-cn", language: "zh-CN" },
    { told: "zh", language: "zh-CN" },
    { told: "en-gb", language: "en" },
    { told: "de", language: null },
    { told: "", language: null },
    { told: undefined, language: null },
  ])("$told is $language", ({ told, language }) => {
    expect(languageOfCustomer(told)).toBe(language);
  });
});

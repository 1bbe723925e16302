import { describe, expect, it } from "vitest";
import { readHttpFailure } from "../../../src/adapters/hubspot/http-failure.ts";
import { itWithFixtures, readSharedFixtures } from "../../support/shared-fixtures.ts";

describe("what is kept of an answer that is not a success", () => {
  it("is status, words and trail, whatever their age", () => {
    const text = JSON.stringify({
      category: "VALIDATION_ERROR",
      subCategory: "crm.validation",
      policyName: "SECONDLY",
      correlationId: "c-1",
      context: { requiredGranularScopes: ["tickets"] },
      errors: [{ code: "INVALID_OPTION", context: { requiredGranularScopes: ["oauth"] } }],
    });

    const failure = readHttpFailure(400, { "retry-after": "1.5" }, text);
    expect(failure).toMatchObject({
      status: 400,
      codes: ["VALIDATION_ERROR", "crm.validation", "INVALID_OPTION"],
      policyName: "SECONDLY",
      missingScopes: ["tickets", "oauth"],
      retryAfterMs: 1500,
    });
    expect(failure.describe()).toBe(
      "400 VALIDATION_ERROR crm.validation INVALID_OPTION SECONDLY tickets oauth (correlation c-1)",
    );
  });

  it.each([
    { name: "an empty text", text: "" },
    { name: "HTML", text: "<html>" },
    { name: "a list", text: "[1]" },
    { name: "null", text: "null" },
    { name: "fields of other types", text: '{"category": 7, "errors": "no", "context": []}' },
    { name: "words that are sentences", text: '{"category": "Jane Doe wrote this"}' },
    { name: "errors that are texts", text: '{"errors": ["Jane Doe"]}' },
  ])("is the status alone for $name", ({ text }) => {
    expect(readHttpFailure(502, {}, text).describe()).toBe("502");
  });

  it("finds the code that old bodies have only in their message", () => {
    const text = '{"message": "[{\\"error\\":\\"PROPERTY_DOESNT_EXIST\\",\\"name\\":\\"x\\"}]"}';

    expect(readHttpFailure(400, {}, text).codes).toEqual(["PROPERTY_DOESNT_EXIST"]);
  });

  it.each([
    { name: "nothing", header: undefined, expected: null },
    { name: "a date", header: "Mon, 02 Mar 2026 09:00:00 GMT", expected: null },
    { name: "seconds", header: " 10 ", expected: 10_000 },
    { name: "no time at all", header: "0", expected: 0 },
    { name: "something negative", header: "-1", expected: null },
    { name: "more digits than a year of seconds", header: "99999999", expected: null },
  ])("reads a Retry-After of $name", ({ header, expected }) => {
    expect(readHttpFailure(429, { "retry-after": header }, "").retryAfterMs).toBe(expected);
  });

  itWithFixtures("never holds a published message", () => {
    const bodies = readSharedFixtures("hubspot", "").flatMap(({ content }) => {
      const body = Object(Object(content).response).body;
      return typeof Object(body).message === "string" ? [body] : [];
    });

    expect(bodies.length).toBeGreaterThan(10);
    for (const body of bodies) {
      const failure = readHttpFailure(400, {}, JSON.stringify(body));
      expect(JSON.stringify(failure) + failure.describe() + failure.message).not.toContain(
        body.message,
      );
    }
  });
});

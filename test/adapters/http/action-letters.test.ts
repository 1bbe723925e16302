import { describe, expect, it } from "vitest";
import { actionLetters } from "../../../src/adapters/http/action-letters.ts";
import type { AffectedCustomer } from "../../../src/domain/complaints/action.ts";
import { translatorOf } from "../../../src/messages/translate.ts";
import { company } from "./customer-views.ts";
import { now, portal } from "./ticket-views.ts";

const affected = (id: string, state: AffectedCustomer["state"] = "waiting"): AffectedCustomer => ({
  customer: { kind: "contact", id },
  state,
  text: "",
  by: null,
  at: now,
});
const speaking = (id: string, language: string) => ({
  ...company,
  kind: "contact" as const,
  id,
  properties: { hs_language: language },
});
const view = {
  portal,
  gone: [{ kind: "contact" as const, id: "5" }],
  customers: [
    speaking("1", "zh-tw"),
    speaking("2", "zh_TW"),
    speaking("3", "fr"),
    speaking("4", "en"),
  ],
};
const texts = { t: translatorOf("en") };
const lettersOf = (customers: readonly AffectedCustomer[], verifiedAt: number | null = now) =>
  actionLetters(view, { customers, verifiedAt }, texts);

describe("the letters of a corrective action", () => {
  it("are one for each language of those who still have to be told", () => {
    const letters = lettersOf([affected("1"), affected("2"), affected("4", "informed")]);
    expect(letters.map(({ label }) => label)).toEqual(["Traditional Chinese, for 2 customers"]);
    expect(letters[0]?.text).toContain("您好");
    expect(letters[0]?.text).not.toContain("{{");
  });

  it("are in the portal's language for whoever speaks none of ours, or is not known", () => {
    const letters = lettersOf([affected("3"), affected("99")]);
    expect(letters.map(({ label }) => label)).toEqual(["English, for 2 customers"]);
    expect(letters[0]?.text).toContain("Hello");
  });

  it("say that others had it only where there are others", () => {
    const others = "Other customers";
    expect(lettersOf([affected("4"), affected("1", "informed")])[0]?.text).toContain(others);
    const alone = lettersOf([affected("4"), affected("1", "excluded")])[0]?.text;
    expect(alone).not.toContain(others);
    expect(alone).toContain("you told us of a problem. We have found the cause");
  });

  it("are written to nobody who was deleted", () => {
    expect(lettersOf([affected("5")])).toEqual([]);
    const letters = lettersOf([affected("4"), affected("5")]);
    expect(letters.map(({ label }) => label)).toEqual(["English, for 1 customer"]);
  });

  it("are not there before the effect is checked", () => {
    expect(lettersOf([affected("1")], null)).toEqual([]);
  });
});

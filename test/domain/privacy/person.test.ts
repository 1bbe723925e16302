import { describe, expect, it } from "vitest";
import {
  termsOf,
  withoutPerson,
  withoutPersonInText,
  withoutWords,
} from "../../../src/domain/privacy/person.ts";

const person = { contactId: "901", terms: ["ann.lee@example.com", "Ann Lee", "王小明"] };

describe("what a contact may be named by", () => {
  it.each<{ name: string; properties: Record<string, string>; expected: readonly string[] }>([
    {
      name: "addresses, numbers and names, the longest first",
      properties: {
        email: " ann.lee@example.com",
        phone: "+886 2 1234 5678",
        firstname: "Ann",
        lastname: "Lee",
      },
      expected: [
        "ann.lee@example.com",
        "+886 2 1234 5678",
        "Ann Lee",
        "Lee Ann",
        "LeeAnn",
        "AnnLee",
      ],
    },
    {
      name: "a short name of ideographs, in both orders",
      properties: { firstname: "小明", lastname: "王" },
      expected: ["小明 王", "王 小明", "王小明", "小明王"],
    },
    { name: "no first name that many have", properties: { firstname: "Ann" }, expected: [] },
    { name: "no number that is an extension", properties: { phone: "ext. 12" }, expected: [] },
    { name: "nothing, of whom nothing is known", properties: {}, expected: [] },
    {
      name: "an address wherever it is kept",
      properties: { second_mail: "a@b.example", note: "ask a@b" },
      expected: ["a@b.example"],
    },
  ])("is $name", ({ properties, expected }) => {
    expect(termsOf(properties)).toEqual(expected);
  });
});

describe("a text without the person", () => {
  it.each([
    { text: "Call ANN LEE (Ann.Lee@example.com)", expected: "Call *** (***)" },
    { text: "Joann Leeds is somebody else", expected: "Joann Leeds is somebody else" },
    { text: "請王小明先生回電", expected: "請***先生回電" },
    { text: "cadence:contact:901:2026-03-27", expected: "cadence:contact:0:2026-03-27" },
    { text: "contact:9012 and company:901", expected: "contact:9012 and company:901" },
    { text: "ticket 901", expected: "ticket 901" },
  ])("of $text is $expected", ({ text, expected }) => {
    expect(withoutPersonInText(text, person)).toBe(expected);
  });

  it("takes signs of patterns as they are", () => {
    expect(
      withoutPersonInText("a.b+c@x.example aXb+c@x.example", {
        contactId: "1",
        terms: ["a.b+c@x.example"],
      }),
    ).toBe("*** aXb+c@x.example");
  });
});

describe("a document without the person", () => {
  it("refers to nobody, wherever it referred to the contact, and to all others still", () => {
    const document = {
      customers: [
        { kind: "contact", id: "901", isPrimary: true },
        { kind: "company", id: "901" },
        { kind: "contact", id: "902" },
      ],
      change: { toObject: "contact", toId: "901" },
      other: { toObject: "company", toId: "901" },
      "contact:901": ["Ann Lee", 901, null, true],
    };
    expect(withoutPerson(document, person)).toEqual({
      customers: [
        { kind: "contact", id: "0", isPrimary: true },
        { kind: "company", id: "901" },
        { kind: "contact", id: "902" },
      ],
      change: { toObject: "contact", toId: "0" },
      other: { toObject: "company", toId: "901" },
      "contact:0": ["***", 901, null, true],
    });
  });
});

describe("a document without words", () => {
  it("keeps ids, kinds, instants and choices", () => {
    const document = {
      kind: "paused",
      reason: "waiting_customer",
      note: "She is in hospital",
      subject: "",
      by: { id: "11", name: "Rosa" },
      at: 5,
      parts: [{ text: "x", reason: "because she said so", value: "HIGH", gone: null }],
      evidence: ["angry", "never again"],
      propertyValue: "my pump drips",
    };
    expect(withoutWords(document)).toEqual({
      kind: "paused",
      reason: "waiting_customer",
      note: "***",
      subject: "",
      by: { id: "11", name: "Rosa" },
      at: 5,
      parts: [{ text: "***", reason: "***", value: "HIGH", gone: null }],
      evidence: ["***", "***"],
      propertyValue: "***",
    });
  });
});

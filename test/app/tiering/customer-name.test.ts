import { describe, expect, it } from "vitest";
import { customerName } from "../../../src/app/tiering/customer-name.ts";

const contact = (firstname: string, lastname: string) =>
  customerName({ kind: "contact", properties: { firstname, lastname } });

describe("what a customer is called", () => {
  it.each<{ name: string; first: string; last: string; expected: string | null }>([
    { name: "given name first", first: "Rosa", last: "Meyer", expected: "Rosa Meyer" },
    { name: "family name first in Han characters", first: "雅婷", last: "王", expected: "王雅婷" },
    { name: "the same with stray spaces", first: " 雅婷 ", last: "王 ", expected: "王雅婷" },
    { name: "as it is written where it is mixed", first: "Amy", last: "王", expected: "Amy 王" },
    { name: "by the only part that is known", first: "", last: "王", expected: "王" },
    { name: "nothing where the CRM has no name", first: " ", last: "", expected: null },
  ])("is $name", ({ first, last, expected }) => {
    expect(contact(first, last)).toBe(expected);
  });

  it("is the name of a company as it is", () => {
    const properties = { name: "青禾精密 股份有限公司" };
    expect(customerName({ kind: "company", properties })).toBe("青禾精密 股份有限公司");
  });
});

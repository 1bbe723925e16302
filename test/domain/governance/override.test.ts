import { describe, expect, it } from "vitest";
import { mayOverride } from "../../../src/domain/governance/override.ts";

const policy = { overriddenBy: ["Mara.Lund@example.com", "li@example.com"] };

describe("who may promise something else on one ticket", () => {
  it.each([
    { name: "one who is named", email: "li@example.com", may: true },
    { name: "one who is named, however it is written", email: "mara.lund@EXAMPLE.com", may: true },
    { name: "nobody else", email: "lin@example.com", may: false },
    { name: "nobody without an address", email: "", may: false },
  ])("is $name", ({ email, may }) => {
    expect(mayOverride(policy, { email })).toBe(may);
  });

  it("is nobody where none is named", () => {
    expect(mayOverride({ overriddenBy: [] }, { email: "li@example.com" })).toBe(false);
  });
});

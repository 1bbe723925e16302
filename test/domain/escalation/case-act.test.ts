import { describe, expect, it } from "vitest";
import { CaseActDetail, MAX_ACT_TEXT_LENGTH } from "../../../src/domain/escalation/case-act.ts";

const longest = "x".repeat(MAX_ACT_TEXT_LENGTH);
const call = {
  act: "escalated",
  department: "support",
  reason: "needs_parts",
  text: "",
  ask: "confirm part 7A-113",
  wantedAt: null,
};

describe("what a person does", () => {
  it.each<{ name: string; detail: object; isRead: boolean }>([
    { name: "a call with an ask", detail: call, isRead: true },
    { name: "a call without one", detail: { ...call, ask: "" }, isRead: false },
    { name: "a call for a reason of its own", detail: { ...call, reason: "bored" }, isRead: false },
    { name: "a question", detail: { act: "asked_back", text: longest }, isRead: true },
    {
      name: "a question too long",
      detail: { act: "asked_back", text: `${longest}x` },
      isRead: false,
    },
    { name: "a hand-over to nobody", detail: { act: "handed_over", text: "x" }, isRead: false },
    {
      name: "something declined that nobody knows whose it is",
      detail: { act: "declined", department: null, text: "x" },
      isRead: true,
    },
    { name: "an act that there is not", detail: { act: "deleted" }, isRead: false },
    { name: "more than it needs", detail: { act: "resolved", text: "x" }, isRead: false },
  ])("is read as $name: $isRead", ({ detail, isRead }) => {
    expect(CaseActDetail.safeParse(detail).success).toBe(isRead);
  });
});

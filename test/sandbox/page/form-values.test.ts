import { describe, expect, it } from "vitest";
import {
  chosenOf,
  type Drafts,
  submissionOf,
  valueIn,
  withDraft,
} from "../../../sandbox/page/chat/form-values.ts";
import { form } from "../local-slack/views-under-test.ts";

describe("what a field holds", () => {
  it.each([
    { name: "words", held: { type: "plain_text_input", value: "x" }, expected: "x" },
    { name: "no words", held: { type: "plain_text_input", value: null }, expected: null },
    { name: "an option", held: { selected_option: { value: "now" } }, expected: "now" },
    { name: "no option", held: { selected_option: null }, expected: null },
    {
      name: "several",
      held: { selected_options: [{ value: "a" }, { value: "b" }] },
      expected: ["a", "b"],
    },
    { name: "none of several", held: { selected_options: [] }, expected: [] },
    { name: "a person", held: { selected_user: "U1" }, expected: "U1" },
    { name: "a day", held: { selected_date: "2026-03-27" }, expected: "2026-03-27" },
    { name: "a time", held: { selected_time: "16:30" }, expected: "16:30" },
    { name: "an instant", held: { selected_date_time: 1_774_602_000 }, expected: "1774602000" },
    { name: "no instant", held: { selected_date_time: null }, expected: null },
    { name: "nothing known", held: undefined, expected: null },
  ])("is read: $name", ({ held, expected }) => {
    expect(chosenOf(held)).toEqual(expected);
  });
});

describe("a form", () => {
  const place = { blockId: "why", actionId: "text" };
  const view = { blocks: form.blocks, values: { why: { text: { value: "as the app said" } } } };

  it("shows what was written over what the app said", () => {
    expect(valueIn(view, {}, place)).toBe("as the app said");
    const drafts = withDraft({}, place, "mine");
    expect(valueIn(view, drafts, place)).toBe("mine");
    expect(valueIn(view, withDraft(drafts, place, null), place)).toBeNull();
  });

  it("keeps the other fields when one is written", () => {
    const drafts = withDraft(
      withDraft({}, place, "mine"),
      { blockId: "who", actionId: "user" },
      "U1",
    );
    expect(drafts).toEqual({ why: { text: "mine" }, who: { user: "U1" } });
  });

  it("sends what was written, and nothing that it does not ask for any more", () => {
    const drafts: Drafts = { why: { text: "mine" }, gone: { text: "old" }, who: { other: "U1" } };
    expect(submissionOf(view, drafts)).toEqual({ why: { text: "mine" } });
    expect(submissionOf(view, {})).toEqual({});
  });

  it("sends that a field was emptied", () => {
    expect(submissionOf(view, withDraft({}, place, null))).toEqual({ why: { text: null } });
  });
});

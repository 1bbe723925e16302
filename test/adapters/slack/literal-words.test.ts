import { describe, expect, it } from "vitest";
import { caseMessage } from "../../../src/adapters/slack/case-message.ts";
import { leavesOf } from "./message-texts.ts";
import { NOW, noticeOf, taken } from "./slack-under-test.ts";

describe("a person's words", () => {
  const evil =
    "<!channel> <@U1> <https://evil|Reset> & *b* _i_ `c` @here #general :smile:\n> x $t(slack.due) {{name}}";
  const shown = evil.replace("\n", " ");
  const notice = noticeOf({
    ...taken,
    departmentName: evil,
    ticket: {
      id: "77",
      subject: evil,
      url: null,
      tierLabel: evil,
      priority: evil,
      customerName: evil,
      ownerName: evil,
    },
    acts: [{ act: "acknowledged", by: evil, at: NOW, reason: evil }],
  });

  it("are shown literally, in objects that Slack does not parse", () => {
    const holding = leavesOf(caseMessage(notice).blocks).filter((leaf) =>
      leaf.text.includes("evil"),
    );
    expect(holding.length).toBeGreaterThanOrEqual(7);
    expect(new Set(holding.map((leaf) => leaf.kind))).toEqual(new Set(["text", "plain_text"]));
    expect(holding.every((leaf) => leaf.text.includes(shown))).toBe(true);
  });

  it("do not reach any markup of a block, which is verbatim besides", () => {
    const blocks = JSON.stringify(caseMessage(notice).blocks);
    const markup = leavesOf(caseMessage(notice).blocks).filter((leaf) => leaf.kind === "mrkdwn");
    expect(markup.filter((leaf) => /evil|U1|channel/.test(leaf.text))).toEqual([]);
    expect(blocks.match(/"verbatim":true/g)).toHaveLength(markup.length);
  });

  it("are escaped in the notification", () => {
    const { text } = caseMessage(notice);
    expect(text).toContain("&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil|Reset&gt; &amp;");
    expect(text).not.toMatch(/[<>\n]/);
  });

  it("do not reach the metadata, which every app of the workspace may read", () => {
    expect(JSON.stringify(caseMessage(notice).metadata)).not.toContain("evil");
  });
});

import { describe, expect, it } from "vitest";
import { caseMessage } from "../../../src/adapters/slack/case-message.ts";
import { messageOf } from "../../../src/adapters/slack/message.ts";
import type { CaseNotice, Notice } from "../../../src/ports/notifier.ts";
import { leavesOf } from "./message-texts.ts";
import { NOW, noticeOf, taken } from "./slack-under-test.ts";
import { everyStep, groupPageOf, pageOf, threadOf, wholeNotice } from "./told-cases.ts";

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

describe("a person's words in every place of every message", () => {
  const evil = "<!here> <@U1> <https://evil|x> & *b* @here $t(slack.due) {{name}}";
  /** Tries to pass for a place that Slack fills in, as the first one is a mention. */
  const forged = "\u00010\u0001 evil";
  const { ticket, brief } = wholeNotice;
  const called = [
    { name: "Mei Lin", userId: "U0000000001" },
    { name: evil, userId: null },
  ];
  const ask = { text: evil, by: evil, reason: null, note: evil, wantedAt: NOW };
  const steps = everyStep.map((step) => ({
    ...step,
    text: evil,
    ...(step.by !== null && { by: evil }),
    ...(step.department !== undefined && { department: evil }),
    ...(step.people && { people: [{ name: evil, email: null }] }),
  }));
  const hostile: CaseNotice = {
    ...wholeNotice,
    departmentName: evil,
    ticket: { ...ticket, subject: evil, customerName: evil, tierLabel: evil, ownerName: evil },
    called,
    takenBy: [evil],
    handedTo: { departmentName: evil, state: "acknowledged", takenBy: [evil] },
    ladder: {
      level: 1,
      levels: 2,
      isExhausted: false,
      next: { at: NOW, to: { kind: "people", targets: [{ person: evil }] } },
      staleAt: null,
    },
    brief: {
      ...brief,
      tierReasons: [{ label: evil, value: 1, points: 1 }],
      complaint: { severity: "high", text: evil },
      before: [{ departmentName: evil, by: evil, reason: evil, text: evil }],
      scores: [{ property: evil, value: "evil", at: NOW }],
      ask,
    },
  };
  const notices: readonly { name: string; notice: Notice }[] = [
    ...(["open", "acknowledged", "handed_over", "resolved", "withdrawn"] as const).map((state) => ({
      name: `a case that is ${state}`,
      notice: { ...hostile, state, acts: steps.slice(-6) },
    })),
    {
      name: "a case with the steps of its beginning",
      notice: { ...hostile, acts: steps.slice(0, 6) },
    },
    {
      name: "a case with the steps of its middle",
      notice: { ...hostile, acts: steps.slice(6, 12) },
    },
    { name: "a reply", notice: threadOf({ steps: steps.slice(-9), subject: evil, called }) },
    { name: "a call in a thread", notice: threadOf({ subject: evil, called }) },
    { name: "a page", notice: pageOf({ ask, ticket: hostile.ticket, departmentName: evil }) },
    { name: "a page to a group", notice: groupPageOf({ departmentName: evil }) },
  ];

  it.each(notices)("are literal in $name", ({ notice }) => {
    const { blocks, text, metadata } = messageOf(notice);
    const leaves = leavesOf(blocks);
    const holding = leaves.filter((leaf) => leaf.text.includes("evil"));
    expect(holding.length).toBeGreaterThan(0);
    expect(holding.filter(({ kind }) => kind !== "text" && kind !== "plain_text")).toEqual([]);
    expect(JSON.stringify(blocks)).not.toContain('"user_id":"U1"');
    expect(JSON.stringify(blocks)).not.toContain('"broadcast"');
    expect(text).not.toMatch(/[<>]/);
    expect(JSON.stringify(metadata)).not.toContain("evil");
  });

  it("cannot forge a mention", () => {
    const forging = threadOf({ called: [...called, { name: forged, userId: null }] });
    const ids = JSON.stringify(messageOf(forging).blocks).match(/"user_id"/g);
    expect(ids).toHaveLength(1);
    expect(
      leavesOf(messageOf(forging).blocks)
        .map((leaf) => leaf.text)
        .join(),
    ).toContain("0 evil");
  });

  it("are cut with a mark where they are too long", () => {
    const long = "w".repeat(5_000);
    const texts = leavesOf(
      messageOf({ ...wholeNotice, brief: { ...brief, ask: { ...ask, text: long } } }).blocks,
    );
    const holding = texts.filter((leaf) => leaf.text.includes("www"));
    expect(holding.map((leaf) => /w{200,300}…/.test(leaf.text))).toEqual([true]);
  });
});

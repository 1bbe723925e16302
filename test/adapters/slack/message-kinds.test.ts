import { describe, expect, it } from "vitest";
import { blockErrors } from "../../../sandbox/local-slack/message-limits.ts";
import { messageOf } from "../../../src/adapters/slack/message.ts";
import type { CaseNotice, Notice } from "../../../src/ports/notifier.ts";
import { itWithFixtures } from "../../support/shared-fixtures.ts";
import { leavesOf } from "./message-texts.ts";
import { createSchemaCheck } from "./slack-schema.ts";
import { MINUTE_MS, NOW } from "./slack-under-test.ts";
import {
  everyStep,
  groupPageOf,
  movedOf,
  pageOf,
  removedOf,
  threadOf,
  wholeNotice,
} from "./told-cases.ts";

const LANGUAGES = ["en", "zh-TW", "zh-CN"] as const;
const LONG = "長 W&<".repeat(1_000);

const withCase = (changes: Partial<CaseNotice>): CaseNotice => ({ ...wholeNotice, ...changes });
const ladder = (changes: object): CaseNotice =>
  withCase({
    ladder: { level: 1, levels: 3, isExhausted: false, next: null, staleAt: null, ...changes },
  });

const longStep = everyStep.map((step) => ({
  ...step,
  text: LONG,
  ...(step.by !== null && { by: LONG }),
  ...(step.department !== undefined && { department: LONG }),
  ...(step.people && { people: Array.from({ length: 10 }, () => ({ name: LONG, email: null })) }),
}));
const longAsk = { text: LONG, by: LONG, reason: null, note: LONG, wantedAt: NOW };

const notices: readonly { name: string; notice: Notice }[] = [
  { name: "a case by hand", notice: wholeNotice },
  {
    name: "a complaint about which nothing is known",
    notice: withCase({
      trigger: { kind: "complaint", at: NOW },
      clocks: [],
      called: [],
      brief: {
        isWhole: true,
        tierReasons: [],
        complaint: { severity: null, text: "" },
        replies: { count: 0, lastAt: null },
        before: [],
        scores: [],
        ask: null,
      },
    }),
  },
  {
    name: "a low rating",
    notice: withCase({ trigger: { kind: "low_rating", at: NOW, property: "csat", score: 2 } }),
  },
  ...(["open", "acknowledged", "handed_over", "resolved", "withdrawn"] as const).map((state) => ({
    name: `a case that is ${state}`,
    notice: withCase({ state, acts: everyStep.slice(-6), takenBy: ["Ben Li", "Ada Wong"] }),
  })),
  {
    name: "a snoozed case",
    notice: withCase({ state: "acknowledged", snoozedUntil: NOW, acts: everyStep.slice(8, 10) }),
  },
  ...(["open", "acknowledged", "resolved"] as const).map((state) => ({
    name: `a case that is ${state} elsewhere`,
    notice: withCase({
      state: "handed_over",
      handedTo: { departmentName: "Repair", state, takenBy: ["Cho Kim"] },
    }),
  })),
  {
    name: "a case before its first level",
    notice: ladder({
      level: 0,
      next: {
        at: NOW,
        to: { kind: "people", targets: ["on_call", "deputies", "members", "service_managers"] },
      },
    }),
  },
  {
    name: "a case before a hand-over",
    notice: ladder({ next: { at: NOW, to: { kind: "department", name: "Repair" } } }),
  },
  {
    name: "a case at its last level",
    notice: ladder({ next: { at: NOW, to: { kind: "nobody" } } }),
  },
  { name: "an exhausted case", notice: ladder({ isExhausted: true }) },
  {
    name: "a case that will go stale",
    notice: withCase({
      state: "acknowledged",
      takenBy: ["Ben Li"],
      ladder: { level: 1, levels: 2, isExhausted: false, next: null, staleAt: NOW },
    }),
  },
  ...everyStep.map((step) => ({
    name: `the step ${step.act}`,
    notice: withCase({ acts: [step] }),
  })),
  ...everyStep.map((step) => ({
    name: `a reply on ${step.act}`,
    notice: threadOf({ steps: [step] }),
  })),
  {
    name: "a reply of many long steps",
    notice: threadOf({ steps: [...longStep, ...longStep], subject: LONG }),
  },
  { name: "a reply about no subject", notice: threadOf({ subject: "\u0000" }) },
  { name: "a page", notice: pageOf() },
  {
    name: "a page of a case that stands nowhere",
    notice: pageOf({ message: null, ask: null, clocks: [] }),
  },
  { name: "a page with a long ask", notice: pageOf({ ask: longAsk, departmentName: LONG }) },
  { name: "a message that was left", notice: movedOf() },
  { name: "a list that was left", notice: movedOf({ subject: null, fallbackChannelId: null }) },
  { name: "a message of long words that was left", notice: movedOf({ subject: LONG }) },
  { name: "a message about somebody who was erased", notice: removedOf() },
  { name: "a page to a group", notice: groupPageOf() },
  {
    name: "a page to a group that stands nowhere",
    notice: groupPageOf({ message: null, departmentName: LONG }),
  },
  {
    name: "a case of long words everywhere",
    notice: withCase({
      acts: longStep,
      state: "handed_over",
      takenBy: [LONG, LONG],
      handedTo: { departmentName: LONG, state: "acknowledged", takenBy: [LONG] },
      called: Array.from({ length: 10 }, () => ({ name: LONG, userId: null })),
      brief: {
        isWhole: true,
        tierReasons: Array.from({ length: 3 }, () => ({ label: LONG, value: 1, points: 1 })),
        complaint: { severity: "critical", text: LONG },
        replies: { count: 1_000, lastAt: NOW },
        before: Array.from({ length: 20 }, () => ({
          departmentName: LONG,
          by: LONG,
          reason: LONG,
          text: LONG,
        })),
        scores: Array.from({ length: 3 }, () => ({ property: LONG, value: LONG, at: NOW })),
        ask: longAsk,
      },
    }),
  },
  {
    name: "a case whose next level has long names",
    notice: ladder({
      next: {
        at: NOW,
        to: { kind: "people", targets: Array.from({ length: 10 }, () => ({ person: LONG })) },
      },
    }),
  },
];

describe.each(LANGUAGES)("messages in %s", (language) => {
  itWithFixtures("are what Slack accepts, of every kind and in every state", () => {
    const schemaErrors = createSchemaCheck();
    const refused = notices.filter(
      ({ notice }) => schemaErrors({ ...notice, language }).length > 0,
    );
    expect(refused.map(({ name }) => name)).toEqual([]);
  });

  it.each(notices)("of $name are what the local Slack accepts", ({ notice }) => {
    const { blocks, text } = messageOf({ ...notice, language });
    expect(blockErrors(blocks)).toEqual([]);
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(text.length).toBeLessThan(4_000);
  });

  it.each(notices)("of $name have words for everything", ({ notice }) => {
    const { blocks, text } = messageOf({ ...notice, language });
    const texts = [text, ...leavesOf(blocks).map((leaf) => leaf.text)];
    expect(
      texts.filter((one) =>
        /slack\.|clock\.|\{\{|undefined|\p{Cc}/u.test(one.replaceAll("\n", "")),
      ),
    ).toEqual([]);
  });

  it.each(notices)("of $name tell their language to a press", ({ notice }) => {
    const { blocks } = messageOf({ ...notice, language });
    expect(blocks.at(-1)?.block_id).toMatch(new RegExp(`^lang:${language}:`));
  });
});

it("marks every kind of message with its delivery", () => {
  for (const notice of [wholeNotice, threadOf(), pageOf(), groupPageOf()]) {
    const { blocks, metadata } = messageOf(notice);
    expect(metadata.event_payload).toMatchObject({ delivery_id: notice.deliveryId });
    expect(blocks[0]?.block_id?.startsWith(`dlv:${notice.deliveryId}`)).toBe(true);
  }
});

describe("mentions", () => {
  const mentioned = (notice: Notice) =>
    JSON.stringify(messageOf(notice).blocks).match(/"user_id":"U\d+"/g) ?? [];

  it("call who has an account, and name the others", () => {
    for (const notice of [wholeNotice, threadOf()]) {
      expect(mentioned(notice)).toEqual(['"user_id":"U0000000001"']);
      expect(
        leavesOf(messageOf(notice).blocks)
          .map(({ text }) => text)
          .join(),
      ).toContain("Bo Unlinked");
    }
  });

  it("are not there once somebody has taken the case", () => {
    expect(mentioned(withCase({ state: "acknowledged", takenBy: ["Ben Li"] }))).toEqual([]);
  });
});

it("a page offers to take the case, and the ticket", () => {
  const { blocks } = messageOf(pageOf({ now: NOW + MINUTE_MS }));
  const buttons = blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
  expect(buttons).toMatchObject([
    { action_id: "case_take", value: "1001:77-1" },
    { action_id: "case_open_record" },
  ]);
});

import { describe, expect, it } from "vitest";
import { breachAt, casesOf, climbingPolicy, toldOf } from "../../support/case-story.ts";
import { berlin } from "../../support/lives.ts";
import { HOUR, MINUTE } from "../../support/naive-clock.ts";

const OPENED = "opened";
const ADA = "told 1 Ada";
const DAN = "told 2 Dan";
const MARA = "told 3 Mara";
const winter = (text: string) => berlin(text) + HOUR;
const [support, ...departments] = climbingPolicy().departments;
const ofNight = () =>
  climbingPolicy({ departments: [{ ...support, calendarId: "night" }, ...departments] });
const withLadder = (changes: object) => {
  const [ladder, others] = climbingPolicy().ladders;
  return climbingPolicy({ ladders: [{ ...ladder, ...changes }, others] });
};
const story = (openedAt: number, now: number, policy = climbingPolicy()) =>
  toldOf(casesOf({ policy, decisions: [breachAt(openedAt)], now })[0]);

describe("a ladder in the office from nine to twelve and from one to five", () => {
  it.each<{ name: string; opened: string; told: readonly [string, string][] }>([
    {
      name: "climbs an hour a level",
      opened: "06-09 09:00",
      told: [
        [ADA, "06-09 09:00"],
        [DAN, "06-09 10:00"],
        [MARA, "06-09 11:00"],
        ["exhausted", "06-09 13:00"],
      ],
    },
    {
      name: "does not count lunch",
      opened: "06-09 11:30",
      told: [
        [ADA, "06-09 11:30"],
        [DAN, "06-09 13:30"],
      ],
    },
    {
      name: "waits for the afternoon where a wait is over as lunch begins",
      opened: "06-09 11:00",
      told: [
        [ADA, "06-09 11:00"],
        [DAN, "06-09 13:00"],
        [MARA, "06-09 14:00"],
      ],
    },
    {
      name: "does not count the night",
      opened: "06-09 16:30",
      told: [
        [ADA, "06-09 16:30"],
        [DAN, "06-10 09:30"],
        [MARA, "06-10 10:30"],
      ],
    },
    {
      name: "begins in the morning after a breach at night",
      opened: "06-09 22:00",
      told: [
        [ADA, "06-10 09:00"],
        [DAN, "06-10 10:00"],
      ],
    },
    {
      name: "begins in the afternoon after a breach at noon sharp",
      opened: "06-09 12:00",
      told: [
        [ADA, "06-09 13:00"],
        [DAN, "06-09 14:00"],
      ],
    },
    {
      name: "does not count the weekend",
      opened: "06-12 16:59",
      told: [
        [ADA, "06-12 16:59"],
        [DAN, "06-15 09:59"],
        [MARA, "06-15 10:59"],
      ],
    },
    {
      name: "does not count a holiday and the weekend after it",
      opened: "04-30 16:30",
      told: [
        [ADA, "04-30 16:30"],
        [DAN, "05-04 09:30"],
      ],
    },
  ])("$name", ({ opened, told }) => {
    const expected = [[OPENED, berlin(opened)], ...told.map(([what, at]) => [what, berlin(at)])];
    const last = expected.at(-1)?.[1];
    expect(story(berlin(opened), Number(last))).toEqual(expected);
  });

  it.each([
    { name: "a millisecond before", ms: -1, levels: 1 },
    { name: "at", ms: 0, levels: 2 },
    { name: "a millisecond after", ms: 1, levels: 2 },
  ])("has told $levels levels $name the instant", ({ ms, levels }) => {
    const told = story(berlin("06-09 09:00"), berlin("06-09 10:00") + ms);
    expect(told).toHaveLength(1 + levels);
    // Whenever it is looked at, the level bears the instant at which it was due.
    expect(told[2]?.[1] ?? berlin("06-09 10:00")).toBe(berlin("06-09 10:00"));
  });
});

describe("a ladder of a night shift", () => {
  it("has seven hours in the night in which the clock goes forward", () => {
    const policy = climbingPolicy({
      departments: [{ ...support, calendarId: "night" }, ...departments],
      ladders: [{ id: "night", levels: [{ tell: ["lead"], waitMinutes: 7 * 60 }] }],
    });
    const opened = winter("03-28 22:00");
    const told = story(opened, berlin("03-29 22:00"), policy);
    expect(told.at(-1)).toEqual(["exhausted", berlin("03-29 22:00")]);
  });

  it.each([
    {
      name: "over the skipped hour",
      opened: winter("03-29 01:30"),
      second: berlin("03-29 03:30"),
    },
    {
      name: "over the doubled hour",
      opened: berlin("10-25 02:30"),
      second: winter("10-25 02:30"),
    },
    {
      name: "from one night to the next",
      opened: berlin("06-09 05:30"),
      second: berlin("06-09 22:30"),
    },
  ])("waits an hour that goes by $name", ({ opened, second }) => {
    expect(story(opened, second, ofNight())).toEqual([
      [OPENED, opened],
      [ADA, opened],
      [DAN, second],
    ]);
    expect(story(opened, second - 1, ofNight())).toHaveLength(2);
  });
});

describe("the end of a ladder", () => {
  const opened = berlin("06-09 09:00");

  it("comes after as many rounds as it has, and is said once", () => {
    const policy = withLadder({ levels: [{ tell: ["lead"], waitMinutes: 30 }], repeats: 2 });
    expect(story(opened, berlin("06-12 17:00"), policy)).toEqual([
      [OPENED, opened],
      [ADA, opened],
      [ADA, berlin("06-09 09:30")],
      [ADA, berlin("06-09 10:00")],
      ["exhausted", berlin("06-09 10:30")],
    ]);
  });

  it("leaves the case as it is, with the level and round that were told last", () => {
    const policy = withLadder({ levels: [{ tell: ["lead"], waitMinutes: 30 }], repeats: 1 });
    const [one] = casesOf({ policy, decisions: [breachAt(opened)], now: berlin("06-30 10:00") });
    expect(one).toMatchObject({
      state: "open",
      ladder: { id: "support", level: 1, round: 1, isExhausted: true, nextAt: null },
    });
  });

  it("is the channel alone where no ladder fits", () => {
    const policy = climbingPolicy({ ladders: [] });
    const [one] = casesOf({ policy, decisions: [breachAt(opened)], now: berlin("06-30 10:00") });
    expect(one).toMatchObject({ state: "open", ladder: { id: null, level: 0, nextAt: null } });
    expect(toldOf(one)).toEqual([[OPENED, opened]]);
  });

  it("is a hand-over to a department that has not had the case; never back and forth", () => {
    const policy = climbingPolicy({
      ladders: [
        { id: "support", department: "support", levels: [{ handOver: "relations" }] },
        {
          id: "relations",
          department: "relations",
          levels: [{ handOver: "support" }, { tell: ["lead"], waitMinutes: 60 }],
        },
      ],
    });
    const cases = casesOf({ policy, decisions: [breachAt(opened)], now: berlin("06-30 10:00") });
    expect(cases.map(({ caseId, state, handedTo }) => [caseId, state, handedTo])).toEqual([
      ["7-1", "handed_over", "7-1.2"],
      ["7-1.2", "open", null],
    ]);
    expect(cases[0]?.steps.at(-1)).toMatchObject({ reason: "not_taken", by: null });
    expect(toldOf(cases[1])).toEqual([
      [OPENED, opened],
      ["told 2 Bea", opened],
      ["exhausted", berlin("06-09 10:00")],
    ]);
  });

  it("passes over a department that the policy does not know", () => {
    const policy = withLadder({ levels: [{ handOver: "sales" }] });
    const told = story(opened, opened + MINUTE, policy);
    expect(told).toEqual([
      [OPENED, opened],
      ["exhausted", opened],
    ]);
  });
});

describe("a ladder is chosen", () => {
  const opened = berlin("06-09 09:00");
  const ladderOf = (ladder: object, tier = "standard") =>
    casesOf({
      policy: withLadder(ladder),
      decisions: [breachAt(opened)],
      tier,
      now: opened,
    })[0]?.ladder.id;

  it.each([
    { name: "by department", ladder: { department: "relations" }, id: "others" },
    { name: "by what made the case", ladder: { triggers: ["warning"] }, id: "others" },
    { name: "by one of several", ladder: { triggers: ["warning", "breach"] }, id: "support" },
    { name: "by conditions", ladder: { tier: "key" }, id: "others" },
  ])("$name", ({ ladder, id }) => {
    expect(ladderOf(ladder)).toBe(id);
  });

  it("by conditions that hold", () => {
    expect(ladderOf({ tier: "key" }, "key")).toBe("support");
  });
});

import { describe, expect, it } from "vitest";
import { isOpenComplaint, wasOpenAt } from "../../../src/domain/complaints/complaint.ts";
import {
  closed,
  concluded,
  confirmed,
  finalAnswer,
  firstAnswer,
  LIN,
  mark,
  reopened,
} from "../../support/complaint-marks.ts";
import { foldOf as fold, type Told } from "../../support/complaint-told.ts";

describe("a complaint", () => {
  it("says who confirmed what, and what is missing", () => {
    expect(fold([[5, confirmed]])).toMatchObject({
      since: 5,
      severity: "high",
      text: "The third repair failed",
      missing: ["outcome", "final_answer"],
      closedAt: null,
    });
  });

  it("counts a press that was told twice once, as it was told first", () => {
    const again = [mark(5, firstAnswer, "k"), mark(3, firstAnswer, "k"), mark(1, confirmed)];
    const complaint = fold([], { marks: again });
    expect(complaint?.answers.map(({ at }) => at)).toEqual([3]);
  });

  it("counts its reopenings, each with its reason", () => {
    const story: Told = [
      [1, confirmed],
      [2, finalAnswer],
      [3, concluded],
      [4, closed],
      [5, reopened],
    ];
    expect(fold(story)).toMatchObject({
      reopenings: [{ at: 5, reason: "Broke again", by: LIN }],
      outcome: null,
      episodes: [
        { from: 1, to: 4 },
        { from: 5, to: null },
      ],
    });
  });

  it("says since when its ticket is closed without it", () => {
    const closings = [{ from: 2, to: null }];
    expect(fold([[1, confirmed]], { closings })?.leftOpenSince).toBe(2);
    expect(fold([[1, confirmed]], { closings: [{ from: 2, to: 3 }] })?.leftOpenSince).toBeNull();
    const story: Told = [
      [1, confirmed],
      [1, finalAnswer],
      [1, concluded],
      [5, reopened],
    ];
    expect(fold(story, { closings })).toMatchObject({ state: "acknowledged", leftOpenSince: 5 });
  });

  it("was open from its beginning until before its closing", () => {
    const complaint = {
      episodes: [
        { from: 1, to: 4 },
        { from: 6, to: null },
      ],
    };
    expect([0, 1, 3, 4, 5, 6, 9].filter((at) => wasOpenAt(complaint, at))).toEqual([1, 3, 6, 9]);
  });

  it.each([
    ["proposed", false],
    ["dismissed", false],
    ["open", true],
    ["acknowledged", true],
    ["answered", true],
    ["closed", false],
  ] as const)("%s: is the customer still waiting? %s", (state, expected) => {
    expect(isOpenComplaint({ state })).toBe(expected);
  });
});

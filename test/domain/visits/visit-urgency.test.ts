import { describe, expect, it } from "vitest";
import type { Visit } from "../../../src/domain/visits/visit.ts";
import { byUrgencyOn } from "../../../src/domain/visits/visit-urgency.ts";
import { plannedVisit } from "../../support/planned-visit.ts";

const TODAY = "2026-03-27";
const visit = (visitId: string, changes: Partial<Visit> = {}) =>
  plannedVisit({ visitId, latestDate: "2026-04-30", ...changes });

describe("visits in a list", () => {
  it("are ordered by what is red longest, then by what is past its ideal day, then by time", () => {
    const green = { wantedDate: "2026-03-30" };
    const yellow = { wantedDate: "2026-03-20" };
    const visits = [
      visit("green later", { ...green, dueAt: 2 }),
      visit("green", { ...green, dueAt: 1 }),
      visit("also green", { ...green, dueAt: 1 }),
      visit("yellow", { ...yellow, dueAt: 9 }),
      visit("red", { ...yellow, latestDate: "2026-03-26", dueAt: 1 }),
      visit("red for longer", { ...yellow, latestDate: "2026-03-25", dueAt: 9 }),
      visit("red and later", { ...yellow, latestDate: "2026-03-26", dueAt: 2 }),
    ];
    const expected = [
      "red for longer",
      "red",
      "red and later",
      "yellow",
      "also green",
      "green",
      "green later",
    ];
    const ordered = visits.toSorted(byUrgencyOn(TODAY)).map(({ visitId }) => visitId);
    expect(ordered).toEqual(expected);
    const again = visits.toReversed().toSorted(byUrgencyOn(TODAY));
    expect(again.map(({ visitId }) => visitId)).toEqual(expected);
  });
});

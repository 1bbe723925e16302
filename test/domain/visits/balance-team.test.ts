import { describe, expect, it } from "vitest";
import { Policy } from "../../../src/domain/governance/policy.ts";
import { createCalendars } from "../../../src/domain/time/business-time.ts";
import { balanceTeam } from "../../../src/domain/visits/balance-team.ts";
import { createLoads } from "../../../src/domain/visits/choose-owner.ts";
import type { PlaceableVisit } from "../../../src/domain/visits/placing.ts";
import { planRules } from "../../../src/domain/visits/rules-of-plan.ts";
import { MAX_SHIFTS, type Visit } from "../../../src/domain/visits/visit.ts";
import { policyDocument } from "../../support/small-policy.ts";
import { someVisit } from "../../support/some-visit.ts";

const NOW = Date.UTC(2026, 0, 5);

function rulesWith(byOwner: readonly object[] = []) {
  const visits = { ...policyDocument.visits, capacity: { perDay: 4, perWeek: 10, byOwner } };
  const policy = Policy.parse({ ...policyDocument, visits });
  const calendars = createCalendars(policy.calendars);
  return planRules({ policy, calendars }, NOW, { knownOwners: null, lunarDates: () => [] });
}

function shared(changes: Partial<Visit>, others: Partial<PlaceableVisit> = {}): PlaceableVisit {
  return {
    visit: someVisit(changes),
    before: null,
    isShared: true,
    wish: undefined,
    otherDays: null,
    isStanding: false,
    ...others,
  };
}

/** Who got which visit, of those that changed hands. */
function balanced(
  memberIds: readonly string[],
  visits: readonly PlaceableVisit[],
  {
    rules = rulesWith(),
    more = {},
  }: { rules?: ReturnType<typeof rulesWith>; more?: Record<string, number> } = {},
) {
  const loads = createLoads();
  for (const { visit } of visits) if (visit.ownerId !== null) loads.add(visit.ownerId, 1);
  for (const [ownerId, count] of Object.entries(more)) loads.add(ownerId, count);
  const moved = balanceTeam(memberIds, visits, { rules, loads });
  const hands = moved.map(({ visit }) => `${visit.visitId} to ${visit.ownerId}`);
  return { moved, hands, loads: memberIds.map((id) => loads.of(id)) };
}

const four = ["2026-01-06", "2026-01-09", "2026-01-07", "2026-01-08"].map((dueDate) =>
  shared({ visitId: `on ${dueDate}`, dueDate }),
);

describe("the visits of a team", () => {
  it("are shared out until nobody has more than one too many, the farthest day first", () => {
    const { hands, loads } = balanced(["ann", "ben"], four);
    expect(hands).toEqual(["on 2026-01-09 to ben", "on 2026-01-08 to ben"]);
    expect(loads).toEqual([2, 2]);
  });

  it("go to whoever has least to do, by name where that is even", () => {
    const { hands, loads } = balanced(["cid", "ann", "ben", "dan"], four);
    expect(hands).toEqual(["on 2026-01-09 to ben", "on 2026-01-08 to cid", "on 2026-01-07 to dan"]);
    expect(loads).toEqual([1, 1, 1, 1]);
  });

  it("of one day go by their ids", () => {
    const three = ["b", "a", "c", "d"].map((visitId) => shared({ visitId }));
    expect(balanced(["ann", "ben"], three).hands).toEqual(["d to ben", "c to ben"]);
  });

  it("are shared by what people can do", () => {
    const rules = rulesWith([{ ownerId: "ben", perWeek: 4 }]);
    expect(balanced(["ann", "ben"], four, { rules }).hands).toEqual(["on 2026-01-09 to ben"]);
  });

  it("stay where nobody could do better", () => {
    expect(balanced(["ann"], four).moved).toEqual([]);
    expect(balanced(["ann", "ben"], four, { more: { ben: 3 } }).moved).toEqual([]);
  });
});

describe("a visit of a team", () => {
  it("stays with whoever looks after the customer, has it in hand, chose its day or waits", () => {
    const task = someVisit({ visitId: "b" });
    const suppressed = { by: "complaint" as const, subjectId: "7", sinceDate: "2026-01-05" };
    const kept = [
      shared({ visitId: "a" }, { isShared: false }),
      shared({ visitId: "b" }, { before: { ...task, taskId: "9" } }),
      shared({ visitId: "c", isPinned: true }),
      shared({ visitId: "d", suppressed }),
    ];
    expect(balanced(["ann", "ben"], kept)).toEqual({ moved: [], hands: [], loads: [4, 0] });
  });

  it("goes rather to who is there on its day, but to nobody whose whole window is an absence", () => {
    const away = (fromDate: string, toDate: string) =>
      rulesWith([{ ownerId: "ben", absences: [{ fromDate, toDate }] }]);
    const two = four.slice(0, 2);
    const rules = away("2026-01-09", "2026-01-09");
    expect(balanced(["ann", "ben"], two, { rules }).hands).toEqual(["on 2026-01-06 to ben"]);
    const [only] = balanced(["ann", "ben"], four.slice(1, 2), { rules, more: { ann: 2 } }).moved;
    expect(only?.visit).toMatchObject({ ownerId: "ben", dueDate: "2026-01-09" });
    const long = away("2026-01-01", "2026-03-31");
    expect(balanced(["ann", "ben"], two, { rules: long }).moved).toEqual([]);
  });

  it("goes to who is there on a day that the contact cap put beyond its window", () => {
    const window = {
      earliestDate: "2026-01-05",
      wantedDate: "2026-01-06",
      latestDate: "2026-01-09",
    };
    const beyond = shared({ ...window, dueDate: "2026-02-03" });
    const away = (toDate: string) =>
      rulesWith([{ ownerId: "ben", absences: [{ fromDate: "2026-01-01", toDate }] }]);
    const handsBy = (toDate: string) =>
      balanced(["ann", "ben"], [beyond], { rules: away(toDate), more: { ann: 2 } }).hands.length;
    expect(handsBy("2026-02-02")).toBe(1);
    expect(handsBy("2026-02-03")).toBe(0);
  });

  it("keeps its day, takes the new owner's hours, and says from whom it came", () => {
    const old = { cause: "late" as const, fromDate: "2026-01-05", toDate: "2026-01-06", at: 0 };
    const shifts = Array.from({ length: MAX_SHIFTS }, () => old);
    const rules = rulesWith();
    const { moved } = balanced(["ann", "ben"], [shared({}), shared({ visitId: "v2", shifts })]);
    const [only] = moved;
    expect(moved).toHaveLength(1);
    expect(only?.visit.dueDate).toBe("2026-01-06");
    expect(only?.visit.dueAt).toBe(rules.time.openingOf("2026-01-06"));
    expect(only?.visit.shifts).toHaveLength(MAX_SHIFTS);
    expect(only?.visit.shifts.at(-1)).toEqual({
      cause: "balance",
      fromDate: "2026-01-06",
      toDate: "2026-01-06",
      at: NOW,
      fromOwnerId: "ann",
    });
  });
});

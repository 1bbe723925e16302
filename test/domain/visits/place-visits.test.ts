import { describe, expect, it } from "vitest";
import { dayNumberOf } from "../../../src/domain/time/day-number.ts";
import { placeVisits } from "../../../src/domain/visits/place-visits.ts";
import type { PlaceableVisit } from "../../../src/domain/visits/placing.ts";
import type { PlanRules } from "../../../src/domain/visits/plan-rules.ts";
import type { Visit } from "../../../src/domain/visits/visit.ts";
import { planRulesWith } from "../../support/plan-rules.ts";
import { plannedVisit } from "../../support/planned-visit.ts";

const contactCap = { contacts: 1, withinDays: 3 };
const oneADay = planRulesWith({ capacity: { perDay: 1 }, contactCap });
const complaint = { by: "complaint", subjectId: "88", sinceDate: "2026-03-20" } as const;
const lift = { cause: "override", fromDate: "2026-03-25", toDate: "2026-03-23", at: 0 } as const;

/** A visit on Monday, 23 March, that may be until Wednesday. */
function visitOf(
  visitId: string,
  changes: Partial<Visit> = {},
  limits: Partial<Pick<PlaceableVisit, "wish" | "otherDays" | "isStanding">> = {},
): PlaceableVisit {
  const dueDate = "2026-03-23";
  const visit = plannedVisit({ visitId, dueDate, latestDate: "2026-03-25", ...changes });
  return {
    visit,
    before: null,
    isShared: false,
    wish: undefined,
    otherDays: null,
    isStanding: false,
    ...limits,
  };
}

function placed(visits: readonly PlaceableVisit[], rules: PlanRules = oneADay) {
  const live = new Map<string, number>();
  const moved = placeVisits("31", visits, { rules, live }).map(({ visit }) => visit);
  const moves = moved.map(({ visitId, dueDate, shifts }) =>
    [visitId, shifts.at(-1)?.cause, dueDate].join(" "),
  );
  return { moves, moved, live };
}

describe("the days of an owner", () => {
  it("stay as they are while there is room", () => {
    const visits = [visitOf("a"), visitOf("b", { dueDate: "2026-03-24" })];
    expect(placed(visits).moves).toEqual([]);
  });

  it("go on to the nearest one with room, in the same order whatever comes first", () => {
    const visits = [visitOf("a"), visitOf("b"), visitOf("c")];
    const moves = ["b capacity 2026-03-24", "c capacity 2026-03-25"];
    expect(placed(visits).moves).toEqual(moves);
    expect(placed(visits.toReversed()).moves.toSorted()).toEqual(moves);
    expect(placed(visits).moved[0]?.dueAt).toBe(Date.parse("2026-03-24T09:00:00+08:00"));
  });

  it("leave what stands, what a person chose and what has its task", () => {
    const standing = visitOf("z", {}, { isStanding: true });
    expect(placed([visitOf("a"), standing]).moves).toEqual(["a capacity 2026-03-24"]);
    const pinned = visitOf("z", { isPinned: true }, { isStanding: true });
    expect(placed([visitOf("a"), pinned]).moves).toEqual(["a capacity 2026-03-24"]);
  });

  it("have no place for what a complaint holds", () => {
    expect(placed([visitOf("a", { suppressed: complaint }), visitOf("b")]).moves).toEqual([]);
  });

  it("make room by moving others that may be later", () => {
    const today = { latestDate: "2026-03-23" };
    const visits = [visitOf("a", {}, { isStanding: true }), visitOf("b", today)];
    expect(placed(visits).moves).toEqual(["a capacity 2026-03-24"]);
  });

  it("go beyond the limit when no other can move", () => {
    const today = { latestDate: "2026-03-23" };
    expect(placed([visitOf("a", today), visitOf("b", today)]).moves).toEqual([
      "b capacity 2026-03-24",
    ]);
    const past = { earliestDate: "2026-03-18", latestDate: "2026-03-20" };
    expect(placed([visitOf("a", past), visitOf("b", past)]).moves).toEqual([
      "b capacity 2026-03-24",
    ]);
  });

  it("come back within the limit when there is room again", () => {
    const late = visitOf("a", { dueDate: "2026-03-26", earliestDate: "2026-03-23" });
    const wanted = { ...late, visit: { ...late.visit, wantedDate: "2026-03-24" } };
    expect(placed([wanted]).moves).toEqual(["a balance 2026-03-24"]);
  });

  it("stay beyond the limit within a week, rather than move for a day or two", () => {
    const past = { earliestDate: "2026-03-18", wantedDate: "2026-03-19", latestDate: "2026-03-20" };
    const late = visitOf("a", { ...past, dueDate: "2026-03-25" }, { isStanding: true });
    expect(placed([late]).moves).toEqual([]);
    const nextWeek = visitOf("a", { ...past, dueDate: "2026-03-31" }, { isStanding: true });
    expect(placed([nextWeek]).moves).toEqual(["a balance 2026-03-23"]);
  });

  it("are none on which the owner is away, which the move says", () => {
    const absences = [{ fromDate: "2026-03-23", toDate: "2026-03-23" }];
    const rules = planRulesWith({ capacity: { byOwner: [{ ownerId: "31", absences }] } });
    expect(placed([visitOf("a")], rules).moves).toEqual(["a absence 2026-03-24"]);
  });

  it("are none of an owner who is away for years, so that the visit stays", () => {
    const absences = [{ fromDate: "2026-03-01", toDate: "2036-03-01" }];
    const rules = planRulesWith({ capacity: { byOwner: [{ ownerId: "31", absences }] } });
    expect(placed([visitOf("a")], rules).moves).toEqual([]);
  });
});

describe("the days of a customer with several contacts", () => {
  const otherDays = () => [dayNumberOf("2026-03-23")];
  const long = { latestDate: "2026-03-27" };

  it("are kept apart, and told to the customer's other visits", () => {
    const pinned = visitOf("z", { isPinned: true }, { isStanding: true });
    const { moves, live } = placed([visitOf("a", long, { otherDays }), pinned]);
    expect(moves).toEqual(["a capacity 2026-03-26"]);
    expect(live).toEqual(new Map([["a", dayNumberOf("2026-03-26")]]));
  });

  it("come first, and are not kept apart where a person said so", () => {
    const lifted = visitOf("b", { ...long, shifts: [lift] }, { otherDays });
    expect(placed([visitOf("a"), lifted]).moves).toEqual(["a capacity 2026-03-24"]);
    const pinned = visitOf("z", { isPinned: true }, { isStanding: true });
    expect(placed([lifted, pinned]).moves).toEqual(["b capacity 2026-03-24"]);
  });

  it("are those on which it likes to be called", () => {
    const { moves } = placed([visitOf("a", long, { otherDays, wish: "fri" })]);
    expect(moves).toEqual(["a capacity 2026-03-27"]);
  });
});

import { describe, expect, it } from "vitest";
import { dayNumberOf } from "../../../src/domain/time/day-number.ts";
import { withDay } from "../../../src/domain/visits/plan-day.ts";
import type { Visit } from "../../../src/domain/visits/visit.ts";
import { planRulesWith } from "../../support/plan-rules.ts";
import { plannedVisit } from "../../support/planned-visit.ts";

const absences = [{ fromDate: "2026-03-30", toDate: "2026-03-31" }];
const away = { byOwner: [{ ownerId: "31", absences }] };
const rules = planRulesWith({ capacity: away, contactCap: { contacts: 1, withinDays: 3 } });
const complaint = { by: "complaint", subjectId: "88", sinceDate: "2026-03-20" } as const;
const capped = { by: "contact_cap", subjectId: null, sinceDate: "2026-03-20" } as const;
const window = { earliestDate: "2026-03-23", latestDate: "2026-04-03" };

type Known = { readonly before?: Partial<Visit>; readonly taskId?: string | null };

/** The day of a visit that is planned for 27 March, a Friday, unless told otherwise. */
function planned(
  changes: Partial<Visit>,
  {
    known,
    contacts = [],
  }: { readonly known?: Known; readonly contacts?: readonly string[] | undefined } = {},
): Visit {
  const visit = plannedVisit({ ...window, wantedDate: "2026-03-27", ...changes });
  const before =
    known === undefined ? null : { ...visit, ...known.before, taskId: known.taskId ?? null };
  const contactDays = contacts.map(dayNumberOf);
  const subject = { properties: {} };
  return withDay({ visit, before, isShared: false }, subject, { rules, contactDays }).visit;
}

const movesOf = ({ shifts }: Visit) => shifts.map(({ cause, toDate }) => `${cause} ${toDate}`);

describe("the day of a new visit", () => {
  it("is the one that is wanted", () => {
    const visit = planned({});
    expect(visit.dueDate).toBe("2026-03-27");
    expect(movesOf(visit)).toEqual([]);
  });

  it("is a later one because of other contacts, and it is said to wait for those", () => {
    const visit = planned({}, { contacts: ["2026-03-27"] });
    expect(movesOf(visit)).toEqual(["contact_cap 2026-04-01"]);
    expect(visit.suppressed).toEqual({ ...capped, sinceDate: "2026-03-23" });
  });

  it("is a week off while a complaint holds it", () => {
    const held = { suppressed: complaint, wantedDate: "2026-03-24", dueDate: "2026-03-24" };
    const visit = planned(held, { contacts: ["2026-04-01"] });
    expect(movesOf(visit)).toEqual(["complaint 2026-04-01"]);
    expect(visit.suppressed).toEqual(complaint);
  });

  it("is left where it is wanted when nobody can be there for years", () => {
    const gone = [{ fromDate: "2026-03-01", toDate: "2036-03-01" }];
    const nobody = planRulesWith({ capacity: { byOwner: [{ ownerId: "31", absences: gone }] } });
    const one = { visit: plannedVisit(), before: null, isShared: false };
    const plan = { rules: nobody, contactDays: [] };
    expect(withDay(one, { properties: {} }, plan).visit).toBe(one.visit);
  });

  it("is kept among other contacts when the owner has no other day", () => {
    const gone = [{ fromDate: "2026-03-24", toDate: "2036-03-01" }];
    const capacity = { byOwner: [{ ownerId: "31", absences: gone }] };
    const lastDay = planRulesWith({ capacity, contactCap: { contacts: 1, withinDays: 3 } });
    const one = { visit: plannedVisit(window), before: null, isShared: false };
    const plan = { rules: lastDay, contactDays: [dayNumberOf("2026-03-23")] };
    const { visit } = withDay(one, { properties: {} }, plan);
    expect(visit.dueDate).toBe("2026-03-23");
    expect(visit.suppressed).toBeNull();
  });

  it("is one on which the customer likes to be called", () => {
    const wishes = planRulesWith({ preferredWindowProperty: "call_me" });
    const one = { visit: plannedVisit(window), before: null, isShared: false };
    const plan = { rules: wishes, contactDays: [] };
    expect(withDay(one, { properties: { call_me: "wed" } }, plan).visit.dueDate).toBe("2026-04-01");
  });
});

describe("the day of a visit that was planned before", () => {
  it.each<{ name: string; changes: Partial<Visit>; known: Known; contacts?: string[] }>([
    { name: "a day that suits", changes: {}, known: {} },
    {
      name: "a day far off while it is held",
      changes: { suppressed: complaint, dueDate: "2026-04-01" },
      known: {},
    },
    {
      name: "a person's day, also one that went by",
      changes: { isPinned: true, dueDate: "2026-03-20" },
      known: {},
    },
    {
      name: "the day of a task that went by",
      changes: { dueDate: "2026-03-20" },
      known: { taskId: "9" },
    },
    {
      name: "the day of a task among other contacts",
      changes: {},
      known: { taskId: "9" },
      contacts: ["2026-03-27"],
    },
    { name: "a day past its limit", changes: { latestDate: "2026-03-26" }, known: {} },
  ])("stays: $name", ({ changes, known, contacts }) => {
    const visit = planned(changes, { known, contacts });
    expect(visit.dueDate).toBe(changes.dueDate ?? "2026-03-27");
    expect(movesOf(visit)).toEqual([]);
  });

  it.each<{ moves: string; changes: Partial<Visit>; known?: Known; contacts?: string[] }>([
    { moves: "late 2026-03-27", changes: { dueDate: "2026-03-20" } },
    { moves: "absence 2026-03-27", changes: { dueDate: "2026-03-30" } },
    { moves: "calendar 2026-03-27", changes: { dueDate: "2026-03-28" } },
    { moves: "contact_cap 2026-04-01", changes: {}, contacts: ["2026-03-27"] },
    {
      moves: "replanned 2026-03-27",
      changes: { dueDate: "2026-03-24", earliestDate: "2026-03-25" },
    },
    {
      moves: "replanned 2026-03-27",
      changes: { dueDate: "2026-04-02", latestDate: "2026-04-01" },
      known: { before: { latestDate: "2026-04-03" } },
    },
    {
      moves: "released 2026-03-27",
      changes: { dueDate: "2026-04-08" },
      known: { before: { suppressed: complaint } },
    },
    { moves: "complaint 2026-04-01", changes: { suppressed: complaint, dueDate: "2026-03-24" } },
    { moves: "complaint 2026-04-01", changes: { suppressed: complaint, dueDate: "2026-03-28" } },
  ])("moves with its reason: $moves", ({ moves, changes, known = {}, contacts }) => {
    const visit = planned(changes, { known, contacts });
    expect(movesOf(visit)).toEqual([moves]);
    expect(visit.dueDate).toBe(moves.slice(-10));
  });

  it("waits for other contacts until the day has come", () => {
    expect(planned({ suppressed: capped }, { known: {} }).suppressed).toEqual(capped);
    const today = { suppressed: capped, dueDate: "2026-03-23" };
    expect(planned(today, { known: {} }).suppressed).toBeNull();
  });

  it("opens at another hour when the calendar does", () => {
    const { dueAt } = planned({});
    expect(planned({ dueAt: 0 }, { known: {} }).dueAt).toBe(dueAt);
  });
});

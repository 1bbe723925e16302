import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changesByPeople,
  differenceOf,
  type TaskState,
  wantedTask,
} from "../../../src/domain/visits/task-change.ts";
import { plannedVisit } from "../../support/planned-visit.ts";

const seen: TaskState = { dueAt: 1_000, ownerId: "31", isDone: false };
const taskState = fc.record({
  dueAt: fc.option(fc.integer({ min: 1, max: 5 })),
  ownerId: fc.option(fc.constantFrom("31", "32")),
  isDone: fc.boolean(),
});

describe("changesByPeople", () => {
  it.each<{ name: string; found: TaskState | null; changes: unknown }>([
    { name: "nothing is nobody's change", found: seen, changes: [] },
    {
      name: "another time is a move",
      found: { ...seen, dueAt: 2_000 },
      changes: [{ kind: "moved", dueAt: 2_000 }],
    },
    { name: "no time at all is no move", found: { ...seen, dueAt: null }, changes: [] },
    {
      name: "another owner takes it over",
      found: { ...seen, ownerId: null },
      changes: [{ kind: "reassigned", ownerId: null }],
    },
    { name: "done is done", found: { ...seen, isDone: true }, changes: [{ kind: "done" }] },
    {
      name: "moved and done are both told",
      found: { dueAt: 2_000, ownerId: "31", isDone: true },
      changes: [{ kind: "moved", dueAt: 2_000 }, { kind: "done" }],
    },
    { name: "gone is deleted", found: null, changes: [{ kind: "deleted" }] },
  ])("$name", ({ found, changes }) => {
    expect(changesByPeople({ seen, writing: null }, found, seen)).toEqual(changes);
  });

  it("knows a task that was to be deleted as ours", () => {
    expect(changesByPeople({ seen, writing: null }, null, "deleted")).toEqual([]);
    expect(changesByPeople({ seen, writing: null }, seen, "deleted")).toEqual([]);
  });

  it("knows its own writes, whether they were noted or not and whenever they come back", () => {
    fc.assert(
      fc.property(taskState, taskState, taskState, (before, writing, wanted) => {
        for (const echo of [before, writing, wanted]) {
          expect(changesByPeople({ seen: before, writing }, echo, wanted)).toEqual([]);
        }
      }),
    );
  });

  it("says nothing of a change that was taken over already", () => {
    fc.assert(
      fc.property(taskState, taskState, taskState, (before, found, wanted) => {
        changesByPeople({ seen: before, writing: null }, found, wanted);
        expect(changesByPeople({ seen: found, writing: null }, found, wanted)).toEqual([]);
      }),
    );
  });
});

describe("the task that a visit wants", () => {
  const visit = plannedVisit();
  const { dueAt, ownerId } = visit;

  it.each([
    { name: "is open while the visit is planned", changes: {}, wanted: { isDone: false } },
    { name: "is done with the visit", changes: { state: "done" }, wanted: { isDone: true } },
    { name: "goes with a visit that is skipped", changes: { state: "skipped" }, wanted: null },
    { name: "goes with a visit that is taken back", changes: { state: "cancelled" }, wanted: null },
    {
      name: "is done when another attempt follows",
      changes: { attempt: 2 },
      wanted: { isDone: true },
    },
  ] as const)("$name", ({ changes, wanted }) => {
    expect(wantedTask({ attempt: 1 }, { ...visit, ...changes })).toEqual(
      wanted === null ? "deleted" : { dueAt, ownerId, ...wanted },
    );
  });

  it.each([
    { name: "nothing", found: seen, wanted: seen, difference: {} },
    {
      name: "time and owner",
      found: seen,
      wanted: { dueAt: 2_000, ownerId: "32", isDone: false },
      difference: { dueAt: 2_000, ownerId: "32" },
    },
    {
      name: "only that it is done",
      found: seen,
      wanted: { dueAt: 2_000, ownerId: "32", isDone: true },
      difference: { isDone: true },
    },
    {
      name: "nothing of one that is done already",
      found: { ...seen, isDone: true },
      wanted: { ...seen, dueAt: 2_000, isDone: true },
      difference: {},
    },
    {
      name: "that it is open again",
      found: { ...seen, isDone: true },
      wanted: seen,
      difference: { isDone: false },
    },
  ])("differs by $name", ({ found, wanted, difference }) => {
    expect(differenceOf(found, wanted)).toEqual(difference);
  });
});

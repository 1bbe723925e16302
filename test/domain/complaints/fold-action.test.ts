import { describe, expect, it } from "vitest";
import { ActionEvent, MAX_EVIDENCE_KEPT } from "../../../src/domain/complaints/action-event.ts";
import { foldAction } from "../../../src/domain/complaints/fold-action.ts";
import { actionOf, opened, PUMP, play, UNTIL_CHECK } from "../../support/action-story.ts";

describe("the levels of the overdue ladder", () => {
  const tell = (dueDate: string, level: number) => ({
    kind: "overdue_told" as const,
    dueDate,
    level,
  });
  const toldAfter = (...events: Parameters<typeof actionOf>[0][number]["event"][]) =>
    actionOf([opened, ...events].map((event, at) => ({ at, event }))).toldLevels;

  it("are kept, each once", () => {
    expect(toldAfter(tell("2026-06-06", 1), tell("2026-06-06", 2), tell("2026-06-06", 1))).toEqual([
      1, 2,
    ]);
  });

  it("of another day are not", () => {
    expect(toldAfter(tell("2026-06-05", 1))).toEqual([]);
  });

  it("begin anew with another day", () => {
    const { marks } = play(UNTIL_CHECK.slice(0, 3));
    const [first, ...rest] = marks.map(({ event }) => event);
    const events = first === undefined ? [] : [first, tell("2026-06-06", 1), ...rest];
    expect(actionOf(events.map((event, at) => ({ at, event }))).toldLevels).toEqual([]);
  });
});

it("is nothing before it was opened", () => {
  expect(foldAction([])).toBeNull();
  expect(
    foldAction([{ at: 1, event: { kind: "taken_up", by: { id: "1", name: "A" } } }]),
  ).toBeNull();
});

describe("more evidence", () => {
  const evidenceOf = (from: number, count: number) => ({
    kind: "evidence_added" as const,
    evidence: Array.from({ length: count }, (_, index) => `Ticket ${from + index}`),
    customers: [PUMP, { kind: "contact" as const, id: "9" }],
  });
  const actionAfter = (...events: ReturnType<typeof evidenceOf>[]) =>
    actionOf([opened, ...events].map((event, at) => ({ at, event })));

  it("comes after what was there, with those of its customers who are new", () => {
    const action = actionAfter(evidenceOf(8, 1));
    expect(action.evidence).toEqual(["Ticket 7", "Ticket 8"]);
    expect(action.customers.map(({ customer }) => customer.id)).toEqual(["1", "2", "9"]);
    expect(action).toMatchObject({ state: "classified", recurrencesInAll: 0 });
  });

  it("is kept up to a limit, the first of it", () => {
    const events = [0, 1, 2, 3].map((portion) => evidenceOf(8 + portion * 50, 50));
    const { evidence } = actionAfter(...events);
    expect(evidence).toHaveLength(MAX_EVIDENCE_KEPT);
    expect(evidence.at(-1)).toBe("Ticket 206");
  });
});

it("is opened once", () => {
  const again = { ...opened, title: "Another" };
  expect(
    actionOf([
      { at: 0, event: opened },
      { at: 1, event: again },
    ]).title,
  ).toBe("The pump leaks");
});

it("is written as strict documents, whatever happened", () => {
  for (const { event } of play(UNTIL_CHECK).marks) expect(ActionEvent.parse(event)).toEqual(event);
});

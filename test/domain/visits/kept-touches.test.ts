import { describe, expect, it } from "vitest";
import { keptTouches } from "../../../src/domain/visits/kept-touches.ts";
import type { Touch } from "../../../src/domain/visits/touch.ts";

const touch = (touchId: string, at: number, changes: Partial<Touch> = {}): Touch => ({
  touchId,
  customer: { kind: "company", id: "7" },
  at,
  kind: "call",
  isReal: true,
  ownerId: null,
  source: "crm",
  ...changes,
});

const ids = (touches: readonly Touch[], before: number | null) =>
  keptTouches(touches, before).map(({ touchId }) => touchId);

describe("keptTouches", () => {
  it("keeps all where nothing is limited", () => {
    expect(ids([touch("old", 1), touch("older", 0)], null)).toEqual(["old", "older"]);
  });

  it("leaves out what retention would delete again", () => {
    expect(ids([touch("old", 9), touch("kept", 10), touch("new", 11)], 10)).toEqual([
      "kept",
      "new",
    ]);
  });

  it("keeps the last real contact of each customer however old", () => {
    const of = { customer: { kind: "contact" as const, id: "7" } };
    const all = [
      touch("first", 1),
      touch("last", 3),
      touch("between", 2),
      touch("nobody there", 4, { isReal: false }),
      touch("of another", 0, of),
    ];
    expect(ids(all, 10)).toEqual(["last", "of another"]);
  });
});

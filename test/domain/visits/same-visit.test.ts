import { describe, expect, it } from "vitest";
import { isSameVisit } from "../../../src/domain/visits/same-visit.ts";
import type { Visit } from "../../../src/domain/visits/visit.ts";
import { plannedVisit } from "../../support/planned-visit.ts";

const shift = {
  cause: "late",
  fromDate: "2026-03-26",
  toDate: "2026-03-27",
  at: 1_000,
} as const;
const visit = plannedVisit({
  shifts: [shift],
  suppressed: { by: "complaint", subjectId: "88", sinceDate: "2026-03-20" },
});

describe("two visits that say the same", () => {
  it("need not be written, whether they are one or copies", () => {
    expect(isSameVisit(visit, visit)).toBe(true);
    expect(isSameVisit(visit, structuredClone(visit))).toBe(true);
  });

  it("are the same without anything that holds them up", () => {
    const free = plannedVisit({ customer: null });
    expect(isSameVisit(free, structuredClone(free))).toBe(true);
  });
});

describe("two visits that differ", () => {
  it.each<Partial<Visit>>([
    { state: "done" },
    { dueDate: "2026-03-30" },
    { dueAt: 1 },
    { ownerId: "32" },
    { ownerId: null },
    { tier: "standard" },
    { kind: "follow_up" },
    { channel: "onsite" },
    { durationMinutes: 45 },
    { anchorDate: "2026-03-01" },
    { earliestDate: "2026-03-26" },
    { wantedDate: "2026-03-28" },
    { latestDate: "2026-03-31" },
    { attempt: 2 },
    { isPinned: true },
    { customer: { kind: "contact", id: "7" } },
    { customer: null },
    { suppressed: null },
    { suppressed: { by: "escalation", subjectId: "88", sinceDate: "2026-03-20" } },
    { shifts: [] },
    { shifts: [{ ...shift, note: "They asked for it" }] },
  ])("are written: %o", (changes) => {
    expect(isSameVisit(visit, { ...visit, ...changes })).toBe(false);
  });
});

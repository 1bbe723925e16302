import { describe, expect, it } from "vitest";
import type { Dispute } from "../../../src/domain/visits/plan-rules.ts";
import { isCapLifted, isHeld, suppressionBy } from "../../../src/domain/visits/suppression.ts";
import type { Shift } from "../../../src/domain/visits/visit.ts";
import { plannedVisit } from "../../support/planned-visit.ts";

const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const visit = plannedVisit({ ownerId: "31" });

const disputed = (changes: Partial<Dispute> = {}): Dispute => ({
  by: "complaint",
  subjectId: "88",
  ownerIds: ["55"],
  sinceDate: "2026-03-20",
  ...changes,
});
const shiftOn = (cause: Shift["cause"], date: string): Shift => ({
  cause,
  fromDate: "2026-03-27",
  toDate: "2026-03-30",
  at: Date.parse(`${date}T04:00:00Z`),
});
const subjectOf = (disputes: readonly Dispute[]) =>
  suppressionBy(visit, disputes, dateOf)?.subjectId;

describe("what holds a visit up", () => {
  it("is nothing without a dispute", () => {
    expect(suppressionBy(visit, [], dateOf)).toBeNull();
  });

  it("is the work of others, not one's own", () => {
    expect(suppressionBy(visit, [disputed()], dateOf)).toEqual({
      by: "complaint",
      subjectId: "88",
      sinceDate: "2026-03-20",
    });
    expect(suppressionBy(visit, [disputed({ ownerIds: ["55", "31"] })], dateOf)).toBeNull();
  });

  it("is any dispute for a visit that nobody has", () => {
    const unassigned = plannedVisit({ ownerId: null });
    expect(suppressionBy(unassigned, [disputed({ ownerIds: [] })], dateOf)?.subjectId).toBe("88");
  });

  it("is the complaint before an older escalation, in whichever order they are told", () => {
    const complaint = disputed({ sinceDate: "2026-03-22" });
    const escalation = disputed({ by: "escalation", subjectId: "c1", sinceDate: "2026-03-01" });
    expect(subjectOf([escalation, complaint])).toBe("88");
    expect(subjectOf([complaint, escalation])).toBe("88");
  });

  it("is the oldest of several complaints, in whichever order they are told", () => {
    const older = disputed({ subjectId: "80", sinceDate: "2026-03-10" });
    expect(subjectOf([disputed(), older])).toBe("80");
    expect(subjectOf([older, disputed()])).toBe("80");
  });

  it("is only what came up after a person lifted it", () => {
    const lifted = { ...visit, shifts: [shiftOn("override", "2026-03-21")] };
    expect(suppressionBy(lifted, [disputed()], dateOf)).toBeNull();
    expect(suppressionBy(lifted, [disputed({ sinceDate: "2026-03-21" })], dateOf)).toBeNull();
    const next = disputed({ subjectId: "90", sinceDate: "2026-03-22" });
    expect(suppressionBy(lifted, [disputed(), next], dateOf)?.subjectId).toBe("90");
  });
});

describe("a lift of the contact cap", () => {
  it.each<{ name: string; causes: readonly Shift["cause"][]; expected: boolean }>([
    { name: "is none where nobody lifted it", causes: ["capacity"], expected: false },
    { name: "holds whatever moves the visit later", causes: ["override", "late"], expected: true },
    { name: "ends with the try", causes: ["override", "not_reached"], expected: false },
    { name: "may be given anew", causes: ["not_reached", "override"], expected: true },
  ])("$name", ({ causes, expected }) => {
    const shifts = causes.map((cause) => shiftOn(cause, "2026-03-21"));
    expect(isCapLifted({ shifts })).toBe(expected);
  });
});

describe("a visit that waits for somebody else's work", () => {
  it("is one with a complaint or an escalation, not one over the contact cap", () => {
    const since = { subjectId: null, sinceDate: "2026-03-20" };
    expect(isHeld({ suppressed: null })).toBe(false);
    expect(isHeld({ suppressed: { ...since, by: "contact_cap" } })).toBe(false);
    expect(isHeld({ suppressed: { ...since, by: "complaint" } })).toBe(true);
    expect(isHeld({ suppressed: { ...since, by: "escalation" } })).toBe(true);
  });
});

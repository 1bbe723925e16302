import { describe, expect, it } from "vitest";
import type { Complaint } from "../../../src/domain/complaints/complaint.ts";
import type { TicketEventDetail } from "../../../src/domain/sla/ticket-event.ts";
import { type CaseStory, called, casesOf } from "../../support/case-story.ts";
import { closed, concluded, confirmed, finalAnswer, mark } from "../../support/complaint-marks.ts";
import { foldOf } from "../../support/complaint-told.ts";
import { berlin, type Fact } from "../../support/lives.ts";

const at = (time: string) => berlin(`06-09 ${time}`);
const fact = (time: string, said: typeof confirmed): Fact => [
  at(time),
  { kind: "complaint", factKey: `${time}-${said.kind}`, fact: said } satisfies TicketEventDetail,
];
const forDepartment = (department: string) => ({ ...confirmed, department });

const summary = (story: CaseStory) =>
  casesOf(story).map(({ department, state, steps, endedAt }) => ({
    department,
    state,
    endedAt,
    reason: steps.at(-1)?.reason,
  }));

/** Folded from the same facts, with the closing of the ticket. */
function complaintOf(facts: readonly Fact[], closedAt?: number): Complaint | null {
  const marks = facts.flatMap(([when, detail]) =>
    detail.kind === "complaint" ? [mark(Number(when), detail.fact, detail.factKey)] : [],
  );
  return foldOf([], {
    marks,
    closings: closedAt === undefined ? [] : [{ from: closedAt, to: null }],
  });
}

describe("a complaint that a person confirmed", () => {
  it("opens a case in the department that the ticket is routed to", () => {
    const facts = [fact("10:00", confirmed)];
    expect(summary({ facts, now: at("11:00") })).toMatchObject([{ department: "support" }]);
  });

  it("opens it in the department that is responsible instead", () => {
    const facts = [fact("10:00", forDepartment("relations"))];
    expect(summary({ facts, now: at("11:00") })).toMatchObject([{ department: "relations" }]);
  });

  it("goes to its routed department when the named one is unknown", () => {
    const facts = [fact("10:00", forDepartment("abolished"))];
    expect(summary({ facts, now: at("11:00") })).toMatchObject([{ department: "support" }]);
  });

  it("calls another department when that one becomes responsible", () => {
    const facts = [fact("10:00", confirmed), fact("10:30", forDepartment("relations"))];
    const departments = summary({ facts, now: at("11:00") }).map(({ department }) => department);
    expect(departments).toEqual(["support", "relations"]);
  });

  it("joins the case that its department has already", () => {
    const facts = [
      fact("10:00", forDepartment("relations")),
      fact("10:30", forDepartment("relations")),
    ];
    expect(summary({ facts, now: at("11:00") })).toHaveLength(1);
  });

  it("keeps its case open when its ticket is closed without an answer", () => {
    const facts = [fact("10:00", confirmed)];
    const closedAt = at("10:30");
    const complaint = complaintOf(facts, closedAt);
    expect(summary({ facts, closedAt, complaint, now: at("11:00") })).toMatchObject([
      { endedAt: null },
    ]);
    expect(summary({ facts, closedAt, now: at("11:00") })).toMatchObject([
      { state: "resolved", reason: "ticket_closed" },
    ]);
  });

  it("ends its case when it is closed itself", () => {
    const facts = [
      fact("10:00", confirmed),
      [at("10:10"), { kind: "complaint", factKey: "a", fact: finalAnswer }] as const,
      [at("10:20"), { kind: "complaint", factKey: "b", fact: concluded }] as const,
      [at("10:40"), { kind: "complaint", factKey: "c", fact: closed }] as const,
    ];
    const complaint = complaintOf(facts);
    expect(summary({ facts, complaint, now: at("11:00") })).toMatchObject([
      { state: "resolved", endedAt: at("10:40"), reason: "complaint_closed" },
    ]);
  });

  it("leaves another department's case open when it is closed", () => {
    const facts = [fact("10:00", confirmed), fact("10:40", closed)];
    const complaint = complaintOf([
      fact("10:00", confirmed),
      fact("10:10", finalAnswer),
      fact("10:20", concluded),
      fact("10:40", closed),
    ]);
    const acts = [called("partner", at("10:05"))];
    expect(summary({ facts, acts, complaint, now: at("11:00") })).toMatchObject([
      { department: "support", reason: "complaint_closed" },
      { department: "partner", endedAt: null },
    ]);
  });
});

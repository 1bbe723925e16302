import type { ComplaintFact, ComplaintMark } from "../../src/domain/complaints/complaint-fact.ts";

/** What people say and do about a complaint, told in short. */

export const LIN = { id: "11", name: "Lin" };

export const confirmed: ComplaintFact = {
  kind: "confirmed",
  severity: "high",
  department: null,
  text: "The third repair failed",
  by: LIN,
};
export const dismissed: ComplaintFact = { kind: "dismissed", reason: "A question", by: LIN };
export const proposed: ComplaintFact = {
  kind: "proposed",
  source: "low_score",
  evidence: ["1"],
};
export const acknowledged: ComplaintFact = { kind: "acknowledged", by: LIN };
export const firstAnswer: ComplaintFact = {
  kind: "answered",
  stage: "first",
  text: "We look into it",
  channel: "phone",
  by: LIN,
};
export const finalAnswer: ComplaintFact = { ...firstAnswer, stage: "final", text: "Replaced" };
export const concluded: ComplaintFact = {
  kind: "concluded",
  outcome: "justified",
  note: "",
  by: LIN,
};
export const closed: ComplaintFact = { kind: "closed", by: LIN };
export const reopened: ComplaintFact = { kind: "reopened", reason: "Broke again", by: LIN };

export const EVERY_FACT: readonly ComplaintFact[] = [
  confirmed,
  dismissed,
  proposed,
  acknowledged,
  firstAnswer,
  finalAnswer,
  concluded,
  closed,
  reopened,
];

export function mark(
  at: number,
  fact: ComplaintFact,
  factKey = `${at}-${fact.kind}`,
): ComplaintMark {
  return { at, factKey, fact };
}

import { answersOf } from "../../domain/sla/hand-logs.ts";
import { explainReasons } from "../../domain/tiering/explain-grade.ts";
import type { CaseBrief } from "../../ports/case-brief.ts";
import { type CaseParts, departmentNameOf, formerCases } from "./case-parts.ts";

const SCORES_TOLD = 3;
const REASONS_TOLD = 3;

/** What a department that is new to the case must know to begin at once. */
export function caseBrief(parts: CaseParts): CaseBrief {
  const { escalation, row } = parts;
  const replies = answersOf(row.ticket);
  const isWhole =
    escalation.handedFrom !== null ||
    escalation.triggers.some(({ kind }) => kind === "manual" || kind === "complaint");
  return {
    isWhole,
    tierReasons: tierReasonsOf(parts),
    complaint: complaintOf(parts),
    replies: { count: replies.length, lastAt: replies.at(-1) ?? null },
    before: beforeOf(parts),
    scores: scoresOf(parts),
    ask: askOf(parts),
  };
}

/** What counted most for the tier that the ticket's promise was made under. */
function tierReasonsOf({ row, rules, customers, department }: CaseParts): CaseBrief["tierReasons"] {
  const graded = row.ticket.tiers.at(-1)?.customer;
  const customer = customers.find(({ kind, id }) => kind === graded?.kind && id === graded.id);
  if (customer === undefined) return [];
  return explainReasons(rules.policy, customer)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, REASONS_TOLD)
    .map(({ label, property, value, points }) => {
      return { label: label?.[department.language] ?? property, value, points };
    });
}

/** What is only proposed is not told as one. */
function complaintOf({ row: { complaint } }: CaseParts): CaseBrief["complaint"] {
  if (complaint === null || complaint.since === null) return null;
  const { severity, text } = complaint;
  return { severity, text };
}

function beforeOf(parts: CaseParts): CaseBrief["before"] {
  return formerCases(parts)
    .toReversed()
    .map(({ department, steps }) => {
      const left = steps.findLast(({ act }) => act === "handed_over");
      return {
        departmentName: departmentNameOf(parts, department),
        by: left?.by ?? null,
        reason: left?.reason ?? null,
        text: left?.text ?? null,
      };
    });
}

/** What customers answered, the newest first; then what else the ticket and the customer have in the CRM. */
function scoresOf({ row, rules, customers, answers }: CaseParts): CaseBrief["scores"] {
  const answered = answers.map(({ kind, score, scale, at }) => {
    return { property: kind.toUpperCase(), value: `${score}/${scale.to}`, at };
  });
  const told = new Set(answers.map(({ score, at }) => `${score} ${at}`));
  const properties = new Set(rules.policy.caseTriggers.lowRatings.map(({ property }) => property));
  const ofTicket = row.ticket.fields
    .filter(({ property, value }) => properties.has(property) && value.trim() !== "")
    // Those that came by an answer are among the answers.
    .filter(({ value, at }) => !told.has(`${value} ${at}`))
    .toReversed();
  const ofCustomers = customers.flatMap((customer) =>
    [...properties].flatMap((property) => {
      const value = customer.properties[property] ?? "";
      return value.trim() === "" ? [] : [{ property, value, at: null }];
    }),
  );
  return [...answered, ...ofTicket, ...ofCustomers].slice(0, SCORES_TOLD);
}

/** What somebody asked of this department; of one that got it from another what was said with it. */
function askOf({ escalation }: CaseParts): CaseBrief["ask"] {
  const asked = escalation.triggers.filter((one) => one.kind === "manual").at(-1);
  if (asked !== undefined) {
    const { ask: text, by, reason, text: note, wantedAt } = asked;
    return { text, by, reason, note, wantedAt };
  }
  const opening = escalation.handedFrom === null ? undefined : escalation.steps[0];
  if (opening?.text === undefined) return null;
  return { text: opening.text, by: opening.by, reason: null, note: "", wantedAt: null };
}

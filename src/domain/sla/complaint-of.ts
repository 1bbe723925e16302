import type { Complaint, Proposal } from "../complaints/complaint.ts";
import { isTakenUp } from "../complaints/complaint-fact.ts";
import { wordsIn } from "../complaints/complaint-words.ts";
import { foldComplaint } from "../complaints/fold-complaint.ts";
import type { Life } from "./life.ts";
import { lowScoreIn } from "./low-scores.ts";
import { type Stretch, spansWhere } from "./stretches.ts";

/** The complaint of a ticket by `now`; null when nothing says that it might be one. */
export function complaintOf(life: Omit<Life, "complaint">): Complaint | null {
  const { ticket, now, stretches, closings, outward } = life;
  const past = stretches.filter(({ from }) => from <= now);
  const last = past.at(-1);
  if (last === undefined) return null;
  return foldComplaint({
    marks: ticket.complaintMarks.filter(({ at }) => at <= now),
    spells: spansWhere(past, ({ traits }) => isByItself(traits.complaintBy)),
    proposals: proposalsOf(life, last),
    closings,
    outward,
    answerRequired: last.rules.policy.complaints.answerRequired,
  });
}

function isByItself(by: Stretch["traits"]["complaintBy"]): boolean {
  return by === "category" || by === "property";
}

/**
 * Whether closing the ticket at an instant leaves its complaint open: a person has taken it up, or the
 * policy asks for an answer to each.
 */
export function outlastsClosing(
  { ticket, stretches }: Omit<Life, "complaint">,
  at: number,
): boolean {
  const stretch = stretches.findLast(({ from }) => from <= at);
  if (stretch?.rules.policy.complaints.answerRequired === true) return true;
  return ticket.complaintMarks.some((mark) => mark.at <= at && isTakenUp(mark));
}

function proposalsOf(
  { ticket, stretches, now }: Omit<Life, "complaint">,
  last: Stretch,
): Proposal[] {
  const { policy } = last.rules;
  const { words, textProperties, lowScores } = policy.complaints;
  const beganAt = stretches.reduce((at, { from }) => Math.min(at, from), last.from);
  const texts = [
    { at: beganAt, text: ticket.subject },
    ...ticket.fields
      .filter(({ property }) => textProperties.includes(property))
      .map(({ at, value }) => ({ at, text: value })),
  ];
  const byWords =
    words.length === 0
      ? []
      : texts.flatMap(({ at, text }): Proposal[] => {
          const found = wordsIn(text, words);
          return found.length === 0 ? [] : [{ at, source: "words", evidence: found }];
        });
  const byScore = lowScores
    ? ticket.fields.flatMap((field): Proposal[] => {
        const score = lowScoreIn(policy, field);
        return score === null
          ? []
          : [{ at: field.at, source: "low_score", evidence: [String(score)] }];
      })
    : [];
  return [...byWords, ...byScore].filter(({ at }) => at >= beganAt && at <= now);
}

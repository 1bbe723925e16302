import type { CustomerRef } from "../tiering/customer.ts";
import type { Scale, SurveyKind, SurveyRules } from "./survey-rules.ts";

/** What a customer answered, with the scale that it was given on: a 4 of 5 is not a 4 of 10. */
export type SurveyAnswer = {
  /** The same answer has the same key, however often it is read. */
  readonly answerKey: string;
  readonly kind: SurveyKind;
  readonly score: number;
  readonly scale: Scale;
  readonly at: number;
  readonly customer: CustomerRef | null;
  readonly ticketId: string | null;
  readonly comment: string;
  readonly source: "submission" | "ticket_property" | "contact_property" | "rating_link";
};

/** Two tellings of one answer lie no further apart: properties know the day, submissions the instant. */
const SAME_ANSWER_MS = 86_400_000;

export function isLow(
  { kind, score }: Pick<SurveyAnswer, "kind" | "score">,
  { low }: Pick<SurveyRules, "low">,
): boolean {
  return score <= low[kind];
}

/** A property of the CRM has only the last score of its kind; answers before it are not known by it. */
export function isLastScore({ source }: Pick<SurveyAnswer, "source">): boolean {
  return source === "ticket_property" || source === "contact_property";
}

/** What has to be done about a low score. */
export type FollowUp = Pick<
  SurveyAnswer,
  "answerKey" | "kind" | "score" | "scale" | "at" | "customer" | "ticketId" | "comment"
> & { readonly proposesComplaint: boolean };

/** Null for a score that is not low, and for one of nobody and nothing. */
export function followUpOf(answer: SurveyAnswer, rules: SurveyRules): FollowUp | null {
  const { answerKey, kind, score, scale, at, customer, ticketId, comment } = answer;
  if (!isLow(answer, rules) || (customer === null && ticketId === null)) return null;
  const proposesComplaint = rules.proposesComplaint && ticketId !== null;
  return { answerKey, kind, score, scale, at, customer, ticketId, comment, proposesComplaint };
}

/** How good it is, from 0 to 100, so that scores of different scales can be drawn in one picture. */
export function shareOf({ score, scale }: Pick<SurveyAnswer, "score" | "scale">): number {
  return Math.round(((score - scale.from) / (scale.to - scale.from)) * 100);
}

/**
 * The newest first, each answer once: the CRM tells the same one as a submission, on the ticket and on the
 * contact. Of these that which says most is kept.
 */
export function withoutRepeats(answers: readonly SurveyAnswer[]): readonly SurveyAnswer[] {
  const kept: SurveyAnswer[] = [];
  for (const answer of answers.toSorted(bySource)) {
    if (!kept.some((other) => isSame(other, answer))) kept.push(answer);
  }
  return kept.toSorted((a, b) => b.at - a.at);
}

const SOURCES = ["rating_link", "submission", "ticket_property", "contact_property"] as const;

function bySource(a: SurveyAnswer, b: SurveyAnswer): number {
  return (
    SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source) ||
    b.at - a.at ||
    (a.answerKey < b.answerKey ? -1 : 1)
  );
}

function isSame(one: SurveyAnswer, other: SurveyAnswer): boolean {
  if (one.answerKey === other.answerKey) return true;
  return (
    one.source !== other.source &&
    one.source !== "rating_link" &&
    one.kind === other.kind &&
    one.score === other.score &&
    Math.abs(one.at - other.at) <= SAME_ANSWER_MS &&
    isAbout(one, other)
  );
}

/** Of the same ticket, or where one of them knows none, of the same customer. */
function isAbout(one: SurveyAnswer, other: SurveyAnswer): boolean {
  if (one.ticketId !== null && other.ticketId !== null) return one.ticketId === other.ticketId;
  return (
    one.customer !== null &&
    one.customer.kind === other.customer?.kind &&
    one.customer.id === other.customer.id
  );
}

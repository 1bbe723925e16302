import type { CustomerRef } from "../tiering/customer.ts";
import { instantOf } from "../time/instant.ts";
import type { SurveyAnswer } from "./survey-answer.ts";
import { type Scale, type SurveyKind, type SurveyRules, scaleOf } from "./survey-rules.ts";

/** Scores out of what the CRM tells: its survey answers, and the last scores on tickets and contacts. */

const MAX_COMMENT_LENGTH = 1_000;

const KINDS: Readonly<Record<string, SurveyKind>> = { CSAT: "csat", NPS: "nps", CES: "ces" };

export type Submission = {
  readonly submissionId: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly contactIds: readonly string[];
  readonly ticketIds: readonly string[];
};

/** `not_scored`: a survey of another kind, or one without a score. `out_of_scale`: the policy knows another scale. */
export type SubmissionReading =
  | { readonly ok: true; readonly answer: SurveyAnswer }
  | { readonly ok: false; readonly reason: "not_scored" | "out_of_scale" };

export function readSubmission(submission: Submission, rules: SurveyRules): SubmissionReading {
  const { submissionId, properties, contactIds, ticketIds } = submission;
  const kind = KINDS[(properties["hs_survey_type"] ?? "").trim().toUpperCase()];
  const score = numberOf(properties["hs_value"]);
  const at = instantOf(properties["hs_submission_timestamp"] ?? properties["hs_createdate"] ?? "");
  if (kind === undefined || score === null || at === null)
    return { ok: false, reason: "not_scored" };
  const scale = scaleOf(kind, rules);
  if (!isOn(scale, score)) return { ok: false, reason: "out_of_scale" };
  const [contactId] = contactIds;
  const answer: SurveyAnswer = {
    answerKey: `submission:${submissionId}`,
    kind,
    score,
    scale,
    at,
    customer: contactId === undefined ? null : { kind: "contact", id: contactId },
    ticketId: ticketIds[0] ?? null,
    comment: (properties["hs_content"] ?? "").slice(0, MAX_COMMENT_LENGTH),
    source: "submission",
  };
  return { ok: true, answer };
}

/** Where a ticket has its last scores. */
export const TICKET_SCORES: Readonly<Record<SurveyKind, string>> = {
  csat: "hs_last_csat_rating",
  nps: "hs_feedback_last_nps_rating_number",
  ces: "hs_feedback_last_ces_rating",
};

/** Where a contact has its last scores, and of which day they are. */
export const CONTACT_SCORES: Readonly<
  Record<SurveyKind, { readonly score: string; readonly day: string }>
> = {
  csat: {
    score: "hs_feedback_last_csat_survey_rating",
    day: "hs_feedback_last_csat_survey_date",
  },
  nps: { score: "hs_feedback_last_nps_rating_number", day: "hs_feedback_last_survey_date" },
  ces: { score: "hs_feedback_last_ces_survey_rating", day: "hs_feedback_last_ces_survey_date" },
};

export type ScoredTicket = {
  readonly ticketId: string;
  readonly customers: readonly CustomerRef[];
  readonly fields: readonly {
    readonly at: number;
    readonly property: string;
    readonly value: string;
  }[];
};

/** Every score that a ticket ever had, each as an answer of the instant at which it came. */
export function scoresOfTicket(ticket: ScoredTicket, rules: SurveyRules): readonly SurveyAnswer[] {
  const contact = ticket.customers.find(({ kind }) => kind === "contact") ?? ticket.customers[0];
  return kindsOf(TICKET_SCORES).flatMap(([kind, name]) =>
    ticket.fields.flatMap(({ at, property, value }): readonly SurveyAnswer[] => {
      const score = numberOf(value);
      const scale = scaleOf(kind, rules);
      if (property !== name || score === null || !isOn(scale, score)) return [];
      return [
        {
          answerKey: `ticket:${ticket.ticketId}:${kind}:${at}`,
          kind,
          score,
          scale,
          at,
          customer: contact === undefined ? null : { kind: contact.kind, id: contact.id },
          ticketId: ticket.ticketId,
          comment: "",
          source: "ticket_property",
        },
      ];
    }),
  );
}

/** The last scores of a contact; one whose day is not known is left out. */
export function scoresOfContact(
  contactId: string,
  properties: Readonly<Record<string, string>>,
  rules: SurveyRules,
): readonly SurveyAnswer[] {
  return kindsOf(CONTACT_SCORES).flatMap(([kind, names]): readonly SurveyAnswer[] => {
    const score = numberOf(properties[names.score]);
    const at = dayOf(properties[names.day] ?? "");
    const scale = scaleOf(kind, rules);
    if (score === null || at === null || !isOn(scale, score)) return [];
    return [
      {
        answerKey: `contact:${contactId}:${kind}:${at}`,
        kind,
        score,
        scale,
        at,
        customer: { kind: "contact", id: contactId },
        ticketId: null,
        comment: "",
        source: "contact_property",
      },
    ];
  });
}

function kindsOf<Of>(of: Readonly<Record<SurveyKind, Of>>): readonly (readonly [SurveyKind, Of])[] {
  return [
    ["csat", of.csat],
    ["nps", of.nps],
    ["ces", of.ces],
  ];
}

/** A day counts from its midnight; some portals tell the instant. */
function dayOf(value: string): number | null {
  return instantOf(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value);
}

function isOn({ from, to }: Scale, score: number): boolean {
  return score >= from && score <= to;
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,3}(\.\d{1,3})?$/.test(text.trim()) ? Number(text) : null;
}

import { describe, expect, it } from "vitest";
import { SurveyRules } from "../../../src/domain/surveys/survey-rules.ts";
import {
  readSubmission,
  type Submission,
  scoresOfContact,
  scoresOfTicket,
} from "../../../src/domain/surveys/told-scores.ts";

const rules = SurveyRules.parse({});
const at = Date.UTC(2026, 2, 27, 8);

function submission(properties: Record<string, string> = {}): Submission {
  return {
    submissionId: "55",
    properties: {
      hs_survey_type: "NPS",
      hs_value: "9",
      hs_content: "quick and kind",
      hs_submission_timestamp: "2026-03-27T08:00:00Z",
      ...properties,
    },
    contactIds: ["7", "8"],
    ticketIds: ["90"],
  };
}

describe("an answer in the CRM", () => {
  it("is read with its scale, customer and ticket", () => {
    expect(readSubmission(submission(), rules)).toEqual({
      ok: true,
      answer: {
        answerKey: "submission:55",
        kind: "nps",
        score: 9,
        scale: { from: 0, to: 10 },
        at,
        customer: { kind: "contact", id: "7" },
        ticketId: "90",
        comment: "quick and kind",
        source: "submission",
      },
    });
  });

  it.each<{ name: string; properties: Record<string, string>; expected: string }>([
    { name: "of CSAT", properties: { hs_survey_type: "csat", hs_value: "5" }, expected: "csat" },
    { name: "of CES", properties: { hs_survey_type: " CES ", hs_value: "7" }, expected: "ces" },
    { name: "of 0", properties: { hs_value: "0" }, expected: "nps" },
    {
      name: "with an instant in milliseconds",
      properties: { hs_submission_timestamp: String(at) },
      expected: "nps",
    },
    {
      name: "of a survey of one's own",
      properties: { hs_survey_type: "CUSTOM" },
      expected: "not_scored",
    },
    { name: "without a score", properties: { hs_value: "" }, expected: "not_scored" },
    { name: "with words for a score", properties: { hs_value: "good" }, expected: "not_scored" },
    {
      name: "without an instant",
      properties: { hs_submission_timestamp: "soon" },
      expected: "not_scored",
    },
    { name: "above the scale", properties: { hs_value: "11" }, expected: "out_of_scale" },
    {
      name: "below it",
      properties: { hs_survey_type: "CES", hs_value: "0" },
      expected: "out_of_scale",
    },
  ])("$name is $expected", ({ properties, expected }) => {
    const read = readSubmission(submission(properties), rules);
    expect(read.ok ? read.answer.kind : read.reason).toBe(expected);
  });

  it("of nobody, about nothing, is kept all the same", () => {
    const { properties: told, ...rest } = submission();
    const { hs_submission_timestamp: _, hs_content: __, ...without } = told;
    const read = readSubmission(
      {
        ...rest,
        properties: { ...without, hs_createdate: "2026-03-27T08:00:00Z" },
        contactIds: [],
        ticketIds: [],
      },
      rules,
    );
    expect(read).toMatchObject({
      ok: true,
      answer: { customer: null, ticketId: null, comment: "", at },
    });
  });

  it("without type or instant is none", () => {
    expect(readSubmission({ ...submission(), properties: { hs_value: "3" } }, rules).ok).toBe(
      false,
    );
  });
});

describe("the scores of a ticket", () => {
  const field = (property: string, value: string) => ({ at, property, value });
  it("are answers of the instants at which they came", () => {
    const ticket = {
      ticketId: "90",
      customers: [
        { kind: "company" as const, id: "3", isPrimary: true },
        { kind: "contact" as const, id: "7", isPrimary: false },
      ],
      fields: [
        field("hs_last_csat_rating", "2"),
        field("hs_last_csat_rating", ""),
        field("hs_last_csat_rating", "9"),
        field("hs_feedback_last_nps_rating_number", "10"),
        field("hs_ticket_category", "4"),
      ],
    };
    expect(scoresOfTicket(ticket, rules)).toMatchObject([
      {
        answerKey: `ticket:90:csat:${at}`,
        kind: "csat",
        score: 2,
        customer: { kind: "contact", id: "7" },
      },
      { answerKey: `ticket:90:nps:${at}`, kind: "nps", score: 10, ticketId: "90" },
    ]);
  });

  it.each<{ name: string; customers: { kind: "company"; id: string }[]; expected: unknown }>([
    {
      name: "its company's",
      customers: [{ kind: "company", id: "3" }],
      expected: { kind: "company", id: "3" },
    },
    { name: "nobody's", customers: [], expected: null },
  ])("without a contact are $name", ({ customers, expected }) => {
    const fields = [field("hs_feedback_last_ces_rating", "3")];
    expect(scoresOfTicket({ ticketId: "90", customers, fields }, rules)[0]?.customer).toEqual(
      expected,
    );
  });
});

describe("the scores of a contact", () => {
  it.each<{ name: string; properties: Record<string, string>; keys: readonly string[] }>([
    {
      name: "count from the day that they are of",
      properties: {
        hs_feedback_last_nps_rating_number: "3",
        hs_feedback_last_survey_date: "2026-03-27",
      },
      keys: [`contact:7:nps:${Date.UTC(2026, 2, 27)}`],
    },
    {
      name: "or from the instant",
      properties: {
        hs_feedback_last_csat_survey_rating: "3",
        hs_feedback_last_csat_survey_date: String(at),
      },
      keys: [`contact:7:csat:${at}`],
    },
    {
      name: "are none without a day",
      properties: { hs_feedback_last_nps_rating_number: "3" },
      keys: [],
    },
    {
      name: "are none off the scale",
      properties: {
        hs_feedback_last_ces_survey_rating: "8",
        hs_feedback_last_ces_survey_date: "2026-03-27",
      },
      keys: [],
    },
  ])("$name", ({ properties, keys }) => {
    const found = scoresOfContact("7", properties, rules);
    expect(found.map(({ answerKey }) => answerKey)).toEqual(keys);
    for (const one of found) expect(one.customer).toEqual({ kind: "contact", id: "7" });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  followUpOf,
  isLastScore,
  isLow,
  type SurveyAnswer,
  shareOf,
  withoutRepeats,
} from "../../../src/domain/surveys/survey-answer.ts";
import { SurveyRules, scaleOf } from "../../../src/domain/surveys/survey-rules.ts";

const rules = SurveyRules.parse({});
const dayMs = 86_400_000;

function answer(changes: Partial<SurveyAnswer> = {}): SurveyAnswer {
  return {
    answerKey: "submission:1",
    kind: "csat",
    score: 2,
    scale: { from: 1, to: 5 },
    at: 10 * dayMs,
    customer: { kind: "contact", id: "7" },
    ticketId: "90",
    comment: "too slow",
    source: "submission",
    ...changes,
  };
}

it.each([
  ["submission", false],
  ["rating_link", false],
  ["ticket_property", true],
  ["contact_property", true],
] as const)("from %s: only the last of its kind is known? %s", (source, expected) => {
  expect(isLastScore({ source })).toBe(expected);
});

describe("a score", () => {
  it.each([
    { name: "2 of 5 is low", kind: "csat", score: 2, low: true },
    { name: "3 of 5 is not", kind: "csat", score: 3, low: false },
    { name: "6 of 10 is a detractor's", kind: "nps", score: 6, low: true },
    { name: "7 of 10 is not", kind: "nps", score: 7, low: false },
    { name: "3 of 7 was hard", kind: "ces", score: 3, low: true },
    { name: "4 of 7 was not", kind: "ces", score: 4, low: false },
  ] as const)("$name", ({ kind, score, low }) => {
    expect(isLow({ kind, score }, rules)).toBe(low);
  });

  it.each([
    { kind: "csat", from: 1, to: 5 },
    { kind: "nps", from: 0, to: 10 },
    { kind: "ces", from: 1, to: 7 },
  ] as const)("$kind goes from $from to $to", ({ kind, from, to }) => {
    expect(scaleOf(kind, rules)).toEqual({ from, to });
    expect(shareOf({ score: from, scale: { from, to } })).toBe(0);
    expect(shareOf({ score: to, scale: { from, to } })).toBe(100);
  });
});

describe("the follow-up", () => {
  it("of a low score says what there is to do", () => {
    const { source: _, ...told } = answer();
    expect(followUpOf(answer(), rules)).toEqual({ ...told, proposesComplaint: true });
  });

  it.each<{ name: string; changes: Partial<SurveyAnswer>; proposes: boolean | null }>([
    { name: "is none of a good score", changes: { score: 3 }, proposes: null },
    { name: "is none of nobody", changes: { customer: null, ticketId: null }, proposes: null },
    { name: "is one of a ticket of nobody", changes: { customer: null }, proposes: true },
    {
      name: "proposes no complaint without a ticket",
      changes: { ticketId: null },
      proposes: false,
    },
  ])("$name", ({ changes, proposes }) => {
    expect(followUpOf(answer(changes), rules)?.proposesComplaint ?? null).toBe(proposes);
  });

  it("proposes no complaint where the policy does not want it", () => {
    const quiet = { ...rules, proposesComplaint: false };
    expect(followUpOf(answer(), quiet)?.proposesComplaint).toBe(false);
  });
});

describe("answers that are told more than once", () => {
  const ofTicket = answer({
    answerKey: "ticket:90:csat:1",
    source: "ticket_property",
    comment: "",
  });
  const ofContact = answer({
    answerKey: "contact:7:csat:1",
    source: "contact_property",
    ticketId: null,
    at: 9 * dayMs,
  });

  it.each<{ name: string; answers: readonly SurveyAnswer[]; kept: readonly string[] }>([
    {
      name: "are shown once, as the submission",
      answers: [ofContact, ofTicket, answer()],
      kept: ["submission:1"],
    },
    {
      name: "are shown once with the same key",
      answers: [answer(), answer()],
      kept: ["submission:1"],
    },
    {
      name: "are two of different scores",
      answers: [answer(), { ...ofTicket, score: 1 }],
      kept: ["submission:1", "ticket:90:csat:1"],
    },
    {
      name: "are two of different kinds",
      answers: [answer(), { ...ofTicket, kind: "ces" }],
      kept: ["submission:1", "ticket:90:csat:1"],
    },
    {
      name: "are two of different tickets",
      answers: [answer(), { ...ofTicket, ticketId: "91" }],
      kept: ["submission:1", "ticket:90:csat:1"],
    },
    {
      name: "are two of different customers",
      answers: [answer(), { ...ofContact, customer: { kind: "company", id: "7" } }],
      kept: ["submission:1", "contact:7:csat:1"],
    },
    {
      name: "are two where one customer is not known",
      answers: [answer({ customer: null }), ofContact],
      kept: ["submission:1", "contact:7:csat:1"],
    },
    {
      name: "are two more than a day apart",
      answers: [answer(), { ...ofTicket, at: 9 * dayMs - 1 }],
      kept: ["submission:1", "ticket:90:csat:1"],
    },
    {
      name: "are two when both are submissions",
      answers: [answer(), answer({ answerKey: "submission:2" })],
      kept: ["submission:1", "submission:2"],
    },
    {
      name: "are two when one came by a link",
      answers: [ofTicket, answer({ answerKey: "rating:1", source: "rating_link" })],
      kept: ["rating:1", "ticket:90:csat:1"],
    },
  ])("$name", ({ answers, kept }) => {
    expect(withoutRepeats(answers).map(({ answerKey }) => answerKey)).toEqual(kept);
  });

  it("come the newest first, in whatever order they were kept", () => {
    const some = fc.array(
      fc.record({ id: fc.integer({ min: 0, max: 9 }), day: fc.integer({ min: 0, max: 5 }) }),
    );
    fc.assert(
      fc.property(some, (list) => {
        const answers = list.map(({ id, day }) =>
          answer({ answerKey: `submission:${id}`, at: day * dayMs }),
        );
        const shown = withoutRepeats(answers);
        expect(shown).toEqual(shown.toSorted((a, b) => b.at - a.at));
        expect(new Set(shown.map((one) => one.answerKey))).toEqual(
          new Set(answers.map((one) => one.answerKey)),
        );
        expect(withoutRepeats(answers.toReversed())).toEqual(shown);
      }),
    );
  });
});

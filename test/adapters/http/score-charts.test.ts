import { describe, expect, it } from "vitest";
import { createCardFormats } from "../../../src/adapters/http/card-formats.ts";
import { presentCustomerCard } from "../../../src/adapters/http/customer-card.ts";
import { presentCustomerFile } from "../../../src/adapters/http/customer-file.ts";
import type { SurveyAnswer } from "../../../src/domain/surveys/survey-answer.ts";
import type { Language } from "../../../src/domain/words.ts";
import { answerOf } from "../../contracts/feedback-contract.ts";
import { customerViewOf, fileViewOf } from "./customer-views.ts";
import { now } from "./ticket-views.ts";

const formats = createCardFormats();
const dayMs = 86_400_000;

/** Newest first, as they are read. */
const scores = (told: readonly (readonly [daysAgo: number, score: number])[], changes = {}) =>
  told.map(([daysAgo, score]) =>
    answerOf(`${daysAgo}-${score}`, { at: now - daysAgo * dayMs, score, ...changes }),
  );

describe("the scores in a customer's file", () => {
  const chartsOf = (answers: readonly SurveyAnswer[], language: Language = "en") =>
    presentCustomerFile(
      fileViewOf([], {
        answers,
        months: {
          months: [],
          tickets: [],
          touches: [],
          met: [],
          breached: [],
          firstResponseMs: [],
          nextReplyMs: [],
        },
      }),
      language,
      formats,
    ).charts;

  it("are a chart from the oldest to the newest, on the scale that they were given on", () => {
    expect(
      chartsOf(
        scores([
          [1, 2],
          [8, 5],
        ]),
      ),
    ).toEqual([
      {
        kind: "lines",
        title: "Satisfaction, 1 to 5",
        rows: [
          { when: "Thu 19 Mar", what: "Satisfaction", count: 5 },
          { when: "Thu 26 Mar", what: "Satisfaction", count: 2 },
        ],
        colors: { Satisfaction: "blue" },
      },
    ]);
  });

  it.each([
    ["zh-TW", "滿意度（1 至 5）"],
    ["zh-CN", "满意度（1 至 5）"],
  ] as const)("are named in %s", (language, title) => {
    expect(
      chartsOf(
        scores([
          [1, 2],
          [8, 5],
        ]),
        language,
      )[0]?.title,
    ).toBe(title);
  });

  it("of one day are one column, with their mean", () => {
    const [chart] = chartsOf(
      scores([
        [1, 1],
        [1, 2],
        [1, 5],
        [9, 4],
      ]),
    );
    expect(chart?.rows.map(({ count }) => count)).toEqual([4, 2.7]);
  });

  it("of each kind and scale have a chart of their own", () => {
    const nps = scores(
      [
        [1, 9],
        [3, 2],
      ],
      { kind: "nps", scale: { from: 0, to: 10 } },
    );
    const ofTen = scores(
      [
        [1, 9],
        [3, 2],
      ],
      { scale: { from: 1, to: 10 } },
    );
    const titles = chartsOf([
      ...scores([
        [1, 2],
        [8, 5],
      ]),
      ...nps,
      ...ofTen,
    ]).map(({ title }) => title);
    expect(titles).toEqual([
      "Satisfaction, 1 to 5",
      "Recommendation, 0 to 10",
      "Satisfaction, 1 to 10",
    ]);
  });

  it("of a single day are no course, and of many days the last twelve are shown", () => {
    expect(
      chartsOf(
        scores([
          [1, 2],
          [1, 3],
        ]),
      ),
    ).toEqual([]);
    const many = Array.from({ length: 20 }, (_, index) => [index, 3] as const);
    const [chart] = chartsOf(scores(many));
    expect(chart?.rows).toHaveLength(12);
    expect(chart?.rows.at(-1)?.when).toBe("Fri 27 Mar");
  });
});

describe("survey answers that may not be read", () => {
  const hint = /HubSpot does not let Aftercare read the answers to its surveys/;
  const noteOf = (surveyAccess: "granted" | "missing", source: SurveyAnswer["source"]) =>
    presentCustomerCard(
      customerViewOf({ surveyAccess, answers: [answerOf("a", { source })] }),
      "en",
      formats,
    ).scoresNote;

  it("are told of on the card beside the last scores that stand for them", () => {
    expect(noteOf("missing", "contact_property")).toMatch(hint);
    expect(noteOf("missing", "rating_link")).toBeNull();
    expect(noteOf("granted", "contact_property")).toBeNull();
  });
});

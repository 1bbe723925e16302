import type { CustomerFileView } from "../../app/tiering/customer-file-view.ts";
import type { FileChart } from "../../contract/customer-file.ts";
import type { SurveyAnswer } from "../../domain/surveys/survey-answer.ts";
import type { CardTexts } from "./card-texts.ts";

/** Days of one chart, the last ones. */
const DAYS_SHOWN = 12;
/** One score is no course. */
const LEAST_DAYS = 2;

/** A chart for each kind of score and scale that was given on several days; several a day by their mean. */
export function presentScoreCharts(
  { answers, portal }: Pick<CustomerFileView, "answers" | "portal">,
  texts: CardTexts,
): FileChart[] {
  const byScale = Map.groupBy(answers, ({ kind, scale }) => `${kind} ${scale.from} ${scale.to}`);
  return [...byScale.values()].flatMap((given) => {
    const [first] = given;
    const byDay = Map.groupBy(given, ({ at }) => texts.dateOf(at, portal.timeZone));
    if (first === undefined || byDay.size < LEAST_DAYS) return [];
    const { kind, scale } = first;
    const what = texts.t(`rating.kind.${kind}`);
    const range = { what, from: texts.number(scale.from), to: texts.number(scale.to) };
    const days = [...byDay].toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(-DAYS_SHOWN);
    const rows = days.map(([date, scores]) => ({
      when: texts.day(date),
      what,
      count: meanOf(scores),
    }));
    return {
      kind: "lines",
      title: texts.t("rating.chart", range),
      rows,
      colors: { [what]: "blue" as const },
    };
  });
}

/** To one decimal. */
function meanOf(answers: readonly SurveyAnswer[]): number {
  const sum = answers.reduce((total, { score }) => total + score, 0);
  return Math.round((sum / answers.length) * 10) / 10;
}

import type { CustomerView } from "../../app/tiering/customer-view.ts";
import { isLastScore } from "../../domain/surveys/survey-answer.ts";
import type { CardTexts } from "./card-texts.ts";

const SCORES_SHOWN = 3;

/** The last scores of a customer with their days: "5 May: Satisfaction 2 of 5". */
export function presentScores({ answers, portal }: CustomerView, texts: CardTexts): string[] {
  return answers.slice(0, SCORES_SHOWN).map(({ kind, score, scale, at }) =>
    texts.t("rating.dated", {
      date: texts.day(texts.dateOf(at, portal.timeZone)),
      score: texts.t(`rating.score.${kind}`, {
        score: texts.number(score),
        to: texts.number(scale.to),
      }),
    }),
  );
}

/** That these are only the last scores, where the CRM does not let all answers be read. */
export function scoresNote(
  { answers, surveyAccess }: CustomerView,
  { t }: CardTexts,
): string | null {
  return surveyAccess === "missing" && answers.some(isLastScore) ? t("rating.notRead") : null;
}

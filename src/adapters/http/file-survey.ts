import { recordUrl } from "../../app/sla/record-url.ts";
import type { CustomerFileView, FileItem } from "../../app/tiering/customer-file-view.ts";
import { isLow } from "../../domain/surveys/survey-answer.ts";
import { cut } from "./card-cut.ts";
import type { CardTexts } from "./card-texts.ts";
import type { EntryBody } from "./file-entries.ts";

/** What the customer answered, with the scale that it was given on. */
export function surveyEntry(
  { policy, portal }: CustomerFileView,
  { answer }: Extract<FileItem, { readonly kind: "survey" }>,
  { t, number }: CardTexts,
): EntryBody {
  const { kind, score, scale, comment, ticketId } = answer;
  const isBad = isLow(answer, policy.surveys);
  return {
    title: t(`rating.score.${kind}`, { score: number(score), to: number(scale.to) }),
    stateLabel: isBad ? t("rating.low") : null,
    variant: isBad ? "warning" : "success",
    facts: comment === "" ? [] : [t("rating.said", { comment: cut(comment) })],
    url: ticketId === null ? null : recordUrl(portal, "ticket", ticketId),
  };
}

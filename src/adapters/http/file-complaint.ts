import { recordUrl } from "../../app/sla/record-url.ts";
import type { CustomerFileView, FileItem } from "../../app/tiering/customer-file-view.ts";
import type { Complaint } from "../../domain/complaints/complaint.ts";
import { cut } from "./card-cut.ts";
import type { CardTexts } from "./card-texts.ts";
import { actionVariant, shownState, variantOf } from "./complaint-card.ts";
import { standingOf } from "./customer-concerns.ts";
import type { EntryBody } from "./file-entries.ts";

/** What the file says of a ticket as a complaint, beside its promises. */
export function complaintBody(
  view: CustomerFileView,
  complaint: Complaint,
  texts: CardTexts,
): Pick<EntryBody, "stateLabel" | "variant" | "facts"> {
  const { t } = texts;
  const { severity, text, answers, outcome, reopenings } = complaint;
  const answer = answers.at(-1);
  const facts = [
    severity && t("concern.severity", { severity: t(`complaint.severity.${severity}`) }),
    text && t("concern.said", { text: cut(text) }),
    answer &&
      t("concern.answered", {
        channel: t(`complaint.channel.${answer.channel}`),
        date: texts.day(texts.dateOf(answer.at, view.portal.timeZone)),
        text: cut(answer.text),
      }),
    outcome && t("concern.outcome", { outcome: t(`complaint.outcome.${outcome.outcome}`) }),
    reopenings.length > 0 && t("concern.reopened", { count: reopenings.length }),
  ];
  return {
    stateLabel: t(`complaint.state.${shownState(complaint)}`),
    variant: variantOf(complaint),
    facts: facts.flatMap((fact) => (typeof fact === "string" && fact !== "" ? [fact] : [])),
  };
}

export function actionEntry(
  { portal, now, customer }: CustomerFileView,
  { correctiveAction }: Extract<FileItem, { readonly kind: "action" }>,
  texts: CardTexts,
): EntryBody {
  const { t } = texts;
  const { action } = correctiveAction;
  const { origin, owner, dueDate, ticketId } = action;
  const facts = [
    t("concern.origin", { origin: t(`action.origin.${origin}`) }),
    owner === null ? null : t("cardComplaint.action.owner", { owner: owner.name }),
    dueDate === null ? null : t("cardComplaint.action.due", { date: texts.day(dueDate) }),
    standingOf(correctiveAction, customer, texts),
  ];
  return {
    title: cut(action.title),
    stateLabel: t(`action.state.${action.state}`),
    variant: actionVariant({ today: texts.dateOf(now, portal.timeZone) }, action),
    facts: facts.filter((fact) => fact !== null),
    url: ticketId === null ? null : recordUrl(portal, "ticket", ticketId),
  };
}

import { recordUrl } from "../../app/sla/record-url.ts";
import { isWaiting } from "../../app/tiering/customer-concerns.ts";
import type { CustomerView } from "../../app/tiering/customer-view.ts";
import type { CustomerConcern } from "../../contract/customer-card.ts";
import { isSameCustomer } from "../../domain/complaints/action.ts";
import type { ActionRow } from "../../ports/action-store.ts";
import { cut } from "./card-cut.ts";
import type { CardTexts } from "./card-texts.ts";
import { actionVariant, shownState, variantOf } from "./complaint-card.ts";

/** More than that nobody reads in a sidebar. */
const MAX_CONCERNS = 6;

/** Complaints and corrective actions of a customer that are open, each with the ticket where people work at it. */
export function presentConcerns(view: CustomerView, texts: CardTexts): CustomerConcern[] {
  return [...complaintsOf(view, texts), ...actionsOf(view, texts)].slice(0, MAX_CONCERNS);
}

function complaintsOf(view: CustomerView, texts: CardTexts): readonly CustomerConcern[] {
  const { t } = texts;
  return view.complaints.flatMap(({ ticket, complaint }): CustomerConcern[] => {
    if (complaint === null) return [];
    const { severity, since } = complaint;
    const facts = [
      severity && t("concern.severity", { severity: t(`complaint.severity.${severity}`) }),
      since && t("concern.since", { date: dateOf(view, since, texts) }),
      complaint.missing.includes("final_answer") && t("concern.owed"),
    ];
    const subject = cut(ticket.subject) || t("concern.unnamed", { id: ticket.ticketId });
    return [
      {
        key: `complaint:${ticket.ticketId}`,
        title: t("concern.complaint", { subject }),
        stateLabel: t(`complaint.state.${shownState(complaint)}`),
        variant: variantOf(complaint),
        text: texts.list(
          facts.flatMap((fact) => (typeof fact === "string" && fact !== "" ? [fact] : [])),
        ),
        url: recordUrl(view.portal, "ticket", ticket.ticketId),
      },
    ];
  });
}

function actionsOf(view: CustomerView, texts: CardTexts): readonly CustomerConcern[] {
  const { t } = texts;
  const today = texts.dateOf(view.now, view.portal.timeZone);
  return view.correctiveActions.map(({ actionId, action }) => {
    const { title, state, dueDate, ticketId } = action;
    const facts = [
      dueDate === null ? null : t("concern.due", { date: texts.day(dueDate) }),
      isWaiting(action, view.customer) && action.verifiedAt !== null ? t("concern.waiting") : null,
    ];
    return {
      key: actionId,
      title: t("concern.action", { title: cut(title) }),
      stateLabel: t(`action.state.${state}`),
      variant: actionVariant({ today }, action),
      text: texts.list(facts.filter((fact) => fact !== null)),
      url: ticketId === null ? null : recordUrl(view.portal, "ticket", ticketId),
    };
  });
}

function dateOf(view: Pick<CustomerView, "portal">, at: number, texts: CardTexts): string {
  return texts.day(texts.dateOf(at, view.portal.timeZone));
}

/** What became of a customer in an action, in words. */
export function standingOf(
  { action }: ActionRow,
  customer: CustomerView["customer"],
  { t }: CardTexts,
): string | null {
  const found = action.customers.find((one) => isSameCustomer(one.customer, customer));
  return found === undefined ? null : t(`concern.${found.state}`, { text: cut(found.text) });
}

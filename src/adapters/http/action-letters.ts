import type { ComplaintView } from "../../app/complaints/read-ticket-complaint.ts";
import { CUSTOMER_LANGUAGE_PROPERTY } from "../../app/tiering/customer-properties.ts";
import type { CardCorrectiveAction } from "../../contract/card-complaint.ts";
import {
  type AffectedCustomer,
  type CorrectiveAction,
  isSameCustomer,
} from "../../domain/complaints/action.ts";
import { languageOfCustomer } from "../../domain/surveys/customer-language.ts";
import { recurrenceLetter } from "../../messages/recurrence-letter.ts";
import type { CardTexts } from "./card-texts.ts";

/**
 * What those may be written who still have to be told, once the effect is verified: a draft in each language
 * that they speak. Of whom nobody knows the language the portal's is taken; whom the CRM has deleted nobody
 * can write to.
 */
export function actionLetters(
  { customers, gone, portal }: Pick<ComplaintView, "customers" | "gone" | "portal">,
  action: Pick<CorrectiveAction, "customers" | "verifiedAt">,
  texts: Pick<CardTexts, "t">,
): CardCorrectiveAction["letters"] {
  if (action.verifiedAt === null) return [];
  const isGone = ({ customer }: AffectedCustomer) =>
    gone.some((one) => isSameCustomer(one, customer));
  const waiting = action.customers.filter((one) => one.state === "waiting" && !isGone(one));
  const hasOthers = action.customers.filter(({ state }) => state !== "excluded").length > 1;
  const byLanguage = Map.groupBy(waiting, ({ customer }) => {
    const row = customers.find((one) => isSameCustomer(one, customer));
    return languageOfCustomer(row?.properties[CUSTOMER_LANGUAGE_PROPERTY]) ?? portal.language;
  });
  return [...byLanguage].map(([language, spoken]) => {
    const label = texts.t("cardComplaint.action.letterIn", {
      language: texts.t(`cardComplaint.action.language.${language}`),
      count: spoken.length,
    });
    return { label, text: recurrenceLetter(language, { hasOthers }) };
  });
}

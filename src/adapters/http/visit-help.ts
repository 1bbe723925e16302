import { customerName } from "../../app/tiering/customer-name.ts";
import { CUSTOMER_LANGUAGE_PROPERTY } from "../../app/tiering/customer-properties.ts";
import type { CustomerView } from "../../app/tiering/customer-view.ts";
import type { CustomerVisit } from "../../contract/customer-visits.ts";
import { languageOfCustomer } from "../../domain/surveys/customer-language.ts";
import { filledLetter, type VisitHelp, visitHelp } from "../../domain/visits/visit-help.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import type { CardFormats } from "./card-formats.ts";
import { type CardTexts, cardTextsOf } from "./card-texts.ts";

/**
 * What whoever makes a visit is given: the questions in the reader's language, the letter in the
 * customer's.
 */
export function presentHelp(
  view: CustomerView,
  visit: VisitRow,
  { texts, formats }: { readonly texts: CardTexts; readonly formats: CardFormats },
): Pick<CustomerVisit, "script" | "letter"> & { readonly about: readonly string[] } {
  const help = visitHelp(visit, view.policy.visits);
  return {
    about: aboutOf(help, texts),
    script: help.questions.map((question) => question[texts.language]),
    letter: letterOf(view, visit, { help, formats }),
  };
}

/** The care item by its name, and what is promised with it. */
function aboutOf({ item }: VisitHelp, texts: CardTexts): readonly string[] {
  if (item === null) return [];
  const { t, number, language } = texts;
  const { invitation, reward } = item;
  return [
    item.name[language],
    ...(invitation === undefined
      ? []
      : [t("visits.invitation", { event: invitation.event[language] })]),
    ...(reward === undefined
      ? []
      : [
          t("visits.reward", {
            name: reward.name[language],
            number: number(reward.quota),
            days: number(reward.validDays),
          }),
        ]),
  ];
}

function letterOf(
  { row, portal, now }: CustomerView,
  { anchorDate, wantedDate }: VisitRow,
  { help, formats }: { readonly help: VisitHelp; readonly formats: CardFormats },
): string | null {
  const letter = help.item?.letter;
  if (letter === undefined) return null;
  const spoken = languageOfCustomer(row?.properties[CUSTOMER_LANGUAGE_PROPERTY]);
  const texts = cardTextsOf(spoken ?? portal.language, now, formats);
  const customer = (row && customerName(row)) ?? texts.t("task.nobody");
  // A letter is about the day that the item counts from: the birthday, the end of the contract.
  const date = texts.day(anchorDate ?? wantedDate);
  return filledLetter(letter[texts.language], { customer, date });
}

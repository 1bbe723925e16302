import type { CustomerView } from "../../app/tiering/customer-view.ts";
import type { CustomerBenefit } from "../../contract/customer-card.ts";
import { type BenefitLeft, type BenefitUse, benefitsLeft } from "../../domain/tiering/benefit.ts";
import type { Benefit } from "../../domain/tiering/tier.ts";
import { cut } from "./card-cut.ts";
import type { CardTexts } from "./card-texts.ts";

const DAY_MS = 86_400_000;
/** From here on it is said how long is left. */
const SOON_MS = 30 * DAY_MS;
const MAX_USES = 3;

/** What may still be used, what expires first at the front. */
export function presentBenefits(view: CustomerView, texts: CardTexts): CustomerBenefit[] {
  return benefitsLeft(view.grants, view.uses, view.now).map((grant) =>
    benefitOf(view, grant, texts),
  );
}

/** As the policy names it now; a benefit that it has no more keeps its id. */
export function benefitNamed(
  { policy }: Pick<CustomerView, "policy">,
  benefitId: string,
): Benefit | undefined {
  return Object.values(policy.benefits)
    .flat()
    .find(({ id }) => id === benefitId);
}

function benefitOf(view: CustomerView, grant: BenefitLeft, texts: CardTexts): CustomerBenefit {
  const benefit = benefitNamed(view, grant.benefitId);
  const { left, quota } = grant;
  const restMs = grant.expiresAt - view.now;
  const isSoon = restMs <= SOON_MS;
  // The last day on which it may be used: it expires at the beginning of what comes then.
  const date = texts.day(texts.dateOf(grant.expiresAt - 1, view.portal.timeZone));
  return {
    grantId: grant.grantId,
    label: benefit?.name[texts.language] ?? grant.benefitId,
    text: benefit?.text[texts.language] ?? "",
    leftPercent: (left / quota) * 100,
    leftText: texts.t("customer.benefit.left", {
      left: texts.number(left),
      quota: texts.number(quota),
    }),
    variant: isSoon ? "warning" : "success",
    validText: isSoon
      ? texts.t("customer.benefit.soon", { date, span: texts.span(restMs) })
      : texts.t("customer.benefit.until", { date }),
    uses: view.uses
      .filter(({ grantId }) => grantId === grant.grantId)
      .toSorted((a, b) => b.at - a.at)
      .slice(0, MAX_USES)
      .map((use) => useOf(view, use, texts)),
  };
}

function useOf({ portal }: CustomerView, { at, by, note }: BenefitUse, texts: CardTexts): string {
  const date = texts.day(texts.dateOf(at, portal.timeZone));
  return note === ""
    ? texts.t("customer.benefit.use", { date, by: by.name })
    : texts.t("customer.benefit.useNote", { date, by: by.name, note: cut(note) });
}

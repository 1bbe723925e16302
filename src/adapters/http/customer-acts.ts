import type { CustomerView } from "../../app/tiering/customer-view.ts";
import type { OverrideAnswer } from "../../app/tiering/override-tier.ts";
import type { RefreshOutcome } from "../../app/tiering/refresh-activities.ts";
import type { BenefitAnswer } from "../../app/tiering/use-benefit.ts";
import type { CardActAnswer } from "../../contract/card-api.ts";
import type { CardTexts } from "./card-texts.ts";
import { benefitNamed } from "./customer-benefits.ts";
import { tierLabel } from "./tier-look.ts";

/** What became of presses on the cards of a customer, in words. */

export function presentOverrideAct(
  answer: OverrideAnswer,
  view: CustomerView | null,
  texts: CardTexts,
): CardActAnswer {
  if (answer.outcome === "refused") return refused(answer.reason, texts);
  if (view === null) return refused("not_connected", texts);
  const { tier, standing } = answer.row.grade;
  const label = tierLabel(view.policy, tier, texts);
  const { override } = standing;
  if (override === null) {
    return { isDone: true, message: texts.t("customer.override.ended", { tier: label }) };
  }
  const until = texts.instant(override.untilAt, view.portal.timeZone);
  return { isDone: true, message: texts.t("customer.override.done", { tier: label, until }) };
}

export function presentBenefitUse(
  answer: BenefitAnswer,
  { grantId, view }: { readonly grantId: string; readonly view: CustomerView | null },
  texts: CardTexts,
): CardActAnswer {
  switch (answer) {
    case "used":
    case "repeated":
      return used(grantId, view, texts);
    case "not_granted":
    case "expired":
    case "none_left":
    case "not_connected":
      return refused(answer, texts);
  }
}

/** Told twice is told once: the same words, and what is left is counted anew. */
function used(grantId: string, view: CustomerView | null, texts: CardTexts): CardActAnswer {
  const grant = view?.grants.find((one) => one.grantId === grantId);
  if (view === null || grant === undefined) return refused("not_granted", texts);
  const uses = view.uses.filter((use) => use.grantId === grantId).length;
  const benefit = benefitNamed(view, grant.benefitId)?.name[texts.language] ?? grant.benefitId;
  const left = texts.number(Math.max(0, grant.quota - uses));
  const quota = texts.number(grant.quota);
  return { isDone: true, message: texts.t("customer.benefit.done", { benefit, left, quota }) };
}

export function presentRefresh(outcome: RefreshOutcome, texts: CardTexts): CardActAnswer {
  switch (outcome) {
    case "read":
    case "fresh":
      return { isDone: true, message: texts.t("customerFile.refreshed") };
    case "failed":
      return { isDone: false, message: texts.t("customerFile.refreshFailed") };
    case "not_connected":
      return refused("not_connected", texts);
  }
}

function refused(reason: string, { t }: CardTexts): CardActAnswer {
  return { isDone: false, message: t(`customer.refused.${reason}`) };
}

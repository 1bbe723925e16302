import type { CustomerView } from "../../app/tiering/customer-view.ts";
import type { CustomerOverride } from "../../contract/customer-card.ts";
import type { TierOverride } from "../../domain/tiering/standing.ts";
import type { CardTexts } from "./card-texts.ts";
import { gradedOf } from "./customer-tier.ts";
import { tierLabel } from "./tier-look.ts";

const DAY_MS = 86_400_000;
/** How long a tier may be set by hand, in days. */
const DAYS = [7, 30, 90, 180, 365] as const;

/**
 * Who set the tier, why and until when; the form for those who may, and for others who may. A contact
 * that has the tier of its company is changed there.
 */
export function presentTierOverride(view: CustomerView, texts: CardTexts): CustomerOverride | null {
  const held = gradedOf(view)?.grade.standing.override ?? null;
  const isChangedHere = view.company === null && view.row !== null;
  const mayChange = isChangedHere && view.may.override;
  if (held === null && !isChangedHere) return null;
  return {
    text: held === null ? texts.t("customer.override.does") : heldText(view, held, texts),
    tiers: mayChange
      ? view.policy.tiers.map(({ id }) => ({ value: id, label: tierLabel(view.policy, id, texts) }))
      : [],
    days: mayChange ? DAYS.map((value) => ({ value, label: texts.span(value * DAY_MS) })) : [],
    whoMay: isChangedHere && !mayChange ? whoMayText(view, texts) : null,
    isHeld: held !== null,
    mayEnd: mayChange && held !== null,
    words: {
      title: texts.t("customer.override.title"),
      held: texts.t("customer.override.heldTitle"),
      tier: texts.t("customer.override.tier"),
      reason: texts.t("customer.override.reason"),
      endsIn: texts.t("customer.override.endsIn"),
      missing: texts.t("customer.override.missing"),
      submit: texts.t("customer.override.submit"),
      end: texts.t("customer.override.end"),
      failed: texts.t("customer.override.failed"),
    },
  };
}

function whoMayText({ may: { people } }: CustomerView, { t, list }: CardTexts): string {
  return people.length === 0
    ? t("customer.override.whoMay")
    : t("customer.override.whoMayNamed", { people: list(people) });
}

function heldText(view: CustomerView, held: TierOverride, texts: CardTexts): string {
  const dayOf = (at: number) => texts.day(texts.dateOf(at, view.portal.timeZone));
  return texts.t("customer.override.held", {
    tier: tierLabel(view.policy, held.tier, texts),
    until: texts.instant(held.untilAt, view.portal.timeZone),
    by: held.by.name,
    at: dayOf(held.at),
    reason: held.reason,
  });
}

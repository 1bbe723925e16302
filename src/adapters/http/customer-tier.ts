import { customerName } from "../../app/tiering/customer-name.ts";
import type { CustomerView } from "../../app/tiering/customer-view.ts";
import type {
  CustomerDimension,
  CustomerReason,
  CustomerTier,
} from "../../contract/customer-card.ts";
import type { TierReason } from "../../domain/tiering/grade.ts";
import { sourceOf } from "../../domain/tiering/score.ts";
import { Dimension, type TierInput } from "../../domain/tiering/tier.ts";
import type { CustomerRow } from "../../ports/store.ts";
import type { CardTexts } from "./card-texts.ts";
import { inputLabel, tierLabel, tierVariant } from "./tier-look.ts";

/** Whose score counts: the company of a contact that has its tier, else the customer. */
export function gradedOf({ row, company }: CustomerView): CustomerRow | null {
  return company ?? row;
}

/** Nothing counted and nothing was set by hand. */
export function isUngraded({ grade }: CustomerRow): boolean {
  return grade.reasons.length === 0 && grade.standing.override === null;
}

export function presentCustomerTier(view: CustomerView, texts: CardTexts): CustomerTier | null {
  const graded = gradedOf(view);
  if (graded === null || isUngraded(graded)) return null;
  const { grade } = graded;
  const { policy } = view;
  return {
    id: grade.tier,
    label: tierLabel(policy, grade.tier, texts),
    variant: tierVariant(policy, grade.tier),
    score: grade.score,
    since: sinceOf(view, texts),
    origin: originOf(view, graded, texts),
    dimensions: Dimension.options.flatMap((id) => dimensionOf(view, id, texts)),
    reasons: grade.reasons
      .toSorted((a, b) => b.points - a.points)
      .map((reason) => reasonOf(view, graded, { reason, texts })),
    missing: missingOf(view, graded, texts),
  };
}

/** Names of what would count but is not known. */
export function missingOf(
  { policy }: Pick<CustomerView, "policy">,
  { kind, grade }: CustomerRow,
  texts: CardTexts,
): string[] {
  return grade.missing.map((source) => {
    const input = policy.tierInputs.find((one) => one.kind === kind && sourceOf(one) === source);
    return inputLabel(input, source, texts);
  });
}

function sinceOf({ changes, portal }: CustomerView, texts: CardTexts): string | null {
  const [latest] = changes;
  if (latest === undefined) return null;
  return texts.t("customer.since", {
    date: texts.day(texts.dateOf(latest.at, portal.timeZone)),
    cause: texts.t(`customer.cause.${latest.cause}`),
  });
}

function originOf(view: CustomerView, { grade }: CustomerRow, texts: CardTexts): string[] {
  const { company, policy } = view;
  const { earned } = grade.standing;
  const inherited =
    company === null
      ? []
      : [
          texts.t("customer.inherited", {
            company: customerName(company) ?? texts.t("customer.unnamedCompany"),
          }),
        ];
  const isByHand = earned !== grade.tier;
  return isByHand
    ? [...inherited, texts.t("customer.earned", { tier: tierLabel(policy, earned, texts) })]
    : inherited;
}

/** A dimension that brings nothing to the score is left out. */
function dimensionOf(view: CustomerView, id: Dimension, texts: CardTexts): CustomerDimension[] {
  const { weights } = view.policy.tiering;
  const max = weights[id];
  if (max === 0) return [];
  const reasons = gradedOf(view)?.grade.reasons.filter(({ dimension }) => dimension === id) ?? [];
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  const key = points >= max ? "dimensionFull" : "dimensionPoints";
  return [
    {
      id,
      label: texts.t(`customer.dimension.${id}`),
      percent: Math.min(100, Math.max(0, (points / max) * 100)),
      text: texts.t(`customer.${key}`, { points: texts.number(points), max: texts.number(max) }),
    },
  ];
}

function reasonOf(
  view: CustomerView,
  graded: CustomerRow,
  { reason, texts }: { readonly reason: TierReason; readonly texts: CardTexts },
): CustomerReason {
  const input = view.policy.tierInputs.find(({ id }) => id === reason.inputId);
  const source = input?.history === undefined ? reason.property : texts.t("customer.counted");
  const date = texts.day(texts.dateOf(graded.dataAt, view.portal.timeZone));
  return {
    label: inputLabel(input, reason.property, texts),
    value:
      input === undefined ? texts.number(reason.value) : inputValue(input, reason.value, texts),
    points: `+${texts.number(reason.points)}`,
    details: [texts.t("customer.source", { source, date }), ...capOf(view, reason, texts)],
  };
}

/** Only where cap or weight made something else of the points. */
function capOf({ policy }: CustomerView, reason: TierReason, texts: CardTexts): string[] {
  const { dimension, points, rawPoints } = reason;
  if (points === rawPoints) return [];
  const cap = policy.tiering.caps[dimension];
  const named = {
    raw: texts.number(rawPoints),
    dimension: texts.t(`customer.dimension.${dimension}`),
    cap: texts.number(cap),
  };
  return [texts.t(rawPoints > cap ? "customer.cappedAt" : "customer.shareOf", named)];
}

/** A value with the unit that its input counts in. */
export function inputValue(
  { measure, history }: Pick<TierInput, "measure" | "history">,
  value: number,
  { t, number }: CardTexts,
): string {
  const isDays =
    measure === "days_since" || history === "days_since_purchase" || history === "tenure_days";
  if (isDays) return t("customer.value.days", { count: value, number: number(value) });
  if (history === "growth_percent") return t("customer.value.percent", { number: number(value) });
  return number(value);
}

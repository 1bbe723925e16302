import type { TicketView } from "../../app/sla/ticket-view.ts";
import { customerName } from "../../app/tiering/customer-name.ts";
import type { CardTier } from "../../contract/card-api.ts";
import type { TierReason } from "../../domain/tiering/grade.ts";
import { highestGrade } from "../../domain/tiering/grade-customer.ts";
import { sourceOf } from "../../domain/tiering/score.ts";
import type { TierOverride } from "../../domain/tiering/standing.ts";
import type { CustomerRow } from "../../ports/store.ts";
import type { CardTexts } from "./card-texts.ts";

/**
 * The tier that this ticket's promise was made under, and why. Before the ticket met a graded
 * customer it is the best one among its customers.
 */
export function presentTier(view: TicketView, texts: CardTexts): CardTier | null {
  const promised = view.row?.ticket.tiers.at(-1) ?? null;
  const customer = promised === null ? bestOf(view) : customerOf(view, promised.customer);
  const grade = customer?.grade ?? null;
  const shown = promised ?? (grade && { id: grade.tier, score: grade.score });
  if (shown === null) return null;
  const hasChanged = grade !== null && (grade.tier !== shown.id || grade.score !== shown.score);
  const change = hasChanged
    ? [
        texts.t("card.tierSince", {
          tier: labelOf(view, shown.id, texts),
          score: Math.round(shown.score),
          tierNow: labelOf(view, grade.tier, texts),
          scoreNow: Math.round(grade.score),
        }),
      ]
    : [];
  return {
    id: shown.id,
    label: labelOf(view, shown.id, texts),
    variant: variantOf(view, shown.id),
    score: shown.score,
    reasons: [
      ...change,
      ...originOf(view, customer, texts),
      ...reasonsOf(view, grade?.reasons ?? [], texts),
    ],
    missing: (grade?.missing ?? []).map((property) => propertyLabel(view, property, texts)),
  };
}

function bestOf({ customers, policy }: TicketView): CustomerRow | undefined {
  const best = highestGrade(
    policy,
    customers.map(({ grade }) => grade),
  );
  return customers.find(({ grade }) => grade === best);
}

/** Whose tier it is, where that could be somebody else's: of several customers, or of a company. */
function originOf(
  view: TicketView,
  customer: CustomerRow | undefined,
  texts: CardTexts,
): readonly string[] {
  if (customer === undefined) return [];
  const { override } = customer.grade.standing;
  const count = view.customers.length;
  const company = customer.grade.inheritedFrom && customerOf(view, customer.grade.inheritedFrom);
  return [
    ...(count > 1
      ? [texts.t("tier.fromCustomer", { customer: nameOf(customer, texts), count })]
      : []),
    ...(override === null ? [] : [overrideText(view, override, texts)]),
    ...(customer.grade.inheritedFrom === null
      ? []
      : [
          company
            ? texts.t("tier.inheritedFrom", { company: nameOf(company, texts) })
            : texts.t("tier.inherited"),
        ]),
  ];
}

function overrideText(
  { portal }: TicketView,
  { by, untilAt, reason }: TierOverride,
  texts: CardTexts,
): string {
  const date = texts.day(texts.dateOf(untilAt, portal.timeZone));
  return texts.t("tier.override", { name: by.name, date, reason });
}

function nameOf(customer: CustomerRow, texts: CardTexts): string {
  const { kind, id } = customer;
  return customerName(customer) ?? texts.t(`tier.unnamed.${kind}`, { id });
}

function customerOf(
  view: TicketView,
  ref: { readonly kind: string; readonly id: string },
): CustomerRow | undefined {
  return view.customers.find(({ kind, id }) => kind === ref.kind && id === ref.id);
}

function labelOf(view: TicketView, tierId: string, texts: CardTexts): string {
  return view.policy.tiers.find(({ id }) => id === tierId)?.name[texts.language] ?? tierId;
}

/** The policy lists tiers highest first: the first stands out, the last is plain. */
function variantOf(view: TicketView, tierId: string): CardTier["variant"] {
  const index = view.policy.tiers.findIndex(({ id }) => id === tierId);
  if (index === 0) return "success";
  return index === -1 || index === view.policy.tiers.length - 1 ? "default" : "info";
}

function reasonsOf(
  view: TicketView,
  reasons: readonly TierReason[],
  texts: CardTexts,
): readonly string[] {
  return reasons
    .toSorted((a, b) => b.points - a.points)
    .map(({ inputId, property, value, points }) => {
      const input = view.policy.tierInputs.find(({ id }) => id === inputId);
      return texts.t("card.tierReason", {
        label: input?.label[texts.language] ?? property,
        value: texts.number(value),
        points: texts.number(points),
      });
    });
}

function propertyLabel(view: TicketView, property: string, texts: CardTexts): string {
  const input = view.policy.tierInputs.find((candidate) => sourceOf(candidate) === property);
  return input?.label[texts.language] ?? property;
}

import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { CardTier } from "../../contract/card-api.ts";
import type { TierReason } from "../../domain/tiering/grade.ts";
import { sourceOf } from "../../domain/tiering/score.ts";
import type { CustomerRow } from "../../ports/store.ts";
import type { CardTexts } from "./card-texts.ts";

/**
 * The tier that this ticket's promise was made under, and why. Before the ticket met a graded
 * customer it is the best one among its customers.
 */
export function presentTier(view: TicketView, texts: CardTexts): CardTier | null {
  const promised = view.row?.ticket.tiers.at(-1) ?? null;
  const customer = promised === null ? bestOf(view.customers) : customerOf(view, promised.customer);
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
    reasons: [...change, ...reasonsOf(view, grade?.reasons ?? [], texts)],
    missing: (grade?.missing ?? []).map((property) => propertyLabel(view, property, texts)),
  };
}

function bestOf(customers: readonly CustomerRow[]): CustomerRow | undefined {
  return customers.toSorted((a, b) => b.grade.score - a.grade.score)[0];
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

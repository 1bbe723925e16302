import type { CustomerView } from "../../app/tiering/customer-view.ts";
import type { CustomerNext } from "../../contract/customer-card.ts";
import type { SingleChange } from "../../domain/tiering/next-change.ts";
import type { CardTexts } from "./card-texts.ts";
import { gradedOf, inputValue } from "./customer-tier.ts";
import { inputLabel, tierLabel } from "./tier-look.ts";

/** More ways than that nobody weighs. */
const MAX_WAYS = 3;

/** What would move the tier that the points have earned, in words. */
export function presentNext(view: CustomerView, texts: CardTexts): CustomerNext | null {
  const standing = gradedOf(view)?.grade.standing;
  if (view.next === null || standing === undefined) return null;
  const { tiers } = view.policy;
  const rank = tiers.findIndex(({ id }) => id === standing.earned);
  const lower = tiers[rank + 1]?.id ?? null;
  const up = view.next.up.slice(0, MAX_WAYS).map((way) => wayOf(view, way, texts));
  // A tier is lost one step at a time, however far the points fall.
  const down =
    lower === null
      ? []
      : view.next.down.slice(0, MAX_WAYS).map((way) => wayOf(view, { ...way, tier: lower }, texts));
  const nothing = texts.t(rank === 0 ? "customer.next.topTier" : "customer.next.nothing");
  return { up: up.length === 0 ? [nothing] : up, down, pending: pendingOf(view, texts) };
}

function wayOf(view: CustomerView, way: SingleChange, texts: CardTexts): string {
  const { need, value } = way;
  const input = view.policy.tierInputs.find(({ id }) => id === way.inputId);
  const say = (amount: number) =>
    input === undefined ? texts.number(amount) : inputValue(input, amount, texts);
  const named = {
    input: inputLabel(input, way.property, texts),
    tier: tierLabel(view.policy, way.tier, texts),
    value: value === null ? "" : say(value),
  };
  if (need.is === "below") {
    return texts.t("customer.next.below", { ...named, amount: say(need.value) });
  }
  if (value === null) return texts.t("customer.next.reach", { ...named, amount: say(need.value) });
  const isAge = input?.measure === "days_since" || input?.history === "days_since_purchase";
  return isAge
    ? texts.t("customer.next.reachNow", { ...named, amount: say(need.value) })
    : texts.t("customer.next.more", { ...named, amount: say(need.value - value) });
}

function pendingOf(view: CustomerView, texts: CardTexts): CustomerNext["pending"] {
  const standing = gradedOf(view)?.grade.standing;
  const drop = standing?.pendingDrop ?? null;
  const missing = view.next?.missingPoints ?? null;
  if (standing === undefined || drop === null || missing === null) return null;
  const dayOf = (at: number) => texts.day(texts.dateOf(at, view.portal.timeZone));
  return {
    title: texts.t("customer.next.pendingTitle", {
      tier: tierLabel(view.policy, drop.to, texts),
      date: dayOf(drop.dueAt),
    }),
    text: texts.t("customer.next.pending", {
      count: missing,
      number: texts.number(missing),
      tier: tierLabel(view.policy, standing.earned, texts),
      since: dayOf(drop.since),
    }),
  };
}

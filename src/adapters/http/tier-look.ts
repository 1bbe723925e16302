import type { CardTier } from "../../contract/card-api.ts";
import type { TierInput, TierRules } from "../../domain/tiering/tier.ts";
import type { CardTexts } from "./card-texts.ts";

type Tiers = Pick<TierRules, "tiers">;

export function tierLabel({ tiers }: Tiers, tierId: string, { language }: CardTexts): string {
  return tiers.find(({ id }) => id === tierId)?.name[language] ?? tierId;
}

/** The policy lists tiers highest first: the first stands out, the last is plain. */
export function tierVariant({ tiers }: Tiers, tierId: string): CardTier["variant"] {
  const index = tiers.findIndex(({ id }) => id === tierId);
  if (index === 0) return "success";
  return index === -1 || index === tiers.length - 1 ? "default" : "info";
}

/** What people call what an input looks at; `source` as `sourceOf` names it. */
export function inputLabel(
  input: Pick<TierInput, "label"> | undefined,
  source: string,
  { language }: CardTexts,
): string {
  return input?.label[language] ?? source;
}

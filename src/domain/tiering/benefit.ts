import type { Benefit } from "./tier.ts";

const DAY_MS = 86_400_000;

/** A benefit as it was granted to one customer: what was promised then holds until it expires. */
export type BenefitGrant = {
  readonly grantId: string;
  readonly benefitId: string;
  readonly grantedAt: number;
  /** The first instant at which it may not be used any more. */
  readonly expiresAt: number;
  readonly quota: number;
  /** `tier`: it came with the tier. */
  readonly by: "tier" | { readonly id: string; readonly name: string };
};

export type BenefitUse = {
  readonly useKey: string;
  readonly grantId: string;
  readonly at: number;
  readonly by: { readonly id: string; readonly name: string };
  readonly note: string;
};

export type BenefitLeft = BenefitGrant & { readonly left: number };

/** Grants that may still be used, what expires first at the front. */
export function benefitsLeft(
  grants: readonly BenefitGrant[],
  uses: readonly BenefitUse[],
  now: number,
): readonly BenefitLeft[] {
  return grants
    .filter(({ grantedAt, expiresAt }) => grantedAt <= now && now < expiresAt)
    .map((grant) => ({ ...grant, left: grant.quota - usesOf(uses, grant) }))
    .filter(({ left }) => left > 0)
    .toSorted((a, b) => a.expiresAt - b.expiresAt || (a.grantId < b.grantId ? -1 : 1));
}

/**
 * What a tier brings that the customer does not hold at `now`: at once when it enters the tier, and again
 * when a grant has expired. The id tells benefit and beginning, so that two looks at once grant it once.
 */
export function benefitsDue(
  benefits: readonly Benefit[],
  grants: readonly BenefitGrant[],
  now: number,
): readonly BenefitGrant[] {
  return benefits.flatMap(({ id, quota, validDays }) => {
    const former = grants.filter(({ benefitId, by }) => benefitId === id && by === "tier");
    const latest = Math.max(...former.map(({ expiresAt }) => expiresAt));
    if (latest > now) return [];
    const day = Math.floor(now / DAY_MS);
    const grant = { grantId: `${id} ${day}`, benefitId: id, grantedAt: now, quota };
    return [{ ...grant, expiresAt: now + validDays * DAY_MS, by: "tier" as const }];
  });
}

/** Grants with something left that expire within the next days. */
export function expiringBenefits(
  grants: readonly BenefitGrant[],
  uses: readonly BenefitUse[],
  { now, withinDays }: { readonly now: number; readonly withinDays: number },
): readonly BenefitLeft[] {
  return benefitsLeft(grants, uses, now).filter(
    ({ expiresAt }) => expiresAt <= now + withinDays * DAY_MS,
  );
}

function usesOf(uses: readonly BenefitUse[], { grantId }: BenefitGrant): number {
  return uses.filter((use) => use.grantId === grantId).length;
}

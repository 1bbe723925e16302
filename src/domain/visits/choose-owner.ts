import type { VisitPlan } from "../governance/visit-rules.ts";

/** Planned visits of each owner, against what each can do; of one turn. */
export type OwnerLoads = {
  of(ownerId: string): number;
  add(ownerId: string, visits: number): void;
};

export function createLoads(counts: ReadonlyMap<string, number> = new Map()): OwnerLoads {
  const loads = new Map(counts);
  return {
    of: (ownerId) => loads.get(ownerId) ?? 0,
    add: (ownerId, visits) => void loads.set(ownerId, (loads.get(ownerId) ?? 0) + visits),
  };
}

export type OwnerChoice = {
  readonly ownerId: string | null;
  /** Nobody looks after the customer, so the team may share it out. */
  readonly isShared: boolean;
};

/**
 * Who makes a visit: the one who looks after the customer; else, of the team that takes the tier, who
 * had it before or has least to do; else the one whom the policy names; else nobody.
 */
export function chooseOwner(
  wish: {
    readonly tier: string;
    readonly recordOwnerId: string | null;
    readonly formerOwnerId: string | null;
    /** Whether somebody could come at all within the visit's window. */
    readonly isThere: (ownerId: string) => boolean;
  },
  visits: Pick<VisitPlan, "owners" | "capacity">,
  loads: OwnerLoads,
): OwnerChoice {
  const { tier, recordOwnerId, formerOwnerId, isThere } = wish;
  if (recordOwnerId !== null && isThere(recordOwnerId)) {
    return { ownerId: recordOwnerId, isShared: false };
  }
  const members = (teamOf(tier, visits)?.ownerIds ?? []).filter(isThere);
  if (formerOwnerId !== null && members.includes(formerOwnerId)) {
    return { ownerId: formerOwnerId, isShared: true };
  }
  const shareOf = (ownerId: string) => (loads.of(ownerId) + 1) / perWeekOf(ownerId, visits);
  const [least] = members.toSorted((a, b) => shareOf(a) - shareOf(b) || (a < b ? -1 : 1));
  if (least !== undefined) return { ownerId: least, isShared: true };
  return { ownerId: recordOwnerId ?? visits.owners.fallbackOwnerId ?? null, isShared: false };
}

export function teamOf(
  tier: string,
  { owners }: Pick<VisitPlan, "owners">,
): VisitPlan["owners"]["teams"][number] | undefined {
  return owners.teams.find(({ tiers }) => tiers === undefined || tiers.includes(tier));
}

export function perWeekOf(ownerId: string, { capacity }: Pick<VisitPlan, "capacity">): number {
  const own = capacity.byOwner.find((owner) => owner.ownerId === ownerId);
  return own?.perWeek ?? capacity.perWeek;
}

export function perDayOf(ownerId: string, { capacity }: Pick<VisitPlan, "capacity">): number {
  const own = capacity.byOwner.find((owner) => owner.ownerId === ownerId);
  return own?.perDay ?? capacity.perDay;
}

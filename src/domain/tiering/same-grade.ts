import type { CustomerRef } from "./customer.ts";
import type { Grade, TierReason } from "./grade.ts";
import type { HistoryFact } from "./history.ts";
import type { Standing } from "./standing.ts";
import type { TierInput, TierRules } from "./tier.ts";

const AGING: ReadonlySet<HistoryFact> = new Set(["days_since_purchase", "tenure_days"]);

/** Inputs whose value grows by a day every day, by id: until their points change, that is no news. */
export function agingInputs({ tierInputs }: Pick<TierRules, "tierInputs">): ReadonlySet<string> {
  return new Set(tierInputs.filter(isAging).map(({ id }) => id));
}

function isAging({ history, measure }: TierInput): boolean {
  return history === undefined ? measure === "days_since" : AGING.has(history);
}

/** Whether two grades of one customer say the same, but for values that only age. */
export function isSameGrade(a: Grade, b: Grade, aging: ReadonlySet<string>): boolean {
  return (
    a.tier === b.tier &&
    a.score === b.score &&
    isSameRef(a.inheritedFrom, b.inheritedFrom) &&
    isSameStanding(a.standing, b.standing) &&
    a.missing.length === b.missing.length &&
    a.missing.every((property, index) => property === b.missing[index]) &&
    isSameReasons(a.reasons, b.reasons, aging)
  );
}

/** The same of the reasons alone. */
export function isSameReasons(
  a: readonly TierReason[],
  b: readonly TierReason[],
  aging: ReadonlySet<string>,
): boolean {
  return (
    a.length === b.length &&
    a.every((reason, index) => {
      const other = b[index];
      return other !== undefined && isSameReason(reason, other, aging);
    })
  );
}

function isSameReason(a: TierReason, b: TierReason, aging: ReadonlySet<string>): boolean {
  return (
    a.inputId === b.inputId &&
    a.dimension === b.dimension &&
    a.property === b.property &&
    a.rawPoints === b.rawPoints &&
    a.points === b.points &&
    (a.value === b.value || aging.has(a.inputId))
  );
}

function isSameRef(a: CustomerRef | null, b: CustomerRef | null): boolean {
  return a?.kind === b?.kind && a?.id === b?.id;
}

function isSameStanding(a: Standing, b: Standing): boolean {
  return (
    a.earned === b.earned &&
    a.pendingDrop?.to === b.pendingDrop?.to &&
    a.pendingDrop?.since === b.pendingDrop?.since &&
    a.pendingDrop?.dueAt === b.pendingDrop?.dueAt &&
    a.override?.at === b.override?.at &&
    a.override?.tier === b.override?.tier &&
    a.override?.untilAt === b.override?.untilAt
  );
}

import { invariant } from "../invariant.ts";
import { type Scoring, tierOfScore } from "./score.ts";
import type { TierRules } from "./tier.ts";

const DAY_MS = 86_400_000;

/** A downgrade that takes effect at `dueAt` unless the score recovers. */
export type PendingDrop = {
  readonly to: string;
  readonly since: number;
  readonly dueAt: number;
};

/** A tier that somebody set by hand; it holds before `untilAt`. */
export type TierOverride = {
  readonly tier: string;
  readonly reason: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: number;
  readonly untilAt: number;
};

/** What a customer has earned so far, and what is about to happen to it. */
export type Standing = {
  readonly earned: string;
  readonly pendingDrop: PendingDrop | null;
  readonly override: TierOverride | null;
};

export type TierChangeCause =
  | "first"
  | "upgrade"
  | "downgrade"
  | "override"
  | "override_ended"
  | "inherited";

/** The tier that counts, from one instant to the next. */
export type TierChange = {
  readonly at: number;
  readonly from: string | null;
  readonly to: string;
  readonly cause: TierChangeCause;
  readonly score: number;
};

/**
 * A better score raises at once. A worse one takes a tier away only when it is further below than the
 * hysteresis band and stays there for the grace period, and then one step of it:
 *
 *     holds → pending drop → one step down → holds or pending again
 *               └─ the score is back within the band → holds
 *
 * The same score at the same instant again changes nothing.
 */
export function stepStanding(
  rules: TierRules,
  before: Standing | null,
  { scoring, now }: { readonly scoring: Scoring; readonly now: number },
): Standing {
  const kept = overrideAt(before, now);
  const reached = reachedTier(rules, scoring);
  if (before === null || rankOf(rules, before.earned) === null) {
    return { earned: reached, pendingDrop: null, override: kept };
  }
  return { ...move(rules, before, { scoring, reached, now }), override: kept };
}

/** The override that still holds. */
export function overrideAt(standing: Standing | null, now: number): TierOverride | null {
  const override = standing?.override ?? null;
  return override !== null && now < override.untilAt ? override : null;
}

/** The tier of a score; of whom nothing is known the default one. */
function reachedTier(rules: TierRules, { score, reasons }: Scoring): string {
  if (reasons.length > 0) return tierOfScore(rules, score);
  const last = rules.tiers.at(-1);
  invariant(last, "a policy has tiers");
  return rules.tiering.defaultTier ?? last.id;
}

/** The tier that counts. One that the rules no longer have counts for nothing. */
export function tierOf(rules: Pick<TierRules, "tiers">, standing: Standing): string {
  const { override, earned } = standing;
  return override !== null && rankOf(rules, override.tier) !== null ? override.tier : earned;
}

/** When it has to be looked at without anything having changed; null when never. */
export function nextLookAt({ pendingDrop, override }: Standing): number | null {
  const instants = [pendingDrop?.dueAt, override?.untilAt].filter((at) => at !== undefined);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** Below this score a tier begins to be lost. */
export function lostBelow(rules: TierRules, tierId: string): number {
  const tier = rules.tiers.find(({ id }) => id === tierId);
  return (tier?.fromScore ?? 0) - rules.tiering.hysteresisPoints;
}

type Look = { readonly scoring: Scoring; readonly reached: string; readonly now: number };

function move(
  rules: TierRules,
  { earned, pendingDrop }: Standing,
  look: Look,
): Pick<Standing, "earned" | "pendingDrop"> {
  const { reached, now } = look;
  if (rank(rules, reached) <= rank(rules, earned)) return { earned: reached, pendingDrop: null };
  if (!isLost(rules, earned, look)) return { earned, pendingDrop: null };
  const since = pendingDrop?.since ?? now;
  const dueAt = pendingDrop?.dueAt ?? now + rules.tiering.graceDays * DAY_MS;
  const below = oneStepDown(rules, earned);
  if (now < dueAt) return { earned, pendingDrop: { to: below, since, dueAt } };
  if (!isLost(rules, below, look)) return { earned: below, pendingDrop: null };
  // Even without a grace period a second step is not taken in the same breath.
  const nextDueAt = now + Math.max(1, rules.tiering.graceDays) * DAY_MS;
  const further = { to: oneStepDown(rules, below), since: now, dueAt: nextDueAt };
  return { earned: below, pendingDrop: further };
}

/** Of whom nothing is known every tier above the default one. */
function isLost(rules: TierRules, tierId: string, { scoring, reached }: Look): boolean {
  if (scoring.reasons.length > 0) return scoring.score < lostBelow(rules, tierId);
  return rank(rules, tierId) < rank(rules, reached);
}

function oneStepDown(rules: TierRules, tierId: string): string {
  const below = rules.tiers[rank(rules, tierId) + 1];
  invariant(below, "the last tier starts at 0 and is never lost");
  return below.id;
}

function rank(rules: Pick<TierRules, "tiers">, tierId: string): number {
  const found = rankOf(rules, tierId);
  invariant(found !== null, `the policy has a tier "${tierId}"`);
  return found;
}

/** 0 is the highest; null for a tier that the rules do not have. */
function rankOf({ tiers }: Pick<TierRules, "tiers">, tierId: string): number | null {
  const index = tiers.findIndex(({ id }) => id === tierId);
  return index === -1 ? null : index;
}

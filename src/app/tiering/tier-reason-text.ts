import type { Policy } from "../../domain/governance/policy.ts";
import { agingInputs } from "../../domain/tiering/same-grade.ts";
import { dateAt } from "../../domain/time/zone.ts";
import type { CustomerRow, Portal } from "../../ports/store.ts";

/** How the parts of the text are said in one language. */
export type TierWords = {
  /** `value` is null where it changes by itself every day. */
  reason(part: {
    readonly label: string;
    readonly value: number | null;
    readonly points: number;
  }): string;
  nothingKnown(): string;
  inherited(): string;
  override(set: { readonly name: string; readonly date: string; readonly reason: string }): string;
};

/**
 * Why a customer has its tier, a line for each part, what brings most at the front. What only ages is left
 * out: the text would be another one every day, and with it every customer in the CRM.
 */
export function tierReasonText(
  { grade }: Pick<CustomerRow, "grade">,
  {
    portal,
    policy,
    words,
  }: {
    readonly portal: Pick<Portal, "language" | "timeZone">;
    readonly policy: Pick<Policy, "tierInputs">;
    readonly words: TierWords;
  },
): string {
  const aging = agingInputs(policy);
  const { override } = grade.standing;
  const reasons = grade.reasons
    .toSorted((a, b) => b.points - a.points)
    .map(({ inputId, property, value, points }) => {
      const input = policy.tierInputs.find(({ id }) => id === inputId);
      const label = input?.label[portal.language] ?? property;
      return words.reason({ label, value: aging.has(inputId) ? null : value, points });
    });
  const lines = [
    ...(override === null
      ? []
      : [
          words.override({
            name: override.by.name,
            date: dateAt(portal.timeZone, override.untilAt),
            reason: override.reason,
          }),
        ]),
    ...(grade.inheritedFrom === null ? [] : [words.inherited()]),
    ...(reasons.length === 0 ? [words.nothingKnown()] : reasons),
  ];
  return lines.join("\n");
}

import type { Policy } from "../../domain/governance/policy.ts";
import { differencesOf } from "../sla/differences.ts";

/** Changes that are told one by one. */
const LINES = 10;
const LONGEST_VALUE = 60;

export type ChangeSummary = { readonly lines: readonly string[]; readonly more: number };

/** What the one says otherwise than the other, e.g. `targets[2].durationMinutes: 240 → 120`. */
export function changeSummary(before: Policy, after: Policy): ChangeSummary {
  const differences = differencesOf(before, after);
  const lines = differences
    .slice(0, LINES)
    .map(({ path, stored, derived }) => `${path}: ${valueText(stored)} → ${valueText(derived)}`);
  return { lines, more: differences.length - lines.length };
}

function valueText(value: unknown): string {
  if (value === undefined) return "–";
  const text = JSON.stringify(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
}

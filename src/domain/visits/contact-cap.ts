import type { ContactCap } from "../governance/visit-rules.ts";

/**
 * Whether one more contact on that day keeps the cap: no stretch of `withinDays` days has more than
 * `contacts` of them, the others as days in any order.
 */
export function capAllows(
  cap: Pick<ContactCap, "contacts" | "withinDays"> | undefined,
  day: number,
  others: readonly number[],
): boolean {
  if (cap === undefined) return true;
  const { contacts, withinDays } = cap;
  const near = others.filter((other) => Math.abs(other - day) < withinDays);
  if (near.length < contacts) return true;
  const days = [...near, day].sort((a, b) => a - b);
  return days.every((first, index) => {
    const last = days[index + contacts];
    return last === undefined || last - first >= withinDays || day < first || day > last;
  });
}

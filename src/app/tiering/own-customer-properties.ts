import type { CustomerRow } from "../../ports/store.ts";
import type { VisitRow } from "../../ports/visit-store.ts";

/** What Aftercare writes on a contact or company in the CRM. */
export function ownCustomerProperties(
  customer: CustomerRow,
  visits: readonly VisitRow[],
): Record<string, string> {
  const [next] = visits
    .filter((visit) => visit.state === "planned")
    .map((visit) => visit.dueDate)
    .sort();
  return {
    aftercare_tier: customer.grade.tier,
    aftercare_tier_score: String(customer.grade.score),
    aftercare_tier_reason: customer.grade.reasons
      .map(({ property, value, points }) => `${property} ${value}: ${points}`)
      .join("; "),
    aftercare_next_visit: next ?? "",
  };
}

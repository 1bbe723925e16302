import type { CustomerRow } from "../../ports/store.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import { tierReasonText } from "./tier-reason-text.ts";

/** What Aftercare writes on a contact or company in the CRM. */
export function ownCustomerProperties(
  customer: CustomerRow,
  visits: readonly VisitRow[],
  told: Parameters<typeof tierReasonText>[1],
): Record<string, string> {
  const [next] = visits
    .filter((visit) => visit.state === "planned")
    .map((visit) => visit.dueDate)
    .sort();
  return {
    aftercare_tier: customer.grade.tier,
    aftercare_tier_score: String(customer.grade.score),
    aftercare_tier_reason: tierReasonText(customer, told),
    aftercare_next_visit: next ?? "",
  };
}

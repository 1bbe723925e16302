import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { gradeCustomer } from "../../domain/tiering/grade-customer.ts";
import type { CustomerSnapshot } from "../../ports/crm.ts";
import type { CustomerRow, Customers, Outbox } from "../../ports/store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";

export type GradingStore = {
  readonly customers: Pick<Customers, "find" | "save">;
  readonly outbox: Pick<Outbox, "request">;
};

export type GradingContext = Pick<PortalContext, "portal" | "current">;

/** A customer with all that is known of it; `dataAt` is absent when it was read just now. */
type Gradable = CustomerSnapshot & { readonly dataAt?: number };

export type Grading = { readonly snapshots: readonly Gradable[]; readonly now: number };

/**
 * Grades customers by the policy in force and stores them. Those whose tier or score changed are
 * written to the CRM, unless the portal only observes. `gradedAt` tells since when the tier stands.
 */
export async function gradeCustomers(
  store: GradingStore,
  context: GradingContext,
  grading: Grading,
): Promise<readonly CustomerRow[]> {
  const { portalId, mode } = context.portal;
  const snapshots = oneOfEach(grading.snapshots);
  if (snapshots.length === 0) return [];
  const known = await store.customers.find(portalId, snapshots.map(refOf));
  const before = new Map(known.map((row) => [customerKey(row), row]));
  const rows = snapshots.map(({ kind, id, properties, dataAt }): CustomerRow => {
    const former = before.get(customerKey({ kind, id }));
    const facts = { kind, properties, history: {}, cuts: {} };
    const grade = gradeCustomer(context.current.policy, facts, {
      before: former?.grade ?? null,
      now: grading.now,
    });
    const gradedAt = former?.grade.tier === grade.tier ? former.gradedAt : grading.now;
    const at = { gradedAt, evaluatedAt: grading.now, dataAt: dataAt ?? grading.now };
    return { kind, id, properties, grade, ...at, policyVersion: context.current.version };
  });
  await store.customers.save(portalId, rows);
  const changed = rows.filter((row) => isRegraded(before.get(customerKey(row)), row));
  if (mode === "live" && changed.length > 0) {
    const targets = changed.map((row) => ({
      kind: "customer_properties" as const,
      subjectId: customerKey(row),
    }));
    await store.outbox.request(portalId, targets, grading.now);
  }
  return rows;
}

/** `contact:ID` or `company:ID`, as the outbox names customers. */
export function customerKey({ kind, id }: CustomerRef): string {
  return `${kind}:${id}`;
}

function refOf({ kind, id }: CustomerRef): CustomerRef {
  return { kind, id };
}

/** The last of equal ones: a statement cannot write the same row twice. */
function oneOfEach(snapshots: readonly Gradable[]): readonly Gradable[] {
  return [...new Map(snapshots.map((snapshot) => [customerKey(snapshot), snapshot])).values()];
}

function isRegraded(before: CustomerRow | undefined, after: CustomerRow): boolean {
  return before?.grade.tier !== after.grade.tier || before.grade.score !== after.grade.score;
}

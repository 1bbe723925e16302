import { benefitsDue } from "../../domain/tiering/benefit.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import { isSameReasons } from "../../domain/tiering/same-grade.ts";
import type { Outbox } from "../../ports/outbox-store.ts";
import type { BenefitStore, CustomerGrant, Tiers } from "../../ports/tier-store.ts";
import { requestSends } from "../outbox/parts-of-sends.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { customerKey, refOf } from "./customer-key.ts";
import type { Graded } from "./grade-rows.ts";
import type { GradingRules } from "./grading-rules.ts";

export type NotingStore = {
  readonly tiers: Pick<Tiers, "append">;
  readonly benefits: Pick<BenefitStore, "grants" | "grant">;
  readonly outbox: Pick<Outbox, "request" | "requestAgain">;
};

export type Noting = {
  readonly graded: readonly Graded[];
  /** As of when they are graded, which may be a moment ahead. */
  readonly at: number;
  readonly now: number;
};

/**
 * Writes down what follows from saved grades, in the same transaction: the tier history, what the tier
 * brings, and that the CRM has to be told.
 */
export async function noteGrades(
  store: NotingStore,
  { portal, rules }: { readonly portal: PortalContext["portal"]; readonly rules: GradingRules },
  { graded, at, now }: Noting,
): Promise<void> {
  const changes = graded.flatMap(({ change }) => change ?? []);
  if (changes.length > 0) await store.tiers.append(portal.portalId, changes);
  await grantBenefits(store, portal.portalId, { rules, graded, at });
  const told = graded.filter((one) => isTold(one, rules));
  const targets = told.map(({ row }) => ({
    kind: "customer_properties" as const,
    subjectId: customerKey(row),
  }));
  await requestSends(store, portal, { targets, now });
}

/** Something that the CRM shows has changed: tier, score, or the text of the reasons. */
function isTold({ former, row }: Graded, { aging }: GradingRules): boolean {
  if (former === null) return true;
  const [before, after] = [former.grade, row.grade];
  return (
    before.tier !== after.tier ||
    before.score !== after.score ||
    before.inheritedFrom?.id !== after.inheritedFrom?.id ||
    before.standing.override?.at !== after.standing.override?.at ||
    !isSameReasons(before.reasons, after.reasons, aging)
  );
}

/** A contact that inherits its tier has no benefits of its own: they are the company's. */
export async function grantBenefits(
  { benefits }: Pick<NotingStore, "benefits">,
  portalId: string,
  work: {
    readonly rules: GradingRules;
    readonly graded: readonly Pick<Graded, "row">[];
    readonly at: number;
  },
): Promise<void> {
  const entitled = work.graded.flatMap(({ row }) => {
    const brought = work.rules.benefits[row.grade.tier] ?? [];
    return brought.length === 0 || row.grade.inheritedFrom !== null
      ? []
      : [{ customer: refOf(row), brought }];
  });
  if (entitled.length === 0) return;
  const refs = entitled.map(({ customer }): CustomerRef => customer);
  const held = Map.groupBy(await benefits.grants(portalId, refs), ({ customer }) =>
    customerKey(customer),
  );
  const due = entitled.flatMap(({ customer, brought }): readonly CustomerGrant[] =>
    benefitsDue(brought, held.get(customerKey(customer)) ?? [], work.at).map((grant) => ({
      ...grant,
      customer,
    })),
  );
  if (due.length > 0) await benefits.grant(portalId, due);
}

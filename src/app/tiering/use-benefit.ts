import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Store } from "../../ports/store.ts";
import type { BenefitUseOutcome, CustomerGrant } from "../../ports/tier-store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { type CrmUser, nameOfUser } from "../portals/name-of-user.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";
import { customerKey } from "./customer-key.ts";

const DAY_MS = 86_400_000;

export type BenefitDeps = {
  readonly store: Pick<Store, "transaction" | "benefits" | "audit" | "portals">;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
};

/** Somebody uses a benefit of a customer once. */
export type BenefitPress = {
  readonly portalId: string;
  readonly customer: CustomerRef;
  readonly grantId: string;
  /** Made by whoever presses: the same for every telling of one press. */
  readonly useKey: string;
  readonly by: CrmUser;
  readonly note: string;
};

export type BenefitAnswer = BenefitUseOutcome | "not_connected";

/** Never beyond what was granted, also with two people at once; a press that is told twice counts once. */
export async function useBenefit(deps: BenefitDeps, press: BenefitPress): Promise<BenefitAnswer> {
  const { portalId, customer, grantId, useKey, note } = press;
  if ((await deps.contexts(portalId)) === null) return "not_connected";
  const by = {
    id: press.by.userId,
    name: await nameOfUser(deps.store, portalId, press.by),
  };
  const at = deps.timeSource.now();
  return deps.store.transaction(async () => {
    const use = { customer, grantId, useKey, at, by, note: note.trim() };
    const outcome = await deps.store.benefits.use(portalId, use);
    if (outcome !== "used") return outcome;
    await deps.store.audit.append(portalId, [
      {
        at,
        actor: by.id,
        action: "benefit_used",
        subject: customerKey(customer),
        detail: { useKey, grantId, name: by.name, note: use.note },
      },
    ]);
    return outcome;
  });
}

/** Benefits with something left that expire within the next days, of any portal; for reminders. */
export function expiringBenefits(
  {
    store,
    timeSource,
  }: Pick<BenefitDeps, "timeSource"> & {
    readonly store: Pick<Store, "benefits">;
  },
  portalId: string,
  span: { readonly withinDays: number; readonly limit: number },
): Promise<readonly (CustomerGrant & { readonly left: number })[]> {
  const now = timeSource.now();
  const untilAt = now + span.withinDays * DAY_MS;
  return store.benefits.expiring(portalId, { now, untilAt, limit: span.limit });
}

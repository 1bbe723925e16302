import type { Logger } from "../../ports/logger.ts";
import type { LunarCalendar } from "../../ports/lunar-calendar.ts";
import type { Outbox } from "../../ports/outbox-store.ts";
import type { Customers, Store } from "../../ports/store.ts";
import type { BenefitStore } from "../../ports/tier-store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { Touches } from "../../ports/touch-store.ts";
import type { Disputes, VisitPlans } from "../../ports/visit-plan-store.ts";
import type { Visits } from "../../ports/visit-store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";

/** What planning reads and writes. */
export type PlanStore = {
  transaction: Store["transaction"];
  readonly portals: Pick<Store["portals"], "owners">;
  readonly customers: Pick<Customers, "page" | "find">;
  readonly benefits: Pick<BenefitStore, "grants" | "uses">;
  readonly visits: Pick<Visits, "ofCustomers" | "plannedOf" | "save" | "withoutTask">;
  readonly visitPlans: VisitPlans;
  readonly touches: Pick<Touches, "lastReal" | "since">;
  readonly disputes: Disputes;
  readonly outbox: Pick<Outbox, "request" | "requestAgain">;
};

export type PlanContext = Pick<PortalContext, "portal" | "current" | "closedStages">;

export type PlanDeps = {
  readonly store: PlanStore;
  readonly contexts: (portalId: string) => Promise<PlanContext | null>;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  readonly lunarCalendar: Pick<LunarCalendar, "occurrences">;
};

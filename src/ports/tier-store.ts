import type { BenefitGrant, BenefitUse } from "../domain/tiering/benefit.ts";
import type { CustomerRef } from "../domain/tiering/customer.ts";
import type { Deal } from "../domain/tiering/deal.ts";
import type { TierCuts } from "../domain/tiering/quantiles.ts";
import type { TierChange } from "../domain/tiering/standing.ts";
import type { TierInput, TierRules } from "../domain/tiering/tier.ts";

/** A deal with the properties that it follows from, as of `dataAt`. */
export type DealRow = Deal & {
  readonly properties: Readonly<Record<string, string>>;
  readonly dataAt: number;
};

/** That a deal is, or is no longer, a customer's, as of `at`. */
export type DealLink = {
  readonly dealId: string;
  readonly customer: CustomerRef;
  readonly isLinked: boolean;
  readonly at: number;
};

/** What a deal is in each stage, by stage id. */
export type DealStages = Readonly<Record<string, Deal["state"]>>;

/** Whether the portal lets Aftercare read deals at all; `unknown` before it was tried. */
export type DealAccess = "granted" | "missing" | "unknown";

/**
 * Purchases and those that may come. Whatever is older than what is known changes nothing, in whichever
 * order it arrives; equal ages overwrite.
 */
export type Deals = {
  /** Those that are known and were not deleted, in any order. */
  find(portalId: string, dealIds: readonly string[]): Promise<readonly DealRow[]>;
  /** Leaves the customers of deals alone: `link` tells them. */
  save(portalId: string, rows: readonly Omit<DealRow, "customers">[]): Promise<void>;
  /** As deleted in the CRM at `at`. */
  remove(portalId: string, dealIds: readonly string[], at: number): Promise<void>;
  /** Also of deals and customers that are not known yet. */
  link(portalId: string, links: readonly DealLink[]): Promise<void>;
  /** Everybody who has one of these deals, each once. */
  customersOf(portalId: string, dealIds: readonly string[]): Promise<readonly CustomerRef[]>;
  /** The newest first, by when they were closed, else made. */
  ofCustomer(portalId: string, customer: CustomerRef, limit: number): Promise<readonly DealRow[]>;
  stages(portalId: string): Promise<DealStages>;
  saveStages(portalId: string, stages: DealStages): Promise<void>;
  access(portalId: string): Promise<DealAccess>;
  saveAccess(portalId: string, access: DealAccess, now: number): Promise<void>;
  /** Customers whose deals were never read from the CRM, in order of kind and id. */
  unread(portalId: string, limit: number): Promise<readonly CustomerRef[]>;
  markRead(portalId: string, customers: readonly CustomerRef[], now: number): Promise<void>;
};

/** One entry of the tier history, with who wanted it and why when it was a person. */
export type TierChangeRow = TierChange & {
  readonly customer: CustomerRef;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly reason: string | null;
  /** The company whose tier it is. */
  readonly inheritedFrom: CustomerRef | null;
};

/** One turn through all customers of a portal; it goes on where it stopped. */
export type RegradeRun = {
  readonly slot: string;
  readonly policyVersion: number;
  /** As of when customers are graded, however long it takes. */
  readonly asOf: number;
  /** The last customer that was done; null before the first. */
  readonly after: CustomerRef | null;
  readonly customers: number;
  readonly changed: number;
  readonly finishedAt: number | null;
  /** Whether it looks at all customers, or at those in its queue. */
  readonly isWhole: boolean;
};

/** What a turn grades by, to find out whom it has to look at. */
export type RegradeWish = {
  readonly slot: string;
  readonly version: number;
  readonly rules: Pick<TierRules, "tierInputs">;
  readonly cuts: TierCuts;
  /** Inputs whose value grows every day, by id. */
  readonly aging: ReadonlySet<string>;
  readonly isInherited: boolean;
  readonly products: readonly string[];
  readonly benefits: readonly { readonly tier: string; readonly benefit_id: string }[];
  readonly now: number;
};

export type Tiers = {
  /** Call it in the transaction that saves the grade. */
  append(portalId: string, changes: readonly TierChangeRow[]): Promise<void>;
  /** The newest first. */
  of(portalId: string, customer: CustomerRef, limit: number): Promise<readonly TierChangeRow[]>;
  /** The newest one of each customer that has any. */
  newest(portalId: string, customers: readonly CustomerRef[]): Promise<readonly TierChangeRow[]>;
  cuts(portalId: string): Promise<TierCuts>;
  /** Counts them over all customers as of `now`; writes nothing. */
  countCuts(portalId: string, rules: CutRules, now: number): Promise<TierCuts>;
  saveCuts(portalId: string, cuts: TierCuts, now: number): Promise<void>;
  run(portalId: string, slot: string): Promise<RegradeRun | null>;
  /** The one that finished last. */
  lastRun(portalId: string): Promise<RegradeRun | null>;
  saveRun(portalId: string, run: RegradeRun): Promise<void>;
  /** Call it in a transaction. Gives how many customers a turn has to look at; the others are the same for certain. */
  queueRegrade(portalId: string, wish: RegradeWish): Promise<number>;
  /** Contacts of companies that changed; gives how many were not in the queue. */
  queueContacts(portalId: string, slot: string, companyIds: readonly string[]): Promise<number>;
  /** Of all turns. */
  emptyRegradeQueue(portalId: string): Promise<void>;
};

export type CutRules = {
  /** Those without quantiles are passed over. */
  readonly inputs: readonly TierInput[];
  readonly products: readonly string[];
};

export type CustomerGrant = BenefitGrant & { readonly customer: CustomerRef };
export type CustomerBenefitUse = BenefitUse & { readonly customer: CustomerRef };

/** `repeated`: the same press was told before, and counts once. */
export type BenefitUseOutcome = "used" | "repeated" | "not_granted" | "expired" | "none_left";

export type BenefitStore = {
  grants(portalId: string, customers: readonly CustomerRef[]): Promise<readonly CustomerGrant[]>;
  uses(portalId: string, customers: readonly CustomerRef[]): Promise<readonly CustomerBenefitUse[]>;
  /** Those that are there already do no harm. */
  grant(portalId: string, grants: readonly CustomerGrant[]): Promise<void>;
  /** Never beyond the quota, also with two at once. */
  use(portalId: string, use: CustomerBenefitUse): Promise<BenefitUseOutcome>;
  /** Grants that expire after `now`, up to and with `untilAt`, and have something left; the first to expire first. */
  expiring(
    portalId: string,
    span: { readonly now: number; readonly untilAt: number; readonly limit: number },
  ): Promise<readonly (CustomerGrant & { readonly left: number })[]>;
};

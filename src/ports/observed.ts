import type { CareKind } from "../domain/governance/care.ts";
import type { ClockKind } from "../domain/governance/clock-rules.ts";
import type { TriggerKind } from "../domain/governance/ladder.ts";

/** What Aftercare has seen since an instant, whether or not it told anybody. */
export type ObservedClocks = {
  readonly kind: ClockKind;
  readonly started: number;
  readonly warned: number;
  readonly breached: number;
};

export type ObservedCases = {
  readonly department: string;
  /** What called for them first. */
  readonly trigger: TriggerKind;
  readonly cases: number;
};

export type ObservedCase = {
  readonly caseId: string;
  readonly ticketId: string;
  readonly department: string;
  readonly trigger: TriggerKind;
  readonly openedAt: number;
};

/** Customers that the CRM still has and whose tier is, or would be, written there. */
export type ObservedTier = { readonly tier: string; readonly customers: number };

/** Visits that have, or would have, a task in the CRM. */
export type ObservedVisits = { readonly kind: CareKind; readonly tasks: number };

export type Observed = {
  clocks(portalId: string, sinceAt: number): Promise<readonly ObservedClocks[]>;
  cases(portalId: string, sinceAt: number): Promise<readonly ObservedCases[]>;
  tiers(portalId: string): Promise<readonly ObservedTier[]>;
  /** Those whose day lies in `[fromDate, untilDate]`, but for what was taken back or is held up. */
  visits(
    portalId: string,
    span: { readonly fromDate: string; readonly untilDate: string },
  ): Promise<readonly ObservedVisits[]>;
  /** The newest first. */
  newestCases(portalId: string, sinceAt: number, limit: number): Promise<readonly ObservedCase[]>;
};

import type { CustomerRef } from "../tiering/customer.ts";
import type { ActionOrigin, ActionOwner, ActionPerson } from "./action-event.ts";

/**
 * A corrective action removes the cause of a trouble, and tells everybody who had it.
 *
 *     classified → analysing        somebody looks for the root cause
 *     analysing → acting            what corrects it, what prevents it elsewhere, by whom, until when
 *     acting → verifying            it was carried out; its effect is checked some days later
 *     verifying → analysing         it had none: the cause was another
 *     verifying → told_customer     it had, and every customer is informed, or excluded with a reason
 */
export type ActionState = "classified" | "analysing" | "acting" | "verifying" | "told_customer";

/** A customer who had the trouble. */
export type AffectedCustomer = {
  readonly customer: CustomerRef;
  readonly state: "waiting" | "informed" | "excluded";
  /** What the customer was told, or why not. */
  readonly text: string;
  readonly by: ActionPerson | null;
  readonly at: number;
};

/** What has to be there before it may be closed. */
export type ActionGap = "verification" | "customers";

export type CorrectiveAction = {
  readonly state: ActionState;
  readonly origin: ActionOrigin;
  readonly title: string;
  readonly evidence: readonly string[];
  readonly ticketId: string | null;
  readonly department: string;
  readonly owner: ActionOwner | null;
  readonly openedAt: number;
  readonly openedBy: ActionPerson | null;
  /** 1 for the first search for the cause; one more each time that the effect was missing. */
  readonly round: number;
  readonly rootCause: string | null;
  readonly whys: readonly string[];
  readonly corrective: string | null;
  readonly preventive: string | null;
  /** By when the next step is to be done, or from when on the effect can be checked; null when all is done. */
  readonly dueDate: string | null;
  readonly verifiedAt: number | null;
  /** Since it was carried out. */
  readonly recurrences: number;
  readonly recurrencesInAll: number;
  /** In the order in which they were named. */
  readonly customers: readonly AffectedCustomer[];
  readonly closedAt: number | null;
  /** Why it was closed although something was missing. */
  readonly override: { readonly reason: string; readonly by: ActionPerson } | null;
  /** Levels of the overdue ladder that were told for the present due day. */
  readonly toldLevels: readonly number[];
};

/** What is missing before an action may be closed; empty when it may. */
export function gapsOf({ state, verifiedAt, customers }: CorrectiveAction): readonly ActionGap[] {
  const isVerified = state === "verifying" && verifiedAt !== null;
  return [
    ...(isVerified ? [] : ["verification" as const]),
    ...(customers.every((one) => one.state !== "waiting") ? [] : ["customers" as const]),
  ];
}

export function isSameCustomer(one: CustomerRef, other: CustomerRef): boolean {
  return one.kind === other.kind && one.id === other.id;
}

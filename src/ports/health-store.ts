import type { Delivery, LedgerEvent, LedgerKey } from "./event-ledger.ts";
import type { OutboxKind } from "./outbox-kind.ts";
import type { OutboxTarget } from "./outbox-store.ts";

/** How well a portal's events and sends get on, and another try for those that did not. */

/** An event that could not be read, or that was once. */
export type DeadEvent = LedgerKey & {
  readonly deliveryId: string;
  readonly reason: string;
  readonly deadAt: number;
};

/** A send that nobody tries any more. `unknown`: it may have gone out. */
export type StuckSend = OutboxTarget & {
  readonly state: "unknown" | "dead";
  readonly reason: string;
  readonly requestedAt: number;
};

export type WaitingSends = {
  readonly kind: OutboxKind;
  /** Why it was put off; null for what has only been asked for. */
  readonly reason: string | null;
  readonly count: number;
};

export type SendState = "waiting" | "sent" | "unknown" | "dead";
export type EventState = "waiting" | "applied" | "ignored" | "dead";

/** `told_again`: the same event came by another delivery. `not_dead`: somebody was faster. */
export type Revival = "revived" | "told_again" | "not_dead";

export type HealthStore = {
  /** When the oldest event that waits happened, or its delivery came; null when none waits. */
  oldestEventAt(portalId: string): Promise<number | null>;
  /** The newest first. */
  deadEvents(portalId: string, limit: number): Promise<readonly DeadEvent[]>;
  deadEvent(key: LedgerKey): Promise<DeadEvent | null>;
  /** Null when it is no longer kept. */
  delivery(portalId: string, deliveryId: string): Promise<Delivery | null>;
  /** Puts what a dead event says, now that it can be read, in its place to be applied. */
  revive(key: LedgerKey, event: LedgerEvent, now: number): Promise<Revival>;
  eventState(key: LedgerKey): Promise<EventState | null>;
  /** When what has waited longest to be sent was asked for; null when nothing waits. */
  oldestSendAt(portalId: string): Promise<number | null>;
  /** The most frequent first. */
  waitingSends(portalId: string, limit: number): Promise<readonly WaitingSends[]>;
  /** Asked for last, first. */
  stuckSends(portalId: string, limit: number): Promise<readonly StuckSend[]>;
  /** Null when there is none of this name. */
  namedSend(
    portalId: string,
    named: { readonly kind: string; readonly subjectId: string },
  ): Promise<{ readonly target: OutboxTarget; readonly state: SendState } | null>;
  /**
   * Has a stuck send tried once more; one whose outcome nobody knows is looked for first. False when it
   * is not stuck.
   */
  retrySend(portalId: string, target: OutboxTarget, now: number): Promise<boolean>;
  /** Until when the newest access token of an installed app is good; null where there is none. */
  tokenExpiresAt(portalId: string): Promise<number | null>;
};

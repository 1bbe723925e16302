import type { CaseState, CaseStep } from "../domain/escalation/case.ts";
import type { ClockKind } from "../domain/governance/clock-rules.ts";

/** Everything a department must know of one case; the notifier chooses the words and the look. */
export type CaseNotice = {
  readonly portalId: string;
  readonly caseId: string;
  /** Travels as message metadata and as block id, so that a message posted just before a crash is found again. */
  readonly deliveryId: string;
  /** Grows with every change of the case; a press that carries an older one is stale. */
  readonly revision: number;
  readonly teamId: string;
  readonly channelId: string;
  /** It stands in the fallback channel, as the department's own could not be used. */
  readonly isInFallback: boolean;
  readonly language: "en" | "zh-TW" | "zh-CN";
  readonly departmentName: string;
  readonly state: CaseState;
  readonly ticket: {
    readonly id: string;
    readonly subject: string;
    /** Deep link to the record, null when the portal's address is unknown. */
    readonly url: string | null;
    readonly tierLabel: string | null;
    readonly priority: string | null;
    readonly customerName: string | null;
    readonly ownerName: string | null;
  };
  readonly clocks: readonly {
    readonly kind: ClockKind;
    readonly state: "running" | "paused" | "met" | "breached" | "cancelled";
    readonly dueAt: number | null;
    /** When a breached clock's work was done after all; absent or null while it is still open. */
    readonly endedAt?: number | null;
  }[];
  /** Names of the people who acted, with what and when, oldest first. */
  readonly acts: readonly CaseStep[];
  readonly now: number;
};

export type MessageRef = { readonly channelId: string; readonly messageTs: string };

export type SendOutcome =
  | { readonly outcome: "sent"; readonly ref: MessageRef }
  /** Surely not sent; `retryAfterMs` null means that repeating is pointless. */
  | { readonly outcome: "not_sent"; readonly reason: string; readonly retryAfterMs: number | null }
  /** Nobody knows: the answer was lost. Ask `find` before anything else. */
  | { readonly outcome: "unknown"; readonly reason: string };

export type FindOutcome =
  | { readonly outcome: "found"; readonly ref: MessageRef }
  | { readonly outcome: "absent" }
  /** No right to read the history: the row becomes `unknown` and is shown to people. */
  | {
      readonly outcome: "cannot_tell";
      readonly reason: string;
      /** Present when asking again after this time may tell (rate limit, lost answer). */
      readonly retryAfterMs?: number;
    };

/** One living message per case in the department's channel. Never throws for what Slack answers. */
export type Notifier = {
  post(notice: CaseNotice): Promise<SendOutcome>;
  edit(notice: CaseNotice, ref: MessageRef): Promise<SendOutcome>;
  /** Looks for the message of `deliveryId` posted at or after `sinceAt`. */
  find(notice: CaseNotice, sinceAt: number): Promise<FindOutcome>;
};

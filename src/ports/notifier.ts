import type { CaseState, CaseStep } from "../domain/escalation/case.ts";
import type { ClockKind } from "../domain/governance/clock-rules.ts";
import type { Language } from "../domain/words.ts";

/** What every message has, wherever it goes and whatever it says. */
export type NoticeBase = {
  readonly portalId: string;
  readonly teamId: string;
  /** A channel, or a person's account: that is a direct message. */
  readonly channelId: string;
  /** The root of the thread that it belongs to; null for a message of its own. */
  readonly threadTs: string | null;
  /** Travels as message metadata and as block id, so that a message posted just before a crash is found again. */
  readonly deliveryId: string;
  /** Grows with every change of what it says; a press that carries an older one is stale. */
  readonly revision: number;
  readonly language: Language;
  readonly now: number;
};

/** Everything a department must know of one case; the notifier chooses the words and the look. */
export type CaseNotice = NoticeBase & {
  readonly kind: "case";
  readonly caseId: string;
  /** It stands in the fallback channel, as the department's own could not be used. */
  readonly isInFallback: boolean;
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
};

/** Whatever is posted. */
export type Notice = CaseNotice;

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

/** Posts messages and keeps the living ones true. Never throws for what Slack answers. */
export type Notifier = {
  post(notice: Notice): Promise<SendOutcome>;
  edit(notice: Notice, ref: MessageRef): Promise<SendOutcome>;
  /** Looks for the message of `deliveryId` posted at or after `sinceAt`. */
  find(notice: Notice, sinceAt: number): Promise<FindOutcome>;
};

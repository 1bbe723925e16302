import type { CaseState, CaseStep, Trigger } from "../domain/escalation/case.ts";
import type { ClockKind } from "../domain/governance/clock-rules.ts";
import type { LadderTarget } from "../domain/governance/ladder.ts";
import type { Policy } from "../domain/governance/policy.ts";
import type { PolicyDifference } from "../domain/governance/policy-difference.ts";
import type { Language } from "../domain/words.ts";
import type { CaseBrief } from "./case-brief.ts";
import type { NoticeOfComplaints } from "./complaint-notices.ts";
import type { PostedAbout } from "./posted-messages.ts";
import type { NoticeOfVisits, SuggestionList } from "./visit-told.ts";

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
  /** Records whose customers it may name, beside those that its cases tell. */
  readonly about?: readonly PostedAbout[];
};

/** Somebody as a message names one; with an account it can call that person. */
export type CalledPerson = { readonly name: string; readonly userId: string | null };

/** What every message about a case says of it. */
export type CaseTold = {
  readonly caseId: string;
  readonly departmentName: string;
  readonly state: CaseState;
  /** What called for it first. */
  readonly trigger: Trigger;
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
  /** Names of the people who acted, with what and when, oldest first; departments by name. */
  readonly acts: readonly CaseStep[];
};

/** Everything a department must know of one case; the notifier chooses the words and the look. */
export type CaseNotice = NoticeBase &
  CaseTold & {
    readonly kind: "case";
    /** It stands in the fallback channel, as the department's own could not be used. */
    readonly isInFallback: boolean;
    /** Names of those who have it, the first one first. */
    readonly takenBy: readonly string[];
    readonly snoozedUntil: number | null;
    /** Of a case that was handed over: where it is now and how it stands there. */
    readonly handedTo: {
      readonly departmentName: string;
      readonly state: CaseState;
      readonly takenBy: readonly string[];
    } | null;
    /** Null where no ladder fits. */
    readonly ladder: LadderTold | null;
    /** Whom the level that was told last calls. */
    readonly called: readonly CalledPerson[];
    readonly brief: CaseBrief;
  };

/** Where a case stands on its ladder, and what comes next while nobody does anything. */
export type LadderTold = {
  readonly level: number;
  readonly levels: number;
  readonly isExhausted: boolean;
  readonly next: {
    readonly at: number;
    readonly to:
      | { readonly kind: "people"; readonly targets: readonly LadderTarget[] }
      | { readonly kind: "department"; readonly name: string }
      | { readonly kind: "nobody" };
  } | null;
  /** When taking it ceases to count without progress. */
  readonly staleAt: number | null;
};

/** What has happened to a case, said in its thread. */
export type ThreadNotice = NoticeBase & {
  readonly kind: "thread";
  readonly caseId: string;
  readonly subject: string;
  /** Oldest first, never empty; departments by name. */
  readonly steps: readonly CaseStep[];
  /** Whom the level among the steps calls. */
  readonly called: readonly CalledPerson[];
};

/** The last word of a message that is kept up to date no more: its case, or its list, goes on in another. */
export type MovedNotice = NoticeBase & {
  readonly kind: "moved";
  /** Of the ticket; null for a list. */
  readonly subject: string | null;
  /** Where the other one stands while this channel cannot be used; null where there is no such channel. */
  readonly fallbackChannelId: string | null;
};

/** One person is called to a case, in a direct message. */
export type PageNotice = NoticeBase &
  CaseTold & {
    readonly kind: "page";
    readonly level: number;
    readonly ask: CaseBrief["ask"];
    /** The message of the case; null while it stands nowhere. */
    readonly message: MessageRef | null;
  };

/** One person is called to many cases of a department at once. */
export type GroupPageNotice = NoticeBase & {
  readonly kind: "group_page";
  readonly groupId: string;
  readonly departmentName: string;
  readonly level: number;
  readonly openCount: number;
  /** The message of the group; null while it stands nowhere. */
  readonly message: MessageRef | null;
};

/** One case in a list. */
export type CaseLine = {
  readonly caseId: string;
  readonly subject: string;
  /** Deep link to the ticket. */
  readonly url: string;
  readonly customerName: string | null;
  readonly state: CaseState;
  /** Of the clock that is due first; null when none runs. */
  readonly dueAt: number | null;
  /** Names of those who have it. */
  readonly takenBy: readonly string[];
  readonly snoozedUntil: number | null;
};

/** As many lines as a reader takes in, and how many cases there are in all. */
export type CaseList<L = CaseLine> = { readonly lines: readonly L[]; readonly total: number };

/** Many cases of one department in one message. */
export type GroupNotice = NoticeBase & {
  readonly kind: "group";
  readonly groupId: string;
  /** `storm`: too many at once. `opening`: they waited for the department's opening. */
  readonly occasion: "storm" | "opening";
  readonly isInFallback: boolean;
  readonly departmentName: string;
  readonly startedAt: number;
  /** Cases by state; a case that was handed over counts as that until it has ended. */
  readonly counts: Readonly<Record<CaseState, number>>;
  /** Those that the department can still do something about, what is due first on top. */
  readonly live: CaseList;
  /** Those of them that can be asked for, in the same order. */
  readonly choices: readonly Pick<CaseLine, "caseId" | "subject" | "customerName">[];
};

/** What a department finds at its opening. */
export type DigestNotice = NoticeBase & {
  readonly kind: "digest";
  readonly isInFallback: boolean;
  readonly departmentName: string;
  readonly date: string;
  readonly open: CaseList;
  /** Somebody else has to act first: the ticket is paused, somebody was asked, or it was snoozed. */
  readonly waiting: CaseList;
  /** Somebody had it and did nothing about it for too long. */
  readonly stale: CaseList;
  /** Since the opening before, the last one first. */
  readonly solved: CaseList;
};

export type ExhaustedLine = CaseLine & {
  readonly departmentName: string;
  /** When the last level had been waited for. */
  readonly exhaustedAt: number;
  /** Names of all whom the ladder called, each once. */
  readonly told: readonly string[];
};

/** What the service managers find at theirs: cases that nobody took on any level. */
export type ManagerDigestNotice = NoticeBase & {
  readonly kind: "manager_digest";
  readonly date: string;
  readonly exhausted: CaseList<ExhaustedLine>;
  readonly suggestions: SuggestionList;
};

/** What the service managers are told of a change of the policy. */
export type PolicyNotice = NoticeBase & {
  readonly kind: "policy";
  /** `approved`: it will be in force at `effectiveAt`. `effective`: it has been since then. */
  readonly occasion: "approved" | "effective";
  /** Null before it is one. */
  readonly version: number | null;
  readonly approvedBy: string;
  readonly effectiveAt: number;
  readonly appliesTo: "new" | "open";
  /** What its author wrote that it is about; may be empty. */
  readonly note: string;
  /** What changes, how many changes there are beside, and whose names they bear, the newer one first. */
  readonly summary: {
    readonly changes: readonly PolicyDifference[];
    readonly more: number;
    readonly policies: readonly Pick<Policy, "tiers" | "departments">[];
  };
};

/** What the service managers are told when the CRM takes our access no more: once each time. */
export type ConnectionNotice = NoticeBase & {
  readonly kind: "connection";
  readonly disconnectedAt: number;
};

/** The last word of a message that told of somebody who was erased since. */
export type RemovedNotice = NoticeBase & { readonly kind: "removed" };

export type Notice =
  | CaseNotice
  | ThreadNotice
  | MovedNotice
  | PageNotice
  | GroupPageNotice
  | GroupNotice
  | DigestNotice
  | ManagerDigestNotice
  | PolicyNotice
  | ConnectionNotice
  | RemovedNotice
  | NoticeOfVisits
  | NoticeOfComplaints;

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
  /** Takes a message away; what is said of it is not posted. */
  delete(notice: Notice, ref: MessageRef): Promise<SendOutcome>;
  /** Looks for the message of `deliveryId` posted at or after `sinceAt`. */
  find(notice: Notice, sinceAt: number): Promise<FindOutcome>;
};

import type { MessageRef } from "./notifier.ts";

/** A record of the CRM, a case or a group of cases that a message tells of. */
export type PostedAbout = {
  readonly object: "ticket" | "case" | "group" | "contact" | "company";
  readonly id: string;
};

export type PostedMessage = MessageRef & {
  readonly teamId: string;
  /** For whose sake its words are to go; null while nobody asked for it. */
  readonly erasureId: string | null;
};

/** A message that is to lose its words, and which cases and groups keep it up to date. */
export type ErasedMessage = MessageRef & {
  readonly caseIds: readonly string[];
  readonly groupIds: readonly string[];
};

/** Where messages stand that tell of records, and of which; never what they say. */
export type PostedMessages = {
  /**
   * Notes a message, or of what else it tells by now. Gives the erasure for whose sake its words are to go
   * at once: it was composed before, or tells of whoever was erased; null as a rule.
   */
  remember(
    portalId: string,
    post: MessageRef & {
      readonly teamId: string;
      readonly about: readonly PostedAbout[];
      /** When it was composed. */
      readonly now: number;
    },
  ): Promise<string | null>;
  /**
   * Notes for which messages of these records somebody is to be erased, and says how many are new; and
   * for what is posted of these tickets soon, as it may have been composed before.
   */
  mark(
    portalId: string,
    erasure: {
      readonly erasureId: string;
      readonly contactId: string;
      readonly ticketIds: readonly string[];
      readonly now: number;
    },
  ): Promise<number>;
  /** Those that are marked and not done, in order of their places after `after`. */
  marked(
    portalId: string,
    erasureId: string,
    page: { readonly after: MessageRef | null; readonly limit: number },
  ): Promise<readonly ErasedMessage[]>;
  find(portalId: string, ref: MessageRef): Promise<PostedMessage | null>;
  /**
   * How it stands with the edit of a message that is kept up to date: `due`: it is to come;
   * `done`: it says what is so by now; null: nothing keeps this message up to date, or cannot.
   */
  living(portalId: string, ref: MessageRef): Promise<"due" | "done" | null>;
  /** It has lost its words and goes on. */
  unmark(portalId: string, ref: MessageRef): Promise<void>;
  /** It says nothing of anybody any more, or is gone. */
  forget(portalId: string, ref: MessageRef): Promise<void>;
  /** It cannot be reached; it is known where it stands. */
  leave(portalId: string, ref: MessageRef, reason: string): Promise<void>;
};

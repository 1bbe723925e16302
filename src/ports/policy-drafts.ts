import type { Draft } from "../domain/governance/draft.ts";

/** What a list shows of a draft. */
export type DraftHead = Omit<Draft, "text" | "policy">;

/** Drafts of policies with all their revisions; nothing is ever changed or deleted. */
export type PolicyDrafts = {
  /** Adds a revision; false when the draft has that one already: somebody was faster. */
  append(portalId: string, draft: Draft): Promise<boolean>;
  /** Its newest revision. */
  find(portalId: string, draftId: string): Promise<Draft | null>;
  /** All steps of one draft, oldest first. */
  history(portalId: string, draftId: string): Promise<readonly DraftHead[]>;
  /** The newest revision of each, the one that was changed last first. */
  list(portalId: string, limit: number): Promise<readonly DraftHead[]>;
  /** The newest draft that is or was this version, in that state of it; null for a version of another way. */
  ofVersion(portalId: string, version: number): Promise<Draft | null>;
  /** Approved drafts of a portal that are not in force yet, whenever they will be. */
  waiting(portalId: string): Promise<readonly DraftHead[]>;
  /** Of all portals: approved ones whose instant has come, and those that are to be put on open tickets. */
  due(now: number): Promise<readonly { readonly portalId: string; readonly draftId: string }[]>;
  /** Until the transaction ends nobody else who locks them takes a step in this portal. */
  lock(portalId: string): Promise<void>;
};

import type { EscalationCase } from "../domain/escalation/case.ts";
import type { CaseAct } from "../domain/escalation/case-act.ts";
import type { MessageRef } from "./notifier.ts";

/** Cases as the store has them: parts of `Store`. */

export type CaseRow = EscalationCase & {
  readonly revision: number;
  readonly message: MessageRef | null;
  /** The group in whose list it stands; null for a case with a message of its own. */
  readonly groupId: string | null;
  /** Somebody asked to see it, so it has a message in its group's thread. */
  readonly isShown: boolean;
  /** It was decided that it gets a message of its own; no group takes it any more. */
  readonly standsAlone: boolean;
};

/** What a case came to, without the way there. */
export type CaseOutline = Pick<
  CaseRow,
  "caseId" | "ticketId" | "department" | "state" | "openedAt" | "endedAt" | "takenBy"
>;

export type Escalations = {
  /** Of many tickets, where nobody asks for triggers and steps. */
  outlines(portalId: string, ticketIds: readonly string[]): Promise<readonly CaseOutline[]>;
  ofTickets(portalId: string, ticketIds: readonly string[]): Promise<readonly CaseRow[]>;
  find(portalId: string, caseId: string): Promise<CaseRow | null>;
  /** Upserts; `message` is left alone. A changed row gets the next revision, which is returned by case id. */
  save(portalId: string, cases: readonly EscalationCase[]): Promise<ReadonlyMap<string, number>>;
  setMessage(portalId: string, caseId: string, message: MessageRef): Promise<void>;
  /** The case goes by this message no more; one that goes by another by now is left alone. */
  forgetMessage(portalId: string, caseId: string, message: MessageRef): Promise<void>;
  acts(portalId: string, ticketIds: readonly string[]): Promise<readonly CaseAct[]>;
  /** Adds a person's act; false when the same act (by `actKey`) is there already. */
  appendAct(portalId: string, act: CaseAct): Promise<boolean>;
  /** The case whose message this is. */
  ofMessage(portalId: string, ref: MessageRef): Promise<CaseRow | null>;
  /** Cases that one of these people has and that have not ended, the oldest first. */
  liveOfPeople(
    portalId: string,
    actorIds: readonly string[],
    limit: number,
  ): Promise<readonly CaseRow[]>;
  /** Cases of a department that have not ended, the oldest first; `handed_over` ones are not among them. */
  liveOf(portalId: string, department: string, limit: number): Promise<readonly CaseRow[]>;
  /** All cases that have not ended, of the whole portal, the oldest first. */
  live(portalId: string, limit: number): Promise<readonly CaseRow[]>;
  /** Those that ended at `fromAt` or after, the last first. */
  endedSince(
    portalId: string,
    department: string,
    options: { readonly fromAt: number; readonly limit: number },
  ): Promise<readonly CaseRow[]>;
  /** How many cases of a department opened after `afterAt`, whatever became of them. */
  openedAfter(portalId: string, department: string, afterAt: number): Promise<number>;
  /** Pages through the ids of all that have not ended, in order of their ids. */
  openIds(
    portalId: string,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly string[]>;
  /** Cases of the whole portal that nobody took on any level and that have not ended, the oldest first. */
  exhausted(portalId: string, limit: number): Promise<readonly CaseRow[]>;
};

/** Many cases of one department in one message. */
export type CaseGroup = {
  readonly groupId: string;
  readonly department: string;
  /** `storm`: too many at once. `opening`: they waited for the department's opening. */
  readonly kind: "storm" | "opening";
  readonly startedAt: number;
  readonly message: MessageRef | null;
};

export type CaseGroups = {
  find(portalId: string, groupId: string): Promise<CaseGroup | null>;
  /** Until the transaction ends nobody else decides where cases of this department are told. */
  lock(portalId: string, department: string): Promise<void>;
  /**
   * Cases of a department that have not ended and that nobody was told of: they have no message and get
   * none of their own, and their group, if they are in one, has none either. The oldest first;
   * `handed_over` ones are not among them.
   */
  untold(portalId: string, department: string, limit: number): Promise<readonly CaseRow[]>;
  /** Whether a case gets a message of its own, so that no group takes it. Leaves cases of a group alone. */
  standAlone(portalId: string, caseId: string, standsAlone: boolean): Promise<void>;
  /**
   * The newest group of a department that has started at `sinceAt`, has taken in a case opened since, or
   * has no message yet though not all of its cases have ended; null when there is none.
   */
  current(portalId: string, department: string, sinceAt: number): Promise<CaseGroup | null>;
  /** Makes the group unless it is there, and puts these cases into it that have no group and do not stand alone. */
  join(
    portalId: string,
    group: Omit<CaseGroup, "message">,
    caseIds: readonly string[],
  ): Promise<void>;
  setMessage(portalId: string, groupId: string, message: MessageRef): Promise<void>;
  /** As that of a case. */
  forgetMessage(portalId: string, groupId: string, message: MessageRef): Promise<void>;
  /** Cases of a group, the oldest first. */
  cases(portalId: string, groupId: string): Promise<readonly CaseRow[]>;
  /** A case of a group gets a message of its own in the group's thread. */
  show(portalId: string, caseId: string): Promise<void>;
};

/** Something said in the thread of a case that its department wants on the ticket. */
export type TicketNote = {
  readonly noteId: string;
  readonly ticketId: string;
  readonly caseId: string;
  readonly author: string;
  readonly body: string;
  readonly saidAt: number;
  /** Of the note that the CRM made of it; null while it has none. */
  readonly crmNoteId: string | null;
};

export type TicketNotes = {
  /** False when it is there already. */
  add(portalId: string, note: Omit<TicketNote, "crmNoteId">): Promise<boolean>;
  find(portalId: string, noteId: string): Promise<TicketNote | null>;
  setCrmNote(portalId: string, noteId: string, crmNoteId: string): Promise<void>;
};

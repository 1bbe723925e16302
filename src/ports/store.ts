import type { Complaint } from "../domain/complaints/complaint.ts";
import type { Mode, SwitchedOn } from "../domain/governance/mode.ts";
import type { PolicyVersion } from "../domain/governance/policy.ts";
import type { Clock } from "../domain/sla/clock.ts";
import type { Ticket } from "../domain/sla/ticket.ts";
import type { TicketEvent } from "../domain/sla/ticket-event.ts";
import type { CustomerRef } from "../domain/tiering/customer.ts";
import type { Grade } from "../domain/tiering/grade.ts";
import type { History } from "../domain/tiering/history.ts";
import type { Language } from "../domain/words.ts";
import type { Actions } from "./action-store.ts";
import type { Audit } from "./audit.ts";
import type { AuditChain } from "./audit-chain.ts";
import type { Board } from "./board-store.ts";
import type { CaseGroups, Escalations, TicketNotes } from "./case-store.ts";
import type { ChatPeople } from "./chat-people.ts";
import type { Complaints } from "./complaint-store.ts";
import type { OwnerSnapshot, PipelineSnapshot } from "./crm.ts";
import type { Erasures } from "./erasure-store.ts";
import type { FigureCounts } from "./figure-store.ts";
import type { GapSweeps } from "./gap-store.ts";
import type { HistoryWish } from "./history-wish.ts";
import type { Imports } from "./import-store.ts";
import type { JournalPlace } from "./lifecycle-journal.ts";
import type { Outbox } from "./outbox-store.ts";
import type { PolicyDrafts } from "./policy-drafts.ts";
import type { PostedMessages } from "./posted-messages.ts";
import type { Recurrences } from "./recurrence-store.ts";
import type { RetentionStore } from "./retention-store.ts";
import type { Roles } from "./roles.ts";
import type { Surveys } from "./survey-store.ts";
import type { BenefitStore, Deals, Tiers } from "./tier-store.ts";
import type { Touches } from "./touch-store.ts";
import type { VisitCalls } from "./visit-call-store.ts";
import type { VisitLists } from "./visit-list-store.ts";
import type { VisitOutcomes } from "./visit-outcome-store.ts";
import type { Disputes, VisitPlans } from "./visit-plan-store.ts";
import type { Visits } from "./visit-store.ts";
import type { VisitTasks } from "./visit-task-store.ts";

/**
 * State that is derived from the ledger, plus what has to be sent. Every call but `transaction` and `within` may
 * run inside one: what is called within `transaction(work)` belongs to it. `portalId` is the first
 * argument of every call that touches a tenant.
 */
export type Store = {
  /** Runs `work` atomically, repeats it on 40001 and 40P01; so `work` must be safe to run twice. No network call inside. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /**
   * All that `work` asks of the store is of this portal: on PostgreSQL the database itself shows and takes no
   * other rows. Called before a transaction is begun; again within itself for the same portal only.
   */
  within<T>(portalId: string, work: () => Promise<T>): Promise<T>;
  readonly portals: Portals;
  readonly tickets: Tickets;
  readonly customers: Customers;
  readonly deals: Deals;
  readonly tiers: Tiers;
  readonly benefits: BenefitStore;
  readonly escalations: Escalations;
  readonly caseGroups: CaseGroups;
  readonly chatPeople: ChatPeople;
  readonly ticketNotes: TicketNotes;
  readonly visits: Visits;
  readonly visitPlans: VisitPlans;
  readonly touches: Touches;
  readonly disputes: Disputes;
  readonly visitLists: VisitLists;
  readonly visitCalls: VisitCalls;
  readonly visitTasks: VisitTasks;
  readonly visitOutcomes: VisitOutcomes;
  readonly complaints: Complaints;
  readonly actions: Actions;
  readonly outbox: Outbox;
  readonly audit: Audit;
  readonly auditChain: AuditChain;
  readonly roles: Roles;
  readonly surveys: Surveys;
  readonly recurrences: Recurrences;
  readonly board: Board;
  readonly figureCounts: FigureCounts;
  readonly policyDrafts: PolicyDrafts;
  readonly erasures: Erasures;
  readonly retention: RetentionStore;
  readonly postedMessages: PostedMessages;
  readonly imports: Imports;
  readonly gapSweeps: GapSweeps;
  readonly journalPlace: JournalPlace;
  /** Answers within a second or throws `store_unavailable`; for `/readyz`. */
  ping(): Promise<void>;
};

export type Portal = {
  readonly portalId: string;
  readonly state: "connected" | "disconnected";
  /** What is switched on. `observe`: everything is computed, nothing is written or posted. */
  readonly mode: Mode;
  /** Missing while no part was ever switched on; saving a portal without it keeps what is known. */
  readonly switchedOn?: SwitchedOn;
  readonly installedAt: number;
  readonly timeZone: string;
  readonly language: Language;
  /** Host of record links, e.g. `app.hubspot.com`. */
  readonly uiDomain: string;
};

export type Portals = {
  find(portalId: string): Promise<Portal | null>;
  list(): Promise<readonly Portal[]>;
  /** Of the given ids those that are connected; answered from a short-lived memory. */
  known(portalIds: readonly string[]): Promise<ReadonlySet<string>>;
  save(portal: Portal): Promise<void>;
  currentPolicy(portalId: string): Promise<PolicyVersion | null>;
  policy(portalId: string, version: number): Promise<PolicyVersion | null>;
  /** Every version, the newest first. */
  policyVersions(
    portalId: string,
    limit: number,
  ): Promise<readonly { readonly version: number; readonly effectiveAt: number }[]>;
  /** Stores a new version, effective at once, and returns it; the same document again changes nothing. */
  savePolicy(
    portalId: string,
    policy: PolicyVersion["policy"],
    now: number,
  ): Promise<PolicyVersion>;
  pipelines(portalId: string): Promise<readonly PipelineSnapshot[]>;
  savePipelines(
    portalId: string,
    pipelines: readonly PipelineSnapshot[],
    now: number,
  ): Promise<void>;
  owners(portalId: string): Promise<readonly OwnerSnapshot[]>;
  saveOwners(portalId: string, owners: readonly OwnerSnapshot[], now: number): Promise<void>;
  /** Portals whose Slack workspace is `teamId`. */
  ofSlackTeam(teamId: string): Promise<readonly string[]>;
  /** The Slack workspace of a portal, or null. */
  slackTeam(portalId: string): Promise<string | null>;
  linkSlackTeam(portalId: string, teamId: string): Promise<void>;
};

/** A ticket row: the folded state, its clocks, and when it has to be looked at next. */
export type TicketRow = {
  readonly ticket: Ticket;
  readonly policyVersion: number;
  readonly clocks: readonly Clock[];
  /** Null where nothing says that it might be one. */
  readonly complaint: Complaint | null;
  readonly nextDueAt: number | null;
  /** When the newest event behind this row happened. */
  readonly dataAt: number;
  readonly evaluatedAt: number;
};

/** A row with what the team's board asks of it: for each of its clocks, in their order, the department that has it. */
export type SavedTicket = TicketRow & { readonly departments?: readonly (string | null)[] };

/** What is recorded of a ticket beside its facts, and the facts, as they stood at one instant. */
export type TicketHistory = Omit<TicketRow, "ticket" | "complaint"> & {
  readonly ticketId: string;
  readonly events: readonly TicketEvent[];
};
/** Where a ticket stands among those of its customer. */
export type TicketPlace = { readonly createdAt: number; readonly ticketId: string };

/** `after` is the last id of the page before. */
export type IdPage = { readonly after: string | null; readonly limit: number };

export type Tickets = {
  /** Locks the rows of these tickets (made if missing) until the transaction ends, in order of their ids. */
  lock(portalId: string, ticketIds: readonly string[]): Promise<ReadonlyMap<string, TicketRow>>;
  /** Adds facts that are not there yet. */
  appendEvents(portalId: string, events: readonly TicketEvent[]): Promise<void>;
  /** All facts of these tickets. */
  events(
    portalId: string,
    ticketIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly TicketEvent[]>>;
  save(portalId: string, rows: readonly SavedTicket[]): Promise<void>;
  find(portalId: string, ticketId: string): Promise<TicketRow | null>;
  /** Those of the tickets that are known, in any order. */
  findAll(portalId: string, ticketIds: readonly string[]): Promise<readonly TicketRow[]>;
  /** Pages through all tickets of a portal in order of their ids; for checks and nightly work. */
  page(
    portalId: string,
    afterTicketId: string | null,
    limit: number,
  ): Promise<readonly TicketRow[]>;
  /** Pages through the tickets whose newest fact is of `changedSince` or later, in order of their ids. */
  histories(
    portalId: string,
    options: {
      readonly changedSince: number;
      readonly afterTicketId: string | null;
      readonly limit: number;
    },
  ): Promise<readonly TicketHistory[]>;
  /** Whether a fact of any ticket is older than that. */
  hasEventsBefore(portalId: string, at: number): Promise<boolean>;
  /** How many tickets have an open clock that was promised under a version, by version. */
  openByVersion(portalId: string): Promise<ReadonlyMap<number, number>>;
  /** Of one customer, the newest first; `before` is the last one of the page before. */
  ofCustomer(
    portalId: string,
    customer: CustomerRef,
    page: { readonly before: TicketPlace | null; readonly limit: number },
  ): Promise<readonly TicketRow[]>;
  /**
   * Of one customer those that are in none of these stages and those that are complaints, the newest
   * first; a stage of the future counts, so whoever asks looks again.
   */
  openOfCustomer(
    portalId: string,
    customer: CustomerRef,
    question: { readonly closedStages: ReadonlySet<string>; readonly limit: number },
  ): Promise<readonly TicketRow[]>;
  /** Pages through the ids of those with an open clock, in order of their ids. */
  openIds(portalId: string, page: IdPage): Promise<readonly string[]>;
  /** Which of these tickets have facts already. */
  existing(portalId: string, ticketIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Locks up to `limit` tickets with `nextDueAt <= now`, of any portal, until the transaction ends; skips locked ones. */
  claimDue(now: number, limit: number): Promise<readonly { portalId: string; row: TicketRow }[]>;
};

export type CustomerRow = CustomerRef & {
  readonly properties: Readonly<Record<string, string>>;
  readonly grade: Grade;
  /** Since when it has its tier. */
  readonly gradedAt: number;
  /** As of when the grade follows from what is known; later for every grade of the same customer. */
  readonly evaluatedAt: number;
  readonly policyVersion: number;
  readonly dataAt: number;
};

export type Customers = {
  find(portalId: string, refs: readonly CustomerRef[]): Promise<readonly CustomerRow[]>;
  /** The same, locked until the transaction ends, in order of kind and id. */
  lock(portalId: string, refs: readonly CustomerRef[]): Promise<readonly CustomerRow[]>;
  save(portalId: string, rows: readonly CustomerRow[]): Promise<void>;
  /**
   * Saves new grades of customers that were read without a lock: only of those that nobody has graded
   * since `seenAt`, their former `evaluatedAt`. Gives those that were saved.
   */
  saveUnlessGraded(
    portalId: string,
    rows: readonly (CustomerRow & { readonly seenAt: number })[],
  ): Promise<readonly CustomerRef[]>;
  /** Pages through all customers of a portal in order of kind and id; for nightly work. */
  page(portalId: string, after: CustomerRef | null, limit: number): Promise<readonly CustomerRow[]>;
  /** The same of those in the queue of a turn. */
  queued(
    portalId: string,
    slot: string,
    page: { readonly after: CustomerRef | null; readonly limit: number },
  ): Promise<readonly CustomerRow[]>;
  /** What the domain's `countHistory` counts, by `customerKey`; every asked customer has an entry. */
  history(
    portalId: string,
    refs: readonly CustomerRef[],
    wish: HistoryWish,
  ): Promise<ReadonlyMap<string, History>>;
  /** Customers whose grade changes by time alone and is due, the longest due first. */
  due(portalId: string, now: number, limit: number): Promise<readonly CustomerRef[]>;
  /** Contacts whose primary company is one of these, in order of their ids. */
  contactsOf(
    portalId: string,
    companyIds: readonly string[],
    page: { readonly afterId: string | null; readonly limit: number },
  ): Promise<readonly CustomerRow[]>;
  /** Those that the CRM does not have any more are in no page, count or turn; null: it has them again. */
  setGone(portalId: string, refs: readonly CustomerRef[], goneAt: number | null): Promise<void>;
  /** Which of these the CRM does not have any more. */
  goneAmong(portalId: string, refs: readonly CustomerRef[]): Promise<readonly CustomerRef[]>;
  count(portalId: string): Promise<number>;
};

import type { Submission } from "../domain/surveys/told-scores.ts";
import type { CustomerKind, CustomerRef } from "../domain/tiering/customer.ts";
import type { CrmChanges } from "./crm-changes.ts";
import type { CrmTasks } from "./crm-tasks.ts";
import type { CrmTouches } from "./crm-touches.ts";
import type { ActivityReading } from "./customer-activities.ts";
import type { DealStages } from "./tier-store.ts";

/** One recorded value of a property; HubSpot gives them newest first, this port oldest first. */
export type PropertyVersion = { readonly at: number; readonly value: string };

/** A ticket as the CRM has it now, with the history of what drives clocks. */
export type TicketSnapshot = {
  readonly ticketId: string;
  readonly createdAt: number;
  /** Current values; unset properties are absent. */
  readonly properties: Readonly<Record<string, string>>;
  /** By property name, oldest first, of the properties that were asked for. */
  readonly history: Readonly<Record<string, readonly PropertyVersion[]>>;
  readonly customers: readonly (CustomerRef & { readonly isPrimary: boolean })[];
};

export type CustomerSnapshot = CustomerRef & {
  readonly properties: Readonly<Record<string, string>>;
};

/** A deal as the CRM has it now; unset properties are absent. */
export type DealSnapshot = {
  readonly dealId: string;
  readonly createdAt: number;
  readonly properties: Readonly<Record<string, string>>;
};

/** A survey answer as the CRM has it now, with whom and what it is linked to. */
export type SubmissionSnapshot = Submission & { readonly createdAt: number };
export type SubmissionPage = {
  readonly submissions: readonly SubmissionSnapshot[];
  /** Null on the last page. */
  readonly after: string | null;
};

export type StageSnapshot = {
  readonly stageId: string;
  readonly label: string;
  readonly isClosed: boolean;
};
export type PipelineSnapshot = {
  readonly pipelineId: string;
  readonly label: string;
  readonly stages: readonly StageSnapshot[];
};

export type OwnerSnapshot = {
  readonly ownerId: string;
  readonly userId: string | null;
  readonly email: string | null;
  readonly name: string;
};

export type CrmObject = "ticket" | CustomerKind;

/** Properties to set on one record; `""` clears. */
export type PropertyWrite = {
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
};
/** `gone`: the record was deleted or merged away. `rejected`: HubSpot will never take these values. */
export type PropertyWriteOutcome =
  | { readonly id: string; readonly ok: true }
  | {
      readonly id: string;
      readonly ok: false;
      readonly reason: "gone" | "rejected";
      readonly message: string;
    };

export type NewTask = {
  /** Written into the body, so that a task made just before a crash can be found again. */
  readonly marker: string;
  readonly subject: string;
  readonly body: string;
  readonly dueAt: number;
  readonly ownerId: string | null;
  readonly associations: readonly (
    | CustomerRef
    | { readonly kind: "ticket"; readonly id: string }
  )[];
};

/** `rejected`: the CRM will never take it. `unknown`: the answer was lost, so ask `findTask` first. */
export type TaskOutcome =
  | { readonly outcome: "made"; readonly taskId: string }
  | { readonly outcome: "rejected"; readonly message: string }
  | { readonly outcome: "unknown" };

/** What was said elsewhere, kept on the ticket it is about. */
export type NewNote = {
  readonly ticketId: string;
  /** Shown as it is, however much it looks like markup. */
  readonly text: string;
  /** When it was said. */
  readonly at: number;
  /** Written into the note, so that one made just before a crash can be found again. */
  readonly deliveryKey: string;
};

/** `rejected`: the CRM will never take it. `unknown`: the answer was lost, so ask `findNote` first. */
export type NoteOutcome =
  | { readonly outcome: "made"; readonly noteId: string }
  | { readonly outcome: "rejected"; readonly message: string }
  | { readonly outcome: "unknown" };

/**
 * The CRM of one portal. Every call is limited, timed out and retried where that is safe; what is
 * left is thrown as `PluginError`.
 */
export type Crm = CrmTasks &
  CrmTouches &
  CrmChanges & {
    /**
     * Tickets with the history of the named properties. Ids that the CRM does not have (any more) are
     * left out of the answer. Any number of ids; 50 a call.
     */
    readTickets(
      portalId: string,
      ticketIds: readonly string[],
      properties: readonly string[],
    ): Promise<readonly TicketSnapshot[]>;
    readCustomers(
      portalId: string,
      kind: CustomerKind,
      ids: readonly string[],
      properties: readonly string[],
    ): Promise<readonly CustomerSnapshot[]>;
    /**
     * Deals with name, amounts, stage, closing date and whether they were won, and the product where a
     * property names it. Those that the CRM does not have are left out. Any number of ids; 100 a call.
     * Throws `crm_missing_scope` where the portal does not let deals be read.
     */
    readDeals(
      portalId: string,
      dealIds: readonly string[],
      productProperty: string | null,
    ): Promise<readonly DealSnapshot[]>;
    /** The ids of the deals of each of these customers, by customer id; 1,000 customers a call. */
    readDealIds(
      portalId: string,
      kind: CustomerKind,
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, readonly string[]>>;
    /** The customers of each of these deals, by deal id; 1,000 deals a call, for each kind of customer. */
    readDealCustomers(
      portalId: string,
      dealIds: readonly string[],
    ): Promise<ReadonlyMap<string, readonly CustomerRef[]>>;
    readDealStages(portalId: string): Promise<DealStages>;
    readPipelines(portalId: string): Promise<readonly PipelineSnapshot[]>;
    readOwners(portalId: string): Promise<readonly OwnerSnapshot[]>;
    /** One outcome for each write, in order; repeating a write is harmless. */
    writeProperties(
      portalId: string,
      object: CrmObject,
      writes: readonly PropertyWrite[],
    ): Promise<readonly PropertyWriteOutcome[]>;
    /** One outcome for each task, in order; 100 a call. Throws only when surely none was made. */
    createTasks(portalId: string, tasks: readonly NewTask[]): Promise<readonly TaskOutcome[]>;
    /** The id of the task that carries `task.marker`, or null when there surely is none. */
    findTask(portalId: string, task: NewTask): Promise<string | null>;
    /** Throws only when surely none was made. */
    createNote(portalId: string, note: NewNote): Promise<NoteOutcome>;
    /** The id of the note that carries `note.deliveryKey`, or null when there surely is none. */
    findNote(portalId: string, note: NewNote): Promise<string | null>;
    /** The newest calls, meetings, outward e-mails and notes of a customer; 8 calls, more for thousands. */
    readActivities(portalId: string, customer: CustomerRef): Promise<ActivityReading>;
    /**
     * One page of the survey answers made since then, the oldest first. Throws `crm_missing_scope` where the
     * portal does not let them be read, `crm_not_found` where its edition has none.
     */
    readSubmissions(
      portalId: string,
      wanted: { readonly since: number; readonly after: string | null },
    ): Promise<SubmissionPage>;
    /** Makes the `aftercare` property groups and properties that are missing; harmless to repeat. */
    provision(portalId: string): Promise<{ readonly created: readonly string[] }>;
    /** Archives these groups and properties with their values; harmless to repeat. */
    archiveOwn(portalId: string): Promise<void>;
  };

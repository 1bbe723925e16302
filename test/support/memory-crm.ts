import type { CustomerRef } from "../../src/domain/tiering/customer.ts";
import type {
  Crm,
  CustomerSnapshot,
  DealSnapshot,
  NewNote,
  NewTask,
  NoteOutcome,
  PropertyWrite,
  PropertyWriteOutcome,
  SubmissionSnapshot,
  TaskOutcome,
  TicketSnapshot,
} from "../../src/ports/crm.ts";
import type { ActivityReading } from "../../src/ports/customer-activities.ts";
import { createMemoryChanges } from "./memory-changes.ts";
import { createMemoryTasks, type MemoryTasks } from "./memory-tasks.ts";

type Call = { readonly method: keyof Crm; readonly portalId: string; readonly about: unknown };

/** What a test may put in the way of a call; the CRM does its work unless told otherwise. */
export type CrmHooks = {
  /** May throw: then the call did nothing. */
  before: (call: Call) => void;
  /** Null: it is written. */
  write: (write: PropertyWrite) => PropertyWriteOutcome | null;
  /** Null: it is made. `lost` was made all the same. */
  task: (task: NewTask) => TaskOutcome | "lost" | null;
  /** The same of a note. */
  note: (note: NewNote) => NoteOutcome | "lost" | null;
};

type MadeNote = NewNote & { readonly noteId: string; readonly portalId: string };

/** A CRM in memory for any number of portals. */
export type MemoryCrm = Crm &
  MemoryTasks & {
    readonly hooks: CrmHooks;
    readonly calls: readonly Call[];
    callsOf(method: keyof Crm): readonly Call[];
    readonly tasks: readonly (NewTask & { readonly taskId: string; readonly portalId: string })[];
    readonly notes: readonly MadeNote[];
    /** Properties written, by `portal object:id`. */
    readonly written: ReadonlyMap<string, Readonly<Record<string, string>>>;
    putTicket(portalId: string, ticket: TicketSnapshot): void;
    dropTicket(portalId: string, ticketId: string): void;
    putCustomer(portalId: string, customer: CustomerSnapshot): void;
    dropCustomer(portalId: string, customer: CustomerRef): void;
    putActivities(portalId: string, customer: CustomerRef, reading: ActivityReading): void;
    putSubmission(portalId: string, submission: SubmissionSnapshot): void;
    putDeal(portalId: string, deal: DealSnapshot, customers?: readonly CustomerRef[]): void;
  };

/** Stages of the policies under test: 4 is closed. */
const STAGES = ["1", "2", "3", "4"].map((stageId) => ({
  stageId,
  label: stageId,
  isClosed: stageId === "4",
}));
export const PIPELINES = [{ pipelineId: "0", label: "Support", stages: STAGES }];
export const OWNERS = [{ ownerId: "31", userId: "1", email: null, name: "Rosa Rep" }];

const SUBMISSIONS_A_PAGE = 2;

type Held = {
  readonly tickets: Map<string, TicketSnapshot>;
  readonly customers: Map<string, CustomerSnapshot>;
  readonly activities: Map<string, ActivityReading>;
  readonly deals: Map<string, DealSnapshot & { readonly customers: readonly CustomerRef[] }>;
  readonly written: Map<string, Readonly<Record<string, string>>>;
  readonly submissions: Map<string, SubmissionSnapshot>;
  readonly tasks: (NewTask & { taskId: string; portalId: string })[];
  readonly notes: MadeNote[];
};

export function createMemoryCrm(): MemoryCrm {
  const calls: Call[] = [];
  const hooks: CrmHooks = {
    before: () => undefined,
    write: () => null,
    task: () => null,
    note: () => null,
  };
  const held: Held = {
    tickets: new Map(),
    customers: new Map(),
    activities: new Map(),
    deals: new Map(),
    submissions: new Map(),
    written: new Map(),
    tasks: [],
    notes: [],
  };
  const note = (method: keyof Crm, portalId: string, about: unknown): void => {
    const call = { method, portalId, about };
    calls.push(call);
    hooks.before(call);
  };
  const handed = createMemoryTasks(note);
  return {
    ...handed,
    ...createReads(held, note),
    ...createDealReads(held, note),
    ...createWrites({ ...held, handed }, hooks, note),
    ...createNotes(held, hooks, note),
    ...createMemoryChanges(held, note, () => calls.length),
    readSubmissions: async (portalId, wanted) => {
      note("readSubmissions", portalId, wanted);
      const found = [...held.submissions]
        .filter(([key]) => key.startsWith(`${portalId} `))
        .map(([, submission]) => submission)
        .filter(({ createdAt }) => createdAt >= wanted.since)
        .toSorted((a, b) => a.createdAt - b.createdAt);
      const start = Number(wanted.after ?? 0);
      const end = start + SUBMISSIONS_A_PAGE;
      const after = end < found.length ? String(end) : null;
      return { submissions: found.slice(start, end), after };
    },
    hooks,
    calls,
    callsOf: (method) => calls.filter((call) => call.method === method),
    tasks: held.tasks,
    notes: held.notes,
    written: held.written,
    putTicket: (portalId, ticket) =>
      void held.tickets.set(`${portalId} ${ticket.ticketId}`, ticket),
    dropTicket: (portalId, ticketId) => void held.tickets.delete(`${portalId} ${ticketId}`),
    putCustomer: (portalId, customer) =>
      void held.customers.set(`${portalId} ${customer.kind}:${customer.id}`, customer),
    dropCustomer: (portalId, { kind, id }) =>
      void held.customers.delete(`${portalId} ${kind}:${id}`),
    putActivities: (portalId, { kind, id }, reading) =>
      void held.activities.set(`${portalId} ${kind}:${id}`, reading),
    putSubmission: (portalId, submission) =>
      void held.submissions.set(`${portalId} ${submission.submissionId}`, submission),
    putDeal: (portalId, deal, customers = []) =>
      void held.deals.set(`${portalId} ${deal.dealId}`, { ...deal, customers }),
  };
}

type Note = (method: keyof Crm, portalId: string, about: unknown) => void;

function createReads(
  { tickets, customers, activities, tasks }: Held,
  note: Note,
): Pick<
  Crm,
  "readTickets" | "readCustomers" | "readPipelines" | "readOwners" | "readActivities" | "findTask"
> {
  return {
    readActivities: async (portalId, customer) => {
      note("readActivities", portalId, customer);
      const held = activities.get(`${portalId} ${customer.kind}:${customer.id}`);
      return held ?? { state: "read", activities: [], refused: [], isCut: false };
    },
    readTickets: async (portalId, ids) => {
      note("readTickets", portalId, ids);
      return ids.flatMap((id) => tickets.get(`${portalId} ${id}`) ?? []);
    },
    readCustomers: async (portalId, kind, ids) => {
      note("readCustomers", portalId, ids);
      return ids.flatMap((id) => customers.get(`${portalId} ${kind}:${id}`) ?? []);
    },
    readPipelines: async (portalId) => {
      note("readPipelines", portalId, null);
      return PIPELINES;
    },
    readOwners: async (portalId) => {
      note("readOwners", portalId, null);
      return OWNERS;
    },
    findTask: async (portalId, { marker }) => {
      note("findTask", portalId, marker);
      const found = tasks.find((task) => task.portalId === portalId && task.marker === marker);
      return found?.taskId ?? null;
    },
  };
}

/** Stages of deals: 7 is won, 8 is lost. */
function createDealReads(
  { deals }: Held,
  note: Note,
): Pick<Crm, "readDeals" | "readDealIds" | "readDealCustomers" | "readDealStages"> {
  return {
    readDeals: async (portalId, ids) => {
      note("readDeals", portalId, ids);
      return ids.flatMap((id) => deals.get(`${portalId} ${id}`) ?? []);
    },
    readDealIds: async (portalId, kind, ids) => {
      note("readDealIds", portalId, ids);
      const isOf = (id: string) => (ref: CustomerRef) => ref.kind === kind && ref.id === id;
      const of = (id: string) =>
        [...deals.values()]
          .filter(({ customers }) => customers.some(isOf(id)))
          .map(({ dealId }) => dealId);
      return new Map(ids.map((id) => [id, of(id)]));
    },
    readDealCustomers: async (portalId, ids) => {
      note("readDealCustomers", portalId, ids);
      return new Map(ids.map((id) => [id, deals.get(`${portalId} ${id}`)?.customers ?? []]));
    },
    readDealStages: async (portalId) => {
      note("readDealStages", portalId, null);
      return { "6": "open", "7": "won", "8": "lost" };
    },
  };
}

function createWrites(
  { written, tasks, handed }: Held & { readonly handed: MemoryTasks },
  hooks: CrmHooks,
  note: Note,
): Pick<Crm, "writeProperties" | "createTasks" | "provision" | "archiveOwn"> {
  return {
    writeProperties: async (portalId, object, writes) => {
      note("writeProperties", portalId, writes);
      return writes.map((write): PropertyWriteOutcome => {
        const { id, properties } = write;
        const refusal = hooks.write(write);
        if (refusal !== null) return refusal;
        const key = `${portalId} ${object}:${id}`;
        written.set(key, { ...written.get(key), ...properties });
        return { id, ok: true };
      });
    },
    createTasks: async (portalId, wanted) => {
      note("createTasks", portalId, wanted);
      return wanted.map((task): TaskOutcome => {
        const answer = hooks.task(task);
        if (answer !== null && answer !== "lost") return answer;
        const taskId = `task-${tasks.length + 1}`;
        tasks.push({ ...task, taskId, portalId });
        const { dueAt, ownerId } = task;
        handed.putTask(portalId, { taskId, dueAt, ownerId });
        return answer === "lost" ? { outcome: "unknown" } : { outcome: "made", taskId };
      });
    },
    archiveOwn: async (portalId) => {
      note("archiveOwn", portalId, null);
    },
    provision: async (portalId) => {
      note("provision", portalId, null);
      return { created: ["aftercare_tier"] };
    },
  };
}

function createNotes(
  { notes }: Held,
  hooks: CrmHooks,
  note: Note,
): Pick<Crm, "createNote" | "findNote"> {
  return {
    createNote: async (portalId, wanted) => {
      note("createNote", portalId, wanted);
      const answer = hooks.note(wanted);
      if (answer !== null && answer !== "lost") return answer;
      const noteId = `note-${notes.length + 1}`;
      notes.push({ ...wanted, noteId, portalId });
      return answer === "lost" ? { outcome: "unknown" } : { outcome: "made", noteId };
    },
    findNote: async (portalId, { deliveryKey }) => {
      note("findNote", portalId, deliveryKey);
      const found = notes.find((n) => n.portalId === portalId && n.deliveryKey === deliveryKey);
      return found?.noteId ?? null;
    },
  };
}

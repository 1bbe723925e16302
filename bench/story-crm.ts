import type { Crm, CrmObject, NewTask, PropertyWrite } from "../src/ports/crm.ts";
import {
  CLOSED_STAGE_ID,
  customerPropertiesOf,
  snapshotOf,
  storyOfTicket,
} from "./ticket-stories.ts";

/** Calls that the gateway would have sent to HubSpot; its chunks are in `src/adapters/hubspot`. */
export type CallTally = { reads: number; writes: number };

const MAX_SINGLE_READS = 2;
const TICKETS_PER_READ = 50;
const TICKETS_PER_ASSOCIATION_READ = 1_000;
const RECORDS_PER_CALL = 100;
const STAGES = [
  { stageId: "1", label: "New" },
  { stageId: "2", label: "Waiting on contact" },
  { stageId: "3", label: "Waiting on us" },
  { stageId: CLOSED_STAGE_ID, label: "Closed" },
];

/** A CRM without a network: answers from the stories at once and counts what would have been calls. */
export function createStoryCrm(): Crm & { readonly calls: CallTally } {
  const calls: CallTally = { reads: 0, writes: 0 };
  const readOnce = <T>(answer: T): T => {
    calls.reads += 1;
    return answer;
  };
  return {
    calls,
    readTickets: async (_portalId, ticketIds) => {
      calls.reads += callsForTickets(ticketIds.length);
      return ticketIds.map((ticketId) => snapshotOf(storyOfTicket(ticketId)));
    },
    readCustomers: async (_portalId, kind, ids) => {
      calls.reads += Math.ceil(ids.length / RECORDS_PER_CALL);
      return ids.map((id) => ({ kind, id, properties: customerPropertiesOf(id) }));
    },
    readDeals: async () => readOnce([]),
    readDealCustomers: async () => readOnce(new Map()),
    readDealIds: async () => readOnce(new Map()),
    readDealStages: async () => readOnce({}),
    readPipelines: async () => readOnce([{ pipelineId: "0", label: "Support", stages: stages() }]),
    readOwners: async () => readOnce([]),
    readActivities: async () =>
      readOnce({ state: "read", activities: [], refused: [], isCut: false }),
    readSubmissions: async () => readOnce({ submissions: [], after: null }),
    writeProperties: async (
      _portalId: string,
      _object: CrmObject,
      writes: readonly PropertyWrite[],
    ) => {
      calls.writes += Math.ceil(writes.length / RECORDS_PER_CALL);
      return writes.map(({ id }) => ({ id, ok: true as const }));
    },
    createTasks: async (_portalId, tasks) => {
      calls.writes += Math.ceil(tasks.length / RECORDS_PER_CALL);
      return tasks.map((task: NewTask) => ({ outcome: "made", taskId: task.marker }));
    },
    findTask: async () => readOnce(null),
    readTasks: async () => readOnce([]),
    writeTasks: async (_portalId, writes) => writes.map(({ taskId }) => ({ taskId, ok: true })),
    deleteTasks: async () => undefined,
    readTouchesOf: async () => readOnce([]),
    readTouches: async () => readOnce([]),
    createNote: async (_portalId, note) => {
      calls.writes += 1;
      return { outcome: "made", noteId: note.deliveryKey };
    },
    findNote: async () => readOnce(null),
    provision: async () => ({ created: [] }),
    archiveOwn: async () => undefined,
    readChanged: async () => readOnce({ records: [], next: null }),
    countTickets: async () => readOnce({ all: 0, wanted: 0 }),
    readTicketPage: async () => readOnce({ tickets: [], after: null }),
    readVersions: async () => readOnce(new Map()),
    readGone: async () => readOnce([]),
    countCalls: async (work) => ({ value: await work(), calls: 0 }),
  };
}

/** One or two tickets are read with their associations, more in batches and those in bulk. */
function callsForTickets(count: number): number {
  if (count <= MAX_SINGLE_READS) return count;
  return Math.ceil(count / TICKETS_PER_READ) + 2 * Math.ceil(count / TICKETS_PER_ASSOCIATION_READ);
}

function stages() {
  return STAGES.map((stage) => ({ ...stage, isClosed: stage.stageId === CLOSED_STAGE_ID }));
}

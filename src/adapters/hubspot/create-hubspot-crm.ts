import type { Crm } from "../../ports/crm.ts";
import type { Logger } from "../../ports/logger.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { AccessTokens } from "./access-tokens.ts";
import { readActivities } from "./activities.ts";
import { archiveOwn } from "./archive-own.ts";
import { type CallRecord, createCaller } from "./call.ts";
import { createCallTally } from "./call-tally.ts";
import { readChanged } from "./changed-records.ts";
import { createClients } from "./client.ts";
import { createNote } from "./create-note.ts";
import { createTasks } from "./create-tasks.ts";
import { readCustomers } from "./customers.ts";
import { readDealCustomers, readDealIds, readDealStages, readDeals } from "./deals.ts";
import { findNote, findTask } from "./find-activity.ts";
import { readGone } from "./gone-records.ts";
import { createLimiter, HUBSPOT_LIMITS, type Limiter, type RequestLimits } from "./limiter.ts";
import { readOwners } from "./owners.ts";
import { readPipelines } from "./pipelines.ts";
import { writeProperties } from "./properties.ts";
import { provision } from "./provision.ts";
import { readSubmissions } from "./submissions.ts";
import { deleteTasks, readTasks, writeTasks } from "./tasks.ts";
import { countTickets, readTicketPage } from "./ticket-pages.ts";
import { readTickets } from "./tickets.ts";
import { readTouches, readTouchesOf } from "./touches.ts";
import { readVersions } from "./versions.ts";

export type HubspotSettings = {
  /** `https://api.hubapi.com`, or the address of a local CRM. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
  /** HubSpot's own when absent; a local CRM may take more. */
  readonly limits?: RequestLimits;
};

/** All portals go through one limiter, one pool of connections and their own clients. */
export function createHubspotCrm(deps: {
  readonly tokens: AccessTokens;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  readonly settings: HubspotSettings;
  wait(ms: number): Promise<void>;
  /** Processes that serve the same portals may share one. */
  readonly limiter?: Limiter;
  /** Hears of each request that went out, for counting. */
  onCall?(record: CallRecord): void;
}): Crm {
  const { settings, wait } = deps;
  const tally = createCallTally();
  const call = tally.counting(
    createCaller({
      tokens: deps.tokens,
      timeSource: deps.timeSource,
      logger: deps.logger,
      limiter: deps.limiter ?? createLimiter({ limits: settings.limits ?? HUBSPOT_LIMITS, wait }),
      clients: createClients(settings),
      timeoutMs: settings.timeoutMs,
      wait,
      onCall: (record) => deps.onCall?.(record),
    }),
  );
  return {
    readTickets: (portalId, ticketIds, properties) =>
      readTickets(call, portalId, { ticketIds, properties }),
    readCustomers: (portalId, kind, ...[ids, properties]) =>
      readCustomers(call, portalId, { kind, ids, properties }),
    readDeals: (portalId, dealIds, productProperty) =>
      readDeals(call, portalId, { dealIds, productProperty }),
    readDealCustomers: (portalId, dealIds) => readDealCustomers(call, portalId, dealIds),
    readDealIds: (portalId, kind, ids) => readDealIds(call, portalId, { kind, ids }),
    readDealStages: (portalId) => readDealStages(call, portalId),
    readPipelines: (portalId) => readPipelines(call, portalId),
    readOwners: (portalId) => readOwners(call, portalId),
    writeProperties: (portalId, object, writes) =>
      writeProperties(call, portalId, { object, writes }),
    createTasks: (portalId, tasks) => createTasks(call, portalId, tasks),
    findTask: (portalId, task) => findTask(call, portalId, task),
    readTasks: (portalId, taskIds) => readTasks(call, portalId, taskIds),
    writeTasks: (portalId, writes) => writeTasks(call, portalId, writes),
    deleteTasks: (portalId, taskIds) => deleteTasks(call, portalId, taskIds),
    readTouchesOf: (portalId, kind, ids) => readTouchesOf(call, portalId, { kind, ids }),
    readTouches: (portalId, kind, ids) => readTouches(call, portalId, { kind, ids }),
    createNote: (portalId, note) => createNote(call, portalId, note),
    findNote: (portalId, note) => findNote(call, portalId, note),
    readActivities: (portalId, customer) => readActivities(call, portalId, customer),
    readSubmissions: (portalId, wanted) => readSubmissions(call, portalId, wanted),
    provision: (portalId) => provision(call, portalId),
    archiveOwn: (portalId) => archiveOwn(call, portalId),
    readChanged: (portalId, object, wish) => readChanged(call, portalId, { object, ...wish }),
    countTickets: (portalId, wish) => countTickets(call, portalId, wish),
    readTicketPage: (portalId, wish) => readTicketPage(call, portalId, wish),
    readVersions: (portalId, kind, wish) => readVersions(call, portalId, { kind, ...wish }),
    readGone: (portalId, object, ids) => readGone(call, portalId, { object, ids }),
    countCalls: tally.count,
  };
}

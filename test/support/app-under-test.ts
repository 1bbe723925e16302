import type { Database } from "../../src/adapters/postgres/database.ts";
import { createEventLedger } from "../../src/adapters/postgres/event-ledger.ts";
import { createRecovery } from "../../src/adapters/postgres/recovery.ts";
import { createSettingsJobs } from "../../src/adapters/postgres/settings-jobs.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { RunJobDeps } from "../../src/app/governance/run-policy-job.ts";
import { type OpenDeps, openDeliveries } from "../../src/app/intake/open-deliveries.ts";
import { type IntakeDeps, processEvents } from "../../src/app/intake/process-events.ts";
import type { OutboxDeps } from "../../src/app/outbox/outbox-deps.ts";
import { rememberPosts } from "../../src/app/outbox/remember-posts.ts";
import type { ConnectDeps } from "../../src/app/portals/connect-portal.ts";
import { createPortalContexts } from "../../src/app/sla/portal-contexts.ts";
import { everybodyMayBeAsked } from "../../src/app/surveys/survey-night.ts";
import type { WorkDeps } from "../../src/app/work/start-work.ts";
import { parsePolicy } from "../../src/config/presets.ts";
import type { Policy } from "../../src/domain/governance/policy.ts";
import { noteWords } from "../../src/messages/note-words.ts";
import { taskWords } from "../../src/messages/task-words.ts";
import { tierWords } from "../../src/messages/tier-words.ts";
import type { TicketSnapshot } from "../../src/ports/crm.ts";
import type { Delivery, EventChange, LedgerEvent } from "../../src/ports/event-ledger.ts";
import type { Portal } from "../../src/ports/store.ts";
import { createMemoryCrm, type MemoryCrm, OWNERS, PIPELINES } from "./memory-crm.ts";
import { createMemoryDirectory, type MemoryDirectory } from "./memory-directory.ts";
import { createMemoryNotifier, type MemoryNotifier } from "./memory-notifier.ts";
import { officePolicy } from "./policies.ts";
import { createRecordingLogger, type LogLine } from "./recording-logger.ts";

/** A Tuesday, 10:00 in Berlin. */
export const START = Date.parse("2026-06-09T10:00:00+02:00");
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const PORTAL_ID = "4242001";
export const OTHER_PORTAL_ID = "4242009";
export const TEAM_ID = "T0TEST";

/** The use cases over the real store, with a CRM and a Slack in memory and a time that tests move. */
export type AppUnderTest = OpenDeps &
  IntakeDeps &
  OutboxDeps &
  Pick<RunJobDeps, "policyJobs" | "readDocument"> &
  Pick<WorkDeps, "recovery" | "gapRules" | "journal"> &
  Pick<ConnectDeps, "importRules"> &
  Pick<WorkDeps, "newId" | "mayAsk" | "followUpActs" | "openActions"> & {
    readonly crm: MemoryCrm;
    readonly notifier: MemoryNotifier;
    readonly chatDirectory: MemoryDirectory;
    readonly logger: { readonly lines: readonly LogLine[] };
    readonly time: { now: number };
    /** Makes a portal known; live, connected and with a Slack unless said otherwise. */
    connect(
      portal?: Partial<Portal> & { readonly slack?: boolean; readonly policy?: Policy },
    ): Promise<void>;
    /** Stores events as one delivery, opens it and applies all that waits, once they have happened. */
    tell(...events: readonly LedgerEvent[]): Promise<void>;
    /** A new ticket in the CRM, told by its creation; says its id. */
    newTicket(ticket?: NewTicket): Promise<string>;
  };

export type NewTicket = {
  readonly ticketId?: string;
  readonly portalId?: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly companyId?: string;
};

export function appUnderTest(db: Database): AppUnderTest {
  const time = { now: START };
  const timeSource = { now: () => time.now };
  const store = createStore(db);
  const ledger = createEventLedger(db);
  const crm = createMemoryCrm();
  const notifier = createMemoryNotifier();
  const chatDirectory = createMemoryDirectory();
  const logger = createRecordingLogger();
  const contexts = createPortalContexts(store);
  const remembering = { ...notifier, ...rememberPosts(notifier, store) };
  const outside = { crm, notifier: remembering, chatDirectory, logger, timeSource };
  const policies = { policyJobs: createSettingsJobs(db), readDocument: parsePolicy };
  const found = {
    recovery: createRecovery(db),
    importRules: { history: "rebuild", closedDays: 30 } as const,
    gapRules: { everyMs: 5 * MINUTE, lagMs: 5 * MINUTE },
    journal: null,
  };
  const words = { taskWords, tierWords, noteWords };
  const parts = {
    store,
    ledger,
    contexts,
    time,
    ...found,
    ...words,
    ...feedbackParts(),
    ...outside,
  };
  const app = { ...parts, ...policies, readDelivery: readEvents };
  let deliveries = 0;
  const tell: AppUnderTest["tell"] = async (...events) => {
    const [first] = events;
    if (first === undefined) return;
    deliveries += 1;
    time.now = Math.max(time.now, ...events.map(({ occurredAt }) => occurredAt));
    await ledger.store([
      deliveryOf(events, { deliveryId: `d${deliveries}`, receivedAt: time.now }),
    ]);
    await openDeliveries(app);
    await applyAll(app);
  };
  return {
    ...app,
    tell,
    connect: (portal = {}) => connect(app, portal),
    newTicket: async ({
      ticketId = "7",
      portalId = PORTAL_ID,
      properties = {},
      companyId,
    } = {}) => {
      const { properties: usual, ...snapshot } = snapshotOf(ticketId, time.now);
      crm.putTicket(portalId, {
        ...snapshot,
        properties: { ...usual, ...properties },
        customers:
          companyId === undefined ? [] : [{ kind: "company", id: companyId, isPrimary: true }],
      });
      await tell(eventOf({ portalId, objectId: ticketId, occurredAt: time.now }));
      return ticketId;
    },
  };
}

/** Ids that count up, and nobody who does anything about what was found. */
function feedbackParts() {
  let ids = 0;
  return {
    newId: () => `request-${++ids}`,
    ratingLink: (portalId: string, { requestId }: { readonly requestId: string }) =>
      `https://aftercare.test/rate/${portalId}.${requestId}`,
    mayAsk: everybodyMayBeAsked,
    followUpActs: [],
    openActions: [],
  };
}

/** What became of each try of one send, e.g. `visit_task:7`, with its reason. */
export function resultsOf(app: Pick<AppUnderTest, "logger">, send: string): readonly string[] {
  return app.logger.lines
    .filter(({ fields }) => fields["send"] === send && "state" in fields)
    .map(({ fields }) => [fields["state"], fields["reason"]].filter(Boolean).join(" "));
}

export async function applyAll(app: IntakeDeps): Promise<void> {
  while ((await processEvents(app)) > 0);
}

async function connect(
  { store }: Pick<IntakeDeps, "store">,
  {
    slack = true,
    policy = officePolicy(),
    ...changes
  }: Parameters<AppUnderTest["connect"]>[0] & {},
): Promise<void> {
  const portal: Portal = {
    portalId: PORTAL_ID,
    state: "connected",
    mode: "live",
    installedAt: START,
    timeZone: "Europe/Berlin",
    language: "en",
    uiDomain: "crm.example",
    ...changes,
  };
  const { portalId } = portal;
  await store.portals.save(portal);
  await store.portals.savePolicy(portalId, policy, START);
  await store.portals.savePipelines(portalId, PIPELINES, START);
  await store.portals.saveOwners(portalId, OWNERS, START);
  if (slack) await store.portals.linkSlackTeam(portalId, TEAM_ID);
}

let events = 0;

/** An event of a ticket, its creation unless said otherwise; each call gives another one. */
export function eventOf(changes: Partial<LedgerEvent> = {}): LedgerEvent {
  events += 1;
  return {
    portalId: PORTAL_ID,
    eventKey: `event-${events}`,
    occurredAt: START,
    object: "ticket",
    objectId: "7",
    change: { kind: "created" },
    changeSource: "CRM_UI",
    sourceId: null,
    ...changes,
  };
}

/** A ticket as the CRM has it, new and without a customer. */
export function snapshotOf(ticketId: string, createdAt = START): TicketSnapshot {
  return {
    ticketId,
    createdAt,
    properties: { hs_pipeline: "0", hs_pipeline_stage: "1", subject: "Leak" },
    history: {},
    customers: [],
  };
}

export function setTo(name: string, value: string): EventChange {
  return { kind: "property", name, value };
}

export function deliveryOf(
  held: readonly LedgerEvent[],
  changes: Partial<Delivery> = {},
): Delivery {
  return {
    portalId: held[0]?.portalId ?? PORTAL_ID,
    deliveryId: "d",
    receivedAt: START,
    body: JSON.stringify(held),
    eventCount: held.length,
    ...changes,
  };
}

function readEvents(delivery: Delivery): readonly LedgerEvent[] {
  return JSON.parse(delivery.body);
}

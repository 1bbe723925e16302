import type { Logger } from "../../src/ports/logger.ts";
import { shuffled, withDuplicates } from "./event-disorder.ts";
import { createRandom, type Random } from "./random.ts";
import type { WebhookEvent } from "./webhook-events.ts";
import { postEvents, type WebhookTarget } from "./webhook-post.ts";
import { createEventQueue, type EventQueue } from "./webhook-queue.ts";

/**
 * Delivers events as HubSpot does: signed batches, several at once, no order promised, ten retries
 * within a day of sandbox time. Retries wait in sandbox time, so moving the time moves them too.
 */
export type WebhookSettings = {
  /** Events that may wait; beyond, new ones are counted as overflowed. */
  readonly maxQueued: number;
  readonly maxBatchSize: number;
  readonly maxInFlight: number;
  readonly deadlineMs: number;
  /** How long a batch that is not full waits for more events, in real time. */
  readonly fillDelayMs: number;
  /** Waiting time before retry 1, 2 … in sandbox time. */
  readonly retryDelayMs: (retry: number, random: Random) => number;
  /** Makes events leave in any order, always the same for the same seed; null keeps the order. */
  readonly disorderSeed: number | null;
  /** Share of events that are delivered twice, 0 to 1. */
  readonly duplicateShare: number;
  /** Share of events that never leave, 0 to 1: HubSpot's own losses. */
  readonly dropShare: number;
};

export type WebhookFigures = {
  readonly queued: number;
  readonly inFlightRequests: number;
  readonly waitingForRetry: number;
  readonly requests: number;
  readonly failedRequests: number;
  readonly delivered: number;
  /** Given up after the last retry. */
  readonly undelivered: number;
  /** Refused because the queue was full. */
  readonly overflowed: number;
  /** Never sent, as the settings say. */
  readonly dropped: number;
};

export type WebhookSender = {
  /** Queues events; duplicates are made as the settings say. */
  enqueue(events: readonly WebhookEvent[]): void;
  /** Queues prepared events, after a full shuffle and with duplicates of their own if wanted. */
  deliver(
    events: readonly WebhookEvent[],
    disorder?: { readonly shuffleSeed?: number; readonly duplicateShare?: number },
  ): void;
  /** Sends all that waits, retries too, without their waiting times; resolves when nothing is left. */
  flush(): Promise<void>;
  /** Resolves when nothing is queued, on its way or waiting for a retry, or when stopped. */
  idle(): Promise<void>;
  configure(settings: Partial<WebhookSettings>): void;
  settings(): WebhookSettings;
  figures(): WebhookFigures;
  /** The newest events that were given up. */
  undelivered(): readonly WebhookEvent[];
  /** Sends nothing more and waits for what is on its way. */
  stop(): Promise<void>;
};

export type WebhookSenderOptions = WebhookTarget & {
  readonly logger: Logger;
  readonly settings?: Partial<WebhookSettings>;
  /** Hears of every delivery, with what went wrong or null. */
  readonly onDelivery?:
    | ((delivery: {
        readonly events: readonly WebhookEvent[];
        readonly attempt: number;
        readonly problem: string | null;
        readonly tookMs: number;
      }) => void)
    | undefined;
};

const QUEUE_LIMIT = 2_000_000;
export const RETRY_LIMIT = 10;
const KEPT_UNDELIVERED_LIMIT = 1_000;
const LOSS_SEED = 20;
const RETRY_LOOK_MS = 200;
const MINUTE_MS = 60_000;
/** Together a little less than 24 hours. */
const RETRY_DELAYS_MINUTES = [0.5, 2, 5, 15, 30, 60, 120, 240, 420, 540];

const DEFAULT_SETTINGS: WebhookSettings = {
  maxQueued: QUEUE_LIMIT,
  maxBatchSize: 100,
  maxInFlight: 10,
  deadlineMs: 5_000,
  fillDelayMs: 50,
  retryDelayMs: (retry, random) =>
    (RETRY_DELAYS_MINUTES[retry - 1] ?? 0) * MINUTE_MS * (0.8 + 0.2 * random()),
  disorderSeed: null,
  duplicateShare: 0,
  dropShare: 0,
};

type Batch = {
  readonly events: readonly WebhookEvent[];
  readonly attempt: number;
  readonly dueAt: number;
};

export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const state = createState(options);
  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      state.idleWaiters.push(resolve);
      pump(state);
    });
  return {
    enqueue: (events) =>
      push(state, withDuplicates(kept(state, events), state.settings.duplicateShare, state.chance)),
    deliver: (events, wanted = {}) => {
      const random = createRandom(wanted.shuffleSeed ?? 1);
      const sent = kept(state, events);
      const repeated = withDuplicates(sent, wanted.duplicateShare ?? 0, random);
      push(state, wanted.shuffleSeed === undefined ? repeated : shuffled(repeated, random));
    },
    flush: () => {
      state.isFlushing = true;
      return idle();
    },
    idle,
    configure: (changed) => {
      state.settings = { ...state.settings, ...changed };
      state.disorder = disorderOf(state.settings);
    },
    settings: () => state.settings,
    figures: () => ({
      ...state.counts,
      queued: state.queue.size(),
      inFlightRequests: state.onWay.size,
      waitingForRetry: state.retries.reduce((sum, batch) => sum + batch.events.length, 0),
    }),
    undelivered: () => state.givenUp,
    stop: async () => {
      state.isStopped = true;
      clearTimeout(state.timer);
      await Promise.all(state.onWay);
      resolveWaiters(state);
    },
  };
}

type SenderState = {
  readonly options: WebhookSenderOptions;
  readonly queue: EventQueue<WebhookEvent>;
  readonly counts: Record<
    "requests" | "failedRequests" | "delivered" | "undelivered" | "overflowed" | "dropped",
    number
  >;
  readonly retries: Batch[];
  readonly givenUp: WebhookEvent[];
  readonly onWay: Set<Promise<void>>;
  readonly chance: Random;
  /** By itself, so that losses do not change what else is decided by chance. */
  readonly losses: Random;
  settings: WebhookSettings;
  disorder: Random | null;
  idleWaiters: (() => void)[];
  timer: NodeJS.Timeout | undefined;
  mustSendAll: boolean;
  isFlushing: boolean;
  isStopped: boolean;
};

function createState(options: WebhookSenderOptions): SenderState {
  const settings: WebhookSettings = { ...DEFAULT_SETTINGS, ...options.settings };
  return {
    options,
    queue: createEventQueue(),
    counts: {
      requests: 0,
      failedRequests: 0,
      delivered: 0,
      undelivered: 0,
      overflowed: 0,
      dropped: 0,
    },
    retries: [],
    givenUp: [],
    onWay: new Set(),
    chance: createRandom(settings.disorderSeed ?? 1),
    losses: createRandom(LOSS_SEED),
    settings,
    disorder: disorderOf(settings),
    idleWaiters: [],
    timer: undefined,
    mustSendAll: false,
    isFlushing: false,
    isStopped: false,
  };
}

function disorderOf(settings: WebhookSettings): Random | null {
  return settings.disorderSeed === null ? null : createRandom(settings.disorderSeed);
}

/** Without those that get lost on the way. */
function kept(state: SenderState, events: readonly WebhookEvent[]): readonly WebhookEvent[] {
  const { dropShare } = state.settings;
  if (dropShare <= 0) return events;
  const left = events.filter(() => state.losses() >= dropShare);
  state.counts.dropped += events.length - left.length;
  return left;
}

function push(state: SenderState, events: readonly WebhookEvent[]): void {
  const { queue, counts, settings } = state;
  const room = Math.max(0, settings.maxQueued - queue.size());
  if (events.length > room) {
    counts.overflowed += events.length - room;
    state.options.logger.error({ lost: events.length - room }, "The webhook queue is full");
  }
  queue.push(events.slice(0, room));
  if (queue.size() > 0)
    wakeIn(state, queue.size() >= settings.maxBatchSize ? 0 : settings.fillDelayMs);
}

function wakeIn(state: SenderState, delayMs: number): void {
  if (state.isStopped || (state.timer !== undefined && delayMs > 0)) return;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => {
    state.timer = undefined;
    state.mustSendAll = true;
    pump(state);
  }, delayMs);
}

function pump(state: SenderState): void {
  const { queue, retries, onWay, settings } = state;
  while (!state.isStopped && onWay.size < settings.maxInFlight) {
    const batch = nextBatch(state);
    if (batch === undefined) break;
    const sending = send(state, batch).finally(() => {
      onWay.delete(sending);
      pump(state);
    });
    onWay.add(sending);
  }
  if (queue.size() === 0) state.mustSendAll = false;
  if (retries.length > 0) wakeIn(state, RETRY_LOOK_MS);
  if (queue.size() + retries.length + onWay.size > 0) return;
  state.isFlushing = false;
  resolveWaiters(state);
}

function resolveWaiters(state: SenderState): void {
  const waiters = state.idleWaiters;
  state.idleWaiters = [];
  for (const resolve of waiters) resolve();
}

function nextBatch(state: SenderState): Batch | undefined {
  const { queue, retries, settings, isFlushing } = state;
  const now = state.options.timeSource.now();
  const dueIndex = retries.findIndex((batch) => isFlushing || batch.dueAt <= now);
  if (dueIndex >= 0) return retries.splice(dueIndex, 1)[0];
  const isReady = state.mustSendAll || isFlushing || queue.size() >= settings.maxBatchSize;
  if (!isReady || queue.size() === 0) return undefined;
  const events = queue.take(settings.maxBatchSize, state.disorder);
  return { events, attempt: 0, dueAt: now };
}

async function send(state: SenderState, batch: Batch): Promise<void> {
  const { options, counts, settings } = state;
  counts.requests += 1;
  const from = performance.now();
  const problem = await postEvents(options, settings.deadlineMs, batch);
  options.onDelivery?.({ ...batch, problem, tookMs: Math.round(performance.now() - from) });
  if (problem === null) {
    counts.delivered += batch.events.length;
    return;
  }
  counts.failedRequests += 1;
  const attempt = batch.attempt + 1;
  const fields = { attempt, events: batch.events.length, problem };
  if (attempt > RETRY_LIMIT) {
    counts.undelivered += batch.events.length;
    state.givenUp.push(...batch.events);
    state.givenUp.splice(0, state.givenUp.length - KEPT_UNDELIVERED_LIMIT);
    options.logger.error(fields, "A webhook delivery was given up");
    return;
  }
  const dueAt = options.timeSource.now() + settings.retryDelayMs(attempt, state.chance);
  state.retries.push({ events: batch.events, attempt, dueAt });
  options.logger.debug(fields, "A webhook delivery failed and will be repeated");
}

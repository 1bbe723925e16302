import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createLogger } from "../../src/adapters/system/logger.ts";
import type { WebhookEvent } from "../local-crm/webhook-events.ts";
import { createWorld, secretsOf, type World } from "../world.ts";
import { type FeedStep, feedOf, INCIDENT_STAGES } from "./feed.ts";
import type { Incident } from "./incident-log.ts";
import { type PluginChild, startPluginChild } from "./plugin-child.ts";
import { type PluginStatus, REPLAY_PORTAL_ID, type ReplayDatabase } from "./plugin-messages.ts";

export type ReplayOptions = {
  readonly incidents: readonly Incident[];
  readonly policyText: string;
  readonly database: ReplayDatabase;
  /** Null: in the order of the log. */
  readonly shuffleSeed: number | null;
  readonly duplicateShare: number;
  /** In the order of the log, but the webhooks of each stride leave in any order; null: in that of the log. */
  readonly disorderSeed: number | null;
  /** Share of events that HubSpot loses; a sweep has to find them. */
  readonly dropShare: number;
  /** How often the plugin is ended with SIGKILL on the way. */
  readonly kills: number;
  onProgress(progress: ReplayProgress): void;
};

export type ReplayProgress = {
  readonly done: number;
  readonly total: number;
  readonly now: number;
};

export type ReplayRun = {
  /** Time of the sandbox at the end. */
  readonly endAt: number;
  readonly events: number;
  readonly delivered: number;
  /** Events that were never sent. */
  readonly dropped: number;
  /** What the last sweep found, after one had found everything. */
  readonly foundLast: number;
  readonly seconds: number;
  readonly status: PluginStatus;
  readonly crmCalls: readonly { readonly call: string; readonly count: number }[];
  readonly messages: { readonly posted: number; readonly twice: number };
};

/** The time follows the log in strides of so long, or of so many changes where the log is dense. */
const STRIDE_MS = 12 * 3_600_000;
const STRIDE_STEPS = 500;
const DAY_MS = 86_400_000;
/** A killed plugin is away for so long: its leases run out meanwhile, as they would for others. */
const DOWN_MS = 240_000;
const LOOK_MS = 20;
/** The first one finds what was lost, the last one finds nothing. */
const SWEEPS = 2;
const SWEEP_EVERY_MS = 600_000;
/** The engine of jobs looks every two seconds. */
const SWEEP_LOOK_MS = 2_500;
const REST_LIMIT_MS = 600_000;

const POLICY_FILE = fileURLToPath(new URL("./policy.yaml", import.meta.url));

/** The promises under which the log is replayed, in YAML. */
export function readReplayPolicy(): string {
  return readFileSync(POLICY_FILE, "utf8");
}

/** Feeds the incidents through the local CRM and its signed webhooks into a running plugin. */
export async function runReplay(options: ReplayOptions): Promise<ReplayRun> {
  const steps = feedOf(options.incidents);
  const startAt = steps[0]?.at ?? 0;
  const endAt = (steps.at(-1)?.at ?? 0) + DAY_MS;
  const clock = { now: startAt };
  let child: PluginChild | null = null;
  const world = await createWorld({
    timeSource: { now: () => clock.now },
    logger: createLogger({ level: "silent" }),
    pluginUrl: () => child?.url ?? "http://127.0.0.1:1",
    isUnlimited: true,
  });
  preparePortal(world);
  const begin = () => startChild(world, options, clock.now);
  try {
    child = await begin();
    // Told in any order, the whole log has happened after the portal was connected.
    if (options.shuffleSeed !== null) clock.now = endAt;
    child.setTime(clock.now);
    const started = performance.now();
    const run = { options, world, steps, clock };
    let killed = 0;
    for await (const done of feed(run, () => child)) {
      options.onProgress({ done, total: steps.length, now: clock.now });
      // Kills fall evenly over the log.
      if (killed >= options.kills || done < (steps.length * (killed + 1)) / (options.kills + 1)) {
        continue;
      }
      killed += 1;
      await child.kill();
      clock.now += DOWN_MS;
      child = await begin();
    }
    await world.crm.webhooks.flush();
    clock.now = Math.max(clock.now, endAt);
    child.setTime(clock.now);
    child.wake();
    let status = await rest(child, world);
    if (options.dropShare > 0) {
      for (let sweeps = 0; sweeps < SWEEPS; sweeps += 1) status = await sweep(child, world, clock);
    }
    const seconds = (performance.now() - started) / 1000;
    await child.stop();
    return { ...figuresOf(world), endAt, seconds, status, foundLast: status.found };
  } finally {
    await world.stop();
  }
}

/** Moves the time until everything that happened is older than any lag, and waits for the sweep and what it brings. */
async function sweep(
  child: PluginChild,
  world: World,
  clock: { now: number },
): Promise<PluginStatus> {
  const target = clock.now;
  const until = performance.now() + REST_LIMIT_MS;
  for (;;) {
    clock.now += SWEEP_EVERY_MS;
    child.setTime(clock.now);
    child.wake();
    await sleep(SWEEP_LOOK_MS);
    const status = await rest(child, world);
    if (status.sweptUntil !== null && status.sweptUntil >= target) return status;
    if (performance.now() > until) throw new Error("the sweep for lost events did not end");
  }
}

type Run = {
  readonly options: ReplayOptions;
  readonly world: World;
  readonly steps: readonly FeedStep[];
  readonly clock: { now: number };
};

/** Yields the number of steps done after each portion. */
async function* feed(run: Run, child: () => PluginChild | null): AsyncGenerator<number> {
  const { options, world, steps, clock } = run;
  const portal = world.crm.portal(REPLAY_PORTAL_ID);
  const { shuffleSeed, duplicateShare, disorderSeed, dropShare } = options;
  world.crm.webhooks.configure({ dropShare, disorderSeed });
  if (shuffleSeed !== null) {
    const events = world.crm.collectEvents(() => {
      for (const step of steps) step.apply(portal);
    });
    yield* deliverShuffled(run, events, child);
    return;
  }
  world.crm.webhooks.configure({ duplicateShare });
  let done = 0;
  for (const stride of stridesOf(steps)) {
    for (const step of stride) step.apply(portal);
    await caughtUp(child(), world);
    // Only now: an event must not be older than the time that it is judged by.
    clock.now = Math.max(clock.now, stride.at(-1)?.at ?? 0);
    child()?.setTime(clock.now);
    done += stride.length;
    yield done;
  }
}

function stridesOf(steps: readonly FeedStep[]): FeedStep[][] {
  const strides: FeedStep[][] = [];
  for (const step of steps) {
    const stride = strides.at(-1);
    const isFull = stride === undefined || stride.length >= STRIDE_STEPS;
    if (isFull || step.at - (stride[0]?.at ?? 0) > STRIDE_MS) strides.push([step]);
    else stride.push(step);
  }
  return strides;
}

/** The whole log has happened; its events arrive in any order, in portions so that progress shows. */
async function* deliverShuffled(
  { options, world, steps }: Run,
  events: readonly WebhookEvent[],
  child: () => PluginChild | null,
): AsyncGenerator<number> {
  const { shuffleSeed, duplicateShare, dropShare } = options;
  world.crm.webhooks.deliver(events, { shuffleSeed: shuffleSeed ?? 0, duplicateShare });
  let reported = 0;
  for (;;) {
    const { queued, inFlightRequests, delivered } = world.crm.webhooks.figures();
    const expected = events.length * (1 - dropShare) * (1 + duplicateShare);
    const share = Math.min(1, delivered / Math.max(1, expected));
    const done = Math.floor(share * steps.length);
    if (done > reported) yield done;
    reported = Math.max(reported, done);
    if (queued === 0 && inFlightRequests === 0) break;
    await sleep(LOOK_MS);
  }
  await caughtUp(child(), world);
}

/**
 * Everything told so far was delivered and applied, and nothing is being sent: the stride that comes takes
 * longer than any lease, so whatever were still on its way would count as lost and be sent again.
 */
async function caughtUp(child: PluginChild | null, world: World): Promise<void> {
  const until = performance.now() + REST_LIMIT_MS;
  while (child !== null && performance.now() < until) {
    const { queued, inFlightRequests } = world.crm.webhooks.figures();
    const { events, sends } = await child.waiting();
    if (queued + inFlightRequests + events + sends === 0) return;
    await sleep(LOOK_MS);
  }
}

/** Waits until nothing is on its way any more; several looks, since one turn asks for the next. */
async function rest(child: PluginChild, world: World): Promise<PluginStatus> {
  const until = performance.now() + REST_LIMIT_MS;
  let quiet = 0;
  for (;;) {
    const status = await child.status();
    const { queued, inFlightRequests, waitingForRetry } = world.crm.webhooks.figures();
    const isQuiet =
      queued + inFlightRequests + waitingForRetry === 0 &&
      status.equation.waiting === 0 &&
      status.outbox.waiting === 0;
    quiet = isQuiet ? quiet + 1 : 0;
    if (quiet >= 20) return status;
    if (performance.now() > until) throw new Error("the plugin did not come to rest");
    await sleep(LOOK_MS);
  }
}

function preparePortal({ crm }: World): void {
  const portal = crm.addPortal({ portalId: REPLAY_PORTAL_ID });
  portal.addPipeline({ id: "0", label: "Incidents", stages: INCIDENT_STAGES });
}

async function startChild(
  world: World,
  { policyText, database }: ReplayOptions,
  now: number,
): Promise<PluginChild> {
  const { tokens, slack } = secretsOf(world, REPLAY_PORTAL_ID);
  return startPluginChild({
    now,
    world: { crmUrl: world.crmUrl, slackApiUrl: world.slack.apiUrl },
    database,
    policyText,
    mode: "live",
    isUnlimited: true,
    tokens,
    slack,
  });
}

function figuresOf({
  crm,
  slack,
}: World): Pick<ReplayRun, "events" | "delivered" | "dropped" | "crmCalls" | "messages"> {
  const { delivered, dropped } = crm.webhooks.figures();
  const counts = new Map<string, number>();
  for (const { call, count } of crm.calls.list()) counts.set(call, (counts.get(call) ?? 0) + count);
  const caseIds = slack
    .channels()
    .flatMap((channel) => slack.messages(channel.channelId))
    .map((message) => String(message.metadata?.event_payload["delivery_id"]));
  return {
    events: delivered,
    delivered,
    dropped,
    crmCalls: [...counts].map(([call, count]) => ({ call, count })),
    messages: { posted: caseIds.length, twice: caseIds.length - new Set(caseIds).size },
  };
}

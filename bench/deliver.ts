import { setTimeout as sleep } from "node:timers/promises";
import { createLocalSlack, type LocalSlack } from "../sandbox/local-slack/create-local-slack.ts";
import { createSlackNotifier } from "../src/adapters/slack/create-slack-notifier.ts";
import { startRunLoop } from "../src/adapters/system/run-loop.ts";
import type { OutboxDeps } from "../src/app/outbox/outbox-deps.ts";
import { sendCaseMessages } from "../src/app/outbox/send-case-messages.ts";
import { CASE_SENDERS } from "../src/app/work/start-work.ts";
import { invariant } from "../src/domain/invariant.ts";
import { noteWords } from "../src/messages/note-words.ts";
import { taskWords } from "../src/messages/task-words.ts";
import { tierWords } from "../src/messages/tier-words.ts";
import type { ChatDirectory } from "../src/ports/chat-directory.ts";
import { benchLogger } from "./bench-logger.ts";
import { type CaseLoad, changeSubjects, openCases, subjectOf, TEAM } from "./case-load.ts";
import { atLeast, atMost, type Figure, type Measurement, plain, quantile } from "./figures.ts";
import { openParts, type Parts } from "./open-parts.ts";
import type { Sizes } from "./sizes.ts";
import type { StorePlace } from "./store-places.ts";

/** Time runs this much faster here: for the pace, for Slack's limits and for the outbox alike. */
const SPEED = 4;
const POST_SPACING_MS = 250;
const CHANNEL_SPACING_MS = 1_000;
const OUTBOX_IDLE_MS = 500;
const LOOK_MS = 20;
const PATIENCE_MS = 15 * 60_000;
const COALESCED_BUDGET = 5;
/** Against a sender that is never late. */
const DRAIN_BUDGET = 1.25;

/** From outbox rows to messages in Slack: what pacing lets through, and what is left out on the way. */
export async function measureDeliver(
  place: StorePlace,
  sizes: Sizes["deliver"],
): Promise<Measurement> {
  const time = createFastTime();
  const parts = await openParts(place.address, { now: time.now });
  try {
    const load = await openCases(parts, sizes);
    const slack = await createLocalSlack({
      timeSource: { now: time.now },
      logger: benchLogger,
      signingSecret: "bench",
      interactivityUrl: () => "",
      teams: [TEAM],
      users: [],
      channels: load.channels,
      rateLimits: "marketplace",
      elapsedMs: time.elapsedMs,
    });
    try {
      return {
        subject: place.name,
        set:
          `${sizes.cases} cases to ${sizes.channels} channels, then ${sizes.changes} changes of ` +
          `each of ${sizes.changed}; times are those of real pacing, ${SPEED} times faster`,
        figures: await figuresOf({ parts, load, slack, time, sizes }),
      };
    } finally {
      await slack.stop();
    }
  } finally {
    await parts.db.close();
  }
}

type Run = {
  readonly parts: Parts;
  readonly load: CaseLoad;
  readonly slack: LocalSlack;
  readonly time: ReturnType<typeof createFastTime>;
  readonly sizes: Sizes["deliver"];
};

function createFastTime() {
  const startedAt = performance.now();
  const wallStartedAt = Date.now();
  const elapsedMs = () => (performance.now() - startedAt) * SPEED;
  return { elapsedMs, now: () => wallStartedAt + Math.floor(elapsedMs()) };
}

async function figuresOf(run: Run): Promise<readonly Figure[]> {
  const calls = { "chat.postMessage": 0, "chat.update": 0, refused: 0 };
  const postedAt: number[] = [];
  const startedAt = run.time.elapsedMs();
  const senders = startSenders(run, (method, outcome) => {
    if (outcome !== "ok") calls.refused += 1;
    else if (method === "chat.postMessage" || method === "chat.update") calls[method] += 1;
    if (method === "chat.postMessage" && outcome === "ok") {
      postedAt.push(run.time.elapsedMs() - startedAt);
    }
  });
  try {
    await drained(run);
    const drainedMs = postedAt.at(-1) ?? Number.NaN;
    const edits = calls["chat.update"];
    await changeSubjects(run.parts, run.load, run.sizes);
    await drained(run);
    const coalesced = (run.sizes.changed * run.sizes.changes) / (calls["chat.update"] - edits);
    return [
      ...paceFigures(run.sizes, postedAt, drainedMs),
      atLeast({ name: "changes for each edit", value: coalesced, unit: "ratio" }, COALESCED_BUDGET),
      plain("edits", calls["chat.update"] - edits, "count"),
      plain("calls that Slack refused", calls.refused, "count"),
      ...truthFigures(run),
    ];
  } finally {
    await senders.stop();
  }
}

/** A sender that is never late posts the n-th message at n spacings of the workspace or of its channel. */
function paceFigures(
  { cases, channels }: Sizes["deliver"],
  postedAt: readonly number[],
  drainedMs: number,
): readonly Figure[] {
  const perChannelMs = (CHANNEL_SPACING_MS * cases) / channels / cases;
  const spacingMs = Math.max(POST_SPACING_MS, perChannelMs);
  const late = postedAt.map((at, index) => at - index * spacingMs).sort((a, b) => a - b);
  const leastMs = Math.max(spacingMs * (cases - 1), spacingMs);
  return [
    atMost(
      {
        name: "time of all, against a sender never late",
        value: drainedMs / leastMs,
        unit: "ratio",
      },
      DRAIN_BUDGET,
    ),
    plain("time of all", drainedMs / 1_000, "s"),
    plain("posts", (cases * 1_000) / drainedMs, "/s"),
    plain("lateness, p50", quantile(late, 0.5) / 1_000, "s"),
    plain("lateness, p99", quantile(late, 0.99) / 1_000, "s"),
  ];
}

/** What stands in Slack in the end: each case once, as it is now. */
function truthFigures({ slack, load, sizes }: Run): readonly Figure[] {
  const messages = load.channels.flatMap(({ channelId }) => slack.messages(channelId));
  const texts = messages.map(({ blocks }) => JSON.stringify(blocks));
  const standing = Array.from({ length: sizes.cases }, (_, number) => {
    const version = number < sizes.changed ? sizes.changes : 0;
    const mark = JSON.stringify(subjectOf(number, version)).slice(1, -1);
    return texts.filter((text) => text.includes(mark)).length;
  });
  return [
    atMost(
      { name: "root messages too many", value: messages.length - sizes.cases, unit: "count" },
      0,
    ),
    atMost(
      {
        name: "cases without their newest state",
        value: standing.filter((count) => count !== 1).length,
        unit: "count",
      },
      0,
    ),
  ];
}

function startSenders(run: Run, onCall: (method: string, outcome: string) => void) {
  const { parts, slack, time } = run;
  const notifier = createSlackNotifier(
    {
      installations: { ofTeam: async () => TEAM },
      logger: benchLogger,
      wait: (ms) => sleep(ms / SPEED),
      elapsedMs: time.elapsedMs,
      onCall: ({ method, outcome }) => onCall(method, outcome),
    },
    { slackApiUrl: slack.apiUrl },
  );
  const chatDirectory: ChatDirectory = { findByEmail: async () => ({ outcome: "absent" }) };
  const words = { taskWords, tierWords, noteWords, ratingLink: () => "" };
  const deps: OutboxDeps = { ...parts, notifier, chatDirectory, ...words };
  const loops = Array.from({ length: CASE_SENDERS }, () =>
    startRunLoop({
      name: "case_message",
      logger: benchLogger,
      idleMs: OUTBOX_IDLE_MS / SPEED,
      step: async () => (await sendCaseMessages(deps)) > 0,
    }),
  );
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

async function drained({ parts, load }: Run): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const counts = await load.waiting(parts);
    if (counts === 0) return;
    invariant(performance.now() < until, "all messages are sent within the patience");
    await sleep(LOOK_MS);
  }
}

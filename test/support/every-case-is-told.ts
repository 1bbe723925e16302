import type { LocalMessage } from "../../sandbox/local-slack/message-store.ts";
import type { CaseRow } from "../../src/ports/case-store.ts";
import { PORTAL_ID, type RunningPlugin } from "./running-plugin.ts";

/** What people have done, as `TICKET act`. */
export type ActsMade = readonly string[];

export type TellingExpected = {
  readonly acts: ActsMade;
  /** Messages that stood in a channel when it was lost: only the one that a case goes by counts. */
  readonly lostTs: ReadonlySet<string>;
  readonly unknown: number;
};

/** A portal under test has no more. */
const TICKETS_LIMIT = 1_000;

/**
 * What is wrong with the telling of all cases, in words; empty when each has exactly one message of its
 * own that people can use and that says how it stands, nothing that people did is lost, and nothing waits.
 */
export async function untoldOf(
  running: RunningPlugin,
  { acts, lostTs, unknown }: TellingExpected,
): Promise<readonly string[]> {
  const { store } = running.plugin;
  const cases = await casesOf(running);
  const ticketIds = [...new Set(cases.map(({ ticketId }) => ticketId))];
  const stored = await store.escalations.acts(PORTAL_ID, ticketIds);
  const noted = stored.map(({ ticketId, act }) => `${ticketId} ${act}`);
  const counts = await store.outbox.counts(PORTAL_ID);
  return [
    ...(cases.length === 0 ? ["there is no case"] : []),
    ...cases.flatMap((one) => wrongWith(running, one, { cases, lostTs })),
    ...stored
      .filter((made) => !hasStep(cases, made))
      .map(({ caseId, act }) => `${caseId}: no step of ${act}`),
    ...differences("acts", noted, acts),
    ...differences("sends", countsOf(counts), countsOf({ waiting: 0, unknown, dead: 0 })),
  ];
}

/** The messages of a case that begin a thread or could, in all channels, oldest first. */
export function rootsOf({ world }: RunningPlugin, caseId: string): readonly LocalMessage[] {
  return world.slack
    .channels()
    .filter(({ kind }) => kind === "channel")
    .flatMap(({ channelId }) => world.slack.messages(channelId))
    .filter((message) => isOfCase(message, caseId) && message.threadTs === null);
}

/** What was said in the threads of a case, wherever its message stood. */
export function repliesOf(running: RunningPlugin, caseId: string): readonly LocalMessage[] {
  const roots = rootsOf(running, caseId).map(({ ts }) => ts);
  return running.world.slack
    .channels()
    .flatMap(({ channelId }) => running.world.slack.messages(channelId))
    .filter(({ threadTs }) => threadTs !== null && roots.includes(threadTs));
}

export function isOfCase({ metadata, botId }: LocalMessage, caseId: string): boolean {
  return botId !== null && metadata?.event_payload["case_id"] === caseId;
}

async function casesOf({ plugin: { store } }: RunningPlugin): Promise<readonly CaseRow[]> {
  const rows = await store.tickets.page(PORTAL_ID, null, TICKETS_LIMIT);
  const ticketIds = rows.map(({ ticket }) => ticket.ticketId);
  return store.escalations.ofTickets(PORTAL_ID, ticketIds);
}

function wrongWith(
  running: RunningPlugin,
  one: CaseRow,
  of: { readonly cases: readonly CaseRow[]; readonly lostTs: ReadonlySet<string> },
): readonly string[] {
  const { caseId, message } = one;
  const roots = rootsOf(running, caseId).filter(
    ({ ts }) => ts === message?.messageTs || !of.lostTs.has(ts),
  );
  const [root] = roots;
  if (root === undefined || roots.length > 1) return [`${caseId}: ${roots.length} messages`];
  const { channels } = running.world.slack;
  const channel = channels().find(({ channelId }) => channelId === root.channelId);
  const words = wordsOf(one, of.cases);
  return [
    ...(channel?.hasBot && !channel.isArchived ? [] : [`${caseId}: in a lost channel`]),
    ...(root.ts === message?.messageTs ? [] : [`${caseId}: goes by another message`]),
    ...(textOf(root).includes(words) ? [] : [`${caseId}: does not say "${words}"`]),
  ];
}

/** In the words of its message: its state, and who has it. */
function wordsOf(one: CaseRow, cases: readonly CaseRow[]): string {
  const names = one.takenBy.map(({ name }) => name).join(", ");
  switch (one.state) {
    case "open":
      return "Waiting for somebody to take it";
    case "acknowledged":
      return one.snoozedUntil === null ? `Taken by ${names}` : `Snoozed by ${names} until`;
    case "handed_over": {
      const next = cases.find(({ caseId }) => caseId === one.handedTo);
      const where = "Handed over to Customer relations, where";
      return next?.state === "open" ? `${where} nobody has taken it yet` : where;
    }
    case "resolved": {
      const by = one.steps.findLast(({ act }) => act === "resolved")?.by;
      return by ? `Resolved by ${by}` : "Resolved: ";
    }
    case "withdrawn":
      return "Withdrawn";
  }
}

export function textOf({ blocks }: LocalMessage): string {
  return JSON.stringify(blocks);
}

function hasStep(
  cases: readonly CaseRow[],
  made: { readonly caseId: string; readonly act: string; readonly by: { readonly name: string } },
): boolean {
  const steps = cases.find(({ caseId }) => caseId === made.caseId)?.steps ?? [];
  return steps.some(({ act, by }) => act === made.act && by === made.by.name);
}

function countsOf(counts: { waiting: number; unknown: number; dead: number }): readonly string[] {
  return [`waiting ${counts.waiting}`, `unknown ${counts.unknown}`, `dead ${counts.dead}`];
}

function differences(
  what: string,
  found: readonly string[],
  expected: readonly string[],
): readonly string[] {
  const [is, ought] = [found.toSorted().join("; "), expected.toSorted().join("; ")];
  return is === ought ? [] : [`${what} are ${is}: expected ${ought}`];
}

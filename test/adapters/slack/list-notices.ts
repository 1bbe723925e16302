import type {
  CaseLine,
  CaseList,
  DigestNotice,
  GroupNotice,
  ManagerDigestNotice,
} from "../../../src/ports/notifier.ts";
import { CHANNEL_ID, MINUTE_MS, NOW, team } from "./slack-under-test.ts";

const base = {
  portalId: "1001",
  teamId: team.teamId,
  channelId: CHANNEL_ID,
  threadTs: null,
  revision: 1,
  language: "en",
  now: NOW,
} as const;

export function lineOf(change: Partial<CaseLine> = {}): CaseLine {
  return {
    caseId: "77-1",
    subject: "Printer on floor 3 is down",
    url: "https://app.hubspot.com/contacts/1001/record/0-5/77",
    customerName: "Acme GmbH",
    state: "open",
    dueAt: NOW - 15 * MINUTE_MS,
    takenBy: [],
    snoozedUntil: null,
    ...change,
  };
}

export const listOf = <L extends CaseLine>(...lines: readonly L[]): CaseList<L> => ({
  lines,
  total: lines.length,
});
export const EMPTY = listOf();

const none = { open: 0, acknowledged: 0, handed_over: 0, resolved: 0, withdrawn: 0 };

/** Three cases of a storm: one waits, one was taken, one is over. */
export function groupNotice(change: Partial<GroupNotice> = {}): GroupNotice {
  const taken = lineOf({
    caseId: "78-1",
    subject: "Leak",
    customerName: null,
    state: "acknowledged",
    takenBy: ["Ben Li", "Ada Wong"],
    dueAt: null,
  });
  return {
    ...base,
    kind: "group",
    deliveryId: `1001-support-${NOW}`,
    groupId: `support-${NOW}`,
    occasion: "storm",
    isInFallback: false,
    departmentName: "Service",
    startedAt: NOW,
    counts: { ...none, open: 1, acknowledged: 1, resolved: 1 },
    live: listOf(lineOf(), taken),
    choices: [lineOf(), taken],
    ...change,
  };
}

export const endedGroup = {
  counts: { ...none, resolved: 499, withdrawn: 1 },
  live: EMPTY,
  choices: [],
};

export function digestNotice(change: Partial<DigestNotice> = {}): DigestNotice {
  return {
    ...base,
    kind: "digest",
    deliveryId: "1001-digest-support-2026-03-27",
    isInFallback: false,
    departmentName: "Service",
    date: "2026-03-27",
    open: listOf(lineOf(), lineOf({ dueAt: NOW + 135 * MINUTE_MS })),
    waiting: listOf(lineOf({ subject: "Snoozed one", snoozedUntil: NOW + MINUTE_MS })),
    stale: listOf(lineOf({ subject: "Stale one" })),
    solved: { lines: [lineOf({ subject: "Solved one", state: "resolved" })], total: 12 },
    ...change,
  };
}

export function managerDigest(change: Partial<ManagerDigestNotice> = {}): ManagerDigestNotice {
  const exhausted = {
    ...lineOf(),
    departmentName: "Technical support",
    exhaustedAt: NOW - 600 * MINUTE_MS,
    told: ["Mei-ling Chen", "Ada Wong"],
  };
  return {
    ...base,
    kind: "manager_digest",
    deliveryId: "1001-digest-2026-03-27",
    date: "2026-03-27",
    exhausted: listOf(exhausted),
    suggestions: { lines: [], total: 0 },
    ...change,
  };
}

/** Lists as long as they get, with words as bad as they get. */
export function manyLines(count: number, change: Partial<CaseLine> = {}): readonly CaseLine[] {
  return Array.from({ length: count }, (_, index) => lineOf({ caseId: `${index}-1`, ...change }));
}

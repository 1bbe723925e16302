import type { CaseStep } from "../../../src/domain/escalation/case.ts";
import type {
  CaseNotice,
  GroupPageNotice,
  MovedNotice,
  PageNotice,
  RemovedNotice,
  ThreadNotice,
} from "../../../src/ports/notifier.ts";
import { MINUTE_MS, NOW, noticeOf } from "./slack-under-test.ts";

/** Notices of every kind that have something to say in every place. */

const HOUR_MS = 60 * MINUTE_MS;

/** One step of every kind, as if all had happened to one case. */
export const everyStep: readonly CaseStep[] = [
  {
    act: "opened",
    by: "Ada Wong",
    at: NOW - 50 * MINUTE_MS,
    reason: "manual",
    text: "Send a pump",
  },
  { act: "opened", by: null, at: NOW - 50 * MINUTE_MS, reason: "not_taken", department: "Parts" },
  {
    act: "opened",
    by: "Ada Wong",
    at: NOW - 50 * MINUTE_MS,
    reason: "handed_over",
    department: "Parts",
  },
  {
    act: "escalated",
    by: "Ada Wong",
    at: NOW - 49 * MINUTE_MS,
    reason: "safety",
    text: "It smokes",
  },
  {
    act: "told",
    by: null,
    at: NOW - 48 * MINUTE_MS,
    reason: null,
    level: 2,
    people: [{ name: "Mei Lin", email: "mei@example.com" }],
  },
  { act: "acknowledged", by: "Ben Li", at: NOW - 40 * MINUTE_MS, reason: null },
  { act: "asked_back", by: "Ben Li", at: NOW - 39 * MINUTE_MS, reason: null, text: "Which model?" },
  { act: "answered", by: "Ada Wong", at: NOW - 38 * MINUTE_MS, reason: null, text: "The P-7" },
  { act: "declined", by: "Ben Li", at: NOW - 37 * MINUTE_MS, reason: null, text: "Not a part" },
  {
    act: "snoozed",
    by: "Ben Li",
    at: NOW - 36 * MINUTE_MS,
    reason: null,
    text: "Waiting for the courier",
    until: NOW + HOUR_MS,
  },
  { act: "snooze_ended", by: null, at: NOW - 35 * MINUTE_MS, reason: null },
  { act: "went_stale", by: null, at: NOW - 34 * MINUTE_MS, reason: null },
  { act: "exhausted", by: null, at: NOW - 33 * MINUTE_MS, reason: null },
  { act: "handed_over", by: null, at: NOW - 32 * MINUTE_MS, reason: null, department: "Repair" },
  {
    act: "handed_over",
    by: "Ben Li",
    at: NOW - 31 * MINUTE_MS,
    reason: null,
    department: "Repair",
    text: "A matter for the bench",
  },
  {
    act: "reopened",
    by: "Ada Wong",
    at: NOW - 30 * MINUTE_MS,
    reason: null,
    text: "It leaks again",
  },
  { act: "resolved", by: "Ben Li", at: NOW - 29 * MINUTE_MS, reason: null },
  {
    act: "withdrawn",
    by: "Ada Wong",
    at: NOW - 28 * MINUTE_MS,
    reason: "de_escalated",
    text: "The customer agreed to wait",
  },
];

/** By hand, with a ladder, people, scores and a past. */
export const wholeNotice: CaseNotice = noticeOf({
  trigger: {
    kind: "manual",
    at: NOW - HOUR_MS,
    by: "Ada Wong",
    reason: "needs_parts",
    text: "The customer waits in the lobby",
    ask: "Send a pump",
    wantedAt: NOW + HOUR_MS,
  },
  ladder: {
    level: 2,
    levels: 3,
    isExhausted: false,
    next: { at: NOW + HOUR_MS, to: { kind: "people", targets: ["lead", { person: "Cho Kim" }] } },
    staleAt: null,
  },
  called: [
    { name: "Mei Lin", userId: "U0000000001" },
    { name: "Bo Unlinked", userId: null },
  ],
  acts: everyStep.slice(0, 5),
  brief: {
    isWhole: true,
    tierReasons: [{ label: "Revenue", value: 120_000, points: 80 }],
    complaint: { severity: "high", text: "The third repair failed" },
    replies: { count: 3, lastAt: NOW - HOUR_MS },
    before: [
      { departmentName: "Parts", by: "Cho Kim", reason: null, text: "No pump in stock" },
      { departmentName: "Repair", by: null, reason: "not_taken", text: null },
    ],
    scores: [
      { property: "csat", value: "2", at: NOW - 24 * HOUR_MS },
      { property: "nps", value: "-20", at: null },
    ],
    ask: {
      text: "Send a pump",
      by: "Ada Wong",
      reason: "needs_parts",
      note: "The customer waits in the lobby",
      wantedAt: NOW + HOUR_MS,
    },
  },
});

export function threadOf(changes: Partial<ThreadNotice> = {}): ThreadNotice {
  const { portalId, teamId, channelId, revision, language, now } = noticeOf();
  return {
    kind: "thread",
    portalId,
    teamId,
    channelId,
    revision,
    language,
    now,
    threadTs: "1700000000.000100",
    deliveryId: "1001-77-1-t1",
    caseId: "77-1",
    subject: "Printer on floor 3 is down",
    steps: everyStep.slice(4, 5),
    called: wholeNotice.called,
    ...changes,
  };
}

export function pageOf(changes: Partial<PageNotice> = {}): PageNotice {
  const { isInFallback: _a, takenBy: _b, snoozedUntil: _c, handedTo: _d, ...told } = wholeNotice;
  const { ladder: _e, called: _f, brief, ...rest } = told;
  return {
    ...rest,
    kind: "page",
    deliveryId: "1001-77-1-p1",
    channelId: "U0000000001",
    level: 2,
    ask: brief.ask,
    message: { channelId: "C0000000001", messageTs: "1780000000.000100" },
    ...changes,
  };
}

export function movedOf(changes: Partial<MovedNotice> = {}): MovedNotice {
  const { portalId, teamId, language, now } = noticeOf();
  return {
    kind: "moved",
    portalId,
    teamId,
    language,
    now,
    channelId: "C0000000001",
    threadTs: null,
    deliveryId: "1001-77-1-moved",
    revision: 3,
    subject: "Printer on floor 3 is down",
    fallbackChannelId: "C0000000002",
    ...changes,
  };
}

export function groupPageOf(changes: Partial<GroupPageNotice> = {}): GroupPageNotice {
  const { portalId, teamId, language, now } = noticeOf();
  return {
    kind: "group_page",
    portalId,
    teamId,
    language,
    now,
    channelId: "U0000000001",
    threadTs: null,
    deliveryId: "1001-support-1-p1",
    revision: 1,
    groupId: "support-1",
    departmentName: "Service",
    level: 1,
    openCount: 500,
    message: { channelId: "C0000000001", messageTs: "1780000000.000200" },
    ...changes,
  };
}

export function removedOf(changes: Partial<RemovedNotice> = {}): RemovedNotice {
  const { portalId, teamId, channelId, language, now } = noticeOf();
  return {
    kind: "removed",
    ...{ portalId, teamId, channelId, language, now, threadTs: null, revision: 1 },
    deliveryId: "1001-removed-1780000000-000100",
    ...changes,
  };
}

import type { CaseStanding } from "../../../src/app/escalation/case-standing.ts";
import type { TicketView } from "../../../src/app/sla/ticket-view.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import type { Clock } from "../../../src/domain/sla/clock.ts";
import type { Ticket } from "../../../src/domain/sla/ticket.ts";
import type { CaseRow } from "../../../src/ports/case-store.ts";
import type { CustomerRow, Portal } from "../../../src/ports/store.ts";
import type { VisitRow } from "../../../src/ports/visit-store.ts";
import { caseRow } from "../../support/escalation-cases.ts";
import { gradeOf, reasonOf } from "../../support/grades.ts";
import { plannedVisit } from "../../support/planned-visit.ts";

/** Friday 27 March 2026, 14:30 in Berlin. */
export const now = Date.UTC(2026, 2, 27, 13, 30);
export const hourMs = 3_600_000;

const everyDay = { mon: ["09:00-18:00"], tue: ["09:00-18:00"], fri: ["09:00-18:00"] };

export const policy = Policy.parse({
  calendars: [
    { id: "berlin", zone: "Europe/Berlin", weekly: everyDay },
    { id: "taipei", zone: "Asia/Taipei", weekly: everyDay },
  ],
  tiers: [
    { id: "key", name: { en: "Key", "zh-TW": "重要客戶", "zh-CN": "重要客户" }, fromScore: 70 },
    {
      id: "developing",
      name: { en: "Developing", "zh-TW": "成長型客戶", "zh-CN": "潜力客户" },
      fromScore: 30,
    },
    {
      id: "standard",
      name: { en: "Standard", "zh-TW": "一般客戶", "zh-CN": "普通客户" },
      fromScore: 0,
    },
  ],
  tierInputs: [
    {
      id: "revenue",
      kind: "company",
      property: "annualrevenue",
      label: { en: "Annual revenue", "zh-TW": "年營收", "zh-CN": "年收入" },
      bands: [{ from: 0, points: 10 }],
    },
  ],
  targets: [{ clock: "resolution", durationMinutes: 480, calendarId: "berlin" }],
  departments: [
    {
      id: "support",
      name: { en: "Support", "zh-TW": "客服部", "zh-CN": "客服部" },
      lead: "Lin",
      channelId: "C1",
      language: "en",
    },
    {
      id: "parts",
      name: { en: "Spare parts", "zh-TW": "備品部", "zh-CN": "备件部" },
      lead: "Wu",
      channelId: "C2",
      language: "zh-TW",
    },
  ],
  routes: [{ department: "support" }],
  visits: { calendarId: "berlin", byTier: {} },
});

export const portal: Portal = {
  portalId: "62515",
  state: "connected",
  mode: "live",
  installedAt: 0,
  timeZone: "Europe/Berlin",
  language: "en",
  uiDomain: "app.hubspot.com",
};

export const ticket: Ticket = {
  ticketId: "901",
  createdAt: now - 8 * hourMs,
  subject: "Pump leaks",
  knownSince: null,
  pipelines: [{ at: now - 8 * hourMs, pipelineId: "0" }],
  ownerId: null,
  stages: [{ at: now - 8 * hourMs, stageId: "1" }],
  priorities: [],
  fields: [],
  agentReplies: [],
  messagesSent: [],
  customerReplies: [],
  customers: [{ kind: "company", id: "77", isPrimary: true }],
  tiers: [{ at: now, id: "key", score: 82.4, customer: { kind: "company", id: "77" } }],
  pauseMarks: [],
  overrides: [],
  handLogs: [],
  withdrawnLogs: [],
  complaintMarks: [],
  policies: [],
  gone: null,
};

/** A first-response clock with two of its eight hours left. */
export const clock: Clock = {
  kind: "first_response",
  cycle: 1,
  state: "running",
  targetMs: 8 * hourMs,
  usedMs: 5 * hourMs,
  calendarId: "berlin",
  unit: "business",
  policyVersion: 1,
  startedAt: now - 8 * hourMs,
  dueAt: now + 2 * hourMs,
  warnings: [],
  breachedAt: null,
  endedAt: null,
  overMs: 0,
  pauseReason: null,
  pausedBy: null,
  pausedSince: null,
};

export const customer: CustomerRow = {
  kind: "company",
  id: "77",
  properties: {},
  grade: gradeOf("key", 82.4, {
    reasons: [
      reasonOf("tickets", "num_tickets", { value: 3, points: 12.4 }),
      reasonOf("revenue", "annualrevenue", { value: 1_250_000, points: 70 }),
    ],
    missing: ["annualrevenue", "employees"],
  }),
  gradedAt: now,
  evaluatedAt: now,
  policyVersion: 1,
  dataAt: now,
};

export const openCase: CaseRow = caseRow({
  caseId: "901-1",
  ticketId: "901",
  department: "support",
  state: "open",
  openedAt: now - hourMs,
  endedAt: null,
  triggers: [{ clock: "first_response", cycle: 1, kind: "warning", at: now - hourMs }],
  steps: [{ act: "opened", by: null, at: now - hourMs, reason: "first_response_warning" }],
});

export const visit: VisitRow = {
  ...plannedVisit({
    visitId: "after_ticket:901",
    customer: { kind: "company", id: "77" },
    ticketId: "901",
    dueDate: "2026-03-30",
    dueAt: Date.UTC(2026, 2, 30, 7),
    ownerId: null,
  }),
  taskId: null,
};

/** How a case stands about which nothing is to be said but what it says itself. */
export function standingOf(escalation: CaseRow, changes: Partial<CaseStanding> = {}): CaseStanding {
  return {
    escalation,
    department: policy.departments.find(({ id }) => id === escalation.department) ?? null,
    levels: 0,
    next: null,
    handedTo: null,
    quietUntil: null,
    mayReopen: false,
    ...changes,
  };
}

export type ViewParts = Partial<TicketView> & {
  readonly clocks?: readonly Clock[];
  readonly ticket?: Partial<Ticket>;
};

/** A ticket of a key customer with one running clock, changed by `parts`. */
export function viewOf({
  clocks = [clock],
  ticket: changed,
  cases = [],
  ...parts
}: ViewParts = {}): TicketView {
  return {
    now,
    portal,
    policy,
    row: {
      ticket: { ...ticket, ...changed },
      policyVersion: 1,
      clocks,
      complaint: null,
      nextDueAt: null,
      dataAt: now - 1_000,
      evaluatedAt: now,
    },
    customers: [customer],
    pauses: [],
    endedPause: null,
    isClosed: false,
    visits: [],
    standings: cases.map((escalation) => standingOf(escalation)),
    reach: "told",
    cases,
    ...parts,
  };
}

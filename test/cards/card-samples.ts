import type {
  CardClock,
  CardOverride,
  CardPause,
  ClockTrace,
  TicketCard,
} from "../../src/contract/card-api.ts";
import { takenEscalation } from "./escalation-samples.ts";

export const SERVER_NOW = Date.UTC(2026, 2, 27, 9, 0);
const MINUTE_MS = 60_000;

export const runningClock: CardClock = {
  kind: "first_response",
  cycle: 1,
  label: "First response",
  state: "running",
  stateLabel: "Running",
  variant: "success",
  countdown: "down",
  dueAt: SERVER_NOW + 45 * MINUTE_MS,
  remainingMs: null,
  usedPercent: 25,
  dueText: "Due Fri 27 Mar, 10:45 (Berlin)",
  notes: [],
};

export const farClock: CardClock = {
  ...runningClock,
  kind: "resolution",
  label: "Resolution",
  dueAt: SERVER_NOW + 5 * 60 * MINUTE_MS + 12 * MINUTE_MS,
};

/** A ticket with everything on it. */
export const fullCard: TicketCard = {
  state: "shown",
  serverNow: SERVER_NOW,
  dataAt: SERVER_NOW - MINUTE_MS,
  language: "en",
  headline: "Answer within 45 minutes; resolution is on time.",
  observeNotice: null,
  counted: { since: null, text: null },
  mergedInto: null,
  tier: {
    id: "key",
    label: "Key customer",
    variant: "success",
    score: 82.4,
    reasons: ["Yearly revenue 240,000: 60 points", "Customer for 6 years: 22 points"],
    missing: ["Product line"],
  },
  clocks: [runningClock, farClock],
  pause: null,
  override: null,
  logs: null,
  escalation: takenEscalation,
  complaint: null,
  rating: null,
  connect: null,
  nextVisit: "Call on Mon 6 Apr",
  words: {
    tier: "Tier",
    clocks: "Service clocks",
    escalation: "Escalation",
    nextVisit: "Next visit",
    why: "Why",
    missingFields: "Empty fields",
    timeLeft: "Time left",
    serviceTimeLeft: "Service time left",
    overdueBy: "Overdue by",
    whyDue: "Why this deadline?",
    loading: "Loading",
    traceFailed: "No reasons",
    retry: "Again",
  },
};

export const notTrackedCard: TicketCard = {
  ...fullCard,
  state: "not_tracked",
  headline: "This ticket was created before Aftercare was installed.",
  tier: null,
  clocks: [],
  escalation: null,
  nextVisit: null,
};

export const runningPause: CardPause = {
  state: "running",
  text: "A pause stops: Resolution",
  reasons: [
    { value: "waiting_parts", label: "Waiting for spare parts" },
    { value: "agreed_date", label: "Waiting for the agreed date" },
  ],
  words: {
    pause: "Pause",
    resume: "Resume",
    reason: "Reason",
    reasonMissing: "Choose a reason",
    note: "Note",
    failed: "Not recorded",
  },
};

export const offeredOverride: CardOverride = {
  text: "Promises something else on this ticket.",
  clocks: [{ value: "resolution", label: "Resolution (now 8 h)", minutes: 480 }],
  days: [
    { value: 1, label: "1 d" },
    { value: 7, label: "7 d" },
  ],
  words: {
    override: "Change a promise",
    clock: "Clock",
    minutes: "Minutes",
    reason: "Reason",
    endsIn: "Holds for",
    missing: "Fill this in",
    submit: "Change",
    failed: "Not recorded",
  },
};

export const clockTrace: ClockTrace = {
  state: "shown",
  language: "en",
  headline: "First response",
  facts: ["15 min of 1 h counted", "Due Fri 27 Mar, 10:45 (Berlin)"],
  promises: [
    {
      since: "Since Fri 27 Mar, 09:45 (Berlin), service policy version 1",
      text: "Every ticket → 1 h",
      passedOver: ["Tier Key → 30 min: tier is Standard"],
    },
  ],
  rows: [
    {
      when: "Fri 27 Mar, 09:45–10:00",
      what: "Counted",
      variant: "success",
      length: "15 min",
      total: "15 min",
      isAhead: false,
    },
    {
      when: "Fri 27 Mar, 10:00–10:45",
      what: "Counted",
      variant: "success",
      length: "45 min",
      total: "1 h",
      isAhead: true,
    },
  ],
  words: {
    passedOver: "Why not an earlier target",
    when: "When",
    what: "What",
    length: "Length",
    total: "So far",
    ahead: "Ahead",
  },
};

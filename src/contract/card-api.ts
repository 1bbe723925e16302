import { z } from "zod";
import { CardComplaintSummary } from "./card-complaint.ts";
import { CardConnect, CardEscalation } from "./card-escalation.ts";
import { CardLogs } from "./card-log.ts";
import { ActKey, Variant } from "./card-parts.ts";

/**
 * What the cards receive. The server words and colours everything in the reader's language; a card
 * shows it and lets the countdown tick. Instants are epoch milliseconds.
 */

export const CardTier = z.strictObject({
  /** Tier id of the policy, e.g. `key`. */
  id: z.string(),
  label: z.string(),
  variant: Variant,
  score: z.number().min(0).max(100),
  /** One sentence for each input that counted, in the order of their points. */
  reasons: z.array(z.string()),
  /** Names of CRM fields that would have counted but are empty. */
  missing: z.array(z.string()),
});
export type CardTier = z.infer<typeof CardTier>;

export const CardClockKind = z.enum([
  "first_response",
  "next_reply",
  "update",
  "on_site_arrival",
  "resolution",
  "complaint_ack",
  "complaint_answer",
  "department_response",
]);

export const CardClock = z.strictObject({
  kind: CardClockKind,
  /** 1 for the first of its kind. */
  cycle: z.int().min(1),
  label: z.string(),
  state: z.enum(["running", "paused", "met", "breached", "cancelled"]),
  stateLabel: z.string(),
  variant: Variant,
  /** `down` counts to `dueAt`, `up` counts the time since `dueAt`, `still` shows `remainingMs`, `none` shows nothing. */
  countdown: z.enum(["down", "up", "still", "none"]),
  dueAt: z.number().nullable(),
  /** Milliseconds left to count when paused; negative is never sent. */
  remainingMs: z.number().nullable(),
  /** Share of the promised business time used, 0–100. */
  usedPercent: z.number().min(0).max(100),
  /** Due time in the calendar's zone with the zone named, e.g. `Fri 27 Mar, 16:30 (Berlin)`. */
  dueText: z.string().nullable(),
  /** Why it stands still, since when it counts, how it ended; a sentence each. */
  notes: z.array(z.string()),
});
export type CardClock = z.infer<typeof CardClock>;

const CardPauseReason = z.enum([
  "waiting_customer",
  "waiting_parts",
  "waiting_partner",
  "agreed_date",
]);

/** What a person may do about pauses of this ticket. */
export const CardPause = z.strictObject({
  /** `running`: a form to pause by hand. `paused`: it was paused by hand; a button to resume. */
  state: z.enum(["running", "paused"]),
  /** Who paused it, since when and why; or what a pause would do. */
  text: z.string(),
  /** The reasons that stop at least one open clock. */
  reasons: z.array(z.strictObject({ value: CardPauseReason, label: z.string() })),
  words: z.strictObject({
    pause: z.string(),
    resume: z.string(),
    reason: z.string(),
    reasonMissing: z.string(),
    note: z.string(),
    failed: z.string(),
  }),
});
export type CardPause = z.infer<typeof CardPause>;

/** How one promise of this ticket may be changed by who asks. */
export const CardOverride = z.strictObject({
  /** What a change does. */
  text: z.string(),
  /** The open clocks, with what is promised now. */
  clocks: z.array(
    z.strictObject({ value: CardClockKind, label: z.string(), minutes: z.int().positive() }),
  ),
  /** For how many days it may hold. */
  days: z.array(z.strictObject({ value: z.int().positive(), label: z.string() })),
  words: z.strictObject({
    override: z.string(),
    clock: z.string(),
    minutes: z.string(),
    reason: z.string(),
    endsIn: z.string(),
    /** What has to be filled in. */
    missing: z.string(),
    submit: z.string(),
    failed: z.string(),
  }),
});
export type CardOverride = z.infer<typeof CardOverride>;

export const TicketCard = z.strictObject({
  /** `shown`: everything below is filled. `not_tracked`: nothing known of this ticket; `headline` says why. */
  state: z.enum(["shown", "not_tracked"]),
  /** Server time when this answer was made; countdowns run from here, not from the browser's clock. */
  serverNow: z.number(),
  /** Time of the newest event behind this answer; null when there is none. */
  dataAt: z.number().nullable(),
  language: z.enum(["en", "zh-TW", "zh-CN"]),
  /** One sentence that sums up the ticket. */
  headline: z.string(),
  /** In observe mode: one sentence that says that nothing is written or posted. */
  observeNotice: z.string().nullable(),
  /** From when on the ticket is counted; null when it is not tracked. */
  counted: z
    .strictObject({
      /** Null: from its creation. What was before is not known. */
      since: z.number().nullable(),
      /** One sentence, unless a clock says it. */
      text: z.string().nullable(),
    })
    .nullable(),
  /** Where a ticket that was merged lives on; null for any other, and where nobody told. */
  mergedInto: z.strictObject({ label: z.string(), url: z.string() }).nullable(),
  tier: CardTier.nullable(),
  /** Those that matter, the most urgent first. */
  clocks: z.array(CardClock),
  /** Null when nothing can be paused or resumed. */
  pause: CardPause.nullable(),
  /** Null for whom the policy does not name, and where no clock is open. */
  override: CardOverride.nullable(),
  /** Null where nothing can be said by hand, and nothing was. */
  logs: CardLogs.nullable(),
  escalation: CardEscalation.nullable(),
  complaint: CardComplaintSummary.nullable(),
  /** The link by which the customer can rate the ticket; null where nobody was asked, or it is answered. */
  rating: z
    .strictObject({
      title: z.string(),
      text: z.string(),
      url: z.string(),
      words: z.strictObject({ copy: z.string(), copied: z.string() }),
    })
    .nullable(),
  /** Null for whom there is nothing to connect. */
  connect: CardConnect.nullable(),
  /** Next planned return visit, one sentence. */
  nextVisit: z.string().nullable(),
  /** Fixed words of the card in the reader's language. */
  words: z.strictObject({
    tier: z.string(),
    clocks: z.string(),
    escalation: z.string(),
    nextVisit: z.string(),
    why: z.string(),
    missingFields: z.string(),
    timeLeft: z.string(),
    /** Of a paused clock: in the time that it counts, not by the clock on the wall. */
    serviceTimeLeft: z.string(),
    overdueBy: z.string(),
    whyDue: z.string(),
    loading: z.string(),
    traceFailed: z.string(),
    retry: z.string(),
  }),
});
export type TicketCard = z.infer<typeof TicketCard>;

/** A part of a clock's life. */
export const TraceRow = z.strictObject({
  /** From when to when, in the calendar's zone. */
  when: z.string(),
  what: z.string(),
  variant: Variant,
  /** How long it is. */
  length: z.string(),
  /** What was counted by its end, since the clock began. */
  total: z.string(),
  /** It lies ahead of now, if nothing happens. */
  isAhead: z.boolean(),
});
export type TraceRow = z.infer<typeof TraceRow>;

/** Why a clock is due when it is due. */
export const ClockTrace = z.strictObject({
  state: z.enum(["shown", "not_found"]),
  language: z.enum(["en", "zh-TW", "zh-CN"]),
  /** The clock, or that it is not there. */
  headline: z.string(),
  /** How much of what was promised is used, when it is due, whose zone the times are of. */
  facts: z.array(z.string()),
  /** The promises it was counted under, oldest first. */
  promises: z.array(
    z.strictObject({
      /** Under which policy version, since when. */
      since: z.string(),
      /** Which target matched, or that none did. */
      text: z.string(),
      /** Why the targets before it were passed over. */
      passedOver: z.array(z.string()),
    }),
  ),
  rows: z.array(TraceRow),
  words: z.strictObject({
    passedOver: z.string(),
    when: z.string(),
    what: z.string(),
    length: z.string(),
    total: z.string(),
    /** Stands above the rows that lie ahead. */
    ahead: z.string(),
  }),
});
export type ClockTrace = z.infer<typeof ClockTrace>;

export const PauseRequest = z.strictObject({
  actKey: ActKey,
  reason: CardPauseReason,
  note: z.string().trim().max(500).default(""),
});
export type PauseRequest = z.infer<typeof PauseRequest>;
export const ResumeRequest = z.strictObject({ actKey: ActKey });
export type ResumeRequest = z.infer<typeof ResumeRequest>;

/** A year: no promise is longer. */
const MAX_OVERRIDE_MINUTES = 525_600;
const MAX_OVERRIDE_DAYS = 365;

export const OverrideRequest = z.strictObject({
  actKey: ActKey,
  clock: CardClockKind,
  durationMinutes: z.int().min(1).max(MAX_OVERRIDE_MINUTES),
  reason: z.string().trim().min(1).max(500),
  endsInDays: z.int().min(1).max(MAX_OVERRIDE_DAYS),
});
export type OverrideRequest = z.infer<typeof OverrideRequest>;

/** What became of a press on a button of the card. */
export const CardActAnswer = z.strictObject({
  /** False: nothing was changed, `message` says why. */
  isDone: z.boolean(),
  message: z.string(),
});
export type CardActAnswer = z.infer<typeof CardActAnswer>;

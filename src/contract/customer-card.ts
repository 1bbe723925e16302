import { z } from "zod";
import { ActKey, Variant } from "./card-parts.ts";
import { CustomerVisits } from "./customer-visits.ts";

/** The card of a customer, a contact or a company, and what it sends. Worded and coloured by the server. */

const Percent = z.number().min(0).max(100);

export const CustomerDimension = z.strictObject({
  id: z.enum(["value", "loyalty", "potential"]),
  label: z.string(),
  /** Share of what the dimension can bring at most. */
  percent: Percent,
  /** `42 of 60 points`; says as well when it is full. */
  text: z.string(),
});
export type CustomerDimension = z.infer<typeof CustomerDimension>;

/** What one input brought to the score. */
export const CustomerReason = z.strictObject({
  label: z.string(),
  value: z.string(),
  /** `+24`, after cap and weight. */
  points: z.string(),
  /** From which property, as of when, and what cap and weight made of its points. */
  details: z.array(z.string()),
});
export type CustomerReason = z.infer<typeof CustomerReason>;

export const CustomerTier = z.strictObject({
  /** Tier id of the policy, e.g. `key`. */
  id: z.string(),
  label: z.string(),
  variant: Variant,
  score: Percent,
  /** Since when, and by what. */
  since: z.string().nullable(),
  /** Whose tier it is, or who set it; one sentence each. */
  origin: z.array(z.string()),
  dimensions: z.array(CustomerDimension),
  /** Those with most points first. */
  reasons: z.array(CustomerReason),
  /** Names of what would count but is not known. */
  missing: z.array(z.string()),
});
export type CustomerTier = z.infer<typeof CustomerTier>;

/** What would move the tier, one sentence for each way. */
export const CustomerNext = z.strictObject({
  up: z.array(z.string()),
  down: z.array(z.string()),
  /** A downgrade that is on its way: to what, when, and what would stop it. */
  pending: z.strictObject({ title: z.string(), text: z.string() }).nullable(),
});
export type CustomerNext = z.infer<typeof CustomerNext>;

/** Setting the tier by hand, for those who may. */
export const CustomerOverride = z.strictObject({
  /** What it does, or what holds now. */
  text: z.string(),
  tiers: z.array(z.strictObject({ value: z.string(), label: z.string() })),
  days: z.array(z.strictObject({ value: z.int().positive(), label: z.string() })),
  /** A tier is set by hand now. */
  /** To those who may not change it: who may. */
  whoMay: z.string().nullable(),
  isHeld: z.boolean(),
  mayEnd: z.boolean(),
  words: z.strictObject({
    title: z.string(),
    held: z.string(),
    tier: z.string(),
    reason: z.string(),
    endsIn: z.string(),
    missing: z.string(),
    submit: z.string(),
    end: z.string(),
    failed: z.string(),
  }),
});
export type CustomerOverride = z.infer<typeof CustomerOverride>;

export const CustomerBenefit = z.strictObject({
  grantId: z.string(),
  label: z.string(),
  text: z.string(),
  /** Share of the quota that is left. */
  leftPercent: Percent,
  leftText: z.string(),
  variant: Variant,
  validText: z.string(),
  /** Who used it when for what, newest first. */
  uses: z.array(z.string()),
});
export type CustomerBenefit = z.infer<typeof CustomerBenefit>;

export const CustomerOpenTicket = z.strictObject({
  ticketId: z.string(),
  subject: z.string(),
  url: z.string(),
  stateLabel: z.string(),
  variant: Variant,
  /** The promise that is worst off, and until when. */
  text: z.string().nullable(),
});
export type CustomerOpenTicket = z.infer<typeof CustomerOpenTicket>;

/** A complaint or a corrective action that is open. */
export const CustomerConcern = z.strictObject({
  key: z.string(),
  title: z.string(),
  stateLabel: z.string(),
  variant: Variant,
  /** May be empty. */
  text: z.string(),
  /** The ticket on whose card people work at it. */
  url: z.string().nullable(),
});
export type CustomerConcern = z.infer<typeof CustomerConcern>;

export const CustomerCard = z.strictObject({
  /** `ungraded`: known, but no tier yet. `deleted`: the CRM has it no more. `not_tracked`: nothing is known of it. */
  state: z.enum(["shown", "ungraded", "deleted", "not_tracked"]),
  serverNow: z.number(),
  /** Time of the newest facts behind this answer; null when there are none. */
  dataAt: z.number().nullable(),
  language: z.enum(["en", "zh-TW", "zh-CN"]),
  headline: z.string(),
  observeNotice: z.string().nullable(),
  tier: CustomerTier.nullable(),
  next: CustomerNext.nullable(),
  override: CustomerOverride.nullable(),
  benefits: z.array(CustomerBenefit),
  /** Complaints first. */
  concerns: z.array(CustomerConcern),
  openTickets: z.array(CustomerOpenTicket),
  /** Where lists are cut: how many more there are. */
  moreTickets: z.string().nullable(),
  nextVisit: z.string().nullable(),
  /** What the customer answered last, the newest first, one sentence each. */
  scores: z.array(z.string()),
  /** Why there may be more scores than these; null where there are not. */
  scoresNote: z.string().nullable(),
  /** Null where nothing is known of the customer. */
  visits: CustomerVisits.nullable(),
  /** Newest first, one sentence each. */
  changes: z.array(z.string()),
  words: z.strictObject({
    why: z.string(),
    missing: z.string(),
    next: z.string(),
    up: z.string(),
    down: z.string(),
    benefits: z.string(),
    noBenefits: z.string(),
    use: z.string(),
    note: z.string(),
    useSubmit: z.string(),
    useFailed: z.string(),
    concerns: z.string(),
    openTickets: z.string(),
    noTickets: z.string(),
    nextVisit: z.string(),
    scores: z.string(),
    changes: z.string(),
  }),
});
export type CustomerCard = z.infer<typeof CustomerCard>;

const MAX_DAYS = 366;
const Id = z.string().min(1).max(200);

export const TierOverrideRequest = z.strictObject({
  actKey: ActKey,
  tier: z.string().min(1).max(100),
  reason: z.string().trim().min(1).max(500),
  endsInDays: z.int().min(1).max(MAX_DAYS),
});
export type TierOverrideRequest = z.infer<typeof TierOverrideRequest>;

export const EndOverrideRequest = z.strictObject({ actKey: ActKey });
export type EndOverrideRequest = z.infer<typeof EndOverrideRequest>;

export const UseBenefitRequest = z.strictObject({
  actKey: ActKey,
  grantId: Id,
  note: z.string().trim().max(500).default(""),
});
export type UseBenefitRequest = z.infer<typeof UseBenefitRequest>;

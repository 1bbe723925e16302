import { z } from "zod";
import { ActKey, Variant } from "./card-parts.ts";

/** Visits and care on the card of a customer, and what it sends about them. Worded by the server. */

const Choice = z.strictObject({ value: z.string(), label: z.string() });

export const CustomerVisit = z.strictObject({
  visitId: z.string(),
  attempt: z.int(),
  /** `visit`, `greeting` …: a greeting has a letter, an invitation a reply. */
  kind: z.string(),
  title: z.string(),
  when: z.string(),
  window: z.string(),
  colour: z.strictObject({ label: z.string(), variant: Variant }),
  owner: z.string(),
  isAssigned: z.boolean(),
  /** Why it is there, what holds it back, and how it was moved last; one sentence each. */
  why: z.array(z.string()),
  /** It waits for something, and a person may have it made all the same. */
  isHeld: z.boolean(),
  /** What to ask the customer. */
  script: z.array(z.string()),
  letter: z.string().nullable(),
  /** `outcome`: what came of it is asked for. `deleted`: its task was deleted. */
  asks: z.enum(["nothing", "outcome", "deleted"]),
  notice: z.strictObject({ title: z.string(), text: z.string() }).nullable(),
});
export type CustomerVisit = z.infer<typeof CustomerVisit>;

export const CustomerVisits = z.strictObject({
  /** What wants an answer first, then by day. */
  visits: z.array(CustomerVisit),
  /** The last outcomes, one sentence each, the newest first. */
  history: z.array(z.string()),
  reached: z.array(Choice),
  moods: z.array(Choice),
  replies: z.array(Choice),
  channels: z.array(Choice),
  words: z.strictObject({
    section: z.string(),
    none: z.string(),
    script: z.string(),
    letter: z.string(),
    copy: z.string(),
    copied: z.string(),
    record: z.string(),
    reached: z.string(),
    mood: z.string(),
    opinion: z.string(),
    suggestion: z.string(),
    nextStep: z.string(),
    promise: z.string(),
    promiseBy: z.string(),
    reply: z.string(),
    submit: z.string(),
    sent: z.string(),
    change: z.string(),
    moveTo: z.string(),
    move: z.string(),
    reason: z.string(),
    skip: z.string(),
    lift: z.string(),
    liftReason: z.string(),
    again: z.string(),
    plan: z.string(),
    planOn: z.string(),
    channel: z.string(),
    planSubmit: z.string(),
    history: z.string(),
    missing: z.string(),
    failed: z.string(),
  }),
});
export type CustomerVisits = z.infer<typeof CustomerVisits>;

const VisitId = z.string().min(1).max(300);
const Words = z.string().trim().max(1_000).default("");

export const OutcomeRequest = z.strictObject({
  actKey: ActKey,
  visitId: VisitId,
  attempt: z.int().min(1),
  isReached: z.boolean(),
  mood: z.enum(["good", "neutral", "bad"]).nullable().default(null),
  opinion: Words,
  suggestion: Words,
  nextStep: Words,
  reply: z.enum(["yes", "no", "open"]).nullable().default(null),
  promise: z
    .strictObject({ text: z.string().trim().min(1).max(500), byDate: z.iso.date() })
    .nullable()
    .default(null),
});
export type OutcomeRequest = z.input<typeof OutcomeRequest>;

export const MoveVisitRequest = z.strictObject({
  actKey: ActKey,
  visitId: VisitId,
  date: z.iso.date(),
});
export type MoveVisitRequest = z.infer<typeof MoveVisitRequest>;

export const SkipVisitRequest = z.strictObject({
  actKey: ActKey,
  visitId: VisitId,
  reason: z.string().trim().min(1).max(500),
});
export type SkipVisitRequest = z.infer<typeof SkipVisitRequest>;

/** Has a visit made that is held up; the reason stays with it. */
export const LiftVisitRequest = z.strictObject(SkipVisitRequest.shape);
export type LiftVisitRequest = z.infer<typeof LiftVisitRequest>;

export const PlanAgainRequest = z.strictObject({ actKey: ActKey, visitId: VisitId });
export type PlanAgainRequest = z.infer<typeof PlanAgainRequest>;

export const PlanVisitRequest = z.strictObject({
  actKey: ActKey,
  date: z.iso.date(),
  channel: z.enum(["phone", "online", "onsite"]),
});
export type PlanVisitRequest = z.infer<typeof PlanVisitRequest>;

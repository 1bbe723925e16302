import { z } from "zod";
import { FigureTargets } from "../kpi/figure.ts";
import { SurveyRules } from "../surveys/survey-rules.ts";
import { Benefits, Tier, TierInput, Tiering } from "../tiering/tier.ts";
import { Calendar } from "../time/calendar.ts";
import { ActionRules } from "./action-rules.ts";
import { ClockKind, ClockRule, Milestone, MilestoneSource, PauseReason } from "./clock-rules.ts";
import { ComplaintRules } from "./complaint-rules.ts";
import { Department, Id } from "./department.ts";
import { Ladder, ServiceManagement } from "./ladder.ts";
import { OverdueLadder } from "./overdue-rules.ts";
import { RecurrenceRules } from "./recurrence-rules.ts";
import { RetentionRules } from "./retention-rules.ts";
import { Conditions, Target } from "./target.ts";
import { VisitPlan } from "./visit-rules.ts";

/** What a portal promises: tiers, targets, departments, visits. One version governs a ticket for its life. */

const MAX_LADDERS = 100;
const MAX_NETWORK = 50;
const MAX_RATINGS = 10;

/**
 * The first route whose conditions all hold names the department: one, or of several the nearest that
 * is open. In a matrix a second one is told as well.
 */
const Route = Conditions.extend({
  department: Id.optional(),
  network: z.array(Id).min(2).max(MAX_NETWORK).optional().meta({
    description: "of these the nearest that is open: by region first, then in this order",
  }),
  coDepartment: Id.optional().meta({
    description: "a second owner, e.g. the product line beside the function",
  }),
}).refine(({ department, network }) => (department === undefined) !== (network === undefined), {
  path: ["department"],
  error: "expected either department or network",
});
export type Route = z.infer<typeof Route>;

/** What makes a case beside the breach of a promise, which always does. */
const CaseTriggers = z.strictObject({
  warnings: z.boolean().default(true),
  complaints: z.boolean().default(false),
  lowRatings: z
    .array(z.strictObject({ property: z.string().min(1), atMost: z.number() }))
    .max(MAX_RATINGS)
    .default([])
    .meta({ description: "ticket properties with a customer's score, and what counts as low" }),
});

/** Many new cases at once become one message with a list. */
const Storm = z.strictObject({
  moreThan: z.int().min(1).max(1_000).default(10),
  withinMinutes: z.int().min(1).max(1_440).default(10),
});

const Snooze = z.strictObject({
  maxMinutes: z.int().min(1).max(43_200).default(1_440),
  maxTimes: z.int().min(1).max(100).default(3),
});

/** CRM properties of a ticket whose values targets and routes may ask for. */
const Fields = z.strictObject({
  category: z.string().min(1).default("hs_ticket_category"),
  channel: z.string().min(1).default("source_type"),
  severity: z.string().min(1).optional(),
  region: z.string().min(1).optional(),
});
export type Fields = z.infer<typeof Fields>;

/** Who may approve a policy after this one, beside managers and admins. */
const ApprovalRules = z.strictObject({
  deputies: z
    .array(z.email())
    .max(20)
    .default([])
    .meta({ description: "HubSpot users who may approve when nobody else has, by e-mail" }),
  deputyAfterHours: z.int().min(0).max(720).default(24).meta({
    description: "hours after which deputies, and managers whom it was not put before, may approve",
  }),
});
export type ApprovalRules = z.infer<typeof ApprovalRules>;

export const Policy = z.strictObject({
  calendars: z.array(Calendar).min(1),
  tiers: z.array(Tier).min(2).max(7).meta({ description: "highest first" }),
  tierInputs: z.array(TierInput).min(1),
  tiering: Tiering.prefault({}),
  benefits: Benefits.default({}).meta({
    description: "what each tier may ask for; where one tier has any, every tier is listed",
  }),
  targets: z.array(Target).min(1),
  fields: Fields.prefault({}),
  majorFault: z
    .string()
    .default("major_fault")
    .meta({ description: "severity whose promise is never later than an ordinary ticket's" }),
  complaintCategories: z
    .array(z.string().min(1))
    .default([])
    .meta({ description: "categories that make a ticket a complaint" }),
  clocks: z.partialRecord(ClockKind, ClockRule).default({}),
  milestones: z.partialRecord(Milestone, MilestoneSource).default({}),
  /** Stage ids in which somebody else has to act; which clocks stand still there is said by `clocks`. */
  waiting: z.array(z.strictObject({ stageId: z.string(), reason: PauseReason })).default([]),
  pauseLimits: z
    .partialRecord(PauseReason, z.strictObject({ minutes: z.int().positive() }))
    .default({})
    .meta({ description: "wall minutes after which a pause for this reason ends by itself" }),
  overriddenBy: z
    .array(z.email())
    .max(200)
    .default([])
    .meta({ description: "HubSpot users who may promise something else on one ticket, by e-mail" }),
  approval: ApprovalRules.prefault({}),
  departments: z.array(Department).min(1),
  routes: z
    .array(Route)
    .min(1)
    .meta({ description: "first match wins; the last one has no condition" }),
  ladders: z
    .array(Ladder)
    .max(MAX_LADDERS)
    .default([])
    .meta({ description: "first match wins; without one a case waits in its channel" }),
  caseTriggers: CaseTriggers.prefault({}),
  storm: Storm.prefault({}),
  snooze: Snooze.prefault({}),
  serviceManagement: ServiceManagement.optional(),
  recurrence: RecurrenceRules.prefault({}),
  surveys: SurveyRules.prefault({}),
  complaints: ComplaintRules.prefault({}),
  actions: ActionRules.prefault({}),
  overdueLadder: OverdueLadder.prefault({}).meta({
    description: "who hears of overdue corrective actions and visits, and after how many days",
  }),
  figures: FigureTargets.default({}).meta({
    description: "targets of the headline figures: percent, or minutes for acknowledgement_time",
  }),
  retention: RetentionRules.prefault({}).meta({
    description: "how long each kind of data is kept; what is left out is kept with the account",
  }),
  visits: VisitPlan,
});
export type Policy = z.infer<typeof Policy>;

/** A policy document with the number under which promises are made. */
export type PolicyVersion = { readonly version: number; readonly policy: Policy };

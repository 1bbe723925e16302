import { z } from "zod";
import { Tier, TierId, TierInput } from "../tiering/tier.ts";
import { Calendar } from "../time/calendar.ts";
import { Words } from "../words.ts";
import { ClockKind, ClockRule, Milestone, MilestoneSource, PauseReason } from "./clock-rules.ts";
import { Conditions, Target } from "./target.ts";

/** What a portal promises: tiers, targets, departments, visits. One version governs a ticket for its life. */

const MAX_EXCEPTIONS = 50;

const Id = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, "expected lower-case letters, digits and underscores");

export const Language = z.enum(["en", "zh-TW", "zh-CN"]);
export type Language = z.infer<typeof Language>;

export const Department = z.strictObject({
  id: Id,
  name: Words,
  lead: z.string().min(1).meta({ description: "name of the person in charge, as shown to people" }),
  channelId: z.string().min(1).meta({ description: "Slack channel id, e.g. C0123456789" }),
  fallbackChannelId: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "channel that is written to while the other one cannot be" }),
  quietHours: z
    .strictObject({
      calendarId: z.string().meta({ description: "quiet while this calendar is closed" }),
      except: z
        .array(Conditions)
        .max(MAX_EXCEPTIONS)
        .default([])
        .meta({ description: "tickets that disturb all the same: one of these fits" }),
    })
    .optional(),
  language: Language,
});
export type Department = z.infer<typeof Department>;

/** The first route whose conditions all hold names the department. */
const Route = Conditions.extend({ department: Id });

/** CRM properties of a ticket whose values targets and routes may ask for. */
const Fields = z.strictObject({
  category: z.string().min(1).default("hs_ticket_category"),
  channel: z.string().min(1).default("source_type"),
  severity: z.string().min(1).optional(),
  region: z.string().min(1).optional(),
});
export type Fields = z.infer<typeof Fields>;

const Cadence = z.strictObject({
  afterCloseDays: z
    .int()
    .min(1)
    .max(365)
    .meta({ description: "days from closing to the return visit" }),
  idealDays: z.int().min(1).max(730),
  maximumDays: z.int().min(1).max(730),
});

export const Policy = z.strictObject({
  calendars: z.array(Calendar).min(1),
  tiers: z.array(Tier).min(2).max(7).meta({ description: "highest first" }),
  tierInputs: z.array(TierInput).min(1),
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
  departments: z.array(Department).min(1),
  routes: z
    .array(Route)
    .min(1)
    .meta({ description: "first match wins; the last one has no condition" }),
  visits: z.strictObject({
    calendarId: z.string(),
    horizonDays: z
      .int()
      .min(1)
      .max(90)
      .default(14)
      .meta({ description: "tasks are made this many days ahead" }),
    byTier: z.record(TierId, Cadence),
  }),
});
export type Policy = z.infer<typeof Policy>;

/** A policy document with the number under which promises are made. */
export type PolicyVersion = { readonly version: number; readonly policy: Policy };

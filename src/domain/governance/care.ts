import { z } from "zod";
import { TierId } from "../tiering/tier.ts";
import { Words } from "../words.ts";
import { Id } from "./department.ts";

/** What is done for a customer unasked, when, and by which way. */

const MAX_YEARS_MONTHS = 120;
const MAX_LETTER_LENGTH = 5_000;

export const CareKind = z.enum([
  "visit",
  "follow_up",
  "greeting",
  "invitation",
  "reward",
  "training",
  "preventive",
  "renewal",
]);
export type CareKind = z.infer<typeof CareKind>;

export const VisitChannel = z.enum(["phone", "online", "onsite"]);
export type VisitChannel = z.infer<typeof VisitChannel>;

const property = z.string().min(1).meta({ description: "property of the customer in the CRM" });

/** What an item counts from. */
const CareAnchor = z.discriminatedUnion("on", [
  z.strictObject({
    on: z.literal("date_property"),
    property,
    offsetDays: z.int().min(-365).max(365).default(0),
    repeat: z
      .enum(["never", "yearly", "lunar_yearly"])
      .default("never")
      .meta({ description: "lunar_yearly: on the same day of the Chinese lunar calendar" }),
    everyMonths: z
      .int()
      .min(1)
      .max(MAX_YEARS_MONTHS)
      .optional()
      .meta({ description: "instead of repeat: again each so many months" }),
  }),
  z.strictObject({
    on: z.literal("renewal"),
    property,
    leadDays: z.int().min(1).max(365).meta({ description: "days before that date" }),
  }),
  z.strictObject({
    on: z.literal("low_score"),
    property,
    dateProperty: property.meta({ description: "property with the day of the answer" }),
    atMost: z.number(),
    afterDays: z.int().min(0).max(90).default(1),
  }),
  z.strictObject({
    on: z.literal("benefit_unused"),
    benefitId: Id.optional().meta({ description: "any benefit where it is left out" }),
    leadDays: z.int().min(1).max(365).meta({ description: "days before it expires" }),
  }),
  z.strictObject({ on: z.literal("ticket_closed"), afterDays: z.int().min(1).max(365) }),
]);
export type CareAnchor = z.infer<typeof CareAnchor>;

export const CareItem = z.strictObject({
  id: Id,
  kind: CareKind,
  name: Words,
  tiers: z.array(TierId).min(1).optional().meta({ description: "every tier where left out" }),
  anchor: CareAnchor,
  earlyDays: z
    .int()
    .min(0)
    .max(90)
    .default(0)
    .meta({ description: "so many days earlier is fine" }),
  lateDays: z
    .int()
    .min(0)
    .max(365)
    .default(14)
    .meta({ description: "so many days later is still in time" }),
  channel: VisitChannel.default("phone"),
  durationMinutes: z.int().min(5).max(480).default(15),
  scriptId: Id.optional(),
  letter: z
    .strictObject({
      en: z.string().min(1).max(MAX_LETTER_LENGTH),
      "zh-TW": z.string().min(1).max(MAX_LETTER_LENGTH),
      "zh-CN": z.string().min(1).max(MAX_LETTER_LENGTH),
    })
    .optional()
    .meta({ description: "for a person to send; {{customer}} and {{date}} are filled in" }),
  invitation: z
    .strictObject({
      event: Words,
      replyByDays: z
        .int()
        .min(1)
        .max(90)
        .default(7)
        .meta({ description: "days to wait for a reply" }),
    })
    .optional(),
  reward: z
    .strictObject({
      name: Words,
      quota: z.int().min(1).max(1_000),
      validDays: z.int().min(1).max(3_650),
    })
    .optional(),
});
export type CareItem = z.infer<typeof CareItem>;

import { z } from "zod";
import { CustomerKind } from "../tiering/customer.ts";
import { TierId } from "../tiering/tier.ts";
import { ClockKind } from "./clock-rules.ts";

/** What a target or a route may ask of a ticket; conditions that are left out hold for all. */
export const Conditions = z.strictObject({
  tier: TierId.optional(),
  priority: z.string().optional(),
  severity: z.string().optional(),
  category: z.string().optional(),
  pipelineId: z.string().optional(),
  channel: z.string().optional(),
  customerKind: CustomerKind.optional(),
  region: z.string().optional(),
  customer: z
    .string()
    .regex(/^(?:contact|company):\w+$/, "expected contact:ID or company:ID")
    .optional()
    .meta({ description: "one named customer, e.g. company:123" }),
});
export type Conditions = z.infer<typeof Conditions>;

/** A year around the clock. */
const MAX_DURATION_MINUTES = 525_600;

/** The first target whose conditions all hold is the promise. */
export const Target = Conditions.extend({
  clock: ClockKind,
  durationMinutes: z.int().positive().max(MAX_DURATION_MINUTES),
  calendarId: z.string(),
  department: z
    .string()
    .optional()
    .meta({ description: "for department_response: whose promise it is" }),
  unit: z
    .enum(["business", "wall"])
    .default("business")
    .meta({ description: "wall: every minute counts, whatever the calendar says" }),
});
export type Target = z.infer<typeof Target>;

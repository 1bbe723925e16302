import { z } from "zod";
import { Language } from "../words.ts";
import { Id, PolicyPerson } from "./department.ts";
import { Conditions } from "./target.ts";

/** How a case climbs while nobody takes it. */

const MAX_LEVELS = 10;
const MAX_REPEATS = 5;
const MAX_TOLD = 10;
/** A year around the clock. */
const MAX_WAIT_MINUTES = 525_600;
const WaitMinutes = z.int().positive().max(MAX_WAIT_MINUTES);

/** What made a case: why a department has to hear of a ticket. */
export const TriggerKind = z.enum(["warning", "breach", "low_rating", "complaint", "manual"]);
export type TriggerKind = z.infer<typeof TriggerKind>;

/** Who is told: a role in the department of the case, or one person. */
export const LadderTarget = z.union([
  z.enum(["on_call", "lead", "deputies", "members", "service_managers"]),
  z.strictObject({ person: PolicyPerson }),
]);
export type LadderTarget = z.infer<typeof LadderTarget>;

const Level = z.union([
  z.strictObject({
    tell: z.array(LadderTarget).min(1).max(MAX_TOLD),
    waitMinutes: WaitMinutes.meta({
      description: "for somebody to take it, in the department's business time",
    }),
  }),
  z.strictObject({
    handOver: Id.meta({ description: "another department gets the case" }),
  }),
]);
export type Level = z.infer<typeof Level>;

/** The first ladder whose conditions hold when a case opens is its ladder; it climbs no other. */
export const Ladder = Conditions.extend({
  id: Id,
  department: Id.optional(),
  triggers: z.array(TriggerKind).min(1).optional(),
  levels: z.array(Level).min(1).max(MAX_LEVELS),
  repeats: z
    .int()
    .min(0)
    .max(MAX_REPEATS)
    .default(0)
    .meta({ description: "how many more times the levels are gone through" }),
  staleAfterMinutes: WaitMinutes.optional().meta({
    description: "business time without progress after which taking it does not count any more",
  }),
});
export type Ladder = z.infer<typeof Ladder>;

/** Those who answer for the service as a whole. */
export const ServiceManagement = z.strictObject({
  managers: z.array(PolicyPerson).min(1).max(20),
  calendarId: z.string().meta({ description: "they are told at its opening" }),
  channelId: z.string().min(1).meta({ description: "where their digest is posted" }),
  language: Language,
});
export type ServiceManagement = z.infer<typeof ServiceManagement>;

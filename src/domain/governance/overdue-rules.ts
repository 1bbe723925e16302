import { z } from "zod";

/** Who hears of something that somebody was to do by a day and has not done. */

const MAX_LEVELS = 10;
const MAX_DAYS = 365;

/** The person whose it is, the lead of the department that answers for it, or the service managers. */
export const OverdueTarget = z.enum(["owner", "lead", "manager"]);
export type OverdueTarget = z.infer<typeof OverdueTarget>;

const OverdueLevel = z.strictObject({
  afterDays: z
    .int()
    .min(1)
    .max(MAX_DAYS)
    .meta({ description: "days after the due day; told on the first working day from then on" }),
  tell: z.array(OverdueTarget).min(1).max(OverdueTarget.options.length),
});

/** Overdue corrective actions and visits climb it; each level is told once. */
export const OverdueLadder = z.strictObject({
  levels: z
    .array(OverdueLevel)
    .min(1)
    .max(MAX_LEVELS)
    .default([
      { afterDays: 1, tell: ["owner"] },
      { afterDays: 3, tell: ["owner", "lead"] },
      { afterDays: 7, tell: ["lead", "manager"] },
    ]),
});
export type OverdueLadder = z.infer<typeof OverdueLadder>;

import { z } from "zod";

/** When tickets that are alike count as one cause that comes back. */
export const RecurrenceRules = z.strictObject({
  isOn: z.boolean().default(false).meta({ description: "look for it every night" }),
  tickets: z
    .int()
    .min(3)
    .max(1_000)
    .default(5)
    .meta({ description: "so many tickets that are alike open one corrective action" }),
  withinDays: z.int().min(1).max(365).default(30),
  customers: z
    .int()
    .min(1)
    .max(1_000)
    .default(2)
    .meta({ description: "and they are of so many customers" }),
  similarity: z
    .number()
    .min(0.05)
    .max(1)
    .default(0.5)
    .meta({ description: "two tickets are alike from here on; 1 is the same words" }),
  productProperty: z.string().min(1).optional().meta({
    description: "ticket property with the product; tickets of different products are never alike",
  }),
  department: z.string().min(1).optional().meta({
    description: "who looks for the cause, e.g. research; the evidence is told in its channel",
  }),
});
export type RecurrenceRules = z.infer<typeof RecurrenceRules>;

import { z } from "zod";
import { Variant } from "./card-parts.ts";

/** The headline figures of the home page; they come by themselves, as reckoning them takes longer. */

const FigureId = z.enum([
  "first_response_met",
  "resolution_met",
  "acknowledgement_time",
  "complaints_answered",
  "visits_in_time",
]);

export const HomeFigure = z.strictObject({
  id: FigureId,
  label: z.string(),
  /** The figure with its unit, or that there is no data yet. */
  value: z.string(),
  /** How it stands to its target, or that it has none. */
  target: z.string(),
  variant: Variant,
  /** Against the period before; null where there is nothing to compare. */
  trend: z
    .strictObject({
      text: z.string(),
      direction: z.enum(["increase", "decrease"]),
      color: z.enum(["red", "green"]),
    })
    .nullable(),
  /** Said in place of a trend where there is none. */
  noTrend: z.string(),
  /** Of how many. */
  sample: z.string(),
  /** What is counted. */
  about: z.string(),
});
export type HomeFigure = z.infer<typeof HomeFigure>;

const ChartRow = z.strictObject({ week: z.string(), what: z.string(), value: z.number() });

export const HomeFigures = z.strictObject({
  state: z.enum(["shown", "not_connected"]),
  /** When they were reckoned. */
  serverNow: z.number(),
  language: z.enum(["en", "zh-TW", "zh-CN"]),
  /** Of which days they are. */
  headline: z.string(),
  figures: z.array(HomeFigure),
  /** By week; those without a value in any week are left out. */
  charts: z.array(
    z.strictObject({
      id: z.enum(["shares", "times"]),
      title: z.string(),
      rows: z.array(ChartRow),
      /** By the words of `what`. */
      colors: z.record(z.string(), z.enum(["blue", "aqua", "green", "orange", "purple"])),
    }),
  ),
  words: z.strictObject({ about: z.string() }),
});
export type HomeFigures = z.infer<typeof HomeFigures>;

import { z } from "zod";
import { Words } from "../words.ts";
import { CustomerKind } from "./customer.ts";
import { HistoryFact } from "./history.ts";

const MAX_DAYS = 3_650;
const MAX_BANDS = 50;
const MAX_PARTS = 10;
const MAX_PRODUCTS = 200;
const MAX_BENEFITS = 20;

export const TierId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, "expected lower-case letters, digits and underscores");

export const Tier = z.strictObject({
  id: TierId,
  name: Words,
  fromScore: z.number().min(0).max(100).meta({ description: "lowest score of this tier" }),
});
export type Tier = z.infer<typeof Tier>;

export const Dimension = z.enum(["value", "loyalty", "potential"]);
export type Dimension = z.infer<typeof Dimension>;

const Points = z.int().min(0).max(100);

/** The highest band whose `from` the value reaches gives the points. */
const Band = z.strictObject({ from: z.number(), points: Points });
export type Band = z.infer<typeof Band>;

/**
 * Something known of a customer, scored by bands that the policy names, or by where the customer stands
 * among all of its kind.
 */
export const TierInput = z
  .strictObject({
    id: TierId,
    kind: CustomerKind,
    dimension: Dimension.default("value"),
    label: Words,
    property: z.string().min(1).optional().meta({ description: "a CRM property of the customer" }),
    measure: z
      .enum(["number", "days_since"])
      .default("number")
      .meta({ description: "days_since: the property is a date, and its age in days counts" }),
    history: HistoryFact.optional().meta({ description: "or counted from deals and tickets" }),
    withinDays: z
      .int()
      .min(1)
      .max(MAX_DAYS)
      .optional()
      .meta({ description: "of a history: only what happened in the last days" }),
    bands: z.array(Band).min(1).max(MAX_BANDS).optional(),
    quantiles: z
      .strictObject({ points: z.array(Points).min(2).max(MAX_PARTS) })
      .optional()
      .meta({
        description:
          "or equal parts of all customers of this kind, from the lowest values to the highest, each with its points",
      }),
  })
  .refine(({ property, history }) => (property === undefined) !== (history === undefined), {
    path: ["property"],
    error: "expected either property or history",
  })
  .refine(({ bands, quantiles }) => (bands === undefined) !== (quantiles === undefined), {
    path: ["bands"],
    error: "expected either bands or quantiles",
  });
export type TierInput = z.infer<typeof TierInput>;

const PerDimension = z.strictObject({
  value: z.int().min(0).max(100),
  loyalty: z.int().min(0).max(100),
  potential: z.int().min(0).max(100),
});

/** How points become a score, and a score becomes a tier. */
export const Tiering = z.strictObject({
  customers: z.enum(["companies", "contacts", "both"]).default("both").meta({
    description:
      "who is graded; where companies are, a contact has the tier of its primary company",
  }),
  weights: PerDimension.default({ value: 100, loyalty: 0, potential: 0 }).meta({
    description: "what each dimension brings at most to the score; together 100",
  }),
  caps: PerDimension.default({ value: 100, loyalty: 100, potential: 100 }).meta({
    description: "points at which a dimension is full",
  }),
  hysteresisPoints: z
    .number()
    .min(0)
    .max(50)
    .default(0)
    .meta({ description: "a tier is lost only this far below its lowest score" }),
  graceDays: z
    .int()
    .min(0)
    .max(MAX_DAYS)
    .default(0)
    .meta({ description: "days before a downgrade takes effect" }),
  defaultTier: TierId.optional().meta({
    description: "of whom nothing is known; the last one unless it is named",
  }),
  dealProduct: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "CRM property of a deal that says what was bought" }),
  products: z.array(z.string().min(1)).max(MAX_PRODUCTS).default([]).meta({
    description: "what is sold, for product_gaps",
  }),
});
export type Tiering = z.infer<typeof Tiering>;

/** Something that customers of a tier may ask for. */
export const Benefit = z.strictObject({
  id: TierId,
  name: Words,
  text: Words,
  quota: z.int().min(1).max(1_000).meta({ description: "how often within its validity" }),
  validDays: z
    .int()
    .min(1)
    .max(MAX_DAYS)
    .meta({ description: "after which what is left expires and it is granted anew" }),
});
export type Benefit = z.infer<typeof Benefit>;

export const Benefits = z.record(TierId, z.array(Benefit).max(MAX_BENEFITS));

/** The part of a policy that grades customers. */
export type TierRules = {
  /** Highest first; the last one takes everybody. */
  readonly tiers: readonly Tier[];
  readonly tierInputs: readonly TierInput[];
  readonly tiering: Tiering;
};

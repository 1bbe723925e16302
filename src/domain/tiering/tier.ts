import { z } from "zod";
import { Words } from "../words.ts";
import { CustomerKind } from "./customer.ts";

export const TierId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, "expected lower-case letters, digits and underscores");

export const Tier = z.strictObject({
  id: TierId,
  name: Words,
  fromScore: z.number().min(0).max(100).meta({ description: "lowest score of this tier" }),
});
export type Tier = z.infer<typeof Tier>;

/** A CRM property scored by bands: the highest band whose `from` the value reaches gives the points. */
export const TierInput = z.strictObject({
  id: TierId,
  kind: CustomerKind,
  property: z.string().min(1),
  label: Words,
  bands: z.array(z.strictObject({ from: z.number(), points: z.int().min(0).max(100) })).min(1),
});
export type TierInput = z.infer<typeof TierInput>;

/** The part of a policy that grades customers. */
export type TierRules = {
  /** Highest first; the last one takes everybody. */
  readonly tiers: readonly Tier[];
  readonly tierInputs: readonly TierInput[];
};

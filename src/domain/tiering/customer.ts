import { z } from "zod";

/** Who a ticket belongs to: a company (B2B) or a contact (B2C). */
export const CustomerKind = z.enum(["contact", "company"]);
export type CustomerKind = z.infer<typeof CustomerKind>;

export const CustomerRef = z.strictObject({ kind: CustomerKind, id: z.string() });
export type CustomerRef = z.infer<typeof CustomerRef>;

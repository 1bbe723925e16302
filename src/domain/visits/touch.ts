import { z } from "zod";
import type { CustomerRef } from "../tiering/customer.ts";

export const TouchKind = z.enum(["call", "meeting", "email", "message", "visit", "survey", "care"]);
export type TouchKind = z.infer<typeof TouchKind>;

export const TouchSource = z.enum(["crm", "card", "aftercare"]);
export type TouchSource = z.infer<typeof TouchSource>;

/** Something that reached a customer, or tried to. */
export type Touch = {
  /** `call:ID`, `meeting:ID`, `email:ID`, `message:ID`, `visit:VISIT:ATTEMPT`, `survey:ID`, `letter:ID`. */
  readonly touchId: string;
  readonly customer: CustomerRef;
  readonly at: number;
  readonly kind: TouchKind;
  /** A person talked or wrote to the customer: the interval starts again. */
  readonly isReal: boolean;
  readonly ownerId: string | null;
  readonly source: TouchSource;
};

import type { CustomerRef } from "../domain/tiering/customer.ts";

export type ActivityKind = "call" | "meeting" | "email" | "note";

/** A touch that people logged in the CRM. E-mails are those that went out to the customer. */
export type Activity = {
  readonly activityId: string;
  readonly kind: ActivityKind;
  readonly at: number;
  /** What it was called; null where nobody gave it a title. */
  readonly title: string | null;
  /** The beginning of what was written, without markup; null when nothing was. */
  readonly text: string | null;
  readonly ownerId: string | null;
};

/** What the CRM has of a customer. */
export type ActivityReading =
  | {
      readonly state: "read";
      /** Newest first. */
      readonly activities: readonly Activity[];
      /** The portal does not let Aftercare read these. */
      readonly refused: readonly ActivityKind[];
      /** There are more, older ones. */
      readonly isCut: boolean;
    }
  /** The CRM does not have the customer any more. */
  | { readonly state: "gone" };

export type StoredActivities = { readonly readAt: number; readonly reading: ActivityReading };

/** What was read last of each customer, so that nobody has to wait for the CRM. */
export type CustomerActivities = {
  find(portalId: string, customer: CustomerRef): Promise<StoredActivities | null>;
  /** Whether the CRM did not have the customer any more when it was asked last. */
  isGone(portalId: string, customer: CustomerRef): Promise<boolean>;
  /** What was read later replaces what was read before, in whichever order it arrives. */
  save(portalId: string, customer: CustomerRef, stored: StoredActivities): Promise<void>;
};

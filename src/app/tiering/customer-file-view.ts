import type { Policy } from "../../domain/governance/policy.ts";
import type { SurveyAnswer } from "../../domain/surveys/survey-answer.ts";
import type { BenefitGrant, BenefitUse } from "../../domain/tiering/benefit.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { FileKind, FilePage } from "../../domain/tiering/customer-file.ts";
import type { Deal } from "../../domain/tiering/deal.ts";
import type { TierChange } from "../../domain/tiering/standing.ts";
import type { ActionRow } from "../../ports/action-store.ts";
import type { CaseOutline } from "../../ports/case-store.ts";
import type { OwnerSnapshot } from "../../ports/crm.ts";
import type { Activity, ActivityKind } from "../../ports/customer-activities.ts";
import type { CustomerRow, Portal, TicketRow } from "../../ports/store.ts";
import type { VisitRow } from "../../ports/visit-store.ts";

/** Something that happened between a customer and us. */
export type FileItem = { readonly at: number; readonly id: string } & (
  | { readonly kind: "purchase"; readonly deal: Deal }
  | {
      readonly kind: "ticket" | "complaint";
      readonly row: Pick<TicketRow, "ticket" | "clocks" | "complaint">;
      readonly isClosed: boolean;
      /** Within `repeatWithinMs` of another one of the same category. */
      readonly isRepeated: boolean;
    }
  | { readonly kind: "action"; readonly correctiveAction: ActionRow }
  | { readonly kind: "case"; readonly escalation: CaseOutline; readonly subject: string }
  | { readonly kind: "visit"; readonly visit: VisitRow }
  | { readonly kind: "touch"; readonly activity: Activity }
  | { readonly kind: "survey"; readonly answer: SurveyAnswer }
  | {
      readonly kind: "benefit";
      readonly grant: BenefitGrant;
      /** Null: it was granted. */
      readonly use: BenefitUse | null;
    }
  | { readonly kind: "tier"; readonly change: TierChange }
);

export type FileFigures = {
  readonly tickets: number;
  /** Clocks that ended in time, and those that did not or are late now. */
  readonly met: number;
  readonly breached: number;
  readonly repeats: number;
  /** Tickets that nobody gave a category. */
  readonly uncategorised: number;
  /** Of deals that were won; null when none is known. */
  readonly purchases: number | null;
  readonly lastTouchAt: number | null;
};

/** One month after the other, oldest first. */
export type FileMonths = {
  /** `2026-03` */
  readonly months: readonly string[];
  readonly tickets: readonly number[];
  readonly touches: readonly number[];
  readonly met: readonly number[];
  readonly breached: readonly number[];
  /** Median milliseconds of a first response and of a next reply, as their clocks counted; null without one. */
  readonly firstResponseMs: readonly (number | null)[];
  readonly nextReplyMs: readonly (number | null)[];
};

/** How what the CRM has was read; null when it never was. */
export type ReadActivities = {
  readonly readAt: number;
  readonly refused: readonly ActivityKind[];
  readonly isCut: boolean;
  readonly count: number;
} | null;

/** The file of one customer, as the store has it at `now`. */
export type CustomerFileView = {
  readonly now: number;
  readonly portal: Portal;
  readonly policy: Policy;
  readonly customer: CustomerRef;
  readonly row: CustomerRow | null;
  readonly isDeleted: boolean;
  readonly owners: readonly OwnerSnapshot[];
  readonly page: FilePage<FileItem>;
  readonly counts: ReadonlyMap<FileKind, number>;
  /** When the oldest entry was; null when there is none. */
  readonly sinceAt: number | null;
  readonly figures: FileFigures;
  readonly months: FileMonths;
  /** Scores that the customer gave, the newest first. */
  readonly answers: readonly SurveyAnswer[];
  readonly activities: ReadActivities;
  /** What was read is to be read again. */
  readonly isStale: boolean;
  readonly repeatWithinMs: number;
  /** What the portal does not let Aftercare read, as a scope of the app is missing. */
  readonly unread: readonly ("deals" | "surveys")[];
};

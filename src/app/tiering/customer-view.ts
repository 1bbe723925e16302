import type { Policy } from "../../domain/governance/policy.ts";
import type { SurveyAnswer } from "../../domain/surveys/survey-answer.ts";
import type { BenefitGrant, BenefitUse } from "../../domain/tiering/benefit.ts";
import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { NextChange } from "../../domain/tiering/next-change.ts";
import type { TierChange } from "../../domain/tiering/standing.ts";
import type { VisitOutcome } from "../../domain/visits/outcome.ts";
import type { ActionRow } from "../../ports/action-store.ts";
import type { OwnerSnapshot } from "../../ports/crm.ts";
import type { CustomerRow, Portal, TicketRow } from "../../ports/store.ts";
import type { SurveyAccess } from "../../ports/survey-store.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import type { TierRights } from "./tier-rights.ts";

/** A ticket of the customer that is still worked on. */
export type OpenTicket = Pick<TicketRow, "ticket" | "clocks">;

/** All that the card of one customer needs, as the store has it at `now`. */
export type CustomerView = {
  readonly now: number;
  readonly portal: Portal;
  readonly policy: Policy;
  readonly customer: CustomerRef;
  /** Null when nothing is known of the customer. */
  readonly row: CustomerRow | null;
  readonly isDeleted: boolean;
  /** The company whose tier a contact has. */
  readonly company: CustomerRow | null;
  /** Of whoever was graded; null where the policy no longer fits. */
  readonly next: NextChange | null;
  /** Newest first. */
  readonly changes: readonly TierChange[];
  readonly grants: readonly BenefitGrant[];
  readonly uses: readonly BenefitUse[];
  readonly openTickets: readonly OpenTicket[];
  /** Its tickets that are complaints for which it still waits. */
  readonly complaints: readonly Pick<TicketRow, "ticket" | "complaint">[];
  /** Open ones that concern it, the oldest first. */
  readonly correctiveActions: readonly ActionRow[];
  readonly visits: readonly VisitRow[];
  /** What the customer answered last, the newest first. */
  readonly answers: readonly SurveyAnswer[];
  /** Whether the CRM lets its survey answers be read; `unknown` where it was not tried or does not matter. */
  readonly surveyAccess: SurveyAccess["access"];
  /** What came of visits, the newest first; also those that are still asked for. */
  readonly outcomes: readonly VisitOutcome[];
  /** Ids of planned visits whose task a person deleted. */
  readonly deletedTasks: readonly string[];
  readonly owners: readonly OwnerSnapshot[];
  /** What whoever asks may do. */
  readonly may: TierRights;
};

import type { Policy } from "../../domain/governance/policy.ts";
import type { Pause } from "../../domain/sla/pauses.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { CustomerRow, Portal, TicketRow } from "../../ports/store.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import type { CaseReach, CaseStanding } from "../escalation/case-standing.ts";
import type { EndedPause } from "./hand-pauses.ts";

/** All that a card of one ticket needs, as the store has it at `now`. */
export type TicketView = {
  readonly now: number;
  readonly portal: Portal;
  /** The policy that governs this ticket. */
  readonly policy: Policy;
  /** Null when nothing is known of the ticket. */
  readonly row: TicketRow | null;
  /** In force now, by the stage or by hand. */
  readonly pauses: readonly Pause[];
  /** The last pause by hand, when it ended by itself; null when it did not. */
  readonly endedPause: EndedPause | null;
  readonly isClosed: boolean;
  readonly customers: readonly CustomerRow[];
  /** Oldest first. */
  readonly cases: readonly CaseRow[];
  readonly visits: readonly VisitRow[];
  /** How those that matter stand, in the order in which they do. */
  readonly standings: readonly CaseStanding[];
  readonly reach: CaseReach;
};

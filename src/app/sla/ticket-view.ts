import type { Policy } from "../../domain/governance/policy.ts";
import type { Pause } from "../../domain/sla/pauses.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { CustomerRow, Portal, TicketRow, VisitRow } from "../../ports/store.ts";
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
  /** Until when the department of the open case is not told of it; null when it is or was told. */
  readonly quietUntil: number | null;
};

import type { Policy } from "../../src/domain/governance/policy.ts";
import { invariant } from "../../src/domain/invariant.ts";
import type { Visit } from "../../src/domain/visits/visit.ts";

/** A return visit that is planned for 27 March 2026; its window is its day unless told otherwise. */
export function plannedVisit(changes: Partial<Visit> = {}): Visit {
  const dueDate = changes.dueDate ?? "2026-03-27";
  return {
    visitId: "after_ticket:501",
    kind: "visit",
    reason: "ticket_closed",
    careId: null,
    customer: { kind: "company", id: "7" },
    ticketId: "501",
    tier: "key",
    channel: "phone",
    durationMinutes: 20,
    anchorDate: null,
    earliestDate: dueDate,
    wantedDate: dueDate,
    latestDate: dueDate,
    dueDate,
    dueAt: Date.parse(`${dueDate}T01:00:00Z`),
    ownerId: "31",
    state: "planned",
    suppressed: null,
    shifts: [],
    attempt: 1,
    isPinned: false,
    ...changes,
  };
}

/** Visits as the policy plans them, with changes to those of key customers. */
export function withKeyVisits(
  visits: Policy["visits"],
  changes: Partial<Policy["visits"]["byTier"][string]>,
): Policy["visits"] {
  const { key } = visits.byTier;
  invariant(key, "the policy plans visits for key customers");
  return { ...visits, byTier: { ...visits.byTier, key: { ...key, ...changes } } };
}

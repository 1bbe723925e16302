import type { Visit } from "../../src/domain/visits/visit.ts";

/** A planned visit of a standard company in the week of Monday, 5 January 2026. */
export function someVisit(changes: Partial<Visit> = {}): Visit {
  return {
    visitId: "v1",
    kind: "visit",
    reason: "by_hand",
    careId: null,
    customer: { kind: "company", id: "1" },
    ticketId: null,
    tier: "standard",
    channel: "phone",
    durationMinutes: 20,
    anchorDate: null,
    earliestDate: "2026-01-05",
    wantedDate: "2026-01-06",
    latestDate: "2026-01-09",
    dueDate: "2026-01-06",
    dueAt: 0,
    ownerId: "ann",
    state: "planned",
    suppressed: null,
    shifts: [],
    attempt: 1,
    isPinned: false,
    ...changes,
  };
}

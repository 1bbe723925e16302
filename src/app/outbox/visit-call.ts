import type { Person } from "../../domain/governance/department.ts";
import type { OutboxResult, OutboxRow } from "../../ports/outbox-store.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { type Call, callPerson } from "./call-person.ts";
import type { OutboxDeps } from "./outbox-deps.ts";
import { postponed } from "./results.ts";

/** Tells a person of visits by one direct message, in the working hours of the visits' calendar, once. */
export async function callForVisits(
  deps: OutboxDeps,
  { portal, current: { policy, calendars } }: PortalContext,
  told: {
    readonly row: OutboxRow;
    readonly person: Person;
    readonly notice: Call["notice"];
  },
): Promise<OutboxResult> {
  const { row, person, notice } = told;
  const { portalId, subjectId } = row;
  const now = deps.timeSource.now();
  const teamId = await deps.store.portals.slackTeam(portalId);
  if (teamId === null) return postponed(row, { reason: "slack_not_connected", now });
  const openAt = calendars(policy.visits.calendarId).nextOpen(now);
  return callPerson(deps, row, {
    person,
    // Whatever was sent before is this very notice: it is never sent twice.
    calledAt: 0,
    quietUntil: openAt === now ? null : openAt,
    fingerprint: subjectId,
    base: {
      portalId,
      teamId,
      threadTs: null,
      deliveryId: `${portalId}-visit-${subjectId.replaceAll(" ", "-")}`,
      revision: 1,
      now,
    },
    language: portal.language,
    notice,
  });
}

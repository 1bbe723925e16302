import { digestDateAt } from "../../domain/escalation/digest.ts";
import { isOn } from "../../domain/governance/mode.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { noteOverdueCalls, type OverdueDeps } from "./note-overdue.ts";
import { readerOfText, textOfReader, type VisitReader, visitDayNotice } from "./visit-notices.ts";

/** Looked at in one morning; a portal with more has more owners than one list can hold. */
const VISITS_A_DAY = 5_000;
/** Messages of one morning that tell what is overdue. */
const READERS_A_DAY = 5_000;

export type RemindDeps = OverdueDeps & {
  readonly contexts: (portalId: string) => Promise<PortalContext | null>;
};

/** The day whose visits are to be reminded of now: from the opening of the visits' calendar on. */
export function reminderDate(
  { portal, current: { policy, calendars } }: Pick<PortalContext, "portal" | "current">,
  now: number,
): string | null {
  if (!isOn(portal.mode, "visits")) return null;
  return digestDateAt(calendars(policy.visits.calendarId), now);
}

/**
 * Has the owners of today's visits reminded, and told whom the ladder of red visits names: one message a
 * reader and working day, however many visits it tells of. Says how many messages the day has.
 */
export async function remindVisits(deps: RemindDeps, portalId: string): Promise<number> {
  const { store, timeSource } = deps;
  const context = await deps.contexts(portalId);
  const now = timeSource.now();
  const date = context === null ? null : reminderDate(context, now);
  if (context === null || date === null) return 0;
  // All calls are kept before the first message is asked for, as a message is not sent twice.
  await noteOverdueCalls(deps, context, date);
  const span = { fromDate: date, untilDate: date };
  const due = await store.visitLists.between(portalId, span, VISITS_A_DAY);
  const called = await store.visitCalls.readers(portalId, date, READERS_A_DAY);
  const owners = due.flatMap(({ ownerId, suppressed }): VisitReader[] =>
    ownerId === null || suppressed !== null ? [] : [{ role: "owner", id: ownerId }],
  );
  const readers = new Map(
    [...owners, ...called.flatMap((text) => readerOfText(text) ?? [])].map((reader) => [
      textOfReader(reader),
      reader,
    ]),
  );
  const targets = [...readers.values()].map((reader) => visitDayNotice({ date, reader }));
  await store.outbox.requestOnce(portalId, targets, now);
  return targets.length;
}

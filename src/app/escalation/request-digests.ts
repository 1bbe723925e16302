import { digestDateAt } from "../../domain/escalation/digest.ts";
import { isOn } from "../../domain/governance/mode.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";

/** Slots of the digests whose hour has come at `now`: one for each department and day, one for the managers. */
export function digestSlots(
  { portal, current: { policy, calendars } }: PortalContext,
  now: number,
): readonly string[] {
  if (!isOn(portal.mode, "escalation")) return [];
  const { departments, serviceManagement } = policy;
  const ofDepartments = departments.flatMap(({ id, calendarId, dailyDigest }) => {
    if (!dailyDigest || calendarId === undefined) return [];
    const date = digestDateAt(calendars(calendarId), now);
    return date === null ? [] : [digestOf(id, date)];
  });
  const ofManagers =
    serviceManagement === undefined
      ? null
      : digestDateAt(calendars(serviceManagement.calendarId), now);
  return [...ofDepartments, ...(ofManagers === null ? [] : [ofManagers])].map(
    (subjectId) => `${portal.portalId}:${subjectId}`,
  );
}

/** The job of one slot: has that digest sent. Asking twice sends it once. */
export async function requestDigest(
  { store, timeSource }: { readonly store: Pick<Store, "outbox">; readonly timeSource: TimeSource },
  slot: string,
): Promise<void> {
  const separator = slot.indexOf(":");
  const subjectId = slot.slice(separator + 1);
  const { department } = partsOfDigest(subjectId);
  const kind = department === null ? "manager_digest" : "department_digest";
  const target = { kind, subjectId } as const;
  await store.outbox.request(slot.slice(0, separator), [target], timeSource.now());
}

/** The subject of a digest: the day, before it the department unless it is the managers' one. */
function digestOf(department: string, date: string): string {
  return `${department} ${date}`;
}

export function partsOfDigest(subjectId: string): {
  readonly department: string | null;
  readonly date: string;
} {
  const [first = "", second] = subjectId.split(" ");
  return second === undefined
    ? { department: null, date: first }
    : { department: first, date: second };
}

import { type NoticePause, pausedUntil } from "../../domain/escalation/notice-pause.ts";
import { midnightOf } from "../../domain/time/zone.ts";
import type { Language } from "../../domain/words.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";
import { type ChatUser, type PersonInPortal, personInPortals } from "./chat-person.ts";

type PreferenceDeps = {
  readonly store: Pick<Store, "portals" | "chatPeople" | "within">;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
};

/** What is said to this person alone is in this language from now on. */
export async function chooseLanguage(
  { store }: Pick<PreferenceDeps, "store">,
  { teamId, userId }: ChatUser,
  language: Language,
): Promise<void> {
  for (const portalId of await store.portals.ofSlackTeam(teamId)) {
    await store.within(portalId, () =>
      store.chatPeople.setPreferences(portalId, teamId, { userId, language }),
    );
  }
}

/** Stops direct messages for a while, or lets them come again; says until when, null for the latter. */
export async function pauseNotices(
  deps: PreferenceDeps,
  user: ChatUser,
  pause: NoticePause,
): Promise<number | null> {
  const { teamId, userId } = user;
  const now = deps.timeSource.now();
  const ends: (number | null)[] = [];
  for (const person of await personInPortals(deps, user)) {
    const { portalId } = person.context.portal;
    const noticesPausedUntil = endOf(pause, person, now);
    await deps.store.within(portalId, () =>
      deps.store.chatPeople.setPreferences(portalId, teamId, { userId, noticesPausedUntil }),
    );
    ends.push(noticesPausedUntil);
  }
  const known = ends.flatMap((end) => end ?? []);
  return known.length === 0 ? null : Math.min(...known);
}

/** By the hours of the person's department; of somebody without one, by those of return visits. */
function endOf(pause: NoticePause, { context, departments }: PersonInPortal, now: number) {
  const { calendars, policy } = context.current;
  const calendarId = departments.flatMap((department) => department.calendarId ?? [])[0];
  const zone = context.portal.timeZone;
  return pausedUntil(pause, calendars(calendarId ?? policy.visits.calendarId), {
    now,
    midnightOf: (date) => midnightOf(zone, date),
  });
}

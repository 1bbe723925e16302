import type { Life } from "../../domain/sla/life.ts";
import type { Pause } from "../../domain/sla/pauses.ts";
import type { AuditEntry } from "../../ports/audit.ts";

/** The pauses in force now, by the stage, by hand, or both. */
export function pausesNow({ stretches, now }: Life): readonly Pause[] {
  return stretches.findLast(({ from }) => from <= now)?.pauses ?? [];
}

/** A pause by hand that ended by itself, because its reason has a limit. */
export type EndedPause = Pause & { readonly by: string; readonly endsAt: number };

/** Oldest first. What a person ended first is not among them. */
export function pausesEndedByLimit({ ticket, stretches, now }: Life): readonly EndedPause[] {
  if (ticket.pauseMarks.length === 0) return [];
  return stretches
    .filter(({ from }) => from <= now)
    .flatMap(({ from }, index) => {
      const before = stretches[index - 1]?.pauses ?? [];
      if (ticket.pauseMarks.some((mark) => mark.at === from)) return [];
      return before.flatMap(({ by, endsAt, ...pause }) =>
        by !== null && endsAt === from ? [{ ...pause, by, endsAt }] : [],
      );
    });
}

/** Those that a look at the ticket sees for the first time. */
export function newlyEndedPauses(before: Life | null, after: Life): readonly EndedPause[] {
  const known = new Set(
    before === null ? [] : pausesEndedByLimit(before).map(({ endsAt }) => endsAt),
  );
  return pausesEndedByLimit(after).filter(({ endsAt }) => !known.has(endsAt));
}

/** The last one, while nobody has paused or resumed anything since. */
export function lastEndedPause(life: Life): EndedPause | null {
  const last = pausesEndedByLimit(life).at(-1) ?? null;
  const hasNewer = life.ticket.pauseMarks.some(
    (mark) => last !== null && mark.at > last.endsAt && mark.at <= life.now,
  );
  return hasNewer ? null : last;
}

/** Nobody resumed it, so nobody is the actor but Aftercare; `by` says whose pause it was. */
export function endedPauseEntry(
  ticketId: string,
  { reason, since, by, endsAt }: EndedPause,
): AuditEntry {
  return {
    at: endsAt,
    actor: "aftercare",
    action: "pause_ended_by_limit",
    from: "aftercare",
    subject: `ticket:${ticketId}`,
    detail: { reason, by, pausedAt: since },
  };
}

import { currentClocks } from "../../app/sla/current-clocks.ts";
import { departmentOfClock } from "../../app/sla/department-runs.ts";
import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { CardClock } from "../../contract/card-api.ts";
import { clockRuleOf } from "../../domain/governance/clock-rules.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import type { CardTexts } from "./card-texts.ts";

/** What a reader must tell apart; finer than a clock's state. */
export type ClockLook =
  | "running"
  | "at_risk"
  | "paused"
  | "met"
  | "breached"
  | "done_late"
  | "cancelled";

export const VARIANT_BY_LOOK = {
  running: "info",
  at_risk: "warning",
  paused: "default",
  met: "success",
  breached: "danger",
  done_late: "danger",
  cancelled: "default",
} as const satisfies Record<ClockLook, CardClock["variant"]>;

/** Worst first. */
export const URGENCY: readonly ClockLook[] = [
  "breached",
  "at_risk",
  "running",
  "paused",
  "done_late",
  "met",
  "cancelled",
];
const MINUTE_MS = 60_000;

/** A promise whose time went by is broken, whether the sweep has come by yet or not. */
export function lookOf(clock: Clock, now: number): ClockLook {
  switch (clock.state) {
    case "running":
      if (clock.dueAt !== null && clock.dueAt < now) return "breached";
      return clock.warnings.length === 0 ? "running" : "at_risk";
    case "breached":
      return clock.endedAt === null ? "breached" : "done_late";
    case "paused":
    case "met":
    case "cancelled":
      return clock.state;
  }
}

function presentClock(view: TicketView, clock: Clock, texts: CardTexts): CardClock {
  const look = lookOf(clock, view.now);
  const zone = zoneOf(view, clock);
  return {
    kind: clock.kind,
    cycle: clock.cycle,
    label: labelOf(view, clock, texts),
    state: look === "breached" ? "breached" : clock.state,
    stateLabel: texts.t(`card.state.${look}`),
    variant: VARIANT_BY_LOOK[look],
    countdown: countdownOf(look, clock),
    dueAt: clock.dueAt,
    remainingMs: look === "paused" ? Math.max(0, clock.targetMs - clock.usedMs) : null,
    usedPercent: look === "breached" || look === "done_late" ? 100 : usedPercentOf(clock),
    dueText:
      clock.dueAt === null || look === "cancelled"
        ? null
        : texts.t("card.due", { time: texts.instant(clock.dueAt, zone) }),
    notes: notesOf(view, clock, { look, zone, texts }),
  };
}

/** The most urgent first: overdue, at risk, running by due time, paused, ended. */
export function presentClocks(view: TicketView, texts: CardTexts): CardClock[] {
  const rankOf = (clock: Clock) => URGENCY.indexOf(lookOf(clock, view.now));
  return currentClocks(view.row?.clocks ?? [])
    .toSorted((a, b) => rankOf(a) - rankOf(b) || (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity))
    .map((clock) => presentClock(view, clock, texts));
}

/** The promise of a department names it. */
export function labelOf(view: TicketView, clock: Clock, texts: CardTexts): string {
  const label = texts.t(`clock.${clock.kind}`);
  const id = departmentOfClock(clock, view.row?.clocks ?? [], view.cases);
  if (id === null) return label;
  const department = view.policy.departments.find((one) => one.id === id);
  return texts.t("card.clockOfDepartment", {
    clock: label,
    department: department?.name[texts.language] ?? id,
  });
}

/** The zone of the calendar that the clock runs by. */
export function zoneOf(view: TicketView, clock: Clock): string {
  const calendar = view.policy.calendars.find(({ id }) => id === clock.calendarId);
  return calendar?.zone ?? view.portal.timeZone;
}

export function pauseReasonOf(clock: Clock, texts: CardTexts): string {
  const reason = clock.pauseReason ?? "unknown";
  return texts.t([`card.pauseReason.${reason}`, "card.pauseReason.unknown"]);
}

function countdownOf(look: ClockLook, clock: Clock): CardClock["countdown"] {
  if (look === "paused") return "still";
  if (clock.dueAt === null) return "none";
  if (look === "breached") return "up";
  return look === "running" || look === "at_risk" ? "down" : "none";
}

/** Rounded down: a clock that still runs never shows its whole time as used. */
function usedPercentOf(clock: Clock): number {
  if (clock.targetMs <= 0) return 0;
  return Math.min(100, Math.max(0, Math.floor((clock.usedMs / clock.targetMs) * 100)));
}

type NoteParts = {
  readonly look: ClockLook;
  readonly zone: string;
  readonly texts: CardTexts;
};

function notesOf(view: TicketView, clock: Clock, parts: NoteParts): string[] {
  const { look } = parts;
  const isOver = look === "met" || look === "done_late";
  const standing =
    look === "cancelled"
      ? [cancelNote(view, clock, parts)]
      : isOver
        ? [endNote(clock, parts)]
        : [lateNote(view, clock, parts), ...pauseNotes(view, clock, parts)];
  return [...standing, overrideNote(view, clock, parts), sinceNote(view, clock, parts)].filter(
    (note) => note !== null,
  );
}

/** Of several the newest holds. */
function overrideNote(view: TicketView, { kind, endedAt }: Clock, { zone, texts }: NoteParts) {
  if (endedAt !== null) return null;
  const held = view.row?.ticket.overrides.findLast(
    (one) => one.clock === kind && (one.endsAt === null || view.now < one.endsAt),
  );
  if (held === undefined) return null;
  const { by, reason, endsAt } = held;
  const words = { by: by.name, reason };
  return endsAt === null
    ? texts.t("card.override.held", words)
    : texts.t("card.override.heldUntil", { ...words, time: texts.instant(endsAt, zone) });
}

function cancelNote(view: TicketView, { kind }: Clock, { texts }: NoteParts): string | null {
  const gone = view.row?.ticket.gone;
  if (gone) return texts.t(`card.gone.${gone.reason}`);
  return texts.t(`card.cancelled.${kind}`, { defaultValue: "" }) || null;
}

function endNote(clock: Clock, { look, zone, texts }: NoteParts): string | null {
  if (clock.endedAt === null) return null;
  const time = texts.instant(clock.endedAt, zone);
  if (look === "met") return texts.t(`card.metAt.${clock.kind}`, { time });
  return texts.t(`card.doneLateAt.${clock.kind}`, { time, span: texts.span(clock.overMs) });
}

/** The countdown tells the wall time since; how much of it counts is another matter. */
function lateNote(view: TicketView, clock: Clock, { texts }: NoteParts): string | null {
  if (clock.breachedAt === null || clock.unit === "wall") return null;
  const wallMs = view.now - clock.breachedAt;
  if (wallMs - clock.overMs < MINUTE_MS) return null;
  return texts.t("card.late", { span: texts.span(clock.overMs) });
}

function pauseNotes(view: TicketView, clock: Clock, parts: NoteParts): (string | null)[] {
  if (clock.pausedSince === null) return [endedPauseNote(view, clock, parts)];
  const { zone, texts } = parts;
  const time = texts.instant(clock.pausedSince, zone);
  const reason = pauseReasonOf(clock, texts);
  const pause = view.pauses.find(
    (one) => one.reason === clock.pauseReason && one.by === clock.pausedBy,
  );
  const endsAt = pause?.endsAt ?? null;
  return [
    clock.pausedBy === null
      ? texts.t("card.pausedSince", { time, reason })
      : texts.t("card.pausedBy", { by: clock.pausedBy, time, reason }),
    endsAt === null ? null : texts.t("card.pauseEnds", { time: texts.instant(endsAt, zone) }),
  ];
}

/** Only on clocks that had stood still for it. */
function endedPauseNote(
  { endedPause, policy }: TicketView,
  { kind }: Clock,
  { zone, texts }: NoteParts,
): string | null {
  if (endedPause === null) return null;
  if (!clockRuleOf(policy, kind).pausedBy.includes(endedPause.reason)) return null;
  const { by, endsAt } = endedPause;
  return texts.t("card.pauseEnded", { by, time: texts.instant(endsAt, zone) });
}

/** Of a ticket older than what is known of it. */
function sinceNote(view: TicketView, clock: Clock, { zone, texts }: NoteParts): string | null {
  const knownSince = view.row?.ticket.knownSince ?? null;
  if (knownSince === null || clock.startedAt !== knownSince) return null;
  return texts.t("card.countedSince", { time: texts.instant(knownSince, zone) });
}

import type { Clock } from "../../domain/sla/clock.ts";
import { outcomeOf } from "../../domain/sla/clock-outcome.ts";
import { countByMonth, medianByMonth, monthsUntil } from "../../domain/tiering/customer-file.ts";
import { addDays, dateAt, midnightOf } from "../../domain/time/zone.ts";
import type { KnownTicket } from "./customer-file-items.ts";
import type { FileFigures, FileItem, FileMonths } from "./customer-file-view.ts";

/** A clock of a department is its own promise, not one to the customer. */
const INTERNAL = "department_response";
const MONTHS_SHOWN = 6;

export function figuresOf(
  items: readonly FileItem[],
  tickets: readonly KnownTicket[],
  now: number,
): FileFigures {
  const outcomes = tickets
    .flatMap(({ row }) => promisesOf(row.clocks))
    .map((c) => outcomeOf(c, now));
  const won = items.flatMap((item) =>
    item.kind === "purchase" && item.deal.state === "won" ? [item.deal.amount ?? 0] : [],
  );
  const touches = items.flatMap((item) =>
    item.kind === "touch" && item.at <= now ? [item.at] : [],
  );
  return {
    tickets: tickets.length,
    met: outcomes.filter((outcome) => outcome === "met").length,
    breached: outcomes.filter((outcome) => outcome === "breached").length,
    repeats: tickets.filter(({ isRepeated }) => isRepeated).length,
    uncategorised: tickets.filter(({ category }) => category === null).length,
    purchases: won.length === 0 ? null : won.reduce((sum, amount) => sum + amount, 0),
    lastTouchAt: touches.length === 0 ? null : Math.max(...touches),
  };
}

/** Clocks count in the month in which they ended, or in which they were broken. */
export function monthsOf(
  items: readonly FileItem[],
  { zone, now }: { readonly zone: string; readonly now: number },
): FileMonths {
  const months = monthsUntil(dateAt(zone, now), MONTHS_SHOWN);
  const monthOf = monthsIn(zone, months);
  const count = (instants: readonly number[]) => countByMonth(instants, months, monthOf);
  const clocks = items.flatMap((item) =>
    item.kind === "ticket" || item.kind === "complaint" ? promisesOf(item.row.clocks) : [],
  );
  return {
    months,
    tickets: count(instantsOf(items, ["ticket", "complaint"])),
    touches: count(instantsOf(items, ["touch"])),
    met: count(clocks.flatMap((clock) => (outcomeOf(clock, now) === "met" ? whenOf(clock) : []))),
    breached: count(
      clocks.flatMap((clock) => (outcomeOf(clock, now) === "breached" ? whenOf(clock) : [])),
    ),
    firstResponseMs: medianByMonth(usedBy(clocks, "first_response"), months, monthOf),
    nextReplyMs: medianByMonth(usedBy(clocks, "next_reply"), months, monthOf),
  };
}

/**
 * Says in which of some months, one after the other, an instant of a zone is; empty for one outside. The
 * zone is only asked where months begin: a customer may have hundreds of instants.
 */
function monthsIn(zone: string, months: readonly string[]): (at: number) => string {
  const beginOf = (month: string): number => midnightOf(zone, `${month}-01`);
  const begins = months.map(beginOf);
  const last = months.at(-1);
  // The 32nd day of a month is one of the next.
  const end = last === undefined ? 0 : beginOf(addDays(`${last}-01`, 31).slice(0, 7));
  return (at) => (at >= end ? "" : (months[begins.findLastIndex((begin) => begin <= at)] ?? ""));
}

export function promisesOf(clocks: readonly Clock[]): readonly Clock[] {
  return clocks.filter(({ kind }) => kind !== INTERNAL);
}

/** What answers took, with when they were given; a ticket that went away has none. */
function usedBy(clocks: readonly Clock[], wanted: Clock["kind"]) {
  return clocks.flatMap(({ kind, state, endedAt, usedMs }) =>
    kind === wanted && endedAt !== null && state !== "cancelled"
      ? [{ at: endedAt, value: usedMs }]
      : [],
  );
}

function instantsOf(
  items: readonly FileItem[],
  kinds: readonly FileItem["kind"][],
): readonly number[] {
  return items.filter(({ kind }) => kinds.includes(kind)).map(({ at }) => at);
}

function whenOf({ breachedAt, dueAt, endedAt }: Clock): readonly number[] {
  return [breachedAt ?? endedAt ?? dueAt].filter((at) => at !== null);
}

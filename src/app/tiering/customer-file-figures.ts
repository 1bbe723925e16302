import type { Clock } from "../../domain/sla/clock.ts";
import { outcomeOf } from "../../domain/sla/clock-outcome.ts";
import { countByMonth, monthsUntil } from "../../domain/tiering/customer-file.ts";
import { dateAt } from "../../domain/time/zone.ts";
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
  const count = (instants: readonly number[]) =>
    countByMonth(instants, months, (at) => dateAt(zone, at).slice(0, 7));
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
  };
}

export function promisesOf(clocks: readonly Clock[]): readonly Clock[] {
  return clocks.filter(({ kind }) => kind !== INTERNAL);
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

import { departmentsOf } from "../../domain/escalation/route.ts";
import type { Rules } from "../../domain/governance/rules.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import { runsOf } from "../../domain/sla/evaluate.ts";
import { lifeOf } from "../../domain/sla/life.ts";
import { type Circumstances, versionAt } from "../../domain/sla/stretches.ts";
import type { Ticket } from "../../domain/sla/ticket.ts";
import { traitsAt } from "../../domain/sla/traits.ts";
import type { WeekHour } from "../../domain/time/week-hour.ts";
import type { TicketHistory } from "../../ports/store.ts";

/** One clock with all that the tables of a replay ask for. */
export type PlacedClock = {
  readonly clock: Clock;
  readonly tier: string;
  readonly department: string;
  readonly weekHour: WeekHour;
};

export type ReplayedTicket = {
  readonly ticket: Ticket;
  readonly before: readonly PlacedClock[];
  readonly after: readonly PlacedClock[];
  readonly departmentClocks: number;
};

export type ReplayRules = {
  /** Of a recorded version. */
  readonly rulesOf: (version: number) => Rules;
  readonly draft: Rules;
  readonly closedStages: Circumstances["closedStages"];
  readonly weekHourOf: (zone: string, at: number) => WeekHour;
  readonly now: number;
};

/** One ticket as it is recorded, and as if the draft had governed it from its beginning. */
export function replayTicket(
  ticket: Ticket,
  history: TicketHistory,
  { rulesOf, draft, closedStages, weekHourOf, now }: ReplayRules,
): ReplayedTicket {
  const recorded = history.clocks.filter(({ kind }) => kind !== "department_response");
  const life = lifeOf(
    { ...ticket, policies: [] },
    {
      firstVersion: draft.version,
      rulesOf: () => draft,
      closedStages,
      now: lastInstantOf(history, now),
    },
  );
  const governing = (at: number) => rulesOf(versionAt(ticket, history.policyVersion, at));
  const place = createPlaces(ticket, weekHourOf);
  return {
    ticket,
    before: recorded.map((clock) => place(clock, governing(clock.startedAt))),
    after: runsOf(life).map(({ clock }) => place(clock, draft)),
    departmentClocks: history.clocks.length - recorded.length,
  };
}

/** The last instant at which what is recorded still holds: from then on a sweep is due. */
function lastInstantOf({ evaluatedAt, nextDueAt }: TicketHistory, now: number): number {
  return Math.max(evaluatedAt, nextDueAt === null ? now : Math.min(now, nextDueAt - 1));
}

type Placed = Pick<PlacedClock, "tier" | "department">;

/** Most clocks of a ticket start with it. */
function createPlaces(ticket: Ticket, weekHourOf: ReplayRules["weekHourOf"]) {
  const known = new Map<Rules, Map<number, Placed>>();
  return (clock: Clock, rules: Rules): PlacedClock => {
    const { startedAt: at } = clock;
    const byStart = known.get(rules) ?? new Map<number, Placed>();
    known.set(rules, byStart);
    const placed = byStart.get(at) ?? placeOf(ticket, rules, at);
    byStart.set(at, placed);
    return { clock, ...placed, weekHour: weekHourOf(zoneOf(clock, rules), at) };
  };
}

function placeOf(ticket: Ticket, rules: Rules, at: number): Placed {
  const traits = traitsAt(ticket, rules.policy, at);
  const [department] = departmentsOf({ rules, traits }, at);
  return { tier: traits.tier, department: department?.id ?? "" };
}

/** A clock may have come under another policy on its way: then the first calendar's zone will do. */
function zoneOf({ calendarId }: Clock, { policy: { calendars } }: Rules): string {
  const calendar = calendars.find(({ id }) => id === calendarId) ?? calendars[0];
  return calendar?.zone ?? "UTC";
}

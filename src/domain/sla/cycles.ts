import type { ComplaintFact } from "../complaints/complaint-fact.ts";
import { type ClockKind, clockRuleOf, type Milestone } from "../governance/clock-rules.ts";
import { invariant } from "../invariant.ts";
import { outlastsClosing } from "./complaint-of.ts";
import { type Life, type Spell, spellsWhere } from "./life.ts";
import { milestoneInstants } from "./milestones.ts";
import { isSettled } from "./stretches.ts";

/** Cycles kept of one kind; of a ticket with more, the newest are. */
const MAX_CYCLES = 1_000;

/** One measurement: from what made the promise to what kept it. */
export type Cycle = {
  /** 1 for the first of its kind. */
  readonly cycle: number;
  readonly from: number;
  /** When it was done or cancelled; null while neither. */
  readonly endedAt: number | null;
  readonly isCancelled: boolean;
  /** Replaces the target's duration after the ticket was opened again; null otherwise. */
  readonly durationMinutes: number | null;
};

type Measured = Pick<Cycle, "from" | "endedAt"> & Partial<Cycle>;

/**
 * The cycles of one kind, oldest first. Those of `department_response` are made of cases, see
 * `department-clocks.ts`.
 */
export function cyclesOf(kind: Exclude<ClockKind, "department_response">, life: Life): Cycle[] {
  const goneAt = goneBy(life);
  return measuredOf(kind, life)
    .filter((cycle) => goneAt === null || cycle.from <= goneAt)
    .map((cycle, index) => numbered(cycle, index, goneAt))
    .slice(-MAX_CYCLES);
}

export function goneBy({ ticket, now }: Life): number | null {
  return ticket.gone !== null && ticket.gone.at <= now ? ticket.gone.at : null;
}

/** A ticket that goes away takes with it what was not done before. */
function numbered(measured: Measured, index: number, goneAt: number | null): Cycle {
  const cycle = { cycle: index + 1, isCancelled: false, durationMinutes: null, ...measured };
  if (goneAt === null || (cycle.endedAt !== null && cycle.endedAt <= goneAt)) return cycle;
  return { ...cycle, endedAt: goneAt, isCancelled: true };
}

function measuredOf(kind: Exclude<ClockKind, "department_response">, life: Life): Measured[] {
  switch (kind) {
    case "first_response":
      return firstResponse(life);
    case "next_reply":
      return nextReplies(life);
    case "update":
      return updates(life);
    case "on_site_arrival":
      return arrival(life);
    case "resolution":
      return resolutions(life);
    case "complaint_ack":
      return complaints(complaintSpells(life), (from) =>
        earliest([
          ...life.outward.filter((at) => at >= from),
          ...factsFrom(life, from, ["acknowledged", "answered"]),
          ...closedFrom(life, from),
        ]),
      );
    case "complaint_answer":
      return complaints(answerSpells(life), (from) =>
        earliest([
          ...reachedInstants(life, "complaint_answered").filter((at) => at >= from),
          ...finalAnswers(life).filter((at) => at >= from),
          ...closedFrom(life, from)
            .slice(-1)
            .filter(() => life.closings.at(-1)?.to === null),
        ]),
      );
  }
}

/** When the promise of a kind began to count; null when it has not yet. */
function startOf(life: Life, kind: ClockKind): number | null {
  const [first] = life.stretches;
  if (first === undefined || first.from > life.now) return null;
  if (clockRuleOf(first.rules.policy, kind).start === "created") return first.from;
  const [arrivedAt] = reachedInstants(life, "device_arrived");
  return arrivedAt === undefined ? null : Math.max(arrivedAt, first.from);
}

/** Told by what any of its policies calls so; by one that was applied later only from then on. */
function reachedInstants({ ticket, stretches, now }: Life, milestone: Milestone): number[] {
  const policies = new Map(
    stretches.toReversed().map(({ rules, from }) => [rules.policy, from] as const),
  );
  const [first] = stretches;
  return [...policies]
    .flatMap(([policy, from]) =>
      milestoneInstants(ticket, policy, milestone).map((at) =>
        policy === first?.rules.policy ? at : Math.max(at, from),
      ),
    )
    .filter((at) => at <= now)
    .sort((a, b) => a - b);
}

/** The first answer; a ticket closed without one counts as answered by its closing. */
function firstResponse(life: Life): Measured[] {
  const from = startOf(life, "first_response");
  return from === null ? [] : [{ from, endedAt: answeredAt(life) }];
}

function answeredAt({ outward, closings }: Life): number | null {
  return earliest([...outward.slice(0, 1), ...closings.slice(0, 1).map((closing) => closing.from)]);
}

type Turn = { readonly at: number; readonly kind: "customer" | "outward" | "closed" | "reopened" };

/** At one instant the customer's words come before the answer to them, as they do in this list. */
function turnsOf({ customerReplies, outward, closings }: Life): readonly Turn[] {
  const turns: Turn[] = [
    ...customerReplies.map((at) => ({ at, kind: "customer" as const })),
    ...outward.map((at) => ({ at, kind: "outward" as const })),
    ...closings.map(({ from }) => ({ at: from, kind: "closed" as const })),
    ...closings.flatMap(({ to }) => (to === null ? [] : [{ at: to, kind: "reopened" as const }])),
  ];
  return turns.sort((a, b) => a.at - b.at);
}

/** Runs from the first message that a rep has not answered yet; before the first answer none does. */
function nextReplies(life: Life): Measured[] {
  const answered = answeredAt(life);
  if (answered === null) return [];
  const cycles: Measured[] = [];
  let pending: number | null = null;
  for (const { at, kind } of turnsOf(life)) {
    if (kind === "customer") {
      if (at > answered) pending ??= at;
    } else if (kind !== "reopened" && pending !== null) {
      cycles.push({ from: pending, endedAt: at });
      pending = null;
    }
  }
  return pending === null ? cycles : [...cycles, { from: pending, endedAt: null }];
}

/** The customer hears from a rep at least so often while the ticket is open. */
function updates(life: Life): Measured[] {
  const cycles: Measured[] = [];
  let last: number | null = null;
  let isOpen = true;
  const [firstAnswerAt = Number.POSITIVE_INFINITY] = life.outward;
  for (const { at, kind } of turnsOf(life)) {
    if (kind === "customer") continue;
    if (last !== null && last < at) cycles.push({ from: last, endedAt: at });
    isOpen = kind === "outward" ? isOpen : kind === "reopened";
    last = isOpen && at >= firstAnswerAt ? at : null;
  }
  return last === null ? cycles : [...cycles, { from: last, endedAt: null }];
}

/** A ticket closed without a visit needed none. */
function arrival(life: Life): Measured[] {
  const from = startOf(life, "on_site_arrival");
  if (from === null) return [];
  const [arrivedAt] = reachedInstants(life, "arrived_on_site");
  if (arrivedAt !== undefined) return [{ from, endedAt: arrivedAt }];
  const last = life.closings.at(-1);
  const isClosed = last !== undefined && last.to === null;
  return [{ from, endedAt: isClosed ? last.from : null, isCancelled: isClosed }];
}

/** Ends with the last settling, unless the policy starts anew when the ticket is opened again. */
function resolutions(life: Life): Measured[] {
  const start = startOf(life, "resolution");
  if (start === null) return [];
  const cycles: Measured[] = [];
  let current: Measured = { from: start, endedAt: null };
  for (const { from, to } of spellsWhere(life, isSettled)) {
    if (to !== null && to <= start) continue;
    current = { ...current, endedAt: Math.max(from, start) };
    if (to === null) break;
    const rule = reopenRuleAt(life, to);
    if (rule === "go_on") current = { ...current, endedAt: null };
    else {
      cycles.push(current);
      const durationMinutes = rule === "start_anew" ? null : rule.durationMinutes;
      current = { from: to, endedAt: null, durationMinutes };
    }
  }
  return [...cycles, current];
}

function reopenRuleAt({ stretches }: Life, at: number) {
  const stretch = stretches.findLast((candidate) => candidate.from <= at);
  invariant(stretch !== undefined, "a ticket is opened again within its life");
  return clockRuleOf(stretch.rules.policy, "resolution").reopen;
}

/** A cycle for each time that the ticket became a complaint; what is no complaint after all is cancelled. */
function complaints(spells: readonly Spell[], doneAt: (from: number) => number | null): Measured[] {
  return spells.map(({ from, to }): Measured => {
    const done = doneAt(from);
    if (done !== null && (to === null || done <= to)) return { from, endedAt: done };
    return { from, endedAt: to, isCancelled: to !== null };
  });
}

function complaintSpells(life: Life): readonly Spell[] {
  return spellsWhere(life, ({ traits }) => traits.complaintBy !== null);
}

/** An answer is owed anew each time that a complaint is opened again. */
function answerSpells(life: Life): readonly Spell[] {
  const reopenings = life.complaint?.reopenings ?? [];
  return complaintSpells(life).flatMap(({ from, to }) => {
    const cuts = reopenings
      .map(({ at }) => at)
      .filter((at) => at > from && (to === null || at < to));
    return [from, ...cuts].map((start, index) => ({ from: start, to: cuts[index] ?? to }));
  });
}

function factsFrom(life: Life, from: number, kinds: readonly ComplaintFact["kind"][]): number[] {
  return life.ticket.complaintMarks
    .filter(({ at, fact }) => at >= from && at <= life.now && kinds.includes(fact.kind))
    .map(({ at }) => at);
}

function finalAnswers({ complaint }: Life): readonly number[] {
  return [complaint]
    .filter((one) => one !== null)
    .flatMap(({ answers }) => answers)
    .filter(({ stage }) => stage === "final")
    .map(({ at }) => at);
}

/** Closings at `from` or later that end a complaint, as instants not before it. */
function closedFrom(life: Life, from: number): number[] {
  return life.closings
    .filter((closing: Spell) => closing.to === null || closing.to > from)
    .map((closing) => Math.max(closing.from, from))
    .filter((at) => !outlastsClosing(life, at));
}

function earliest(instants: readonly number[]): number | null {
  return instants.length === 0 ? null : Math.min(...instants);
}

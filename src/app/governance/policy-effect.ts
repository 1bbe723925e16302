import { keyOfTarget } from "../../domain/governance/policy-lists.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import type { Life } from "../../domain/sla/life.ts";
import { targetOf } from "../../domain/sla/target.ts";
import type { TicketRow } from "../../ports/store.ts";

/** Changes that are told one by one; all are counted. */
const EXAMPLES = 20;

/** How the due time of a clock moves; `started` and `dropped` are clocks that only one side has. */
export type Move = "earlier" | "later" | "at_once" | "started" | "dropped";

export type MovedClock = {
  readonly ticketId: string;
  readonly subject: string;
  readonly kind: Clock["kind"];
  readonly move: Move;
  readonly dueBefore: number | null;
  readonly dueAfter: number | null;
};

/** What a policy would change on the tickets that are open. */
export type PolicyEffect = {
  /** Open tickets that it would govern from now on. */
  readonly tickets: number;
  readonly moves: Readonly<Record<Move, number>>;
  readonly examples: readonly MovedClock[];
  /** Of these tickets those with an open clock that a target governs or would govern, by `keyOfTarget`. */
  readonly byTarget: Readonly<Record<string, number>>;
};

export const unchanged: PolicyEffect = {
  tickets: 0,
  moves: { earlier: 0, later: 0, at_once: 0, started: 0, dropped: 0 },
  examples: [],
  byTarget: {},
};

export type EffectSide = { readonly row: TicketRow; readonly life: Life };
type Sides = { readonly before: EffectSide; readonly after: EffectSide; readonly now: number };

export function addEffect(effect: PolicyEffect, sides: Sides): PolicyEffect {
  const { before, after, now } = sides;
  const moved = movedClocks({ before: before.row, after: after.row, now });
  const byTarget = { ...effect.byTarget };
  for (const key of new Set([...targetsOf(before), ...targetsOf(after)])) {
    byTarget[key] = (byTarget[key] ?? 0) + 1;
  }
  const moves = { ...effect.moves };
  for (const { move } of moved) moves[move] += 1;
  return {
    tickets: effect.tickets + 1,
    moves,
    byTarget,
    examples: [...effect.examples, ...moved].slice(0, EXAMPLES),
  };
}

/** The targets by which open clocks count at the end of a life so far. */
function targetsOf({ row, life }: EffectSide): readonly string[] {
  const stretch = life.stretches.findLast(({ from }) => from <= life.now);
  if (stretch === undefined) return [];
  const kinds = [...openClocks(row).values()].map(({ kind }) => kind);
  return kinds.flatMap((kind) => {
    const match = targetOf(stretch.rules.policy, kind, stretch.traits);
    return match === null ? [] : [keyOfTarget(match.target)];
  });
}

type Rows = { readonly before: TicketRow; readonly after: TicketRow; readonly now: number };

function movedClocks({ before, after, now }: Rows): readonly MovedClock[] {
  const { ticketId, subject } = after.ticket;
  const [was, is] = [openClocks(before), openClocks(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [one, other] = [was.get(key), is.get(key)];
    const kind = (one ?? other)?.kind;
    const move = moveOf(one, other, now);
    if (kind === undefined || move === null) return [];
    const due = { dueBefore: one?.dueAt ?? null, dueAfter: other?.dueAt ?? null };
    return [{ ticketId, subject, kind, move, ...due }];
  });
}

function openClocks({ clocks }: TicketRow): ReadonlyMap<string, Clock> {
  const open = clocks.filter(({ endedAt }) => endedAt === null);
  return new Map(open.map((clock) => [`${clock.kind} ${clock.cycle}`, clock]));
}

function moveOf(was: Clock | undefined, is: Clock | undefined, now: number): Move | null {
  if (is === undefined) return "dropped";
  if (was === undefined) return "started";
  const [before, after] = [was.dueAt, is.dueAt];
  if (before === after || before === null || after === null) return null;
  if (after <= now && before > now) return "at_once";
  return after < before ? "earlier" : "later";
}

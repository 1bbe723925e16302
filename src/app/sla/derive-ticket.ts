import type { EscalationCase } from "../../domain/escalation/case.ts";
import type { CaseAct } from "../../domain/escalation/case-act.ts";
import { departmentClocks } from "../../domain/escalation/department-clocks.ts";
import { deriveCases } from "../../domain/escalation/derive-cases.ts";
import type { Place } from "../../domain/escalation/route.ts";
import type { Rules } from "../../domain/governance/rules.ts";
import { invariant } from "../../domain/invariant.ts";
import { closedSince, type Evaluation, evaluate } from "../../domain/sla/evaluate.ts";
import { foldTicket } from "../../domain/sla/fold-ticket.ts";
import { type Life, lifeOf } from "../../domain/sla/life.ts";
import { versionAt } from "../../domain/sla/stretches.ts";
import type { TicketEvent } from "../../domain/sla/ticket-event.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { TicketRow } from "../../ports/store.ts";
import { withdrawUnfounded } from "../escalation/withdraw-unfounded.ts";
import { type EndedPause, newlyEndedPauses } from "./hand-pauses.ts";
import type { PortalContext } from "./portal-contexts.ts";

/** One ticket before and after, with all that follows from its facts. */
export type Derived = {
  readonly before: TicketRow | null;
  readonly after: TicketRow;
  readonly evaluation: Evaluation;
  /** What governs it now. */
  readonly rules: Rules;
  /** Since when it was and is closed; null while open. */
  readonly closed: { readonly before: number | null; readonly after: number | null };
  /** Pauses by hand that reached their limit since it was looked at last. */
  readonly endedPauses: readonly EndedPause[];
  readonly cases: readonly EscalationCase[];
  readonly casesBefore: readonly CaseRow[];
};

/** All that is stored about one ticket. */
export type DerivationBasis = {
  readonly ticketId: string;
  readonly events: readonly TicketEvent[];
  readonly before: TicketRow | null;
  readonly acts: readonly CaseAct[];
  readonly casesBefore: readonly CaseRow[];
  readonly now: number;
};

/** What follows from the stored facts of one ticket; writes nothing. */
export async function deriveTicket(
  context: PortalContext,
  basis: DerivationBasis,
): Promise<Derived> {
  const { before } = basis;
  // Clocks of processes differ: what has come true for one of them is not taken back by another.
  const now = Math.max(basis.now, before?.evaluatedAt ?? 0);
  // A promise keeps its policy version: only a ticket that was never evaluated takes the current one.
  const firstVersion = before?.policyVersion ?? context.current.version;
  const ticket = foldTicket(basis.ticketId, basis.events);
  const circumstances = await context.circumstances(ticket, firstVersion, now);
  const evaluation = evaluate(ticket, circumstances);
  const { life } = evaluation;
  const cases = deriveCases({
    ticket,
    evaluation,
    complaint: life.complaint,
    acts: basis.acts,
    placeAt: (at) => placeAt(life, at),
    changesAt: life.stretches.map(({ from }) => from),
    // A press may have been noted by a clock that is ahead.
    now: Math.max(now, ...basis.acts.map((act) => act.at)),
  });
  const departments = departmentClocks(life, cases);
  const lifeBefore = before && lifeOf(before.ticket, { ...circumstances, now: before.evaluatedAt });
  return {
    before,
    after: {
      ticket,
      policyVersion: firstVersion,
      clocks: [...evaluation.clocks, ...departments.map(({ clock }) => clock)],
      complaint: life.complaint,
      nextDueAt: earliest([
        evaluation.nextDueAt,
        ...departments.map(({ nextAt }) => nextAt),
        ...cases.map(({ ladder }) => ladder.nextAt),
      ]),
      dataAt: Math.max(0, ...basis.events.map((event) => event.occurredAt)),
      evaluatedAt: now,
    },
    evaluation,
    rules: circumstances.rulesOf(versionAt(ticket, firstVersion, now)),
    closed: {
      before: lifeBefore && closedSince(lifeBefore),
      after: closedSince(life),
    },
    endedPauses: newlyEndedPauses(lifeBefore, life),
    cases: withdrawUnfounded(cases, basis.casesBefore, now),
    casesBefore: basis.casesBefore,
  };
}

/** What is told of before the beginning, e.g. an act noted by a clock that is behind, falls on it. */
function placeAt({ stretches }: Life, at: number): Place {
  const stretch = stretches.findLast(({ from }) => from <= at) ?? stretches[0];
  invariant(stretch !== undefined, "a ticket that has a case has a beginning");
  return stretch;
}

function earliest(instants: readonly (number | null)[]): number | null {
  const known = instants.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}

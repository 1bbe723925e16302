import type { ClockKind } from "../governance/clock-rules.ts";
import type { Completion, Evaluation } from "../sla/evaluate.ts";
import type { Ticket } from "../sla/ticket.ts";
import type { CaseAct, CaseStep, EscalationCase } from "./case.ts";

export type CaseFacts = {
  readonly ticket: Ticket;
  readonly evaluation: Pick<Evaluation, "decisions" | "completions" | "closings">;
  /** What people did to cases of this ticket. */
  readonly acts: readonly CaseAct[];
  /** Id of the department that the ticket went to at an instant: a case stays where it was opened. */
  readonly departmentAt: (at: number) => string;
  readonly now: number;
};

type Happening = { readonly at: number } & (
  | { readonly kind: "decision"; readonly trigger: EscalationCase["triggers"][number] }
  | { readonly kind: "act"; readonly act: CaseAct }
  | { readonly kind: "completed"; readonly clock: ClockKind }
  | { readonly kind: "closed" }
  | { readonly kind: "gone"; readonly reason: string }
);

/** At one instant what ends a case comes last, so that a breach on the way is never lost. */
const ORDER = { decision: 0, act: 1, completed: 2, closed: 3, gone: 4 } as const;

/**
 * The cases of one ticket, from its decisions and from what people did: a warning or breach opens a
 * case, or joins the one that is open; the next one after an end opens the next case.
 */
export function deriveCases(facts: CaseFacts): readonly EscalationCase[] {
  const ended: EscalationCase[] = [];
  let active: EscalationCase | null = null;
  for (const happening of happeningsOf(facts)) {
    if (active !== null) active = continued(active, happening, facts.evaluation.completions);
    else if (happening.kind === "decision") {
      active = opened(facts, ended.length + 1, happening.trigger);
    }
    if (active !== null && active.endedAt !== null) {
      ended.push(active);
      active = null;
    }
  }
  return active === null ? ended : [...ended, active];
}

function happeningsOf({ ticket, evaluation, acts, now }: CaseFacts): Happening[] {
  const happenings: Happening[] = [
    ...evaluation.decisions.map((decision) => ({
      kind: "decision" as const,
      at: decision.at,
      trigger: decision,
    })),
    ...acts.map((act) => ({ kind: "act" as const, at: act.at, act })),
    ...evaluation.closings.map((closing) => ({ kind: "closed" as const, at: closing.from })),
    ...evaluation.completions
      .filter(({ at }) => !evaluation.closings.some((closing) => closing.from === at))
      .map(({ at, clock }) => ({ kind: "completed" as const, at, clock })),
    ...(ticket.gone === null
      ? []
      : [{ kind: "gone" as const, at: ticket.gone.at, reason: `ticket_${ticket.gone.reason}` }]),
  ];
  return happenings
    .filter((happening) => happening.at <= now)
    .sort((a, b) => a.at - b.at || ORDER[a.kind] - ORDER[b.kind]);
}

function opened(
  facts: CaseFacts,
  ordinal: number,
  trigger: EscalationCase["triggers"][number],
): EscalationCase {
  return {
    caseId: `${facts.ticket.ticketId}-${ordinal}`,
    ticketId: facts.ticket.ticketId,
    department: facts.departmentAt(trigger.at),
    state: "open",
    openedAt: trigger.at,
    endedAt: null,
    triggers: [trigger],
    steps: [
      { act: "opened", by: null, at: trigger.at, reason: `${trigger.clock}_${trigger.kind}` },
    ],
  };
}

function continued(
  open: EscalationCase,
  happening: Happening,
  completions: readonly Completion[],
): EscalationCase {
  switch (happening.kind) {
    case "decision":
      return { ...open, triggers: [...open.triggers, happening.trigger] };
    case "act":
      return happening.act.caseId === open.caseId ? acted(open, happening.act) : open;
    case "completed":
      return isAllDone(open, happening.at, completions)
        ? endedBy(open, endByWork(open, happening.at, COMPLETION_REASONS[happening.clock]))
        : open;
    case "closed":
      return endedBy(open, endByWork(open, happening.at, "ticket_closed"));
    case "gone":
      return endedBy(open, {
        act: "withdrawn",
        by: null,
        at: happening.at,
        reason: happening.reason,
      });
  }
}

/** Closing ends every clock at once and says so itself. */
const COMPLETION_REASONS: Readonly<Record<ClockKind, string>> = {
  first_response: "answered",
  next_reply: "answered",
  update: "answered",
  on_site_arrival: "arrived",
  resolution: "solved",
  complaint_ack: "answered",
  complaint_answer: "complaint_answered",
  department_response: "answered",
};

function isAllDone(open: EscalationCase, by: number, completions: readonly Completion[]): boolean {
  return open.triggers.every((trigger) =>
    completions.some(
      ({ at, clock, cycle }) =>
        clock === trigger.clock && cycle === trigger.cycle && at >= trigger.at && at <= by,
    ),
  );
}

/** The first who takes it has it; a second press changes nothing. */
function acted(open: EscalationCase, act: CaseAct): EscalationCase {
  const step: CaseStep = { act: act.act, by: act.by.name, at: act.at, reason: null };
  if (act.act === "resolved") return endedBy(open, step);
  if (open.state === "acknowledged") return open;
  return { ...open, state: "acknowledged", steps: [...open.steps, step] };
}

/** A broken promise that was made good is resolved; one that was kept after a warning is withdrawn. */
function endByWork(open: EscalationCase, at: number, reason: string): CaseStep {
  const wasBreached = open.triggers.some((trigger) => trigger.kind === "breach");
  return wasBreached
    ? { act: "resolved", by: null, at, reason }
    : { act: "withdrawn", by: null, at, reason: `${reason}_in_time` };
}

function endedBy(open: EscalationCase, step: CaseStep): EscalationCase {
  return {
    ...open,
    state: step.act === "resolved" ? "resolved" : "withdrawn",
    endedAt: step.at,
    steps: [...open.steps, step],
  };
}

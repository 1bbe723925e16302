import type { Complaint } from "../complaints/complaint.ts";
import type { ClockKind } from "../governance/clock-rules.ts";
import type { Completion, Evaluation } from "../sla/evaluate.ts";
import { answersOf } from "../sla/hand-logs.ts";
import { lowScoreIn } from "../sla/low-scores.ts";
import type { Ticket } from "../sla/ticket.ts";
import type { Trigger } from "./case.ts";
import type { CaseAct } from "./case-act.ts";
import type { Place } from "./route.ts";

export type CaseFacts = {
  readonly ticket: Ticket;
  readonly evaluation: Pick<Evaluation, "decisions" | "completions" | "closings">;
  /** Null where nothing says that the ticket might be one. */
  readonly complaint: Complaint | null;
  /** What people did to cases of this ticket. */
  readonly acts: readonly CaseAct[];
  /** What the ticket was, and which rules governed it, at an instant after its beginning. */
  readonly placeAt: (at: number) => Place;
  /** When that changed, the beginning first. */
  readonly changesAt: readonly number[];
  readonly now: number;
};

/** Something that a case of a ticket takes note of. */
export type Happening = { readonly at: number } & (
  | { readonly kind: "changed" }
  | { readonly kind: "trigger"; readonly trigger: Trigger }
  | { readonly kind: "act"; readonly act: CaseAct }
  | { readonly kind: "progress" }
  | { readonly kind: "completed"; readonly clock: ClockKind }
  | { readonly kind: "closed" }
  | { readonly kind: "complaint_closed" }
  | { readonly kind: "gone"; readonly reason: string }
);

/** At one instant what ends a case comes last, so that a breach on the way is never lost. */
const ORDER = {
  changed: 0,
  trigger: 1,
  act: 2,
  progress: 3,
  completed: 4,
  closed: 5,
  complaint_closed: 6,
  gone: 7,
} as const;

/** All that has happened by `now`, in order. */
export function happeningsOf(facts: CaseFacts): readonly Happening[] {
  const { ticket, acts, now } = facts;
  const happenings: Happening[] = [
    ...facts.changesAt.map((at) => ({ kind: "changed" as const, at })),
    ...triggersOf(facts).map((trigger) => ({ kind: "trigger" as const, at: trigger.at, trigger })),
    ...acts.map((act) => ({ kind: "act" as const, at: act.at, act })),
    ...[...answersOf(ticket), ...ticket.stages.map(({ at }) => at)].map((at) => ({
      kind: "progress" as const,
      at,
    })),
    ...endsOf(facts),
  ];
  return happenings
    .filter((happening) => happening.at <= now)
    .sort((a, b) => a.at - b.at || ORDER[a.kind] - ORDER[b.kind] || compareActs(a, b));
}

/** Two acts of one instant have an order that does not depend on which was told first. */
function compareActs(a: Happening, b: Happening): number {
  if (a.kind !== "act" || b.kind !== "act" || a.act.actKey === b.act.actKey) return 0;
  return a.act.actKey < b.act.actKey ? -1 : 1;
}

function endsOf({ ticket, evaluation, complaint }: CaseFacts): Happening[] {
  const { closings, completions } = evaluation;
  const isClosing = ({ at }: Completion) => closings.some((closing) => closing.from === at);
  return [
    ...closings.map((closing) => ({ kind: "closed" as const, at: closing.from })),
    ...completions
      .filter((completion) => !isClosing(completion))
      .map(({ at, clock }) => ({ kind: "completed" as const, at, clock })),
    ...(complaint?.episodes ?? []).flatMap(({ to }) =>
      to === null ? [] : [{ kind: "complaint_closed" as const, at: to }],
    ),
    ...(ticket.gone === null
      ? []
      : [{ kind: "gone" as const, at: ticket.gone.at, reason: `ticket_${ticket.gone.reason}` }]),
  ];
}

function triggersOf(facts: CaseFacts): readonly Trigger[] {
  return [...facts.evaluation.decisions, ...complaintsOf(facts), ...lowRatingsOf(facts)];
}

/**
 * The first time that the ticket is a complaint, and each time that a department is made responsible for
 * it, where complaints make a case.
 */
function complaintsOf({ ticket, changesAt, placeAt }: CaseFacts): Trigger[] {
  const at = changesAt.find((change) => {
    const { rules, traits } = placeAt(change);
    return rules.policy.caseTriggers.complaints && traits.complaintBy !== null;
  });
  if (at === undefined) return [];
  const named = ticket.complaintMarks.flatMap((mark): Trigger[] => {
    if (mark.fact.kind !== "confirmed" || mark.fact.department === null) return [];
    return [{ kind: "complaint", at: Math.max(mark.at, at), department: mark.fact.department }];
  });
  return named.some((trigger) => trigger.at === at) ? named : [{ kind: "complaint", at }, ...named];
}

function lowRatingsOf({ ticket, placeAt, changesAt }: CaseFacts): Trigger[] {
  const [beginning = Number.POSITIVE_INFINITY] = changesAt;
  return ticket.fields.flatMap(({ at, property, value }): Trigger[] => {
    if (at < beginning) return [];
    const score = lowScoreIn(placeAt(at).rules.policy, { property, value });
    return score === null ? [] : [{ kind: "low_rating", at, property, score }];
  });
}

import type { Complaint, ComplaintState, Missing, Proposal } from "./complaint.ts";
import { type ComplaintMark, isTakenUp } from "./complaint-fact.ts";

/** What a complaint is made of beside its own facts. All of it has happened by now. */
export type ComplaintBasis = {
  /** In any order; the same press may be there twice. */
  readonly marks: readonly ComplaintMark[];
  /** From when to when category or a property made the ticket one, in order; null when it still does. */
  readonly spells: readonly Span[];
  /** Proposals that follow from what the ticket says. */
  readonly proposals: readonly Proposal[];
  readonly closings: readonly Span[];
  /** Answers of a rep that went out, oldest first. */
  readonly outward: readonly number[];
  /** Whether a complaint that nobody has taken up needs an answer as well. */
  readonly answerRequired: boolean;
};

type Span = { readonly from: number; readonly to: number | null };

/** Null when nothing says that it might be one. The order of the facts makes no difference. */
export function foldComplaint(basis: ComplaintBasis): Complaint | null {
  const marks = inOrder(basis.marks);
  const [firstTakenUp] = marks.filter(isTakenUp);
  // What has ceased to be one before anybody took it up was none after all.
  const heldAt = firstTakenUp?.at ?? Number.POSITIVE_INFINITY;
  const spell = basis.spells.find(({ to }) => to === null || to >= heldAt);
  const beginnings = [firstTakenUp?.at, spell?.from].filter((at) => at !== undefined);
  const since = beginnings.length === 0 ? null : Math.min(...beginnings);
  const proposals = [...basis.proposals, ...marks.flatMap(proposalOf)].sort((a, b) => a.at - b.at);
  if (since === null && proposals.length === 0) return null;
  const episodes = since === null ? [] : [{ from: since, to: null }];
  const begun = { ...NOTHING, since, episodes };
  const told = happeningsOf(marks, basis.closings).reduce(apply, begun);
  const complaint = { ...told, proposals };
  if (since === null) return onlyProposed(complaint);
  const isGated = firstTakenUp !== undefined || basis.answerRequired;
  const run = isGated ? complaint : asItsTicket(complaint, basis);
  return shown(
    acknowledged(
      run,
      basis.outward.find((at) => at >= since),
    ),
  );
}

/** By time, then by what they say; each press once, as it was told first. */
function inOrder(marks: readonly ComplaintMark[]): readonly ComplaintMark[] {
  const sorted = [...marks].sort((a, b) => a.at - b.at || compareText(textOf(a), textOf(b)));
  return sorted.filter(
    (mark, index) => sorted.findIndex((other) => other.factKey === mark.factKey) === index,
  );
}

function textOf(mark: ComplaintMark): string {
  return `${mark.factKey} ${JSON.stringify(mark)}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function proposalOf({ at, fact }: ComplaintMark): readonly Proposal[] {
  if (fact.kind !== "proposed") return [];
  const { source, evidence } = fact;
  return [{ at, source, evidence }];
}

type Run = Omit<Complaint, "state" | "missing"> & { readonly isTicketClosed: boolean };

const NOTHING: Run = {
  proposals: [],
  dismissal: null,
  since: null,
  severity: null,
  department: null,
  text: "",
  acknowledgedAt: null,
  answers: [],
  outcome: null,
  closedAt: null,
  reopenings: [],
  episodes: [],
  leftOpenSince: null,
  isTicketClosed: false,
};

type Happening =
  | { readonly kind: "mark"; readonly at: number; readonly mark: ComplaintMark }
  | { readonly kind: "ticket_closed" | "ticket_opened"; readonly at: number };

/** At one instant what was done about the complaint comes before the closing of its ticket. */
function happeningsOf(
  marks: readonly ComplaintMark[],
  closings: readonly Span[],
): readonly Happening[] {
  const happenings: Happening[] = [
    ...marks.map((mark) => ({ kind: "mark" as const, at: mark.at, mark })),
    ...closings.flatMap(({ from, to }): Happening[] => [
      { kind: "ticket_closed", at: from },
      ...(to === null ? [] : [{ kind: "ticket_opened" as const, at: to }]),
    ]),
  ];
  return happenings.sort((a, b) => a.at - b.at);
}

function apply(run: Run, happening: Happening): Run {
  const { at } = happening;
  switch (happening.kind) {
    case "ticket_closed":
      return settled({ ...run, isTicketClosed: true, leftOpenSince: at }, at);
    case "ticket_opened":
      return { ...run, isTicketClosed: false, leftOpenSince: null };
    case "mark":
      return settled(marked(run, happening.mark), at);
  }
}

function marked(run: Run, { at, fact }: ComplaintMark): Run {
  switch (fact.kind) {
    case "proposed":
      return run;
    case "dismissed":
      return { ...run, dismissal: { at, reason: fact.reason, by: fact.by } };
    case "confirmed": {
      const { severity, department, text } = fact;
      return { ...run, severity, department, text };
    }
    case "acknowledged":
      return { ...run, acknowledgedAt: run.acknowledgedAt ?? at };
    case "answered": {
      const { stage, text, channel, by } = fact;
      return { ...run, answers: [...run.answers, { at, stage, text, channel, by }] };
    }
    case "concluded": {
      const { outcome, note, by } = fact;
      return run.closedAt === null ? { ...run, outcome: { at, outcome, note, by } } : run;
    }
    case "closed":
      return missingOf(run).length === 0 ? closed(run, at) : run;
    case "reopened": {
      if (run.closedAt === null) return run;
      const { reason, by } = fact;
      const reopenings = [...run.reopenings, { at, reason, by }];
      const leftOpenSince = run.isTicketClosed ? at : null;
      const episodes = [...run.episodes, { from: at, to: null }];
      return { ...run, closedAt: null, outcome: null, reopenings, episodes, leftOpenSince };
    }
  }
}

/** With its ticket closed, it ends as soon as nothing is missing. */
function settled(run: Run, at: number): Run {
  if (run.closedAt !== null || !run.isTicketClosed || missingOf(run).length > 0) return run;
  return closed(run, at);
}

function closed(run: Run, at: number): Run {
  if (run.closedAt !== null) return run;
  const episodes = run.episodes.map(({ from, to }) => ({ from, to: to ?? at }));
  return { ...run, closedAt: at, episodes };
}

/** An answer or an outcome of before it was opened again does not count. */
function missingOf({ answers, outcome, reopenings }: Run): readonly Missing[] {
  const openedAt = reopenings.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  const isAnswered = answers.some(({ stage, at }) => stage === "final" && at > openedAt);
  return [
    ...(outcome === null ? ["outcome" as const] : []),
    ...(isAnswered ? [] : ["final_answer" as const]),
  ];
}

/** What nobody has taken up ends with its ticket, and is open again with it. */
function asItsTicket(run: Run, { closings }: ComplaintBasis): Run {
  const last = closings.at(-1);
  const closedAt = last !== undefined && last.to === null ? last.from : null;
  const episodes = run.episodes.slice(0, 1).map(({ from }) => ({ from, to: closedAt }));
  return { ...run, closedAt, episodes };
}

/** An answer acknowledges it as well. */
function acknowledged(run: Run, outwardAt: number | undefined): Run {
  const instants = [run.acknowledgedAt, run.answers[0]?.at, outwardAt];
  const known = instants.filter((at) => at !== null && at !== undefined);
  return { ...run, acknowledgedAt: known.length === 0 ? null : Math.min(...known) };
}

function shown({ isTicketClosed: _isClosed, ...run }: Run): Complaint {
  const missing = missingOf({ ...run, isTicketClosed: false });
  const leftOpenSince = run.closedAt === null ? run.leftOpenSince : null;
  const state = stateOf(run, missing);
  return { ...run, state, missing: state === "closed" ? [] : missing, leftOpenSince };
}

function stateOf(
  { closedAt, acknowledgedAt }: Omit<Run, "isTicketClosed">,
  missing: readonly Missing[],
): ComplaintState {
  if (closedAt !== null) return "closed";
  if (!missing.includes("final_answer")) return "answered";
  return acknowledgedAt === null ? "open" : "acknowledged";
}

/** A proposal that is newer than the refusal of the ones before is one again. */
function onlyProposed({ dismissal, proposals }: Run): Complaint {
  const { isTicketClosed: _isClosed, ...nothing } = NOTHING;
  const isNewer = proposals.some(({ at }) => dismissal === null || at > dismissal.at);
  const state = isNewer ? "proposed" : "dismissed";
  return { ...nothing, state, proposals, dismissal, missing: [] };
}

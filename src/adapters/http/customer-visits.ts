import type { CustomerView } from "../../app/tiering/customer-view.ts";
import type { VisitAnswer } from "../../app/visits/visit-acts.ts";
import type { CardActAnswer } from "../../contract/card-api.ts";
import type { CustomerVisit, CustomerVisits } from "../../contract/customer-visits.ts";
import { VisitChannel } from "../../domain/governance/care.ts";
import { isHandOver } from "../../domain/visits/hand-over.ts";
import { Mood, type VisitOutcome } from "../../domain/visits/outcome.ts";
import { colourOf, type Shift, type VisitColour } from "../../domain/visits/visit.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import type { CardFormats } from "./card-formats.ts";
import type { CardTexts } from "./card-texts.ts";
import { presentHelp } from "./visit-help.ts";

const MAX_VISITS = 6;
const MAX_HISTORY = 4;
const MAX_SHIFTS_SHOWN = 3;
const MINUTE_MS = 60_000;

const VARIANTS: Readonly<Record<VisitColour, "success" | "warning" | "danger">> = {
  green: "success",
  yellow: "warning",
  red: "danger",
};

/** Everything that the card of a customer says of visits. */
export function presentVisits(
  view: CustomerView,
  texts: CardTexts,
  formats: CardFormats,
): CustomerVisits {
  const { t } = texts;
  const asked = view.outcomes.filter(({ told }) => told === null);
  const isAsked = ({ visitId, attempt, state }: VisitRow) =>
    state === "done" && asked.some((one) => one.visitId === visitId && one.attempt === attempt);
  const shown = view.visits
    .filter((visit) => visit.state === "planned" || isAsked(visit))
    .toSorted((a, b) => Number(isAsked(b)) - Number(isAsked(a)) || a.dueAt - b.dueAt)
    .slice(0, MAX_VISITS);
  const choices = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${group}.${value}`) }));
  return {
    visits: shown.map((visit) =>
      visitOf(view, texts, {
        visit,
        formats,
        outcome: asked.find((one) => isAsked(visit) && one.visitId === visit.visitId) ?? null,
      }),
    ),
    history: view.outcomes.flatMap((one) => historyOf(view, one, texts)).slice(0, MAX_HISTORY),
    reached: choices("visits.reached", ["yes", "no"]),
    moods: choices("visits.mood", Mood.options),
    replies: choices("visits.reply", ["yes", "no", "open"]),
    channels: choices("visitPlan.channel", VisitChannel.options),
    words: wordsOf(texts),
  };
}

type Shown = {
  readonly visit: VisitRow;
  readonly outcome: VisitOutcome | null;
  readonly formats: CardFormats;
};

function visitOf(view: CustomerView, texts: CardTexts, shown: Shown): CustomerVisit {
  const { visit, outcome, formats } = shown;
  const { t, day } = texts;
  const { about, script, letter } = presentHelp(view, visit, { texts, formats });
  const zone = zoneOf(view);
  const colour = colourOf(visit, texts.dateOf(view.now, zone));
  const owner = view.owners.find(({ ownerId }) => ownerId === visit.ownerId);
  const isDeleted = visit.state === "planned" && view.deletedTasks.includes(visit.visitId);
  return {
    visitId: visit.visitId,
    attempt: visit.attempt,
    kind: visit.kind,
    title: t("visits.title", {
      kind: t(`visitPlan.kind.${visit.kind}`),
      channel: t(`visitPlan.channel.${visit.channel}`),
      duration: texts.span(visit.durationMinutes * MINUTE_MS),
    }),
    when: texts.t("visits.when", { time: texts.instant(visit.dueAt, zone) }),
    window:
      visit.wantedDate === visit.latestDate
        ? t("visits.windowOfDay", { latest: day(visit.latestDate) })
        : t("visits.window", { wanted: day(visit.wantedDate), latest: day(visit.latestDate) }),
    colour: { label: t(`visits.colour.${colour}`), variant: VARIANTS[colour] },
    owner:
      visit.ownerId === null
        ? t("visits.unassigned")
        : t("visits.owner", { owner: owner?.name ?? visit.ownerId }),
    isAssigned: visit.ownerId !== null,
    why: [...about, ...whyOf(visit, view, texts)],
    isHeld: visit.state === "planned" && visit.suppressed !== null,
    script,
    letter,
    asks: outcome !== null ? "outcome" : isDeleted ? "deleted" : "nothing",
    notice: noticeOf({ outcome, isDeleted, zone }, texts),
  };
}

function whyOf(visit: VisitRow, view: CustomerView, texts: CardTexts): string[] {
  const { t, number } = texts;
  const { attempt, suppressed, reason } = visit;
  return [
    t(`visitPlan.reason.${reason}`),
    ...(attempt > 1
      ? [
          t("visits.attempt", {
            number: number(attempt),
            limit: number(view.policy.visits.retry.atMost),
          }),
        ]
      : []),
    ...(suppressed === null ? [] : [t(`visitPlan.suppressed.${suppressed.by}`)]),
    ...lastShifts(visit).map((shift) => shiftOf(shift, view, texts)),
  ];
}

/** What became of it last: in one night it may change hands and its day. */
function lastShifts({ shifts }: VisitRow): readonly Shift[] {
  const at = shifts.at(-1)?.at;
  return shifts.filter((shift) => shift.at === at).slice(-MAX_SHIFTS_SHOWN);
}

function shiftOf(shift: Shift, view: CustomerView, texts: CardTexts): string {
  return isHandOver(shift) ? handOverOf(shift, view, texts) : moveOf(shift, texts);
}

function handOverOf({ cause, by, fromOwnerId }: Shift, view: CustomerView, { t }: CardTexts) {
  const former = view.owners.find(({ ownerId }) => ownerId === fromOwnerId);
  const told = { owner: former?.name ?? fromOwnerId, cause: t(`visitPlan.shift.${cause}`) };
  const shift = t(fromOwnerId === null ? "visits.handOverOfNobody" : "visits.handOver", told);
  return by === undefined ? shift : t("visits.handOverBy", { shift, by: by.name });
}

function moveOf({ cause, fromDate, toDate, by, note }: Shift, texts: CardTexts): string {
  const { t, day } = texts;
  const told = { from: day(fromDate), to: day(toDate), cause: t(`visitPlan.shift.${cause}`) };
  const shift =
    by === undefined ? t("visits.shift", told) : t("visits.shiftBy", { ...told, by: by.name });
  return note === undefined ? shift : t("visits.shiftNote", { shift, note });
}

function noticeOf(
  asked: {
    readonly outcome: VisitOutcome | null;
    readonly isDeleted: boolean;
    readonly zone: string;
  },
  { t, instant }: CardTexts,
): CustomerVisit["notice"] {
  if (asked.outcome !== null) {
    const date = instant(asked.outcome.at, asked.zone);
    return { title: t("visits.asked.title"), text: t("visits.asked.text", { date }) };
  }
  if (!asked.isDeleted) return null;
  return { title: t("visits.deleted.title"), text: t("visits.deleted.text") };
}

function historyOf(view: CustomerView, outcome: VisitOutcome, texts: CardTexts): readonly string[] {
  const { told, at } = outcome;
  if (told === null) return [];
  const { t, day, dateOf } = texts;
  const { isReached, mood, promise } = told.form;
  const result = [
    t(`visits.reached.${isReached ? "yes" : "no"}`),
    ...(mood === null ? [] : [t(`visits.mood.${mood}`)]),
    ...(promise === null
      ? []
      : [t("visits.promised", { date: day(promise.byDate), text: promise.text })]),
  ];
  const date = day(dateOf(at, zoneOf(view)));
  return [t("visits.last", { date, result: result.join(" · "), by: told.by.name })];
}

export type ToldAct = "outcome" | "moved" | "skipped" | "lifted" | "again" | "planned";

/** What became of a press; after an outcome it says when the customer is visited next. */
export function presentVisitAct(
  answer: VisitAnswer,
  { act, view }: { readonly act: ToldAct; readonly view: CustomerView | null },
  texts: CardTexts,
): CardActAnswer {
  const { t, day } = texts;
  if (answer.outcome === "refused") {
    return { isDone: false, message: t(`visits.refused.${answer.reason}`) };
  }
  const date = day(answer.visit.dueDate);
  if (act !== "outcome") return { isDone: true, message: t(`visits.done.${act}`, { date }) };
  const { state } = answer.visit;
  if (state === "planned") return { isDone: true, message: t("visits.done.retry", { date }) };
  if (state === "skipped") return { isDone: true, message: t("visits.done.unreachable") };
  const next = (view?.visits ?? [])
    .filter((visit) => visit.state === "planned")
    .map(({ dueDate }) => dueDate)
    .toSorted()[0];
  const message =
    next === undefined ? t("visits.done.none") : t("visits.done.next", { date: day(next) });
  return { isDone: true, message };
}

function zoneOf({ policy, portal }: Pick<CustomerView, "policy" | "portal">): string {
  const calendar = policy.calendars.find(({ id }) => id === policy.visits.calendarId);
  return calendar?.zone ?? portal.timeZone;
}

function wordsOf({ t }: CardTexts): CustomerVisits["words"] {
  const word = (name: string) => t(`visits.words.${name}`);
  return {
    section: word("section"),
    none: word("none"),
    script: word("script"),
    letter: word("letter"),
    copy: word("copy"),
    copied: word("copied"),
    record: word("record"),
    reached: word("reached"),
    mood: word("mood"),
    opinion: word("opinion"),
    suggestion: word("suggestion"),
    nextStep: word("nextStep"),
    promise: word("promise"),
    promiseBy: word("promiseBy"),
    reply: word("reply"),
    submit: word("submit"),
    sent: word("sent"),
    change: word("change"),
    moveTo: word("moveTo"),
    move: word("move"),
    reason: word("reason"),
    skip: word("skip"),
    lift: word("lift"),
    liftReason: word("liftReason"),
    again: word("again"),
    plan: word("plan"),
    planOn: word("planOn"),
    channel: word("channel"),
    planSubmit: word("planSubmit"),
    history: word("history"),
    missing: word("missing"),
    failed: word("failed"),
  };
}

import { clockNames } from "../../messages/clock-names.ts";
import { timeSpan } from "../../messages/time-span.ts";
import type { Translate } from "../../messages/translate.ts";
import type { CaseNotice, CaseTold, NoticeBase } from "../../ports/notifier.ts";
import { listOf } from "./lists.ts";
import { withReason } from "./step-words.ts";
import { oneLine } from "./text.ts";

/** The sentences of a case message, before they become blocks. Pure. */

/** What a message about a case knows when it says what is wrong. */
export type SaidOfCase = Pick<NoticeBase, "language" | "now"> &
  Pick<CaseTold, "state" | "clocks" | "acts" | "trigger">;
type NoticeClock = CaseNotice["clocks"][number];

/** Priorities that HubSpot has from the start; a portal's own ones are shown as they are. */
const KNOWN_PRIORITIES: readonly string[] = ["LOW", "MEDIUM", "HIGH", "URGENT"];

/** What is wrong, e.g. `First response overdue`; once the case has ended, that it has. */
export function headlineOf(notice: SaidOfCase, t: Translate): string {
  const headline = troubleOf(notice, t);
  if (notice.state !== "resolved" && notice.state !== "withdrawn") return headline;
  return t(`slack.ended.${notice.state}`, { headline });
}

/** What people called for comes before what the clocks say: those have lines of their own. */
export function troubleOf(notice: SaidOfCase, t: Translate): string {
  const { trigger } = notice;
  switch (trigger.kind) {
    case "manual":
      return t(`slack.case.called.${trigger.reason}`);
    case "complaint":
      return t("slack.case.complaint");
    case "low_rating":
      return t("slack.case.lowRating", { score: trigger.score });
    case "warning":
    case "breach":
      return clockTroubleOf(notice, t);
  }
}

function clockTroubleOf(notice: SaidOfCase, t: Translate): string {
  const { kind, clocks } = clocksInTrouble(notice);
  if (clocks.length === 0) return t("slack.attention");
  const list = (names: readonly string[]) => listOf(names, notice.language);
  const kinds = clocks.map((clock) => clock.kind);
  return t(`slack.${kind}`, { clock: clockNames(kinds, { t, list }) });
}

/** Time left or overdue of the clock that the headline names first; null when nothing runs any more. */
export function urgencyOf(notice: SaidOfCase, t: Translate): string | null {
  const worst = worstClock(notice);
  const hasEnded = notice.state === "resolved" || notice.state === "withdrawn";
  return worst === null || hasEnded ? null : standingOf(worst, notice, t);
}

/** The clock that the headline names first, or would name. */
export function worstClock(notice: SaidOfCase): NoticeClock | null {
  return clocksInTrouble(notice).clocks[0] ?? null;
}

type Trouble = {
  readonly kind: "overdue" | "atRisk";
  readonly clocks: readonly NoticeClock[];
};

/** The overdue clocks; else those that were warned of; without a warning the one that is due first. */
function clocksInTrouble(notice: SaidOfCase): Trouble {
  const clocks = clocksThatMatter(notice);
  const overdue = clocks.filter((clock) => isOverdue(clock, notice.now));
  if (overdue.length > 0) return { kind: "overdue", clocks: overdue };
  const warned = clocks.filter((clock) =>
    notice.acts.some((act) => act.reason === `${clock.kind}_warning`),
  );
  if (warned.length > 0) return { kind: "atRisk", clocks: warned };
  const running = clocks.filter((clock) => clock.state === "running");
  const byDueTime = running.toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  return { kind: "atRisk", clocks: byDueTime.slice(0, 1) };
}

/** Nobody can do anything any more about a clock that has ended, unless the whole case has. */
function clocksThatMatter({ state, clocks }: SaidOfCase): readonly NoticeClock[] {
  if (state === "resolved" || state === "withdrawn") return clocks;
  const open = clocks.filter((clock) => (clock.endedAt ?? null) === null);
  return open.length > 0 ? open : clocks;
}

/** Done on the due instant is in time, so it is overdue one millisecond later. */
function isOverdue(clock: NoticeClock, now: number): boolean {
  if (clock.state === "breached") return true;
  return clock.state === "running" && clock.dueAt !== null && clock.dueAt < now;
}

/** How a clock stands: time left, time overdue, or the word for its state. */
export function standingOf(clock: NoticeClock, notice: SaidOfCase, t: Translate): string {
  const { dueAt } = clock;
  if (dueAt !== null && isOverdue(clock, notice.now)) {
    const endedAt = clock.endedAt ?? null;
    const span = timeSpan((endedAt ?? notice.now) - dueAt, notice.language);
    return t(endedAt === null ? "slack.overdueBy" : "slack.lateBy", { span });
  }
  if (dueAt !== null && clock.state === "running") {
    return t("slack.timeLeft", { span: timeSpan(dueAt - notice.now, notice.language) });
  }
  return t(`slack.clockState.${clock.state}`);
}

/** Name and tier of the customer, as far as they are known. */
export function customerOf(ticket: CaseNotice["ticket"], t: Translate): string {
  const name = oneLine(ticket.customerName ?? "") || t("slack.noCustomer");
  const tier = oneLine(ticket.tierLabel ?? "");
  return tier === "" ? name : t("slack.withTier", { name, tier });
}

export function priorityOf(priority: string, t: Translate): string {
  return KNOWN_PRIORITIES.includes(priority) ? t(`priority.${priority}`) : oneLine(priority);
}

/** How the case stands: who has it or ended it, with the instant of that act. */
export function stateOf(
  notice: Pick<CaseNotice, "state" | "acts">,
  t: Translate,
): { readonly text: string; readonly at: number | null } {
  const { state } = notice;
  const act = notice.acts.findLast((candidate) => candidate.act === state);
  const at = act?.at ?? null;
  const by = oneLine(act?.by ?? "");
  if (state === "open" || state === "handed_over") return { text: t(`slack.state.${state}`), at };
  if (by !== "" && state !== "withdrawn") return { text: t(`slack.state.${state}`, { by }), at };
  return { text: withReason(t(`slack.byItself.${state}`), act?.reason ?? null, t), at };
}

import type { CaseStanding } from "../../app/escalation/case-standing.ts";
import type { TicketView } from "../../app/sla/ticket-view.ts";
import { isLive } from "../../domain/escalation/case.ts";
import type { NextStep } from "../../domain/escalation/next-step.ts";
import type { Person } from "../../domain/governance/department.ts";
import type { CardTexts } from "./card-texts.ts";

/** Named at most; a level may call two hundred. */
const MAX_NAMES = 4;

/** Where a live case stands on its ladder, and what comes next; nothing without a ladder. */
export function ladderFacts(
  view: TicketView,
  { escalation, levels, next }: CaseStanding,
  texts: CardTexts,
): readonly string[] {
  if (!isLive(escalation) || levels === 0) return [];
  const { ladder, steps } = escalation;
  const { t } = texts;
  const told = steps.findLast(({ act }) => act === "told")?.people ?? [];
  const standing = t(
    view.reach === "told" ? "cardEscalation.levelTold" : "cardEscalation.levelReached",
    { level: ladder.level, levels, people: namesOf(told, texts) },
  );
  return [
    ladder.level === 0 ? null : standing,
    ladder.isExhausted ? t("cardEscalation.exhausted") : null,
    next === null ? null : nextText(next, view.portal.timeZone, texts),
  ].filter((fact) => fact !== null);
}

function nextText(next: NextStep, zone: string, texts: CardTexts): string {
  const { t, language } = texts;
  const time = texts.instant(next.at, zone);
  switch (next.kind) {
    case "tell":
      return t("cardEscalation.next.tell", { people: namesOf(next.people, texts), time });
    case "hand_over":
      return t("cardEscalation.next.handOver", {
        department: next.department.name[language],
        time,
      });
    case "exhaust":
      return t("cardEscalation.next.exhaust", { time });
    case "go_stale":
      return t("cardEscalation.next.goStale", { time });
  }
}

export function namesOf(people: readonly Person[], texts: CardTexts): string {
  const names = people.slice(0, MAX_NAMES).map(({ name }) => name);
  const others = people.length - names.length;
  const more =
    others === 0 ? [] : [texts.t("cardEscalation.others", { people: texts.number(others) })];
  return texts.list([...names, ...more]);
}

import type { ActionLine } from "../../app/complaints/list-actions.ts";
import { recordUrl } from "../../app/sla/record-url.ts";
import type { HomeView } from "../../app/visits/read-home.ts";
import type { HomeTask, HomeTaskList } from "../../contract/home-page.ts";
import { cut } from "./card-cut.ts";
import type { CardTexts } from "./card-texts.ts";
import { departmentName } from "./home-tasks.ts";

/** Those that are longest overdue; the others are counted. */
const MAX_SHOWN = 10;

/** The report on corrective actions that are not closed, whoever has them; null where there is none. */
export function presentOpenActions(view: HomeView, texts: CardTexts): HomeTaskList | null {
  const { openActions } = view;
  if (openActions.length === 0) return null;
  const { t, number } = texts;
  const more = openActions.length - MAX_SHOWN;
  return {
    id: "open_actions",
    title: t("home.counted", {
      title: t("home.task.openActions"),
      number: number(openActions.length),
    }),
    tasks: openActions.slice(0, MAX_SHOWN).map((line) => taskOf(view, line, texts)),
    more: more > 0 ? t("home.more", { number: number(more) }) : null,
  };
}

function taskOf(view: HomeView, line: ActionLine, texts: CardTexts): HomeTask {
  const { t, day } = texts;
  const { actionId, ticketId, title, dueDate, owner } = line;
  return {
    id: actionId,
    title: cut(title),
    url: ticketId === null ? null : recordUrl(view.portal, "ticket", ticketId),
    what: whatOf(view, line, texts),
    when: dueDate === null ? "" : t("home.task.due", { time: day(dueDate) }),
    owner: owner ?? t("home.task.nobody"),
    state: stateOf(line, texts),
  };
}

function stateOf({ overdueDays, ageDays }: ActionLine, { t }: CardTexts): HomeTask["state"] {
  if (overdueDays > 0) {
    return { label: t("home.task.overdueDays", { count: overdueDays }), variant: "danger" };
  }
  const isNew = ageDays === 0;
  const label = isNew ? t("home.task.openedToday") : t("home.task.openDays", { count: ageDays });
  return { label, variant: "default" };
}

/** The step and the department, how often it came back, and who still has to be told. */
function whatOf(view: HomeView, line: ActionLine, texts: CardTexts): string {
  const { t } = texts;
  const { state, department, recurrences, customersWaiting } = line;
  return [
    t(`action.state.${state}`),
    departmentName(view, department, texts) ?? department,
    ...(recurrences === 0 ? [] : [t("home.task.recurred", { count: recurrences })]),
    ...(customersWaiting === 0 ? [] : [t("home.task.toTell", { count: customersWaiting })]),
  ].join(" · ");
}

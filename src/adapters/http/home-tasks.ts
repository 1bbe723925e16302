import type { Cut, HomeTasks } from "../../app/home/read-tasks.ts";
import { recordUrl } from "../../app/sla/record-url.ts";
import type { HomeView } from "../../app/visits/read-home.ts";
import type { HomeTask, HomeTaskList } from "../../contract/home-page.ts";
import type { UrgentClock } from "../../ports/board-store.ts";
import { VARIANT_BY_LOOK } from "./card-clock.ts";
import { cut } from "./card-cut.ts";
import type { CardTexts } from "./card-texts.ts";

/** What waits for whoever looks, beside visits; kinds of which nothing waits are left out. */
export function presentTasks(view: HomeView, texts: CardTexts): HomeTaskList[] {
  const { clocks, cases, actions } = view.tasks;
  const lists: HomeTaskList[] = [
    listOf("clocks", clocks, { texts, task: (one) => clockTask(view, one, texts) }),
    listOf("cases", cases, { texts, task: (one) => caseTask(view, one, texts) }),
    listOf("actions", actions, { texts, task: (one) => actionTask(view, one, texts) }),
  ];
  return lists.filter(({ tasks }) => tasks.length > 0);
}

function listOf<T>(
  id: HomeTaskList["id"],
  { shown, isCut }: Cut<T>,
  { texts, task }: { readonly texts: CardTexts; readonly task: (one: T) => HomeTask },
): HomeTaskList {
  const { t, number } = texts;
  const title = t(`home.task.${id}`);
  return {
    id,
    title: isCut ? title : t("home.counted", { title, number: number(shown.length) }),
    tasks: shown.map(task),
    more: isCut ? t("home.task.more") : null,
  };
}

/** An open clock that is at risk or overdue, with its ticket. */
export function clockTask(view: HomeView, clock: UrgentClock, texts: CardTexts): HomeTask {
  const { t, instant } = texts;
  const { ticketId, kind, cycle, dueAt } = clock;
  const look = dueAt < view.now ? "breached" : "at_risk";
  const department = departmentName(view, clock.department, texts);
  const clockName = t(`clock.${kind}`);
  return {
    id: `${ticketId} ${kind} ${cycle}`,
    ...ticketOf(view, ticketId, texts),
    what:
      department === null
        ? clockName
        : t("card.clockOfDepartment", { clock: clockName, department }),
    when: t("home.task.due", { time: instant(dueAt, view.portal.timeZone) }),
    owner: ownerName(view, clock.ownerId, texts),
    state: { label: t(`card.state.${look}`), variant: VARIANT_BY_LOOK[look] },
  };
}

function caseTask(
  view: HomeView,
  one: HomeTasks["cases"]["shown"][number],
  texts: CardTexts,
): HomeTask {
  const { t, instant } = texts;
  return {
    id: one.caseId,
    ...ticketOf(view, one.ticketId, texts),
    what: departmentName(view, one.department, texts) ?? one.department,
    when: t("home.task.calledAt", { time: instant(one.openedAt, view.portal.timeZone) }),
    owner: "",
    state: { label: t("card.caseState.open"), variant: "warning" },
  };
}

function actionTask(
  view: HomeView,
  { actionId, action, overdueDays }: HomeTasks["actions"]["shown"][number],
  texts: CardTexts,
): HomeTask {
  const { t, day } = texts;
  const { ticketId, title, dueDate, owner, state } = action;
  return {
    id: actionId,
    title: cut(title),
    url: ticketId === null ? null : recordUrl(view.portal, "ticket", ticketId),
    what: t(`action.state.${state}`),
    when: dueDate === null ? "" : t("home.task.due", { time: day(dueDate) }),
    owner: owner?.name ?? t("home.task.nobody"),
    state: { label: t("home.task.overdueDays", { count: overdueDays }), variant: "danger" },
  };
}

function ticketOf(
  { portal, tickets }: HomeView,
  ticketId: string,
  { t }: CardTexts,
): Pick<HomeTask, "title" | "url"> {
  const subject = tickets.find(({ ticket }) => ticket.ticketId === ticketId)?.ticket.subject ?? "";
  return {
    title: subject.trim() === "" ? t("home.task.unnamed", { id: ticketId }) : cut(subject),
    url: recordUrl(portal, "ticket", ticketId),
  };
}

function ownerName({ owners }: HomeView, ownerId: string | null, { t }: CardTexts): string {
  if (ownerId === null) return t("home.task.nobody");
  return owners.find((one) => one.ownerId === ownerId)?.name ?? ownerId;
}

/** One that the policy does not know any more goes by its id; null without one. */
export function departmentName(
  { policy }: HomeView,
  id: string | null,
  { language }: CardTexts,
): string | null {
  if (id === null) return null;
  return policy.departments.find((one) => one.id === id)?.name[language] ?? id;
}

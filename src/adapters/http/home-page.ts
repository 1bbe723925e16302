import { recordUrl } from "../../app/sla/record-url.ts";
import { customerName } from "../../app/tiering/customer-name.ts";
import type { HomeView } from "../../app/visits/read-home.ts";
import { isNobodys } from "../../app/visits/read-team-visits.ts";
import type { HomeList, HomePage, HomeVisit } from "../../contract/home-page.ts";
import { colourOf, type VisitColour } from "../../domain/visits/visit.ts";
import type { Language } from "../../domain/words.ts";
import type { VisitRow } from "../../ports/visit-store.ts";
import type { CardFormats } from "./card-formats.ts";
import { type CardTexts, cardTextsOf } from "./card-texts.ts";
import { presentOpenActions } from "./home-actions.ts";
import { presentBoard } from "./home-board.ts";
import { presentTasks } from "./home-tasks.ts";
import { observeNoticeOf } from "./observe-notice.ts";
import { presentTeamCalendar } from "./team-calendar.ts";
import { tierLabel } from "./tier-look.ts";

const MAX_SHOWN = 15;

const VARIANTS: Readonly<Record<VisitColour, "success" | "warning" | "danger">> = {
  green: "success",
  yellow: "warning",
  red: "danger",
};

/** Words and colours everything on the home page. `language` null: the portal's. */
export function presentHome(
  view: HomeView,
  language: Language | null,
  formats: CardFormats,
): HomePage {
  const texts = cardTextsOf(language ?? view.portal.language, view.now, formats);
  const { t } = texts;
  return {
    state: "shown",
    serverNow: view.now,
    dataAt: view.now,
    language: texts.language,
    headline: t("home.headline", { date: texts.day(view.today) }),
    observeNotice: observeNoticeOf(view.portal, texts),
    tasks: presentTasks(view, texts),
    board: presentBoard(view, texts),
    openActions: presentOpenActions(view, texts),
    own: ownLists(view, texts),
    losingTouch: lostLists(view, texts),
    calendar: presentTeamCalendar(view, texts),
    words: wordsOf(texts),
  };
}

/** The home page of a portal that is not connected, or has no policy yet. */
export function presentUnconnectedHome(
  now: number,
  language: Language | null,
  formats: CardFormats,
): HomePage {
  const texts = cardTextsOf(language ?? "en", now, formats);
  return {
    state: "not_connected",
    serverNow: now,
    dataAt: null,
    language: texts.language,
    headline: texts.t("visits.refused.not_connected"),
    observeNotice: null,
    tasks: [],
    board: null,
    openActions: null,
    own: [],
    losingTouch: [],
    calendar: null,
    words: wordsOf(texts),
  };
}

function ownLists(view: HomeView, texts: CardTexts): HomeList[] {
  const { own, ownerIds, asked, today, week, red } = view;
  const colour = (visit: VisitRow) => colourOf(visit, today);
  const isOwn = ({ ownerId }: VisitRow) => ownerId !== null && ownerIds.includes(ownerId);
  const nobodys = [...red.filter(isNobodys), ...week.filter(isNobodys)];
  const lists = {
    asked: asked.map(({ visit }) => visit),
    red: own.filter((visit) => colour(visit) === "red"),
    yellow: own.filter((visit) => colour(visit) === "yellow"),
    today: own.filter((visit) => visit.dueDate === today && colour(visit) === "green"),
    unassigned: [...new Map(nobodys.map((visit) => [visit.visitId, visit])).values()],
    team: red.filter((visit) => !isNobodys(visit) && !isOwn(visit) && !isOutOfTouch(visit)),
  };
  return Object.entries(lists)
    .filter(([, visits]) => visits.length > 0)
    .map(([id, visits]) => listOf(view, texts, { id, title: texts.t(`home.list.${id}`), visits }));
}

/** Past the maximum interval of its tier, not only late with one matter. */
function isOutOfTouch({ reason }: VisitRow): boolean {
  return reason === "cadence";
}

/** The highest tier first; tiers whose customers all are in touch are left out. */
function lostLists(view: HomeView, texts: CardTexts): HomeList[] {
  const byTier = Map.groupBy(view.red.filter(isOutOfTouch), ({ tier }) => tier);
  return view.policy.tiers.flatMap(({ id }) => {
    const visits = byTier.get(id) ?? [];
    if (visits.length === 0) return [];
    return [listOf(view, texts, { id, title: tierLabel(view.policy, id, texts), visits })];
  });
}

type Listed = {
  readonly id: string;
  readonly title: string;
  readonly visits: readonly VisitRow[];
};

function listOf(view: HomeView, texts: CardTexts, { id, title, visits }: Listed): HomeList {
  const { t, number } = texts;
  const more = visits.length - MAX_SHOWN;
  return {
    id,
    title: t("home.counted", { title, number: number(visits.length) }),
    visits: visits.slice(0, MAX_SHOWN).map((visit) => rowOf(view, visit, texts)),
    more: more > 0 ? t("home.more", { number: number(more) }) : null,
  };
}

function rowOf(view: HomeView, visit: VisitRow, texts: CardTexts): HomeVisit {
  const { t } = texts;
  const { customer, ownerId } = visit;
  const known = view.customers.find(
    ({ kind, id }) => kind === customer?.kind && id === customer.id,
  );
  const colour = colourOf(visit, view.today);
  const owner = view.owners.find((one) => one.ownerId === ownerId);
  const name = known === undefined ? null : customerName(known);
  return {
    visitId: visit.visitId,
    customer: name ?? t("task.nobody"),
    url: customer === null ? null : recordUrl(view.portal, customer.kind, customer.id),
    what: t("home.what", {
      kind: t(`visitPlan.kind.${visit.kind}`),
      channel: t(`visitPlan.channel.${visit.channel}`),
    }),
    when: texts.day(visit.dueDate),
    owner: ownerId === null ? t("visits.unassigned") : (owner?.name ?? ownerId),
    colour: { label: t(`visits.colour.${colour}`), variant: VARIANTS[colour] },
  };
}

function wordsOf({ t }: CardTexts): HomePage["words"] {
  const word = (name: string) => t(`home.words.${name}`);
  return {
    tasks: word("tasks"),
    board: word("board"),
    quietBoard: word("quietBoard"),
    department: word("department"),
    openActions: word("openActions"),
    noActions: word("noActions"),
    matter: word("matter"),
    figures: word("figures"),
    figuresLoading: word("figuresLoading"),
    figuresFailed: word("figuresFailed"),
    retry: t("card.words.retry"),
    own: word("own"),
    nothingToDo: word("nothingToDo"),
    losingTouch: word("losingTouch"),
    nobodyLost: word("nobodyLost"),
    calendar: word("calendar"),
    owner: word("owner"),
    week: word("week"),
    customer: word("customer"),
    what: word("what"),
    when: word("when"),
    state: word("state"),
  };
}

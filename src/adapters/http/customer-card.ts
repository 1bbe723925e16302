import type { CustomerView } from "../../app/tiering/customer-view.ts";
import type { CustomerCard } from "../../contract/customer-card.ts";
import type { TierChange } from "../../domain/tiering/standing.ts";
import type { Language } from "../../domain/words.ts";
import type { Translate } from "../../messages/translate.ts";
import { lookOf } from "./card-clock.ts";
import type { CardFormats } from "./card-formats.ts";
import { type CardTexts, cardTextsOf } from "./card-texts.ts";
import { presentNextVisit } from "./card-visit.ts";
import { presentBenefits } from "./customer-benefits.ts";
import { lightenedCustomer } from "./customer-card-size.ts";
import { presentConcerns } from "./customer-concerns.ts";
import { presentNext } from "./customer-next.ts";
import { presentTierOverride } from "./customer-override.ts";
import { presentScores, scoresNote } from "./customer-scores.ts";
import { presentOpenTickets } from "./customer-tickets.ts";
import { gradedOf, presentCustomerTier } from "./customer-tier.ts";
import { presentVisits } from "./customer-visits.ts";
import { observeNoticeOf } from "./observe-notice.ts";
import { tierLabel } from "./tier-look.ts";

const MAX_CHANGES = 5;

/** Words and colours everything that the card of one customer shows. `language` null: the portal's. */
export function presentCustomerCard(
  view: CustomerView,
  language: Language | null,
  formats: CardFormats,
): CustomerCard {
  const texts = cardTextsOf(language ?? view.portal.language, view.now, formats);
  const observeNotice = observeNoticeOf(view.portal, texts);
  if (view.isDeleted) return { ...emptyCard(texts, view.now, "deleted"), observeNotice };
  if (view.row === null) return { ...emptyCard(texts, view.now, "notTracked"), observeNotice };
  const tier = presentCustomerTier(view, texts);
  const tickets = presentOpenTickets(view, texts);
  return lightenedCustomer({
    state: tier === null ? "ungraded" : "shown",
    serverNow: view.now,
    dataAt: view.row.dataAt,
    language: texts.language,
    headline: headlineOf(view, texts),
    observeNotice,
    tier,
    next: presentNext(view, texts),
    override: presentTierOverride(view, texts),
    benefits: presentBenefits(view, texts),
    concerns: presentConcerns(view, texts),
    openTickets: tickets.shown,
    moreTickets: moreOf(tickets.more, texts),
    nextVisit: presentNextVisit(view, null, texts),
    scores: presentScores(view, texts),
    scoresNote: scoresNote(view, texts),
    visits: presentVisits(view, texts, formats),
    changes: view.changes.slice(0, MAX_CHANGES).map((change) => changeOf(view, change, texts)),
    words: wordsOf(texts.t),
  });
}

/** The card of a portal that is not connected, or has no policy yet. */
export function presentUnconnectedCustomer(
  now: number,
  language: Language | null,
  formats: CardFormats,
): CustomerCard {
  return emptyCard(cardTextsOf(language ?? "en", now, formats), now, "notConnected");
}

function emptyCard(
  texts: CardTexts,
  now: number,
  why: "deleted" | "notTracked" | "notConnected",
): CustomerCard {
  return {
    state: why === "deleted" ? "deleted" : "not_tracked",
    serverNow: now,
    dataAt: null,
    language: texts.language,
    headline: texts.t(`customer.headline.${why}`),
    observeNotice: null,
    tier: null,
    next: null,
    override: null,
    benefits: [],
    concerns: [],
    openTickets: [],
    moreTickets: null,
    nextVisit: null,
    scores: [],
    scoresNote: null,
    visits: null,
    changes: [],
    words: wordsOf(texts.t),
  };
}

/** The points, and how many tickets are open or overdue. */
function headlineOf(view: CustomerView, texts: CardTexts): string {
  const { t, number, list } = texts;
  const grade = gradedOf(view)?.grade;
  const isByHand = grade !== undefined && grade.standing.override !== null;
  const isKnown = grade !== undefined && (grade.reasons.length > 0 || isByHand);
  const what = isKnown ? (isByHand ? "overridden" : "score") : "ungraded";
  const headline = t(`customer.headline.${what}`, { score: number(grade?.score ?? 0) });
  const count = view.openTickets.length;
  if (count === 0) return headline;
  const overdue = view.openTickets.filter(({ clocks }) =>
    clocks.some((clock) => lookOf(clock, view.now) === "breached"),
  ).length;
  const parts = [t("customer.headline.openTickets", { count, number: number(count) })];
  if (overdue > 0) {
    parts.push(t("customer.headline.overdue", { count: overdue, number: number(overdue) }));
  }
  return t("customer.headline.tickets", { headline, tickets: list(parts) });
}

function changeOf(view: CustomerView, change: TierChange, texts: CardTexts): string {
  const { at, from, to, cause, score } = change;
  const named = {
    date: texts.day(texts.dateOf(at, view.portal.timeZone)),
    to: tierLabel(view.policy, to, texts),
    cause: texts.t(`customer.cause.${cause}`),
    score: texts.number(score),
  };
  return from === null
    ? texts.t("customer.firstChange", named)
    : texts.t("customer.change", { ...named, from: tierLabel(view.policy, from, texts) });
}

export function moreOf(count: number, texts: CardTexts): string | null {
  return count === 0 ? null : texts.t("customer.moreTickets", { tickets: texts.number(count) });
}

function wordsOf(t: Translate): CustomerCard["words"] {
  return {
    why: t("customer.words.why"),
    missing: t("customer.words.missing"),
    next: t("customer.words.next"),
    up: t("customer.words.up"),
    down: t("customer.words.down"),
    benefits: t("customer.words.benefits"),
    noBenefits: t("customer.words.noBenefits"),
    use: t("customer.words.use"),
    note: t("customer.words.note"),
    useSubmit: t("customer.words.useSubmit"),
    useFailed: t("customer.words.useFailed"),
    concerns: t("concern.section"),
    openTickets: t("customer.words.openTickets"),
    noTickets: t("customer.words.noTickets"),
    nextVisit: t("customer.words.nextVisit"),
    scores: t("rating.lastScores"),
    changes: t("customer.words.changes"),
  };
}

import { recordUrl } from "../../app/sla/record-url.ts";
import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { OpenRating } from "../../app/surveys/open-rating-link.ts";
import type { TicketCard } from "../../contract/card-api.ts";
import type { Ticket } from "../../domain/sla/ticket.ts";
import type { Language } from "../../domain/words.ts";
import type { Translate } from "../../messages/translate.ts";
import { presentClocks } from "./card-clock.ts";
import { presentConnect } from "./card-connect.ts";
import { presentEscalation } from "./card-escalation.ts";
import type { CardFormats } from "./card-formats.ts";
import { headlineOf } from "./card-headline.ts";
import { presentLogs } from "./card-log.ts";
import { presentOverride } from "./card-override.ts";
import { presentPause } from "./card-pause.ts";
import { lightened } from "./card-size.ts";
import { type CardTexts, cardTextsOf } from "./card-texts.ts";
import { presentTier } from "./card-tier.ts";
import { presentNextVisit } from "./card-visit.ts";
import { presentComplaintSummary } from "./complaint-card.ts";
import { observeNoticeOf } from "./observe-notice.ts";

/** Who reads a card. `language` null: the portal's. */
export type CardReader = {
  readonly user: { readonly email: string };
  readonly language: Language | null;
  /** It is not known yet who they are in Slack. */
  readonly mayConnect: boolean;
  /** The question to the customer that can still be answered. */
  readonly rating: OpenRating | null;
};

/** Words and colours everything that the card of one ticket shows. */
export function presentTicketCard(
  view: TicketView,
  { user, language, mayConnect, rating }: CardReader,
  formats: CardFormats,
): TicketCard {
  const texts = cardTextsOf(language ?? view.portal.language, view.now, formats);
  const observeNotice = observeNoticeOf(view.portal, texts);
  const { row } = view;
  if (row === null) {
    return { ...emptyCard(texts, view.now, "card.headline.notTracked"), observeNotice };
  }
  const clocks = presentClocks(view, texts);
  const whole: TicketCard = {
    state: "shown",
    serverNow: view.now,
    dataAt: row.dataAt,
    language: texts.language,
    headline: headlineOf({ ...view, row }, texts),
    observeNotice,
    counted: presentCounted(row.ticket.knownSince, { clocks, view, texts }),
    mergedInto: presentMergedInto(row.ticket.gone, view, texts),
    tier: presentTier(view, texts),
    clocks,
    pause: presentPause(view, texts),
    override: presentOverride(view, user, texts),
    logs: presentLogs(view, texts),
    escalation: presentEscalation(view, texts),
    complaint: presentComplaintSummary(row.complaint, texts),
    rating: rating && presentRating(rating, view, texts),
    connect: mayConnect ? presentConnect(texts) : null,
    nextVisit: presentNextVisit(view, row.ticket.ticketId, texts),
    words: wordsOf(texts.t),
  };
  return lightened(whole, texts);
}

/** The card of a portal that is not connected, or has no policy yet. */
export function presentUnconnected(
  now: number,
  language: Language | null,
  formats: CardFormats,
): TicketCard {
  return emptyCard(cardTextsOf(language ?? "en", now, formats), now, "card.headline.notConnected");
}

function emptyCard(texts: CardTexts, now: number, headlineKey: string): TicketCard {
  return {
    state: "not_tracked",
    serverNow: now,
    dataAt: null,
    language: texts.language,
    headline: texts.t(headlineKey),
    observeNotice: null,
    counted: null,
    mergedInto: null,
    tier: null,
    clocks: [],
    pause: null,
    override: null,
    logs: null,
    escalation: null,
    complaint: null,
    rating: null,
    connect: null,
    nextVisit: null,
    words: wordsOf(texts.t),
  };
}

/** A ticket that is older than what is known of it says so once. */
function presentCounted(
  since: number | null,
  {
    clocks,
    view,
    texts,
  }: {
    readonly clocks: TicketCard["clocks"];
    readonly view: TicketView;
    readonly texts: CardTexts;
  },
): TicketCard["counted"] {
  if (since === null) return { since, text: null };
  const time = texts.instant(since, view.portal.timeZone);
  const text = texts.t("card.countedSince", { time });
  const isSaid = clocks.some((clock) => clock.notes.includes(text));
  return { since, text: isSaid ? null : text };
}

function presentMergedInto(
  gone: Ticket["gone"],
  { portal }: TicketView,
  { t }: CardTexts,
): TicketCard["mergedInto"] {
  const id = gone?.intoTicketId;
  if (id === undefined) return null;
  return { label: t("card.mergedInto", { id }), url: recordUrl(portal, "ticket", id) };
}

/** What the rep passes on to the customer. */
function presentRating(
  { url, expiresAt }: OpenRating,
  { portal }: TicketView,
  { t, instant }: CardTexts,
): TicketCard["rating"] {
  return {
    title: t("rating.link.title"),
    text: t("rating.link.text", { time: instant(expiresAt, portal.timeZone) }),
    url,
    words: { copy: t("visits.words.copy"), copied: t("visits.words.copied") },
  };
}

function wordsOf(t: Translate): TicketCard["words"] {
  return {
    tier: t("card.words.tier"),
    clocks: t("card.words.clocks"),
    escalation: t("card.words.escalation"),
    nextVisit: t("card.words.nextVisit"),
    why: t("card.words.why"),
    missingFields: t("card.words.missingFields"),
    timeLeft: t("card.words.timeLeft"),
    serviceTimeLeft: t("card.words.serviceTimeLeft"),
    overdueBy: t("card.words.overdueBy"),
    whyDue: t("card.words.whyDue"),
    loading: t("card.words.loading"),
    traceFailed: t("card.words.traceFailed"),
    retry: t("card.words.retry"),
  };
}

import type { CustomerFileView } from "../../app/tiering/customer-file-view.ts";
import { customerName } from "../../app/tiering/customer-name.ts";
import type { CustomerFile, CustomerFilePage } from "../../contract/customer-file.ts";
import { FileKind, writePlace } from "../../domain/tiering/customer-file.ts";
import type { Language } from "../../domain/words.ts";
import type { Translate } from "../../messages/translate.ts";
import type { CardFormats } from "./card-formats.ts";
import { type CardTexts, cardTextsOf } from "./card-texts.ts";
import { presentActivities, presentHints } from "./file-activities.ts";
import { presentCharts, presentFigures } from "./file-charts.ts";
import { presentEntry } from "./file-entries.ts";
import { observeNoticeOf } from "./observe-notice.ts";

/** Words and colours the head of a customer's file and its first page. `language` null: the portal's. */
export function presentCustomerFile(
  view: CustomerFileView,
  language: Language | null,
  formats: CardFormats,
): CustomerFile {
  const texts = cardTextsOf(language ?? view.portal.language, view.now, formats);
  const observeNotice = observeNoticeOf(view.portal, texts);
  if (view.isDeleted) return { ...emptyFile(texts, view.now, "deleted"), observeNotice };
  if (view.row === null) return { ...emptyFile(texts, view.now, "notTracked"), observeNotice };
  return {
    state: "shown",
    serverNow: view.now,
    dataAt: view.row.dataAt,
    language: texts.language,
    headline: headlineOf(view, texts),
    observeNotice,
    figures: presentFigures(view, texts),
    charts: presentCharts(view, texts),
    hints: presentHints(view, texts),
    filters: FileKind.options.flatMap((value) => filterOf(view, value, texts)),
    activities: presentActivities(view, texts),
    first: pageOf(view, texts),
    words: wordsOf(texts.t),
  };
}

export function presentFilePage(
  view: CustomerFileView,
  language: Language | null,
  formats: CardFormats,
): CustomerFilePage {
  return pageOf(view, cardTextsOf(language ?? view.portal.language, view.now, formats));
}

/** The file in a portal that is not connected, or has no policy yet. */
export function presentUnconnectedFile(
  now: number,
  language: Language | null,
  formats: CardFormats,
): CustomerFile {
  return emptyFile(cardTextsOf(language ?? "en", now, formats), now, "notConnected");
}

const NO_ENTRIES: CustomerFilePage = { state: "page", entries: [], next: null };

function emptyFile(
  texts: CardTexts,
  now: number,
  why: "deleted" | "notTracked" | "notConnected",
): CustomerFile {
  return {
    state: why === "deleted" ? "deleted" : "not_tracked",
    serverNow: now,
    dataAt: null,
    language: texts.language,
    headline: texts.t(`customer.headline.${why}`),
    observeNotice: null,
    figures: [],
    charts: [],
    hints: [],
    filters: [],
    activities: { state: "fresh", text: "", variant: "default" },
    first: NO_ENTRIES,
    words: wordsOf(texts.t),
  };
}

function pageOf(view: CustomerFileView, texts: CardTexts): CustomerFilePage {
  const { entries, next } = view.page;
  return {
    state: "page",
    entries: entries.map((item) => presentEntry(view, item, texts)),
    next: next === null ? null : writePlace(next),
  };
}

function headlineOf(view: CustomerFileView, texts: CardTexts): string {
  const { row, sinceAt, counts, portal } = view;
  const name = (row && customerName(row)) ?? texts.t("customerFile.unnamed");
  if (sinceAt === null) return texts.t("customerFile.headlineEmpty", { name });
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return texts.t("customerFile.headline", {
    name,
    count: total,
    entries: texts.number(total),
    date: texts.day(texts.dateOf(sinceAt, portal.timeZone)),
  });
}

function filterOf(view: CustomerFileView, value: FileKind, texts: CardTexts) {
  const count = view.counts.get(value);
  if (count === undefined) return [];
  const kind = texts.t(`customerFile.kind.${value}`);
  return [{ value, label: texts.t("customerFile.filter", { kind, number: texts.number(count) }) }];
}

function wordsOf(t: Translate): CustomerFile["words"] {
  return {
    all: t("customerFile.words.all"),
    more: t("customerFile.words.more"),
    refresh: t("customerFile.words.refresh"),
    empty: t("customerFile.words.empty"),
    hints: t("customerFile.words.hints"),
    failed: t("customerFile.words.failed"),
    retry: t("customerFile.words.retry"),
  };
}

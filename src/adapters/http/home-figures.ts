import type { FiguresView } from "../../app/home/read-figures.ts";
import type { HomeFigure, HomeFigures } from "../../contract/home-figures.ts";
import { type Figure, FigureId, type FigureUnit, unitOf } from "../../domain/kpi/figure.ts";
import type { Language } from "../../domain/words.ts";
import type { CardFormats } from "./card-formats.ts";
import { type CardTexts, cardTextsOf } from "./card-texts.ts";

const MINUTE_MS = 60_000;
const COLORS = {
  first_response_met: "blue",
  resolution_met: "green",
  acknowledgement_time: "orange",
  complaints_answered: "purple",
  visits_in_time: "aqua",
} as const satisfies Record<FigureId, string>;

/** Words and colours the headline figures. `language` null: the portal's. */
export function presentFigures(
  view: FiguresView,
  language: Language | null,
  formats: CardFormats,
): HomeFigures {
  const texts = cardTextsOf(language ?? view.portal.language, view.now, formats);
  const { t, day } = texts;
  const span = { from: day(view.fromDate), to: day(view.toDate) };
  return {
    state: "shown",
    serverNow: view.now,
    language: texts.language,
    headline: t("home.figures.headline", span),
    figures: view.figures.map((figure) => presentFigure(figure, texts)),
    charts: [
      chartOf(view, "shares", { unit: "percent", texts }),
      chartOf(view, "times", { unit: "minutes", texts }),
    ].filter(({ rows }) => rows.length > 0),
    words: { about: t("home.figures.about") },
  };
}

/** The figures of a portal that is not connected, or has no policy yet. */
export function presentUnconnectedFigures(
  now: number,
  language: Language | null,
  formats: CardFormats,
): HomeFigures {
  const texts = cardTextsOf(language ?? "en", now, formats);
  return {
    state: "not_connected",
    serverNow: now,
    language: texts.language,
    headline: texts.t("visits.refused.not_connected"),
    figures: [],
    charts: [],
    words: { about: texts.t("home.figures.about") },
  };
}

function presentFigure(figure: Figure, texts: CardTexts): HomeFigure {
  const { id, unit, value, sampleSize } = figure;
  const { t, number } = texts;
  return {
    id,
    label: t(`home.figures.label.${id}`),
    value: value === null ? t("home.figures.noData") : valueText(unit, value, texts),
    target: targetText(figure, texts),
    variant: figure.isTargetMet === null ? "default" : figure.isTargetMet ? "success" : "danger",
    trend: trendOf(figure, texts),
    noTrend: t(`home.figures.${figure.trend === null ? "noTrend" : "sameTrend"}`),
    sample: t("home.figures.sample", { count: sampleSize, number: number(sampleSize) }),
    about: t(`home.figures.counts.${id}`),
  };
}

/** Shares are rounded down, so that what is not all never reads as all. */
function valueText(unit: FigureUnit, value: number, { t, number, span }: CardTexts): string {
  switch (unit) {
    case "percent":
      return t("customerFile.percent", { number: number(Math.floor(value)) });
    case "minutes":
      return span(value * MINUTE_MS);
  }
}

function targetText({ unit, target, isTargetMet }: Figure, texts: CardTexts): string {
  const { t } = texts;
  if (target === null) return t("home.figures.noTarget");
  const wanted = { target: valueText(unit, target, texts) };
  if (isTargetMet === null) return t("home.figures.target.unknown", wanted);
  return t(`home.figures.target.${isTargetMet ? "met" : "missed"}`, wanted);
}

function trendOf({ unit, trend }: Figure, texts: CardTexts): HomeFigure["trend"] {
  if (trend === null || trend.direction === "same") return null;
  const { t, number, span } = texts;
  const size = Math.abs(trend.change);
  const change =
    unit === "percent"
      ? t("home.figures.points", { number: number(Math.round(size)) })
      : span(size * MINUTE_MS);
  return {
    text: t("home.figures.trend", { change }),
    direction: trend.change > 0 ? "increase" : "decrease",
    color: trend.direction === "better" ? "green" : "red",
  };
}

function chartOf(
  view: FiguresView,
  id: "shares" | "times",
  { unit, texts }: { readonly unit: FigureUnit; readonly texts: CardTexts },
): HomeFigures["charts"][number] {
  const shown = FigureId.options
    .filter((one) => unitOf(one) === unit)
    .filter((one) => view.weeks.some(({ samples }) => samples[one].value !== null))
    .map((one) => ({ one, what: texts.t(`home.figures.short.${one}`) }));
  return {
    id,
    title: texts.t(`home.figures.chart.${id}`),
    rows: view.weeks.flatMap(({ fromDate, samples }) =>
      shown.flatMap(({ one, what }) => {
        const { value } = samples[one];
        if (value === null) return [];
        return [{ week: texts.shortDay(fromDate), what, value: Math.floor(value * 10) / 10 }];
      }),
    ),
    colors: Object.fromEntries(shown.map(({ one, what }) => [what, COLORS[one]])),
  };
}

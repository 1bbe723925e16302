import type { CustomerFileView } from "../../app/tiering/customer-file-view.ts";
import type { CustomerFile, FileChart } from "../../contract/customer-file.ts";
import type { CardTexts } from "./card-texts.ts";
import { presentScoreCharts } from "./score-charts.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Months with an answer that a line needs. */
const LEAST_MONTHS = 2;

export function presentFigures(
  { figures, now }: CustomerFileView,
  { t, number, span }: CardTexts,
): CustomerFile["figures"] {
  const { tickets, met, breached, repeats, purchases, lastTouchAt } = figures;
  const none = t("customerFile.none");
  const promises = met + breached;
  const kept =
    promises === 0
      ? none
      : t("customerFile.percent", { number: number(Math.floor((met / promises) * 100)) });
  const ago =
    lastTouchAt === null
      ? none
      : t("customerFile.ago", { span: span(wholeDays(now - lastTouchAt)) });
  return [
    { label: t("customerFile.figure.tickets"), value: number(tickets) },
    { label: t("customerFile.figure.kept"), value: kept },
    { label: t("customerFile.figure.repeats"), value: number(repeats) },
    {
      label: t("customerFile.figure.purchases"),
      value: purchases === null ? none : number(purchases),
    },
    { label: t("customerFile.figure.lastTouch"), value: ago },
  ];
}

type Line = {
  readonly key: "tickets" | "touches" | "met" | "breached";
  readonly color: FileChart["colors"][string];
};

/** Tickets and contacts by month, the promises that were kept and broken, and the last scores. */
export function presentCharts(view: CustomerFileView, texts: CardTexts): FileChart[] {
  return [
    chartOf(view, "monthly", {
      texts,
      lines: [
        { key: "tickets", color: "blue" },
        { key: "touches", color: "aqua" },
      ],
    }),
    chartOf(view, "clocks", {
      texts,
      lines: [
        { key: "met", color: "green" },
        { key: "breached", color: "orange" },
      ],
    }),
    ...responseCharts(view, texts),
  ]
    .filter(({ rows }) => rows.some(({ count }) => count > 0))
    .concat(presentScoreCharts(view, texts));
}

function chartOf(
  { months }: CustomerFileView,
  title: "monthly" | "clocks",
  { texts, lines }: { readonly texts: CardTexts; readonly lines: readonly Line[] },
): FileChart {
  const named = lines.map((line) => ({ ...line, what: texts.t(`customerFile.chart.${line.key}`) }));
  return {
    kind: "bars",
    title: texts.t(`customerFile.chart.${title}`),
    rows: months.months.flatMap((month, index) =>
      named.map(({ key, what }) => ({
        when: texts.month(month),
        what,
        count: months[key][index] ?? 0,
      })),
    ),
    colors: Object.fromEntries(named.map(({ what, color }) => [what, color])),
  };
}

/** How long answers took, in hours as their clocks counted. */
function responseCharts({ months }: CustomerFileView, texts: CardTexts): FileChart[] {
  const lines = [
    { values: months.firstResponseMs, what: texts.t("clock.first_response"), color: "blue" },
    { values: months.nextReplyMs, what: texts.t("clock.next_reply"), color: "aqua" },
  ] as const;
  const rows = months.months.flatMap((month, index) =>
    lines.flatMap(({ values, what }) => {
      const ms = values[index] ?? null;
      if (ms === null) return [];
      return [{ when: texts.month(month), what, count: Math.round((ms / HOUR_MS) * 100) / 100 }];
    }),
  );
  if (new Set(rows.map(({ when }) => when)).size < LEAST_MONTHS) return [];
  const title = texts.t("customerFile.chart.response");
  const colors = Object.fromEntries(lines.map(({ what, color }) => [what, color]));
  return [{ kind: "lines", title, rows, colors }];
}

/** A figure has little room: beside days the hours say nothing. */
function wholeDays(ms: number): number {
  return ms < DAY_MS ? ms : ms - (ms % DAY_MS);
}

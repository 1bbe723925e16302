import type { BarChartProps } from "@hubspot/ui-extensions";
import { classNames } from "../look.ts";

/** Colours by HubSpot's names for them; what has none gets the first free one. */
const COLORS = ["blue", "aqua", "green", "orange", "purple", "yellow", "pink"] as const;

type Row = Readonly<Record<string, string | number>>;

/** Groups of columns, each group a category, each colour a series. */
export function BarChart({ data, axes, options, testId }: BarChartProps) {
  const rows: readonly Row[] = Array.isArray(data) ? data : data.data;
  const x = axes.x.field;
  const y = axes.y.field;
  const seriesField = axes.options?.groupFieldByColor;
  const seriesOf = (row: Row) => (seriesField === undefined ? y : String(row[seriesField]));
  const series = [...new Set(rows.map(seriesOf))];
  const colorOf = (name: string): string =>
    colorIn(axes.options?.colors, name) ?? COLORS[series.indexOf(name) % COLORS.length] ?? "blue";
  const most = Math.max(1, ...rows.map((row) => Number(row[y])));
  const groups = [...Map.groupBy(rows, (row) => String(row[x]))];
  return (
    <figure className="uie-chart" data-test-id={testId}>
      {options?.title !== undefined && <figcaption>{options.title}</figcaption>}
      <div className="uie-chart-columns">
        {groups.map(([name, group]) => (
          <div key={name} className="uie-chart-group">
            <div className="uie-chart-bars">
              {group.map((row) => (
                <Column
                  key={seriesOf(row)}
                  label={`${name}, ${seriesOf(row)}`}
                  count={Number(row[y])}
                  share={Number(row[y]) / most}
                  color={colorOf(seriesOf(row))}
                />
              ))}
            </div>
            <span className="uie-chart-name">{name}</span>
          </div>
        ))}
      </div>
      {options?.showLegend === true && (
        <div className="uie-chart-legend">
          {series.map((name) => (
            <span key={name}>
              <i className={colorOf(name)} aria-hidden="true" />
              {name}
            </span>
          ))}
        </div>
      )}
    </figure>
  );
}

function Column(props: { label: string; count: number; share: number; color: string }) {
  const { label, count, share, color } = props;
  return (
    <div className={classNames("uie-chart-bar", color)} title={`${label}: ${count}`}>
      <span>{count === 0 ? "" : count}</span>
      <i style={{ height: `${Math.round(share * 100)}%` }} />
    </div>
  );
}

function colorIn(colors: unknown, name: string): string | undefined {
  if (typeof colors !== "object" || colors === null) return undefined;
  return Object.entries(colors)
    .filter(([key]) => key === name)
    .map(([, color]) => String(color))[0];
}

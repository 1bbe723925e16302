import type { BarChartProps } from "@hubspot/ui-extensions";

/** Bars as plain SVG: groups of them for each value of the x axis, coloured by another field. */

const COLOURS: Readonly<Record<string, string>> = {
  orange: "#ff8f59",
  aqua: "#51d3d9",
  purple: "#bda9ea",
  yellow: "#f5c26b",
  pink: "#fe9eba",
  blue: "#81c1fd",
  green: "#a2d28f",
  darkOrange: "#e66e50",
  darkBlue: "#3a5fb8",
  darkGreen: "#3d7d40",
};
const FALLBACK_COLOUR = "#81c1fd";
const FRAME = { width: 620, height: 220, left: 44, right: 10, top: 18, bottom: 30 };

type Row = Readonly<Record<string, string | number>>;

export function BarChart({ data, axes, options = {}, testId }: BarChartProps) {
  const rows: readonly Row[] = Array.isArray(data) ? data : data.data;
  const groupField = axes.options?.groupFieldByColor;
  const valuesOf = (field: string) => [...new Set(rows.map((row) => String(row[field] ?? "")))];
  const places = valuesOf(axes.x.field);
  const groups = groupField === undefined ? [""] : valuesOf(groupField);
  const heightOf = (place: string, group: string) =>
    rows
      .filter((row) => String(row[axes.x.field]) === place)
      .filter((row) => groupField === undefined || String(row[groupField]) === group)
      .reduce((sum, row) => sum + Number(row[axes.y.field]), 0);
  const colourOf = (group: string) =>
    COLOURS[String(axes.options?.colors?.[group])] ?? FALLBACK_COLOUR;
  const bars = places.map((place) => ({
    place,
    bars: groups.map((group) => ({
      group,
      value: heightOf(place, group),
      colour: colourOf(group),
    })),
  }));
  return (
    <figure className="uie-chart" data-test-id={testId}>
      {options.title !== undefined && <figcaption>{options.title}</figcaption>}
      {options.showLegend === true && groupField !== undefined && (
        <div className="uie-legend">
          {groups.map((group) => (
            <span key={group}>
              <i style={{ background: colourOf(group) }} />
              {group}
            </span>
          ))}
        </div>
      )}
      <Bars places={bars} title={options.title ?? ""} hasLabels={options.showDataLabels === true} />
    </figure>
  );
}

type Place = {
  readonly place: string;
  readonly bars: readonly { readonly group: string; readonly value: number; colour: string }[];
};

function Bars(props: { places: readonly Place[]; title: string; hasLabels: boolean }) {
  const { places, title, hasLabels } = props;
  const { width, height, left, right, top, bottom } = FRAME;
  const step = stepFor(Math.max(1, ...places.flatMap(({ bars }) => bars.map((bar) => bar.value))));
  const highest = step.size * step.count;
  const y = (value: number) => top + (height - top - bottom) * (1 - value / highest);
  const slot = (width - left - right) / Math.max(1, places.length);
  const barWidth = Math.min(46, (slot * 0.6) / Math.max(1, places[0]?.bars.length ?? 1));
  const lines = Array.from({ length: step.count + 1 }, (_, index) => index * step.size);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
      {lines.map((value) => (
        <g key={value}>
          <line className="grid" x1={left} x2={width - right} y1={y(value)} y2={y(value)} />
          <text className="scale" x={left - 8} y={y(value) + 4} textAnchor="end">
            {value}
          </text>
        </g>
      ))}
      {places.map(({ place, bars }, index) => {
        const middle = left + slot * (index + 0.5);
        const from = middle - (barWidth * bars.length) / 2;
        return (
          <g key={place}>
            {bars.map(({ group, value, colour }, at) => (
              <g key={group}>
                <rect
                  x={from + barWidth * at + 1}
                  y={y(value)}
                  width={barWidth - 2}
                  height={y(0) - y(value)}
                  fill={colour}
                  rx={2}
                />
                {hasLabels && (
                  <text
                    className="bar-label"
                    x={from + barWidth * (at + 0.5)}
                    y={y(value) - 4}
                    textAnchor="middle"
                  >
                    {value}
                  </text>
                )}
              </g>
            ))}
            <text className="scale" x={middle} y={height - bottom + 18} textAnchor="middle">
              {place}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** Steps of 1, 2 or 5 times a power of ten, about four of them. */
function stepFor(highest: number): { readonly size: number; readonly count: number } {
  const rough = highest / 4;
  const power = 10 ** Math.max(0, Math.floor(Math.log10(rough)));
  const size = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? power;
  return { size, count: Math.ceil(highest / size) };
}

import type { BarChartProps, LineChartProps } from "@hubspot/ui-extensions";
import { ChartFrame, type Group } from "./chart-frame.tsx";
import { colourNamed, FRAME, type Row, type Scale, scaleUpTo, valuesOf } from "./chart-scale.ts";

/** Bars and lines as plain SVG, one for each value of another field, which gives the colour. */

type Drawn = {
  readonly rows: readonly Row[];
  readonly places: readonly string[];
  readonly groups: readonly Group[];
  readonly hasLegend: boolean;
  /** Null where there is no row. */
  valueAt(place: string, group: string): number | null;
};

function drawnOf({ data, axes, options = {} }: BarChartProps | LineChartProps): Drawn {
  const rows: readonly Row[] = Array.isArray(data) ? data : data.data;
  const groupField = axes.options?.groupFieldByColor;
  const names = groupField === undefined ? [""] : valuesOf(rows, groupField);
  return {
    rows,
    places: valuesOf(rows, axes.x.field),
    groups: names.map((name) => ({ name, colour: colourNamed(axes.options?.colors?.[name]) })),
    hasLegend: options.showLegend === true && groupField !== undefined,
    valueAt: (place, group) => {
      const found = rows
        .filter((row) => String(row[axes.x.field]) === place)
        .filter((row) => groupField === undefined || String(row[groupField]) === group);
      if (found.length === 0) return null;
      return found.reduce((sum, row) => sum + Number(row[axes.y.field]), 0);
    },
  };
}

export function BarChart(props: BarChartProps) {
  const { axes, options = {}, testId } = props;
  const drawn = drawnOf(props);
  const { places, groups, hasLegend } = drawn;
  const isStacked = axes.options?.stacking === true;
  const slot = (FRAME.width - FRAME.left - FRAME.right) / Math.max(1, places.length);
  const barsAt = (place: string): readonly Bar[] =>
    groups.map((group) => ({ ...group, value: drawn.valueAt(place, group.name) ?? 0 }));
  const heights = places.map((place) => {
    const values = barsAt(place).map(({ value }) => value);
    return isStacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
  });
  const scale = scaleUpTo(Math.max(0, ...heights));
  const middleOf = (index: number) => FRAME.left + slot * (index + 0.5);
  return (
    <ChartFrame
      title={options.title}
      legend={hasLegend ? groups : []}
      scale={scale}
      places={places}
      x={middleOf}
      testId={testId}
    >
      {places.map((place, index) => (
        <Bars
          key={place}
          bars={barsAt(place)}
          scale={scale}
          middle={middleOf(index)}
          room={slot * 0.6}
          isStacked={isStacked}
          hasLabels={options.showDataLabels === true}
        />
      ))}
    </ChartFrame>
  );
}

type Bar = Group & { readonly value: number };
const WIDEST_BAR = 46;

function Bars(props: {
  bars: readonly Bar[];
  scale: Scale;
  middle: number;
  room: number;
  isStacked: boolean;
  hasLabels: boolean;
}) {
  const { bars, scale, middle, room, isStacked, hasLabels } = props;
  const beside = isStacked ? 1 : Math.max(1, bars.length);
  const width = Math.min(WIDEST_BAR, room / beside);
  const from = middle - (width * beside) / 2;
  let below = 0;
  return (
    <g>
      {bars.map(({ name, value, colour }, at) => {
        const foot = isStacked ? below : 0;
        below += value;
        const left = from + (isStacked ? 0 : width * at);
        return (
          <g key={name}>
            <rect
              x={left + 1}
              y={scale.y(foot + value)}
              width={width - 2}
              height={scale.y(foot) - scale.y(foot + value)}
              fill={colour}
              rx={isStacked ? 0 : 2}
            >
              <title>{`${name} ${value}`}</title>
            </rect>
            {hasLabels && (
              <text
                className="bar-label"
                x={left + width / 2}
                y={scale.y(foot + value) - 4}
                textAnchor="middle"
              >
                {value}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** A line breaks where a place has no value. */
export function LineChart(props: LineChartProps) {
  const { options = {}, testId } = props;
  const { places, groups, hasLegend, valueAt } = drawnOf(props);
  const values = groups.flatMap(({ name }) => places.map((place) => valueAt(place, name) ?? 0));
  const scale = scaleUpTo(Math.max(0, ...values));
  const slot = (FRAME.width - FRAME.left - FRAME.right) / Math.max(1, places.length);
  const x = (index: number) => FRAME.left + slot * (index + 0.5);
  return (
    <ChartFrame
      title={options.title}
      legend={hasLegend ? groups : []}
      scale={scale}
      places={places}
      x={x}
      testId={testId}
    >
      {groups.map(({ name, colour }) => (
        <Line
          key={name}
          name={name}
          colour={colour}
          points={places.map((place, index) => {
            const value = valueAt(place, name);
            return value === null ? null : { x: x(index), y: scale.y(value), value };
          })}
        />
      ))}
    </ChartFrame>
  );
}

type Point = { readonly x: number; readonly y: number; readonly value: number };

function Line(props: { name: string; colour: string; points: readonly (Point | null)[] }) {
  const { name, colour, points } = props;
  const path = points
    .map((point, index) => {
      if (point === null) return "";
      const isFirst = (points[index - 1] ?? null) === null;
      return `${isFirst ? "M" : "L"}${point.x} ${point.y}`;
    })
    .join(" ");
  return (
    <g>
      <path d={path} fill="none" stroke={colour} strokeWidth={2.5} strokeLinejoin="round" />
      {points
        .filter((point) => point !== null)
        .map((point) => (
          <circle key={point.x} cx={point.x} cy={point.y} r={3.5} fill={colour}>
            <title>{`${name} ${point.value}`}</title>
          </circle>
        ))}
    </g>
  );
}

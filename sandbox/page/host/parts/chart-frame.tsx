import type { ReactNode } from "react";
import { FRAME, type Scale } from "./chart-scale.ts";

export type Group = { readonly name: string; readonly colour: string };

const LONGEST_PLACE = 18;

/** Title, legend, scale and the names along the x axis; what is drawn stands within. */
export function ChartFrame(props: {
  title: string | undefined;
  /** Empty: no legend. */
  legend: readonly Group[];
  scale: Scale;
  places: readonly string[];
  /** Where each of the places stands. */
  x: (index: number) => number;
  testId: string | undefined;
  children: ReactNode;
}) {
  const { title, legend, scale, places, x, testId, children } = props;
  const { width, height, left, right, bottom } = FRAME;
  return (
    <figure className="uie-chart" data-test-id={testId}>
      {title !== undefined && <figcaption>{title}</figcaption>}
      {legend.length > 0 && (
        <div className="uie-legend">
          {legend.map(({ name, colour }) => (
            <span key={name}>
              <i style={{ background: colour }} />
              {name}
            </span>
          ))}
        </div>
      )}
      <div className="uie-plot">
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title ?? ""}>
          {scale.lines.map((value) => (
            <g key={value}>
              <line
                className="grid"
                x1={left}
                x2={width - right}
                y1={scale.y(value)}
                y2={scale.y(value)}
              />
              <text className="scale" x={left - 8} y={scale.y(value) + 4} textAnchor="end">
                {value}
              </text>
            </g>
          ))}
          {children}
          {places.map((place, index) => (
            <text
              key={place}
              className="scale"
              x={x(index)}
              y={height - bottom + 18}
              textAnchor="middle"
            >
              <title>{place}</title>
              {shortened(place)}
            </text>
          ))}
        </svg>
      </div>
    </figure>
  );
}

function shortened(place: string): string {
  const characters = [...place];
  return characters.length <= LONGEST_PLACE
    ? place
    : `${characters.slice(0, LONGEST_PLACE - 1).join("")}…`;
}

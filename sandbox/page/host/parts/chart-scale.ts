/** What both charts share: colours of HubSpot's names, the frame, and where the lines of the scale lie. */

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

export const FRAME = { width: 620, height: 220, left: 44, right: 10, top: 18, bottom: 30 };

export type Row = Readonly<Record<string, string | number>>;

export function colourNamed(name: unknown): string {
  return COLOURS[String(name)] ?? FALLBACK_COLOUR;
}

/** The values of a field, each once, in the order in which they come. */
export function valuesOf(rows: readonly Row[], field: string): readonly string[] {
  return [...new Set(rows.map((row) => String(row[field] ?? "")))];
}

export type Scale = { readonly lines: readonly number[]; y(value: number): number };

export function scaleUpTo(highestValue: number): Scale {
  const { height, top, bottom } = FRAME;
  const step = stepFor(Math.max(1, highestValue));
  const highest = step.size * step.count;
  return {
    lines: Array.from({ length: step.count + 1 }, (_, index) => index * step.size),
    y: (value) => top + (height - top - bottom) * (1 - value / highest),
  };
}

/** Steps of 1, 2 or 5 times a power of ten, about four of them. */
function stepFor(highest: number): { readonly size: number; readonly count: number } {
  const rough = highest / 4;
  const power = 10 ** Math.max(0, Math.floor(Math.log10(rough)));
  const size = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? power;
  return { size, count: Math.ceil(highest / size) };
}

import type { AllDistances, AllSizes } from "@hubspot/ui-extensions";

/** Names of sizes and distances, of which HubSpot accepts a long and a short form. */
export type ShortSize = "xs" | "sm" | "md" | "lg" | "xl";

const SHORT: Readonly<Record<AllSizes, ShortSize>> = {
  "extra-small": "xs",
  xs: "xs",
  small: "sm",
  sm: "sm",
  medium: "md",
  md: "md",
  large: "lg",
  lg: "lg",
  "extra-large": "xl",
  xl: "xl",
};
const GAP_PX: Readonly<Record<ShortSize, number>> = { xs: 4, sm: 8, md: 16, lg: 24, xl: 32 };

export function shortSize(size: AllSizes | "default" | undefined, fallback: ShortSize): ShortSize {
  return size === undefined || size === "default" ? fallback : SHORT[size];
}

export function gapPx(distance: AllDistances | undefined): number {
  return distance === undefined || distance === "flush" ? 0 : GAP_PX[SHORT[distance]];
}

const PLACES: Readonly<Record<string, string>> = {
  start: "flex-start",
  end: "flex-end",
  between: "space-between",
  around: "space-around",
};

/** A name of HubSpot's for where things go, as CSS has it. */
export function placeOf(name: string | undefined): string | undefined {
  return name === undefined ? undefined : (PLACES[name] ?? name);
}

export function classNames(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}

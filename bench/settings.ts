import { parseArgs } from "node:util";
import { type Sizes, sizesOf } from "./sizes.ts";
import type { Engine } from "./store-places.ts";

export const PATH_NAMES = [
  "time",
  "receive",
  "process",
  "sweep",
  "card",
  "deliver",
  "replay",
  "regrade",
  "plan",
] as const;
export type PathName = (typeof PATH_NAMES)[number];

export type BenchSettings = {
  readonly paths: readonly PathName[];
  readonly engines: readonly Engine[];
  readonly isQuick: boolean;
  readonly sizes: Sizes;
  /** Where results are written; null for a quick run, which must not replace real figures. */
  readonly resultsDirectory: string | null;
};

export type SettingsReading =
  | { readonly ok: true; readonly settings: BenchSettings }
  | { readonly ok: false; readonly problem: string };

export const USAGE = `npm run bench -- [${PATH_NAMES.join("|")} …] [--engine embedded|server|both] [--quick] [--results DIRECTORY] [--customers NUMBER]`;

export function readSettings(args: readonly string[], databaseUrl?: string): SettingsReading {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      engine: { type: "string", default: "both" },
      quick: { type: "boolean", default: false },
      results: { type: "string" },
      customers: { type: "string" },
    },
  });
  const unknown = positionals.filter((name) => PATH_NAMES.every((path) => path !== name));
  if (unknown.length > 0) return { ok: false, problem: `no path is called ${unknown.join(", ")}` };
  const engines = enginesOf(values.engine, databaseUrl !== undefined);
  if (typeof engines === "string") return { ok: false, problem: engines };
  const isQuick = values.quick;
  const customers = values.customers === undefined ? undefined : Number(values.customers);
  if (customers !== undefined && !(Number.isSafeInteger(customers) && customers > 0)) {
    return { ok: false, problem: `--customers is ${values.customers}: expected a number above 0` };
  }
  return {
    ok: true,
    settings: {
      paths: PATH_NAMES.filter((path) => positionals.length === 0 || positionals.includes(path)),
      engines,
      isQuick,
      sizes: sizesOf(isQuick, customers),
      resultsDirectory: values.results ?? (isQuick ? null : `${import.meta.dirname}/results`),
    },
  };
}

/** The engines, or what is wrong with the wish. */
function enginesOf(wish: string, hasServer: boolean): readonly Engine[] | string {
  switch (wish) {
    case "embedded":
      return ["embedded"];
    case "server":
      return hasServer ? ["server"] : "--engine server needs DATABASE_URL";
    case "both":
      return hasServer ? ["server", "embedded"] : ["embedded"];
    default:
      return `--engine is ${wish}: expected embedded, server or both`;
  }
}

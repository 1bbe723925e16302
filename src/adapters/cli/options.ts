import { type ParseArgsConfig, parseArgs } from "node:util";
import type { z } from "zod";

export type OptionsReading<O> =
  | { readonly ok: true; readonly options: O }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads `--name value` into a schema of options; every problem says what was found and expected. */
export function readOptions<O>(
  args: readonly string[],
  schema: z.ZodType<O>,
  flags: { readonly texts: readonly string[]; readonly switches: readonly string[] },
): OptionsReading<O> {
  const options: NonNullable<ParseArgsConfig["options"]> = Object.fromEntries([
    ...flags.texts.map((name) => [name, { type: "string" }] as const),
    ...flags.switches.map((name) => [name, { type: "boolean" }] as const),
  ]);
  let values: Readonly<Record<string, unknown>>;
  try {
    ({ values } = parseArgs({ args: [...args], options, strict: true }));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const known = Object.keys(options).map((name) => `--${name}`);
    // Node's first sentence says what was found; the rest is advice for files that begin with a dash.
    const [found = error.message] = error.message.split(". ");
    return { ok: false, problems: [`${found}: expected ${known.join(", ")}`] };
  }
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, options: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map(({ path, message }) => problemOf(path, message, values)),
  };
}

function problemOf(
  path: readonly PropertyKey[],
  message: string,
  values: Readonly<Record<string, unknown>>,
): string {
  const name = String(path[0]);
  const value = values[name];
  const found = value === undefined ? "is missing" : `is ${JSON.stringify(value)}`;
  return `--${name} ${found}: ${message}`;
}

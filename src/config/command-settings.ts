import { z } from "zod";
import { intakeVariables, serverVariables, storeVariables } from "./env.ts";
import { givenVariables, problemsOf, type Settings, type SettingsProblem } from "./settings.ts";

/** What single commands need: each runs without the other settings. */

/** What a command needs that only opens the store. */
const StoreEnvironment = z.object({
  DATABASE_URL: storeVariables.DATABASE_URL,
  DATABASE_MAX_CONNECTIONS: storeVariables.DATABASE_MAX_CONNECTIONS,
  DATA_DIR: storeVariables.DATA_DIR,
});
export type StoreSettings = Pick<Settings["store"], "databaseUrl" | "maxConnections" | "dataDir">;

/** Reads where the store is, and nothing else: a command may run without the other settings. */
export function readStoreSettings(
  environment: Readonly<Record<string, string | undefined>>,
):
  | { readonly ok: true; readonly store: StoreSettings }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] } {
  const read = readPart(StoreEnvironment, environment);
  if (!read.ok) return read;
  const { DATABASE_URL, DATABASE_MAX_CONNECTIONS, DATA_DIR } = read.data;
  return {
    ok: true,
    store: {
      databaseUrl: DATABASE_URL,
      maxConnections: DATABASE_MAX_CONNECTIONS,
      dataDir: DATA_DIR,
    },
  };
}

/** What the command needs that makes links for Slack. */
const SlackLinkEnvironment = z.object({
  PUBLIC_BASE_URL: serverVariables.PUBLIC_BASE_URL,
  SLACK_CLIENT_ID: z.string(),
  SLACK_CLIENT_SECRET: z.string(),
});

/** Where links lead; a problem when nothing would answer there. */
export function readLinkSettings(
  environment: Readonly<Record<string, string | undefined>>,
):
  | { readonly ok: true; readonly publicBaseUrl: string }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] } {
  const read = readPart(SlackLinkEnvironment, environment);
  return read.ok ? { ok: true, publicBaseUrl: read.data.PUBLIC_BASE_URL } : read;
}

/** The keys that seal what is in the store. */
const SealEnvironment = z.object({ TOKEN_KEYS: storeVariables.TOKEN_KEYS });

/** What a command needs that seals anew. */
export function readSealSettings(
  environment: Readonly<Record<string, string | undefined>>,
):
  | { readonly ok: true; readonly tokenKeys: Settings["store"]["tokenKeys"] }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] } {
  const read = readPart(SealEnvironment, environment);
  return read.ok ? { ok: true, tokenKeys: read.data.TOKEN_KEYS } : read;
}

/** What an import that is begun by hand brings. */
const ImportEnvironment = z.object({
  IMPORT_HISTORY: intakeVariables.IMPORT_HISTORY,
  IMPORT_CLOSED_DAYS: intakeVariables.IMPORT_CLOSED_DAYS,
});

/** Reads what an import brings, and nothing else. */
export function readImportRules(environment: Readonly<Record<string, string | undefined>>):
  | {
      readonly ok: true;
      readonly rules: {
        readonly history: "rebuild" | "since_install";
        readonly closedDays: number;
      };
    }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] } {
  const read = readPart(ImportEnvironment, environment);
  if (!read.ok) return read;
  const { IMPORT_HISTORY: history, IMPORT_CLOSED_DAYS: closedDays } = read.data;
  return { ok: true, rules: { history, closedDays } };
}

/** Some of the settings, for whoever needs no others. */
function readPart<T>(
  schema: z.ZodType<T>,
  environment: Readonly<Record<string, string | undefined>>,
):
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] } {
  const variables = givenVariables(environment);
  const parsed = schema.safeParse(variables);
  return parsed.success
    ? { ok: true, data: parsed.data }
    : { ok: false, problems: problemsOf(parsed, variables) };
}

import type { z } from "zod";
import { Environment } from "./env.ts";

/** Everything that an operator decides, read once at start and never changed after. */
export type Settings = ReturnType<typeof arrange>;

export type SettingsProblem = { readonly key: string; readonly message: string };
export type SettingsReading =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

type Variables = Readonly<Record<string, string>>;

/** Reads all settings from the environment and reports every problem at once; never a value. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
): SettingsReading {
  const variables = givenVariables(environment);
  const parsed = Environment.safeParse(variables);
  const problems = [...problemsOf(parsed, variables), ...relationProblems(variables)];
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  return { ok: true, settings: deepFreeze(arrange(parsed.data)) };
}

/** Ours among all variables; an empty one counts as not set, so that no secret is ever empty. */
export function givenVariables(
  environment: Readonly<Record<string, string | undefined>>,
): Variables {
  const given = Object.keys(Environment.shape).flatMap((key) => {
    const value = environment[key]?.trim();
    return value ? [[key, value] as const] : [];
  });
  return Object.fromEntries(given);
}

export function problemsOf(
  parsed: z.ZodSafeParseResult<unknown>,
  variables: Variables,
): readonly SettingsProblem[] {
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => {
    const key = String(issue.path[0]);
    const isMissing = variables[key] === undefined;
    return { key, message: isMissing ? "is missing" : messageOf(issue) };
  });
}

/** The values allowed are named for a choice; a message never repeats what was given. */
function messageOf(issue: { readonly code: string; readonly message: string }): string {
  return issue.code === "invalid_value" ? issue.message.replace(/^.*?: /, "") : issue.message;
}

const WORKSPACE_KEYS = ["SLACK_BOT_TOKEN", "SLACK_TEAM_ID"] as const;
const SLACK_APP_KEYS = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"] as const;
const SINGLE_ACCOUNT_KEYS = ["HUBSPOT_ACCESS_TOKEN", "HUBSPOT_PORTAL_ID"] as const;

/** What no key can say for itself. */
function relationProblems(given: Variables): readonly SettingsProblem[] {
  const problems = [...slackProblems(given), ...missingBeside(given, SINGLE_ACCOUNT_KEYS)];
  const { DATABASE_URL, ROLE = "both", HUBSPOT_CLIENT_ID, HUBSPOT_ACCESS_TOKEN } = given;
  const { POLICY_FILE, POLICY_PRESET } = given;
  if (POLICY_FILE !== undefined && POLICY_PRESET !== undefined) {
    problems.push({
      key: "POLICY_PRESET",
      message: "is given beside POLICY_FILE: expected one of them, as accounts have one policy",
    });
  }
  if (DATABASE_URL === undefined && (ROLE === "web" || ROLE === "worker")) {
    problems.push({
      key: "ROLE",
      message: `is ${ROLE} without DATABASE_URL: the embedded database serves one process only, so expected both`,
    });
  }
  if (HUBSPOT_CLIENT_ID === undefined && HUBSPOT_ACCESS_TOKEN === undefined) {
    problems.push({
      key: "HUBSPOT_CLIENT_ID",
      message: "is missing: expected it, or HUBSPOT_ACCESS_TOKEN with HUBSPOT_PORTAL_ID",
    });
  }
  return problems;
}

/** Workspaces install the app by links, or the settings name one: the signing secret goes with either. */
function slackProblems(given: Variables): readonly SettingsProblem[] {
  const has = (keys: readonly string[]) => keys.some((key) => given[key] !== undefined);
  const isNamed = has(WORKSPACE_KEYS);
  const problems = [
    ...(isNamed || !has(SLACK_APP_KEYS)
      ? missingBeside(given, ["SLACK_SIGNING_SECRET", ...WORKSPACE_KEYS])
      : []),
    ...(has(SLACK_APP_KEYS)
      ? missingBeside(given, ["SLACK_SIGNING_SECRET", ...SLACK_APP_KEYS])
      : []),
  ];
  return problems.filter(
    ({ key }, index) => problems.findIndex((one) => one.key === key) === index,
  );
}

/** Keys that have a meaning only together. */
function missingBeside(given: Variables, keys: readonly string[]): SettingsProblem[] {
  const present = keys.filter((key) => given[key] !== undefined);
  if (present.length === 0) return [];
  return keys
    .filter((key) => given[key] === undefined)
    .map((key) => ({ key, message: `is missing: expected it beside ${present.join(" and ")}` }));
}

function arrange(env: Environment) {
  return {
    server: {
      publicBaseUrl: env.PUBLIC_BASE_URL,
      host: env.HOST,
      port: env.PORT,
      role: env.ROLE,
      logLevel: env.LOG_LEVEL,
      shutdownGraceMs: env.SHUTDOWN_GRACE_MS,
      portalRequestsAtOnce: env.PORTAL_REQUESTS_AT_ONCE,
      webhookBodyLimitBytes: env.WEBHOOK_BODY_LIMIT_BYTES,
    },
    store: {
      /** Absent: the embedded database in `dataDir`. */
      databaseUrl: env.DATABASE_URL,
      maxConnections: env.DATABASE_MAX_CONNECTIONS,
      dataDir: env.DATA_DIR,
      retentionDays: env.RETENTION_DAYS,
      portalStorageLimitBytes: env.PORTAL_STORAGE_LIMIT_MB * MEGABYTE,
      keepDisconnectedDays: env.DISCONNECTED_DAYS,
      tokenKeys: env.TOKEN_KEYS,
    },
    hubspot: {
      clientSecret: env.HUBSPOT_CLIENT_SECRET,
      clientId: env.HUBSPOT_CLIENT_ID,
      appId: env.HUBSPOT_APP_ID,
      apiBaseUrl: env.HUBSPOT_API_BASE_URL,
      authorizeUrl: env.HUBSPOT_AUTHORIZE_URL,
      requestsPerSecond: env.HUBSPOT_REQUESTS_PER_SECOND,
      timeoutMs: env.HUBSPOT_TIMEOUT_MS,
    },
    /** The single account that is used without installation; null when accounts install the app. */
    account: accountOf(env),
    /** Null: nothing is posted to Slack. */
    slack: slackOf(env),
    policy: {
      /** Mode of new accounts. */
      mode: env.MODE,
      /** Absent: the preset. */
      file: env.POLICY_FILE,
      preset: env.POLICY_PRESET,
      sweepIntervalMs: env.SWEEP_INTERVAL_MS,
    },
    intake: intakeOf(env),
  } as const;
}

const MINUTE_MS = 60_000;
const MEGABYTE = 1024 * 1024;

function intakeOf(env: Environment) {
  const { HUBSPOT_CLIENT_ID } = env;
  return {
    importRules: { history: env.IMPORT_HISTORY, closedDays: env.IMPORT_CLOSED_DAYS },
    gapRules: {
      everyMs: env.GAP_SWEEP_MINUTES * MINUTE_MS,
      lagMs: env.GAP_LAG_MINUTES * MINUTE_MS,
    },
    /** Null: installs and uninstalls are not pulled. */
    journal:
      env.HUBSPOT_JOURNAL === "on" && HUBSPOT_CLIENT_ID !== undefined
        ? {
            baseUrl: env.HUBSPOT_API_BASE_URL,
            clientId: HUBSPOT_CLIENT_ID,
            clientSecret: env.HUBSPOT_CLIENT_SECRET,
            scopes: env.HUBSPOT_JOURNAL_SCOPES,
            readPath: env.HUBSPOT_JOURNAL_PATH,
            subscribePath: env.HUBSPOT_JOURNAL_SUBSCRIPTIONS_PATH,
            installTypeId: env.HUBSPOT_JOURNAL_INSTALL_TYPE,
            uninstallTypeId: env.HUBSPOT_JOURNAL_UNINSTALL_TYPE,
          }
        : null,
  } as const;
}

function accountOf(env: Environment) {
  if (env.HUBSPOT_ACCESS_TOKEN === undefined || env.HUBSPOT_PORTAL_ID === undefined) return null;
  return {
    portalId: env.HUBSPOT_PORTAL_ID,
    accessToken: env.HUBSPOT_ACCESS_TOKEN,
    uiDomain: env.HUBSPOT_UI_DOMAIN,
    timeZone: env.PORTAL_TIME_ZONE,
    language: env.PORTAL_LANGUAGE,
  } as const;
}

function slackOf(env: Environment) {
  const { SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN, SLACK_TEAM_ID } = env;
  const { SLACK_CLIENT_ID, SLACK_CLIENT_SECRET } = env;
  if (!SLACK_SIGNING_SECRET) return null;
  return {
    signingSecret: SLACK_SIGNING_SECRET,
    /** The single account's workspace; null when workspaces install the app. */
    workspace:
      SLACK_BOT_TOKEN && SLACK_TEAM_ID
        ? { botToken: SLACK_BOT_TOKEN, teamId: SLACK_TEAM_ID }
        : null,
    /** Null: no workspace can install the app by a link. */
    oauth:
      SLACK_CLIENT_ID && SLACK_CLIENT_SECRET
        ? {
            clientId: SLACK_CLIENT_ID,
            clientSecret: SLACK_CLIENT_SECRET,
            authorizeUrl: env.SLACK_AUTHORIZE_URL,
          }
        : null,
    apiBaseUrl: env.SLACK_API_BASE_URL,
    messagesPerSecond: env.SLACK_MESSAGES_PER_SECOND,
  } as const;
}

/** Bytes cannot be frozen and are left as they are. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  for (const child of Object.values(value)) deepFreeze(child);
  return Object.freeze(value);
}

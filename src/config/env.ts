import { z } from "zod";
import { isZone } from "../domain/time/zone.ts";
import { Language } from "../domain/words.ts";
import { PRESET_NAMES } from "./presets.ts";

/**
 * The environment variables that Aftercare reads, in the order in which the reference lists them.
 * `writeOnly` marks secrets: they are never printed. A variable without default and `?` is required.
 */

const KEY_BYTES = 32;

/** A whole number written in digits, within limits; the default is written as people would. */
function whole(limits: { readonly from: number; readonly to: number; readonly default: number }) {
  const message = `expected a whole number from ${limits.from} to ${limits.to}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= limits.from && value <= limits.to, message)
    .prefault(String(limits.default));
}

function secret(examples?: readonly string[]) {
  return z.string().meta({ writeOnly: true, ...(examples ? { examples } : {}) });
}

/** An address without query; a final slash is taken away. Plain http only on this machine. */
const HttpAddress = z
  .string()
  .refine(isHttpAddress, "expected an https address, or http on localhost, without query")
  .transform((text) => text.replace(/\/+$/, ""));

const Digits = z.string().regex(/^\d{1,19}$/, "expected digits");

const TokenKey = z
  .string()
  .regex(/^[\w-]+:[A-Za-z0-9+/]{43}=$/, "expected ID:KEY, the key being 32 bytes in base64")
  .transform((text) => {
    const [id = "", key = ""] = text.split(":");
    return { id, key: new Uint8Array(Buffer.from(key, "base64")) };
  })
  .refine(({ key }) => key.length === KEY_BYTES, "expected a key of 32 bytes");

const TokenKeys = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .pipe(z.array(TokenKey))
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, "two keys of one id");

export const serverVariables = {
  PUBLIC_BASE_URL: HttpAddress.meta({
    description:
      "Address that HubSpot and Slack call, as they see it. Signatures are checked against it and never against the Host header.",
    examples: ["https://aftercare.example.com"],
  }),
  HOST: z.string().prefault("127.0.0.1").meta({
    description: "Network address to listen on; 0.0.0.0 inside a container.",
  }),
  PORT: whole({ from: 0, to: 65_535, default: 8080 }).meta({
    description: "Port to listen on; 0 takes any free one.",
  }),
  ROLE: z.enum(["web", "worker", "both"]).prefault("both").meta({
    description:
      "What this process does: web answers requests, worker does everything else. Anything but both needs DATABASE_URL.",
  }),
  PORTAL_REQUESTS_AT_ONCE: whole({ from: 1, to: 10_000, default: 64 }).meta({
    description:
      "Requests of cards and pages of one account that are answered at once, by all processes together; each answers its share.",
  }),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).prefault("info").meta({
    description: "Least grave log lines that are written.",
  }),
  SHUTDOWN_GRACE_MS: whole({ from: 1_000, to: 600_000, default: 20_000 }).meta({
    description: "How long running work may take to end after SIGTERM.",
  }),
};

export const storeVariables = {
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\/\S+$/, "expected an address such as postgres://user@host/database")
    .optional()
    .meta({
      writeOnly: true,
      description: "PostgreSQL 15 or newer. Without it an embedded database is used.",
      examples: ["postgres://aftercare@db.example.com/aftercare"],
    }),
  DATABASE_MAX_CONNECTIONS: whole({ from: 2, to: 200, default: 10 }).meta({
    description:
      "Connections to PostgreSQL that this process opens at most; a third of them only answer cards.",
  }),
  DATA_DIR: z.string().prefault("./.data").meta({
    description: "Folder of the embedded database; only one process may use it.",
  }),
  RETENTION_DAYS: whole({ from: 7, to: 3_650, default: 90 }).meta({
    description: "How long deliveries and events are kept after they were applied.",
  }),
  PORTAL_STORAGE_LIMIT_MB: whole({ from: 1, to: 100_000_000, default: 20_000 }).meta({
    description:
      "What one account may hold in the store, as estimated every hour, before a warning is given; nothing is refused.",
  }),
  DISCONNECTED_DAYS: whole({ from: 0, to: 3_650, default: 60 }).meta({
    description:
      "How long the data of an account are kept after it was disconnected from HubSpot, unless its admin chose to have them deleted at once. After that every row of it is deleted.",
  }),
  TOKEN_KEYS: TokenKeys.meta({
    writeOnly: true,
    description:
      "Keys that seal tokens in the store, as ID:KEY, separated by commas; a key is 32 bytes in base64 (openssl rand -base64 32). The first one seals, all of them open: put a new key first.",
  }),
};

export const hubspotVariables = {
  HUBSPOT_CLIENT_SECRET: secret().meta({
    description: "Client secret of the HubSpot app; HubSpot signs its requests with it.",
  }),
  HUBSPOT_CLIENT_ID: z.string().optional().meta({
    description: "Client id of the HubSpot app, for accounts that install it.",
  }),
  HUBSPOT_APP_ID: Digits.optional().meta({
    description: "Id of the HubSpot app; changes that it made itself are known by it.",
  }),
  HUBSPOT_ACCESS_TOKEN: secret().optional().meta({
    description: "Access token, when the app is used in a single account without installation.",
  }),
  HUBSPOT_PORTAL_ID: Digits.optional().meta({
    description: "That account's id (Hub ID).",
  }),
  HUBSPOT_UI_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+$/, "expected a host name")
    .prefault("app.hubspot.com")
    .meta({
      description: "Host of links to that account's records.",
      examples: ["app-eu1.hubspot.com"],
    }),
  PORTAL_TIME_ZONE: z
    .string()
    .refine(isZone, "expected an IANA zone such as Asia/Taipei")
    .prefault("UTC")
    .meta({ description: "That account's time zone.", examples: ["Asia/Taipei"] }),
  PORTAL_LANGUAGE: Language.prefault("en").meta({ description: "That account's language." }),
  HUBSPOT_API_BASE_URL: HttpAddress.prefault("https://api.hubapi.com").meta({
    description: "Address of HubSpot's API.",
  }),
  HUBSPOT_AUTHORIZE_URL: HttpAddress.prefault("https://app.hubspot.com/oauth/authorize").meta({
    description: "Address of HubSpot's page on which an account installs the app.",
  }),
  HUBSPOT_REQUESTS_PER_SECOND: whole({ from: 1, to: 100, default: 9 }).meta({
    description: "Calls to HubSpot a second for each account; HubSpot allows 110 in 10 seconds.",
  }),
  HUBSPOT_TIMEOUT_MS: whole({ from: 1_000, to: 60_000, default: 15_000 }).meta({
    description: "How long one call to HubSpot may take.",
  }),
  WEBHOOK_BODY_LIMIT_BYTES: whole({ from: 65_536, to: 16_777_216, default: 1_048_576 }).meta({
    description: "Largest webhook delivery that is taken.",
  }),
};

export const slackVariables = {
  SLACK_SIGNING_SECRET: secret().optional().meta({
    description: "Signing secret of the Slack app. Without it nothing is posted to Slack.",
  }),
  SLACK_BOT_TOKEN: secret(["xoxb-..."]).optional().meta({
    description: "Bot token of the workspace, when the app is used in a single account.",
  }),
  SLACK_TEAM_ID: z
    .string()
    .regex(/^[TE][A-Z0-9]{2,}$/, "expected an id such as T0123456789")
    .optional()
    .meta({ description: "Id of that workspace.", examples: ["T0123456789"] }),
  SLACK_CLIENT_ID: z.string().optional().meta({
    description: "Client id of the Slack app, for workspaces that install it by a link.",
  }),
  SLACK_CLIENT_SECRET: secret().optional().meta({
    description: "Client secret of the Slack app.",
  }),
  SLACK_AUTHORIZE_URL: HttpAddress.prefault("https://slack.com/oauth/v2/authorize").meta({
    description: "Address of Slack's page on which the app is installed.",
  }),
  SLACK_API_BASE_URL: HttpAddress.prefault("https://slack.com/api").meta({
    description: "Address of Slack's Web API.",
  }),
  SLACK_MESSAGES_PER_SECOND: whole({ from: 1, to: 100, default: 1 }).meta({
    description: "Messages a second in one channel; Slack allows about one.",
  }),
};

export const policyVariables = {
  MODE: z.enum(["observe", "live"]).prefault("observe").meta({
    description:
      "Mode of the account that the settings name, while it is new; accounts that install the app observe first: observe computes and shows everything, but writes nothing to HubSpot and posts nothing to Slack.",
  }),
  POLICY_FILE: z
    .string()
    .optional()
    .meta({
      description:
        "Service policy in YAML of accounts that are new. Without it one of the policies that come with Aftercare is used.",
      examples: ["./policy.yaml"],
    }),
  POLICY_PRESET: z.enum(PRESET_NAMES).prefault("after-sales").meta({
    description:
      "Policy of accounts that are new, by trade; not beside POLICY_FILE. They are files in src/config/presets/: copy one to start your own.",
  }),
  SWEEP_INTERVAL_MS: whole({ from: 50, to: 60_000, default: 500 }).meta({
    description: "How often due clocks are looked for.",
  }),
};

const Path = z
  .string()
  .regex(/^\/[\w/.-]+[\w.-]$/, "expected a path such as /webhooks-journal/journal/2026-03");

export const intakeVariables = {
  IMPORT_HISTORY: z.enum(["rebuild", "since_install"]).prefault("rebuild").meta({
    description:
      "How tickets that are older than the connection are taken in: rebuild reads their history, so that clocks count from their creation; since_install counts from the connection on. The ticket's card says which.",
  }),
  IMPORT_CLOSED_DAYS: whole({ from: 0, to: 365, default: 30 }).meta({
    description:
      "Tickets that were closed at most so many days before the connection are taken in beside the open ones.",
  }),
  GAP_SWEEP_MINUTES: whole({ from: 1, to: 1_440, default: 5 }).meta({
    description: "How often one looks in HubSpot for events that no webhook brought.",
  }),
  GAP_LAG_MINUTES: whole({ from: 1, to: 1_440, default: 5 }).meta({
    description:
      "What is younger is not looked for: HubSpot's search lags behind, and webhooks are on their way.",
  }),
  HUBSPOT_JOURNAL: z.enum(["on", "off"]).prefault("off").meta({
    description:
      "Whether installs and uninstalls are pulled from HubSpot's webhooks journal; needs HUBSPOT_CLIENT_ID. Without it an uninstall is noticed when HubSpot refuses the token.",
  }),
  HUBSPOT_JOURNAL_SCOPES: z
    .string()
    .prefault(
      "developer.webhooks_journal.read developer.webhooks_journal.subscriptions.read developer.webhooks_journal.subscriptions.write",
    )
    .meta({ description: "Scopes of the app's own token for the journal, separated by spaces." }),
  HUBSPOT_JOURNAL_PATH: Path.prefault("/webhooks-journal/journal/2026-03").meta({
    description: "Path under which HubSpot's journal is read.",
  }),
  HUBSPOT_JOURNAL_SUBSCRIPTIONS_PATH: Path.prefault("/webhooks-journal/subscriptions/2026-03").meta(
    { description: "Path under which the app subscribes to the journal." },
  ),
  HUBSPOT_JOURNAL_INSTALL_TYPE: z.string().prefault("4-1909196").meta({
    description: "HubSpot's id of the event that says that the app was installed.",
  }),
  HUBSPOT_JOURNAL_UNINSTALL_TYPE: z.string().prefault("4-1916193").meta({
    description: "HubSpot's id of the event that says that the app was removed.",
  }),
};

export const Environment = z.strictObject({
  ...serverVariables,
  ...storeVariables,
  ...hubspotVariables,
  ...slackVariables,
  ...policyVariables,
  ...intakeVariables,
});
export type Environment = z.infer<typeof Environment>;

function isHttpAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.search !== "" || url.hash !== "" || url.username !== "") return false;
  const isLocal = url.hostname === "localhost" || url.hostname === "127.0.0.1";
  return url.protocol === "https:" || (url.protocol === "http:" && isLocal);
}

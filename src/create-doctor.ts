import { readFileSync } from "node:fs";
import { createOauthTokens, staticToken } from "./adapters/hubspot/access-tokens.ts";
import { createHubspotCrm } from "./adapters/hubspot/create-hubspot-crm.ts";
import { type Database, openUnchanged } from "./adapters/postgres/database.ts";
import { holdsStore } from "./adapters/postgres/embedded-engine.ts";
import { createHealthStore } from "./adapters/postgres/health-store.ts";
import { createSlackInstallations } from "./adapters/postgres/slack-installations.ts";
import { createStore } from "./adapters/postgres/store.ts";
import { createAccountLooks, lookAtStore } from "./adapters/postgres/store-looks.ts";
import { createTokenVault } from "./adapters/postgres/token-vault.ts";
import { createSlackTokenTest } from "./adapters/slack/test-token.ts";
import { createHttpProbe } from "./adapters/system/http-probe.ts";
import { createLogger } from "./adapters/system/logger.ts";
import { createSeal } from "./adapters/system/seal.ts";
import { systemTimeSource } from "./adapters/system/time-source.ts";
import type { ExamineDeps, ExaminedStore } from "./app/doctor/examine.ts";
import { readStoreSettings } from "./config/command-settings.ts";
import { PluginManifest } from "./config/plugin-manifest.ts";
import { readSettings, type Settings } from "./config/settings.ts";
import type { Crm } from "./ports/crm.ts";
import { PluginError } from "./ports/plugin-error.ts";
import type { Seal } from "./ports/token-vault.ts";

const MANIFEST = new URL("../plugin-manifest.json", import.meta.url);
/** Whoever looks does not wait as long as Aftercare itself. */
const CALL_TIMEOUT_MS = 5_000;
const MAX_CONNECTIONS = 2;
/** What the adapters would log, the doctor says. */
const logger = createLogger({ level: "silent" });
const timeSource = systemTimeSource;

/** While the settings are wrong no key is known, and nothing sealed is looked at. */
const NO_KEYS: Seal = { seal: refuse, open: refuse, sign: refuse, isSigned: refuse };

type Environment = Readonly<Record<string, string | undefined>>;
type Asked = {
  readonly isOffline: boolean;
  readonly portalId: string | undefined;
  readonly dataDir: string | undefined;
};

/** Everything that `npm run aftercare -- doctor` looks at. */
export function prepareDoctor(environment: Environment, asked: Asked): ExamineDeps {
  const reading = readSettings(environment);
  const settings = reading.ok ? reading.settings : null;
  return {
    problems: reading.ok ? [] : reading.problems,
    addresses: settings && {
      publicBaseUrl: settings.server.publicBaseUrl,
      apiBaseUrl: settings.hubspot.apiBaseUrl,
      account: settings.account,
    },
    probe: asked.isOffline ? null : createHttpProbe(timeSource),
    openStore: () => openStore(environment, settings, asked),
    timeSource,
  };
}

async function openStore(
  environment: Environment,
  settings: Settings | null,
  { dataDir, portalId }: Asked,
): Promise<ExaminedStore> {
  const db = await openUnchanged({ ...whichStore(environment, dataDir), logger, timeSource });
  const seal = settings === null ? NO_KEYS : createSeal(settings.store.tokenKeys);
  const store = createStore(db);
  const { portals } = store;
  return {
    look: () => lookAtStore(db),
    store: {
      outbox: store.outbox,
      portals: {
        list: async () =>
          (await portals.list()).filter(
            (one) => portalId === undefined || one.portalId === portalId,
          ),
      },
    },
    health: createHealthStore(db),
    looks: createAccountLooks(db, seal),
    outside: outsideOf(db, seal, settings),
    close: () => db.close(),
  };
}

/** A store that is not there is refused: opening would make an empty one. */
function whichStore(environment: Environment, dataDir: string | undefined) {
  const reading = readStoreSettings(environment);
  if (!reading.ok) {
    const problems = reading.problems.map(({ key, message }) => `${key} ${message}`);
    throw new PluginError("settings_invalid", problems.join("; "));
  }
  const { databaseUrl, dataDir: usual } = reading.store;
  if (dataDir === undefined && databaseUrl !== undefined) {
    return { url: databaseUrl, maxConnections: MAX_CONNECTIONS };
  }
  const folder = dataDir ?? usual;
  if (holdsStore(folder)) return { dataDir: folder, maxConnections: MAX_CONNECTIONS };
  const found = `the folder ${folder} holds no embedded store`;
  throw new PluginError("store_unavailable", `${found}: expected one that does, or DATABASE_URL`);
}

function outsideOf(db: Database, seal: Seal, settings: Settings | null): ExaminedStore["outside"] {
  const slack = settings?.slack ?? null;
  const manifest = PluginManifest.parse(JSON.parse(readFileSync(MANIFEST, "utf8")));
  const slackApiUrl = slack === null ? {} : { slackApiUrl: `${slack.apiBaseUrl}/` };
  return {
    crm: crmOf(db, seal, settings),
    installations: createSlackInstallations(db, seal),
    testSlack:
      slack && createSlackTokenTest(logger, { ...slackApiUrl, timeoutMs: CALL_TIMEOUT_MS }),
    slackScopes: manifest.slack.requiredScopes.map(({ scope }) => scope),
  };
}

/** The gateway of production, but one that gives up soon and disconnects nobody. */
function crmOf(db: Database, seal: Seal, settings: Settings | null): Crm {
  const { hubspot, account } = settings ?? { hubspot: null, account: null };
  const baseUrl = hubspot?.apiBaseUrl ?? "";
  return createHubspotCrm({
    tokens:
      account === null
        ? createOauthTokens({
            vault: createTokenVault(db, seal),
            clientId: hubspot?.clientId ?? "",
            clientSecret: hubspot?.clientSecret ?? "",
            baseUrl,
            timeSource,
            logger,
            onDisconnected: async () => undefined,
          })
        : staticToken(account.accessToken),
    timeSource,
    logger,
    settings: { baseUrl, timeoutMs: CALL_TIMEOUT_MS },
    wait: async () => undefined,
  });
}

function refuse(): never {
  throw new PluginError("settings_invalid", "TOKEN_KEYS is not known: mend the settings first");
}

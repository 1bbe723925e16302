import { writeSync } from "node:fs";
import { createActionsCommand } from "./adapters/cli/actions-command.ts";
import { createAuditCommand } from "./adapters/cli/audit-command.ts";
import { createDoctorCommand } from "./adapters/cli/doctor-command.ts";
import { createExportCommand, type ExportStore } from "./adapters/cli/export-command.ts";
import { createHolidaysCommand } from "./adapters/cli/holidays-command.ts";
import { createImportCommand, type ImportStore } from "./adapters/cli/import-command.ts";
import { createPolicyCommand } from "./adapters/cli/policy-command.ts";
import type { PolicyStore } from "./adapters/cli/policy-subcommand.ts";
import { createPortalCommand, type PortalStore } from "./adapters/cli/portal-command.ts";
import { runCommand } from "./adapters/cli/run-command.ts";
import { createSlackCommand, type SlackStore } from "./adapters/cli/slack-command.ts";
import { createTokensCommand, type TokensStore } from "./adapters/cli/tokens-command.ts";
import { createVerifyCommand } from "./adapters/cli/verify-command.ts";
import { createPolicyFiles } from "./adapters/files/policy-files.ts";
import { createPolicyText } from "./adapters/files/policy-text.ts";
import { createHolidays } from "./adapters/holidays/create-holidays.ts";
import { type Database, openDatabase } from "./adapters/postgres/database.ts";
import { holdsStore } from "./adapters/postgres/embedded-engine.ts";
import { createDataExports } from "./adapters/postgres/exports.ts";
import { createPortalPurges } from "./adapters/postgres/portal-purges.ts";
import { createSealedValues } from "./adapters/postgres/sealed-values.ts";
import { createSlackConnections } from "./adapters/postgres/slack-connections.ts";
import { createSlackInstallLinks } from "./adapters/postgres/slack-install-links.ts";
import { createStore } from "./adapters/postgres/store.ts";
import { createTokenRemoval } from "./adapters/postgres/token-vault.ts";
import { createLogger } from "./adapters/system/logger.ts";
import { createSeal } from "./adapters/system/seal.ts";
import { systemTimeSource } from "./adapters/system/time-source.ts";
import { disconnectPortal } from "./app/portals/disconnect-portal.ts";
import { createPortalContexts } from "./app/sla/portal-contexts.ts";
import {
  readImportRules,
  readLinkSettings,
  readSealSettings,
  readStoreSettings,
} from "./config/command-settings.ts";
import { parsePolicy } from "./config/presets.ts";
import { prepareDoctor } from "./create-doctor.ts";
import { createGovernance } from "./create-governance.ts";
import { PluginError } from "./ports/plugin-error.ts";

/** The command line tool: `npm run aftercare -- COMMAND`. Each command gets what it needs from here. */

const logger = createLogger({ level: "error" });
const STDOUT = 1;
const STDERR = 2;

const policies = { files: createPolicyFiles(), readPolicy: parsePolicy };
const commands = [
  createActionsCommand({ openStore }),
  createAuditCommand({ openStore }),
  createDoctorCommand({ prepare: (asked) => prepareDoctor(process.env, asked) }),
  createExportCommand({ openStore }),
  createHolidaysCommand({
    ...policies,
    policyText: createPolicyText(),
    holidays: createHolidays(),
  }),
  createImportCommand({ openStore, readImportRules: () => readImportRules(process.env) }),
  createPolicyCommand({ ...policies, openStore }),
  createPortalCommand({ openStore }),
  createSlackCommand({ openStore, readLinkSettings: () => readLinkSettings(process.env) }),
  createTokensCommand({ openTokens }),
  createVerifyCommand({ openStore }),
];

try {
  process.exitCode = await runCommand(commands, process.argv.slice(2), {
    print: (line) => writeSync(STDOUT, `${line}\n`),
    complain: (line) => writeSync(STDERR, `${line}\n`),
  });
} catch (error) {
  if (!(error instanceof PluginError)) throw error;
  writeSync(STDERR, `${error.message}\n`);
  process.exitCode = 1;
}

async function openTokens(dataDir: string | undefined): Promise<TokensStore> {
  const reading = readSealSettings(process.env);
  if (!reading.ok) throw invalid(reading.problems);
  const { tokenKeys } = reading;
  const db = await openDb(dataDir);
  const currentKeyId = tokenKeys[0]?.id ?? "";
  return {
    sealedValues: createSealedValues(db, createSeal(tokenKeys), currentKeyId),
    close: () => db.close(),
  };
}

function invalid(
  problems: readonly { readonly key: string; readonly message: string }[],
): PluginError {
  const lines = problems.map(({ key, message }) => `${key} ${message}`);
  return new PluginError("settings_invalid", lines.join("\n"));
}

/** A store that is not there is refused: opening would make an empty one. */
async function openDb(dataDir: string | undefined): Promise<Database> {
  const reading = readStoreSettings(process.env);
  if (!reading.ok) throw invalid(reading.problems);
  const { databaseUrl, maxConnections, ...settings } = reading.store;
  const directory = dataDir ?? settings.dataDir;
  const isServer = dataDir === undefined && databaseUrl !== undefined;
  if (!isServer && !holdsStore(directory)) {
    const found = `the folder ${directory} holds no embedded store`;
    throw new PluginError("settings_invalid", `${found}: expected one that does, or DATABASE_URL`);
  }
  return openDatabase({
    ...(isServer ? { url: databaseUrl } : { dataDir: directory }),
    maxConnections,
    logger,
    timeSource: systemTimeSource,
  });
}

async function openStore(
  dataDir: string | undefined,
): Promise<PolicyStore & SlackStore & PortalStore & ExportStore & ImportStore> {
  const db = await openDb(dataDir);
  const store = createStore(db);
  const parts = { store, contexts: createPortalContexts(store), timeSource: systemTimeSource };
  return {
    ...parts,
    governance: createGovernance(parts, "cli"),
    links: createSlackInstallLinks(db),
    connections: createSlackConnections(db),
    purges: createPortalPurges(db),
    exports: createDataExports(db),
    disconnect: (portalId) =>
      disconnectPortal({ ...parts, vault: createTokenRemoval(db), logger }, portalId, {
        cause: "by_operator",
      }),
    close: () => db.close(),
  };
}

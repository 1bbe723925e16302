import { writeSync } from "node:fs";
import { createAuditCommand } from "./adapters/cli/audit-command.ts";
import { createHolidaysCommand } from "./adapters/cli/holidays-command.ts";
import { createPolicyCommand } from "./adapters/cli/policy-command.ts";
import type { PolicyStore } from "./adapters/cli/policy-subcommand.ts";
import { runCommand } from "./adapters/cli/run-command.ts";
import { createSlackCommand, type SlackStore } from "./adapters/cli/slack-command.ts";
import { createVerifyCommand } from "./adapters/cli/verify-command.ts";
import { createPolicyFiles } from "./adapters/files/policy-files.ts";
import { createPolicyText } from "./adapters/files/policy-text.ts";
import { createHolidays } from "./adapters/holidays/create-holidays.ts";
import { openDatabase } from "./adapters/postgres/database.ts";
import { holdsStore } from "./adapters/postgres/embedded-engine.ts";
import { createSlackConnections } from "./adapters/postgres/slack-connections.ts";
import { createSlackInstallLinks } from "./adapters/postgres/slack-install-links.ts";
import { createStore } from "./adapters/postgres/store.ts";
import { createLogger } from "./adapters/system/logger.ts";
import { systemTimeSource } from "./adapters/system/time-source.ts";
import { createPortalContexts } from "./app/sla/portal-contexts.ts";
import { parsePolicy } from "./config/presets.ts";
import { readLinkSettings, readStoreSettings } from "./config/settings.ts";
import { createGovernance } from "./create-governance.ts";
import { PluginError } from "./ports/plugin-error.ts";

/** The command line tool: `npm run aftercare -- COMMAND`. Each command gets what it needs from here. */

const STDOUT = 1;
const STDERR = 2;

const policies = { files: createPolicyFiles(), readPolicy: parsePolicy };
const commands = [
  createAuditCommand({ openStore }),
  createHolidaysCommand({
    ...policies,
    policyText: createPolicyText(),
    holidays: createHolidays(),
  }),
  createPolicyCommand({ ...policies, openStore }),
  createSlackCommand({ openStore, readLinkSettings: () => readLinkSettings(process.env) }),
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

/** A store that is not there is refused: opening would make an empty one. */
async function openStore(dataDir: string | undefined): Promise<PolicyStore & SlackStore> {
  const reading = readStoreSettings(process.env);
  if (!reading.ok) {
    const problems = reading.problems.map(({ key, message }) => `${key} ${message}`);
    throw new PluginError("settings_invalid", problems.join("\n"));
  }
  const { databaseUrl, maxConnections, ...settings } = reading.store;
  const directory = dataDir ?? settings.dataDir;
  const isServer = dataDir === undefined && databaseUrl !== undefined;
  if (!isServer && !holdsStore(directory)) {
    const found = `the folder ${directory} holds no embedded store`;
    throw new PluginError("settings_invalid", `${found}: expected one that does, or DATABASE_URL`);
  }
  const db = await openDatabase({
    ...(isServer ? { url: databaseUrl } : { dataDir: directory }),
    maxConnections,
    logger: createLogger({ level: "error" }),
    timeSource: systemTimeSource,
  });
  const store = createStore(db);
  const parts = { store, contexts: createPortalContexts(store), timeSource: systemTimeSource };
  return {
    ...parts,
    governance: createGovernance(parts, "cli"),
    links: createSlackInstallLinks(db),
    connections: createSlackConnections(db),
    close: () => db.close(),
  };
}

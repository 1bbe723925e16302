import { z } from "zod";
import {
  type InstallLinkDeps,
  makeSlackInstallLink,
} from "../../app/portals/make-slack-install-link.ts";
import type { SlackConnections } from "../../ports/slack-connections.ts";
import { type Command, EXIT, type ExitCode, type Terminal } from "./command.ts";
import { readOptions } from "./options.ts";
import { connectLines, statusLines } from "./slack-words.ts";

const HELP = `npm run aftercare -- slack connect --portal ID --by NAME [--data DIR]
npm run aftercare -- slack status [--portal ID] [--data DIR]

connect prints a link for whoever may install apps in the Slack workspace: opened in a browser within
half an hour, it connects that workspace with the account, and no other. status tells which workspace
each account is connected with, and what it granted.

  --portal ID   the account
  --by NAME     who asks for the link, for the audit log
  --data DIR    the folder of an embedded store; default is DATABASE_URL, else DATA_DIR

connect needs PUBLIC_BASE_URL, SLACK_CLIENT_ID and SLACK_CLIENT_SECRET as Aftercare has them. An embedded
store must not be in use: stop Aftercare, make the link, start it again, open the link.

Exit codes: 0 done, 1 it could not be done, 2 wrong use.`;

const Portal = z
  .string("expected a portal's id, in digits")
  .regex(/^\d{1,19}$/, "expected a portal's id, in digits");
const Folder = z.string().min(1, "expected a folder").optional();

const ConnectOptions = z.strictObject({
  portal: Portal,
  by: z.string("expected a name").trim().min(1, "expected a name").max(200, "expected a name"),
  data: Folder,
});
const StatusOptions = z.strictObject({ portal: Portal.optional(), data: Folder });

export type SlackStore = Omit<InstallLinkDeps, "publicBaseUrl"> & {
  readonly connections: Pick<SlackConnections, "ofPortal">;
  close(): Promise<void>;
};

export type SlackCommandDeps = {
  /** Opens the store in this folder, or the one that the settings name. */
  openStore(dataDir: string | undefined): Promise<SlackStore>;
  readLinkSettings():
    | { readonly ok: true; readonly publicBaseUrl: string }
    | {
        readonly ok: false;
        readonly problems: readonly { readonly key: string; readonly message: string }[];
      };
};

export function createSlackCommand(deps: SlackCommandDeps): Command {
  return {
    name: "slack",
    summary: "connects an account with a Slack workspace, and tells which one it has",
    help: HELP,
    run: async ([action, ...args], terminal) => {
      switch (action) {
        case "connect":
          return connect(deps, args, terminal);
        case "status":
          return status(deps, args, terminal);
        default:
          terminal.complain(`slack ${action ?? ""}`.trim().concat(": expected connect or status"));
          return EXIT.wrongUse;
      }
    },
  };
}

async function connect(
  deps: SlackCommandDeps,
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const reading = readOptions(args, ConnectOptions, {
    texts: ["portal", "by", "data"],
    switches: [],
  });
  if (!reading.ok) return complain(reading.problems, terminal, EXIT.wrongUse);
  const settings = deps.readLinkSettings();
  if (!settings.ok) {
    const problems = settings.problems.map(({ key, message }) => `${key} ${message}`);
    return complain(problems, terminal, EXIT.failed);
  }
  const { portal: portalId, by, data } = reading.options;
  const store = await deps.openStore(data);
  try {
    const { publicBaseUrl } = settings;
    const link = await makeSlackInstallLink({ ...store, publicBaseUrl }, { portalId, by });
    if (!link.ok) return await refuseUnknown(store, portalId, terminal);
    for (const line of connectLines(portalId, link)) terminal.complain(line);
    terminal.print(link.url);
    return EXIT.ok;
  } finally {
    await store.close();
  }
}

async function status(
  deps: SlackCommandDeps,
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const reading = readOptions(args, StatusOptions, { texts: ["portal", "data"], switches: [] });
  if (!reading.ok) return complain(reading.problems, terminal, EXIT.wrongUse);
  const { portal: wanted, data } = reading.options;
  const store = await deps.openStore(data);
  try {
    const portals = (await store.store.portals.list()).filter(
      ({ portalId }) => wanted === undefined || portalId === wanted,
    );
    if (wanted !== undefined && portals.length === 0) {
      return await refuseUnknown(store, wanted, terminal);
    }
    for (const { portalId } of portals) {
      const connection = await store.connections.ofPortal(portalId);
      const linkedTeam = await store.store.portals.slackTeam(portalId);
      for (const line of statusLines(portalId, connection, linkedTeam)) terminal.print(line);
    }
    return EXIT.ok;
  } finally {
    await store.close();
  }
}

function complain(problems: readonly string[], terminal: Terminal, code: ExitCode): ExitCode {
  for (const problem of problems) terminal.complain(problem);
  return code;
}

async function refuseUnknown(
  { store }: Pick<SlackStore, "store">,
  portal: string,
  terminal: Terminal,
): Promise<ExitCode> {
  const connected = (await store.portals.list()).filter(({ state }) => state === "connected");
  const ids = connected.map(({ portalId }) => portalId).join(", ");
  terminal.complain(`--portal is "${portal}": expected a connected account, ${ids || "none is"}`);
  return EXIT.wrongUse;
}

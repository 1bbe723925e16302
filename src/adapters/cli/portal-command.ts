import { z } from "zod";
import type { RowCounts } from "../../ports/erasure-store.ts";
import type { Leaving, PortalPurges } from "../../ports/portal-purges.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { type Command, EXIT, type ExitCode, type Terminal } from "./command.ts";
import { readOptions } from "./options.ts";

const HELP = `npm run aftercare -- portal ACTION --portal ID [options]

What becomes of an account's data once the app is removed from HubSpot.

  status         whether it is connected, what was chosen, and how many rows there are
  keep           keeps the data for DISCONNECTED_DAYS after it was disconnected, so that whoever
                 installs the app again goes on where it ended
  purge          deletes all data of an account that is disconnected, at once, and proves it; of one that
                 is connected: as soon as it is disconnected

  --portal ID    the account
  --disconnect   with purge: disconnects the account first, for an app that is used without installation
  --data DIR     the folder of an embedded store; default is DATABASE_URL, else DATA_DIR

An embedded store must not be in use: stop Aftercare first. A server may be used at any time.

Exit codes: 0 done, 1 failure, 2 wrong use.`;

const Options = z.strictObject({
  portal: z
    .string("expected a portal's id, in digits")
    .regex(/^\d{1,19}$/, "expected a portal's id, in digits"),
  disconnect: z.boolean().default(false),
  data: z.string().min(1, "expected a folder").optional(),
});
type Options = z.infer<typeof Options>;

export type PortalStore = {
  readonly purges: PortalPurges;
  readonly timeSource: TimeSource;
  disconnect(portalId: string): Promise<void>;
  close(): Promise<void>;
};

const ACTIONS = { status, keep, purge } as const;

export function createPortalCommand(deps: {
  /** Opens the store in this folder, or the one that the settings name. */
  openStore(dataDir: string | undefined): Promise<PortalStore>;
}): Command {
  return {
    name: "portal",
    summary: "what becomes of an account's data once the app is removed; deletes them",
    help: HELP,
    run: async ([action = "", ...args], terminal) => {
      const run = Object.entries(ACTIONS).find(([name]) => name === action)?.[1];
      if (run === undefined) {
        terminal.complain(`the action is "${action}": expected status, keep or purge`);
        return EXIT.wrongUse;
      }
      const flags = { texts: ["portal", "data"], switches: ["disconnect"] };
      const reading = readOptions(args, Options, flags);
      if (!reading.ok) {
        for (const problem of reading.problems) terminal.complain(problem);
        return EXIT.wrongUse;
      }
      const store = await deps.openStore(reading.options.data);
      try {
        return await runKnown(store, { run, options: reading.options, terminal });
      } finally {
        await store.close();
      }
    },
  };
}

type Turn = {
  readonly options: Options;
  readonly leaving: Leaving;
  readonly terminal: Terminal;
};
type Action = (store: PortalStore, turn: Turn) => Promise<ExitCode>;

async function runKnown(
  store: PortalStore,
  {
    run,
    options,
    terminal,
  }: { readonly run: Action; readonly options: Options; readonly terminal: Terminal },
): Promise<ExitCode> {
  const leaving = await store.purges.leaving(options.portal);
  if (leaving === null) {
    terminal.complain(`--portal is "${options.portal}": nothing is known of that account`);
    return EXIT.failed;
  }
  return run(store, { options, leaving, terminal });
}

async function status(store: PortalStore, { options, leaving, terminal }: Turn): Promise<ExitCode> {
  const { farewell, disconnectedAt, purgingSince } = leaving;
  terminal.print(
    disconnectedAt === null
      ? "connected"
      : `disconnected since ${new Date(disconnectedAt).toISOString()}`,
  );
  terminal.print(`after it is disconnected: ${farewell}`);
  if (purgingSince !== null) terminal.print("its data are being deleted");
  printCounts(await store.purges.count(options.portal), terminal);
  return EXIT.ok;
}

async function keep(store: PortalStore, { options, leaving, terminal }: Turn): Promise<ExitCode> {
  if (leaving.purgingSince !== null) {
    terminal.complain("its data are being deleted already: nothing can be kept any more");
    return EXIT.failed;
  }
  await store.purges.setFarewell(options.portal, "keep");
  terminal.print("kept for DISCONNECTED_DAYS after it is disconnected");
  return EXIT.ok;
}

async function purge(store: PortalStore, { options, leaving, terminal }: Turn): Promise<ExitCode> {
  const { portal, disconnect } = options;
  await store.purges.setFarewell(portal, "purge");
  if (leaving.disconnectedAt === null && !disconnect) {
    terminal.print("it is connected: its data are deleted as soon as it is disconnected");
    return EXIT.ok;
  }
  if (disconnect) await store.disconnect(portal);
  const now = store.timeSource.now();
  const removed = await store.purges.purge(portal, { cause: "asked", now });
  if (removed === null) {
    terminal.complain("it was connected again meanwhile: nothing was deleted");
    return EXIT.failed;
  }
  printCounts(removed, terminal);
  terminal.print("deleted; a search over every table finds no row of it");
  return EXIT.ok;
}

function printCounts(counts: RowCounts, terminal: Terminal): void {
  const width = Math.max(0, ...Object.keys(counts).map((table) => table.length));
  for (const [table, rows] of Object.entries(counts).toSorted()) {
    terminal.print(`  ${table.padEnd(width)}  ${rows}`);
  }
}

import { z } from "zod";
import { type ImportRules, restartImport } from "../../app/imports/request-import.ts";
import type { PortalImport } from "../../ports/import-store.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { type Command, EXIT, type ExitCode, type Terminal } from "./command.ts";
import { readOptions } from "./options.ts";

const ACTS = ["status", "pause", "resume", "start"] as const;
type Act = (typeof ACTS)[number];

const HELP = `npm run aftercare -- import status|pause|resume|start [options]

The first import of an account: its pipelines and owners, its open tickets and those that were closed
lately, and whose they are. It begins when the account is connected; a worker does it, at once or within a
minute, and goes on after any end of its process.

  status   how far it is, of one account or of all
  pause    stops it after the portion that is being read
  resume   lets a paused or stopped one go on
  start    begins anew by IMPORT_HISTORY and IMPORT_CLOSED_DAYS; what is known already is kept

  --portal ID   the account; only status may do without
  --data DIR    the folder of an embedded store; default is DATABASE_URL, else DATA_DIR

An embedded store must not be in use: stop Aftercare first. A server may be asked at any time.

Exit codes: 0 done, 1 there is no such import or it could not be done, 2 wrong use.`;

const Options = z.strictObject({
  portal: z
    .string()
    .regex(/^\d{1,19}$/, "expected a portal's id, in digits")
    .optional(),
  data: z.string().min(1, "expected a folder").optional(),
});

export type ImportStore = {
  readonly store: Pick<Store, "portals" | "imports">;
  readonly timeSource: TimeSource;
  close(): Promise<void>;
};

type RulesReading =
  | { readonly ok: true; readonly rules: ImportRules }
  | {
      readonly ok: false;
      readonly problems: readonly { readonly key: string; readonly message: string }[];
    };

type ImportCommandDeps = {
  /** Opens the store in this folder, or the one that the settings name. */
  openStore(dataDir: string | undefined): Promise<ImportStore>;
  readImportRules(): RulesReading;
};

export function createImportCommand(deps: ImportCommandDeps): Command {
  return {
    name: "import",
    summary: "tells how far the first import of an account is, pauses it, lets it go on",
    help: HELP,
    run: async ([name, ...args], terminal) => {
      const act = ACTS.find((one) => one === name);
      const flags = { texts: ["portal", "data"], switches: [] };
      const reading = readOptions(args, Options, flags);
      const problems = [
        ...(act === undefined ? [`it is "${name ?? ""}": expected ${ACTS.join(", ")}`] : []),
        ...(reading.ok ? [] : reading.problems),
      ];
      if (act === undefined || !reading.ok) return wrongUse(terminal, problems);
      const { portal, data } = reading.options;
      if (portal === undefined && act !== "status") {
        return wrongUse(terminal, [`--portal is missing: expected the account to ${act}`]);
      }
      const store = await deps.openStore(data);
      try {
        return await run({ ...store, deps, terminal }, act, portal ?? null);
      } finally {
        await store.close();
      }
    },
  };
}

function wrongUse(terminal: Terminal, problems: readonly string[]): ExitCode {
  for (const problem of problems) terminal.complain(problem);
  return EXIT.wrongUse;
}

type Run = ImportStore & { readonly deps: ImportCommandDeps; readonly terminal: Terminal };

async function run(parts: Run, act: Act, portal: string | null): Promise<ExitCode> {
  const { store, terminal } = parts;
  const known = (await store.portals.list()).map(({ portalId }) => portalId);
  if (portal !== null && !known.includes(portal)) {
    const expected = known.join(", ") || "none, as no account is connected";
    return wrongUse(terminal, [`--portal is "${portal}": expected one of ${expected}`]);
  }
  if (act === "status" || portal === null) {
    for (const portalId of portal === null ? known : [portal]) await tell(parts, portalId);
    return EXIT.ok;
  }
  return act === "start" ? start(parts, portal) : turn(parts, act, portal);
}

async function start(parts: Run, portalId: string): Promise<ExitCode> {
  const { deps, store, timeSource, terminal } = parts;
  const reading = deps.readImportRules();
  if (!reading.ok) {
    return wrongUse(
      terminal,
      reading.problems.map(({ key, message }) => `${key} ${message}`),
    );
  }
  await restartImport({ store, timeSource, importRules: reading.rules }, portalId);
  await tell(parts, portalId);
  return EXIT.ok;
}

async function turn(parts: Run, act: "pause" | "resume", portalId: string): Promise<ExitCode> {
  const { store, timeSource, terminal } = parts;
  const to = act === "pause" ? "paused" : "running";
  const isTurned = await store.imports.turn(portalId, to, timeSource.now());
  await tell(parts, portalId);
  if (isTurned) return EXIT.ok;
  const needed = act === "pause" ? "runs" : "is paused or stopped";
  terminal.complain(`nothing to ${act}: expected an import that ${needed}`);
  return EXIT.failed;
}

async function tell({ store, terminal }: Run, portalId: string): Promise<void> {
  const found = await store.imports.find(portalId);
  if (found === null) {
    terminal.print(`account ${portalId}: no import yet; begin one with import start`);
    return;
  }
  for (const line of linesOf(portalId, found)) terminal.print(line);
}

function linesOf(portalId: string, found: PortalImport): readonly string[] {
  const { state, trouble, kinds, history, startedAt } = found;
  const begun = new Date(startedAt).toISOString();
  const why = trouble === null ? "" : `, ${trouble}`;
  return [
    `account ${portalId}: ${state}${why}; begun ${begun}, history: ${history}`,
    ...kinds.map(({ kind, done, total, calls }) => {
      const of = total === null ? "" : ` of ${total}`;
      return `  ${kind.padEnd(10)} ${done}${of}, ${calls} calls`;
    }),
  ];
}

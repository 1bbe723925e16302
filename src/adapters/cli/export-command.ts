import { z } from "zod";
import type { DataExports, ExportedRow } from "../../ports/data-exports.ts";
import type { PortalPurges } from "../../ports/portal-purges.ts";
import { type Command, EXIT, type ExitCode, type Terminal } from "./command.ts";
import { readOptions } from "./options.ts";

const HELP = `npm run aftercare -- export WHAT [options]

Prints data as JSON lines, {"table": …, "row": …}, with some rows in memory at once. Secrets are in none.

  portal         all that is kept of an account
  person         what is kept of one contact: its own rows, those of its tickets, and those that name it
  schema         the JSON schema of the rows of each table; needs no account

  --portal ID    the account
  --contact ID   the contact's record id
  --data DIR     the folder of an embedded store; default is DATABASE_URL, else DATA_DIR

An embedded store must not be in use: stop Aftercare first. A server may be read at any time.

Exit codes: 0 done, 1 failure, 2 wrong use.`;

const Id = (what: string) =>
  z.string(`expected ${what} id, in digits`).regex(/^\d{1,19}$/, `expected ${what} id, in digits`);
const data = z.string().min(1, "expected a folder").optional();

const OPTIONS = {
  portal: z.strictObject({ portal: Id("a portal's"), data }),
  person: z.strictObject({ portal: Id("a portal's"), contact: Id("a contact's"), data }),
  schema: z.strictObject({ data }),
};
type Wanted = {
  readonly portal?: string | undefined;
  readonly contact?: string | undefined;
  readonly data?: string | undefined;
};

export type ExportStore = {
  readonly exports: DataExports;
  readonly purges: Pick<PortalPurges, "leaving">;
  close(): Promise<void>;
};

export function createExportCommand(deps: {
  /** Opens the store in this folder, or the one that the settings name. */
  openStore(dataDir: string | undefined): Promise<ExportStore>;
}): Command {
  return {
    name: "export",
    summary: "all data of an account, or of one person, as JSON lines",
    help: HELP,
    run: async ([what = "", ...args], terminal) => {
      const schema = Object.entries(OPTIONS).find(([name]) => name === what)?.[1];
      if (schema === undefined) {
        terminal.complain(`what to export is "${what}": expected portal, person or schema`);
        return EXIT.wrongUse;
      }
      const flags = { texts: Object.keys(schema.shape), switches: [] };
      const reading = readOptions<Wanted>(args, schema, flags);
      if (!reading.ok) {
        for (const problem of reading.problems) terminal.complain(problem);
        return EXIT.wrongUse;
      }
      const store = await deps.openStore(reading.options.data);
      try {
        return await print(store, reading.options, terminal);
      } finally {
        await store.close();
      }
    },
  };
}

async function print(
  { exports, purges }: ExportStore,
  { portal, contact }: Wanted,
  terminal: Terminal,
): Promise<ExitCode> {
  if (portal === undefined) {
    terminal.print(JSON.stringify(await exports.schemas(), null, 2));
    return EXIT.ok;
  }
  if ((await purges.leaving(portal)) === null) {
    terminal.complain(`--portal is "${portal}": nothing is known of that account`);
    return EXIT.failed;
  }
  const rows: AsyncIterable<ExportedRow> =
    contact === undefined ? exports.portal(portal) : exports.person(portal, contact);
  let count = 0;
  for await (const row of rows) {
    terminal.print(JSON.stringify(row));
    count += 1;
  }
  terminal.complain(`${count} rows`);
  return EXIT.ok;
}

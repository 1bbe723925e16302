import { writeFileSync } from "node:fs";
import { z } from "zod";
import {
  type TicketDifference,
  type VerifiedPortal,
  type VerifyDeps,
  verifyTickets,
} from "../../app/sla/verify-tickets.ts";
import type { VerifyCustomersDeps } from "../../app/tiering/verify-customers.ts";
import { type Command, EXIT, type ExitCode, type Terminal } from "./command.ts";
import { readOptions } from "./options.ts";
import { verifyAllCustomers } from "./verify-customers.ts";
import { differenceLine, portalTable, sumLine } from "./verify-words.ts";

/** Differences that are told in words, and those that a file holds; all are counted. */
const MAX_LINES = 20;
const MAX_KEPT = 1_000;
const PROGRESS_EVERY_TICKETS = 1_000;

const HELP = `npm run aftercare -- verify [options]

Derives every ticket anew from its stored events, under the policy version that it has, and compares it
with what is stored: the ticket, its clocks, when it is due next, its cases. Grades every customer anew from
what is kept of it, and compares tier, score, reasons and the newest entry of the tier history. There must
be no difference. Nothing is changed.

  --portal ID   only this portal
  --data DIR    the folder of an embedded store; default is DATABASE_URL, else DATA_DIR
  --json FILE   writes counts and the first ${MAX_KEPT} differences to this file

An embedded store must not be in use: stop Aftercare first. A server may be verified at any time.

Exit codes: 0 no difference, 1 differences or failure, 2 wrong use.`;

const Options = z.strictObject({
  portal: z
    .string()
    .regex(/^\d{1,19}$/, "expected a portal's id, in digits")
    .optional(),
  data: z.string().min(1, "expected a folder").optional(),
  json: z.string().min(1, "expected a file").optional(),
});
type Options = z.infer<typeof Options>;

export type VerifyStore = VerifyDeps & VerifyCustomersDeps & { close(): Promise<void> };

export function createVerifyCommand(deps: {
  /** Opens the store in this folder, or the one that the settings name. */
  openStore(dataDir: string | undefined): Promise<VerifyStore>;
}): Command {
  return {
    name: "verify",
    summary: "derives tickets and grades anew from what is kept and reports differences",
    help: HELP,
    run: async (args, terminal) => {
      const flags = { texts: ["portal", "data", "json"], switches: [] };
      const reading = readOptions(args, Options, flags);
      if (!reading.ok) {
        for (const problem of reading.problems) terminal.complain(problem);
        return EXIT.wrongUse;
      }
      const store = await deps.openStore(reading.options.data);
      try {
        return await verify(store, reading.options, terminal);
      } finally {
        await store.close();
      }
    },
  };
}

async function verify(
  store: VerifyStore,
  { portal, json }: Options,
  terminal: Terminal,
): Promise<ExitCode> {
  const known = (await store.store.portals.list()).map(({ portalId }) => portalId);
  if (portal !== undefined && !known.includes(portal)) {
    terminal.complain(`--portal is "${portal}": expected one of ${known.join(", ") || "none"}`);
    return EXIT.wrongUse;
  }
  const kept: TicketDifference[] = [];
  let count = 0;
  const portals = await verifyTickets(store, portal === undefined ? known : [portal], {
    onDifference: (difference) => {
      count += 1;
      if (kept.length < MAX_KEPT) kept.push(difference);
    },
    onProgress: ({ portalId, tickets }) => {
      if (tickets % PROGRESS_EVERY_TICKETS === 0) {
        terminal.complain(`portal ${portalId}: ${tickets} tickets looked at`);
      }
    },
  });
  report(terminal, portals, { count, kept });
  const customers = await verifyAllCustomers(store, portals, terminal);
  if (json !== undefined) {
    const content = { portals, differences: count, first: kept, customers };
    writeFileSync(json, `${JSON.stringify(content, null, 2)}\n`);
  }
  const isWhole = portals.every(({ state }) => state === "verified");
  return count === 0 && customers.differences === 0 && isWhole ? EXIT.ok : EXIT.failed;
}

function report(
  terminal: Terminal,
  portals: readonly VerifiedPortal[],
  found: { readonly count: number; readonly kept: readonly TicketDifference[] },
): void {
  for (const line of portalTable(portals)) terminal.print(line);
  for (const difference of found.kept.slice(0, MAX_LINES)) {
    terminal.print(differenceLine(difference));
  }
  if (found.count > MAX_LINES) terminal.print(`and ${found.count - MAX_LINES} more`);
  terminal.print(sumLine(portals, found.count));
}

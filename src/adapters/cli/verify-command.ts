import { writeFileSync } from "node:fs";
import { z } from "zod";
import {
  type ChainFault,
  type VerifiedChain,
  verifyAudit,
} from "../../app/governance/verify-audit.ts";
import {
  type TicketDifference,
  type VerifiedPortal,
  type VerifyDeps,
  verifyTickets,
} from "../../app/sla/verify-tickets.ts";
import type { VerifyCustomersDeps } from "../../app/tiering/verify-customers.ts";
import type { Store } from "../../ports/store.ts";
import { type Command, EXIT, type ExitCode, type Terminal } from "./command.ts";
import { readOptions } from "./options.ts";
import { verifyAllCustomers } from "./verify-customers.ts";
import { chainLine, differenceLine, faultLine, portalTable, sumLine } from "./verify-words.ts";

/** Differences that are told in words, and those that a file holds; all are counted. */
const MAX_LINES = 20;
const MAX_KEPT = 1_000;
const PROGRESS_EVERY_TICKETS = 1_000;

const HELP = `npm run aftercare -- verify [options]

Derives every ticket anew from its stored events, under the policy version that it has, and compares it
with what is stored: the ticket, its clocks, when it is due next, its cases. Grades every customer anew from
what is kept of it, and compares tier, score, reasons and the newest entry of the tier history. There must
be no difference. Then goes through the audit log: each entry must say what was sealed and follow the one
before it. Keep the hash of the last entry elsewhere: a log that was made anew as a whole has another one.
Nothing is changed.

  --portal ID   only this portal
  --data DIR    the folder of an embedded store; default is DATABASE_URL, else DATA_DIR
  --json FILE   writes counts and the first ${MAX_KEPT} differences and faults to this file

An embedded store must not be in use: stop Aftercare first. A server may be verified at any time.

Exit codes: 0 no difference and no fault, 1 differences, faults or failure, 2 wrong use.`;

const Options = z.strictObject({
  portal: z
    .string()
    .regex(/^\d{1,19}$/, "expected a portal's id, in digits")
    .optional(),
  data: z.string().min(1, "expected a folder").optional(),
  json: z.string().min(1, "expected a file").optional(),
});
type Options = z.infer<typeof Options>;

export type VerifyStore = VerifyDeps &
  VerifyCustomersDeps & {
    readonly store: Pick<Store, "auditChain">;
    close(): Promise<void>;
  };

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
  const asked = portal === undefined ? known : [portal];
  const tickets = await verifyAllTickets(store, asked, terminal);
  const audit = await verifyAllChains(store, asked);
  report(terminal, tickets, audit);
  const customers = await verifyAllCustomers(store, tickets.portals, terminal);
  if (json !== undefined) {
    const { portals, count, kept } = tickets;
    const content = { portals, differences: count, first: kept, customers, audit };
    writeFileSync(json, `${JSON.stringify(content, null, 2)}\n`);
  }
  const isWhole = tickets.portals.every(({ state }) => state === "verified");
  const faults = tickets.count + customers.differences + audit.count;
  return faults === 0 && isWhole ? EXIT.ok : EXIT.failed;
}

type Tickets = {
  readonly portals: readonly VerifiedPortal[];
  readonly count: number;
  readonly kept: readonly TicketDifference[];
};

async function verifyAllTickets(
  store: VerifyStore,
  portalIds: readonly string[],
  terminal: Terminal,
): Promise<Tickets> {
  const kept: TicketDifference[] = [];
  let count = 0;
  const portals = await verifyTickets(store, portalIds, {
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
  return { portals, count, kept };
}

type Chains = {
  readonly chains: readonly VerifiedChain[];
  readonly count: number;
  readonly kept: readonly ChainFault[];
};

async function verifyAllChains(store: VerifyStore, portalIds: readonly string[]): Promise<Chains> {
  const kept: ChainFault[] = [];
  const chains: VerifiedChain[] = [];
  for (const portalId of portalIds) {
    chains.push(
      await verifyAudit(store, portalId, (fault) => {
        if (kept.length < MAX_KEPT) kept.push(fault);
      }),
    );
  }
  return { chains, kept, count: chains.reduce((sum, { faults }) => sum + faults, 0) };
}

function report(terminal: Terminal, tickets: Tickets, audit: Chains): void {
  for (const line of portalTable(tickets.portals)) terminal.print(line);
  tellFirst(terminal, tickets.count, tickets.kept.map(differenceLine));
  for (const chain of audit.chains) terminal.print(chainLine(chain));
  tellFirst(terminal, audit.count, audit.kept.map(faultLine));
  terminal.print(sumLine(tickets.portals, tickets.count));
}

function tellFirst(terminal: Terminal, count: number, lines: readonly string[]): void {
  for (const line of lines.slice(0, MAX_LINES)) terminal.print(line);
  if (count > MAX_LINES) terminal.print(`and ${count - MAX_LINES} more`);
}

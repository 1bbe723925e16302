import { z } from "zod";
import type { SealedEntry } from "../../ports/audit-chain.ts";
import type { Store } from "../../ports/store.ts";
import { type Command, EXIT, type ExitCode, type Terminal } from "./command.ts";
import { readOptions } from "./options.ts";

/** Entries that are in memory at once. */
const PAGE = 1_000;

const HELP = `npm run aftercare -- audit --portal ID [options]

Prints the audit log of an account as JSON lines, the oldest entry first: who did what to what, when and
from where, what was so before and after, and the entry's place and hash in the chain. What was written a
moment ago is not sealed yet and comes later.

  --portal ID    the account
  --after N      only entries after that place, to go on where an export ended
  --data DIR     the folder of an embedded store; default is DATABASE_URL, else DATA_DIR

An embedded store must not be in use: stop Aftercare first. A server may be read at any time.

Exit codes: 0 done, 1 failure, 2 wrong use.`;

const Options = z.strictObject({
  portal: z
    .string("expected a portal's id, in digits")
    .regex(/^\d{1,19}$/, "expected a portal's id, in digits"),
  after: z
    .string()
    .regex(/^\d{1,15}$/, "expected a number")
    .transform(Number)
    .default(0),
  data: z.string().min(1, "expected a folder").optional(),
});
type Options = z.infer<typeof Options>;

export type AuditStore = {
  readonly store: Pick<Store, "portals" | "auditChain">;
  close(): Promise<void>;
};

export function createAuditCommand(deps: {
  /** Opens the store in this folder, or the one that the settings name. */
  openStore(dataDir: string | undefined): Promise<AuditStore>;
}): Command {
  return {
    name: "audit",
    summary: "the audit log of an account as JSON lines",
    help: HELP,
    run: async (args, terminal) => {
      const flags = { texts: ["portal", "after", "data"], switches: [] };
      const reading = readOptions(args, Options, flags);
      if (!reading.ok) {
        for (const problem of reading.problems) terminal.complain(problem);
        return EXIT.wrongUse;
      }
      const opened = await deps.openStore(reading.options.data);
      try {
        return await exportLog(opened.store, reading.options, terminal);
      } finally {
        await opened.close();
      }
    },
  };
}

async function exportLog(
  { portals, auditChain }: AuditStore["store"],
  { portal, after }: Options,
  terminal: Terminal,
): Promise<ExitCode> {
  const known = (await portals.list()).map(({ portalId }) => portalId);
  if (!known.includes(portal)) {
    terminal.complain(`--portal is "${portal}": expected one of ${known.join(", ") || "none"}`);
    return EXIT.wrongUse;
  }
  let position = after;
  for (;;) {
    const page = await auditChain.page(portal, position, PAGE);
    for (const entry of page) terminal.print(lineOf(entry));
    position = page.at(-1)?.position ?? position;
    if (page.length < PAGE) break;
  }
  const { count } = await auditChain.waiting(portal);
  if (count > 0) terminal.complain(`${count} entries wait to be sealed`);
  return EXIT.ok;
}

function lineOf({ entry, position, sealedAt, previousHash, hash }: SealedEntry): string {
  const { at, actor, action, subject, from = null, before = null, after = null, detail } = entry;
  return JSON.stringify({
    ...{ position, at: instantText(at), actor, action, subject, from, before, after, detail },
    ...{ sealedAt: instantText(sealedAt), previousHash, hash },
  });
}

function instantText(at: number): string {
  return new Date(at).toISOString();
}

import { z } from "zod";
import {
  approvePolicy,
  type GovernanceDeps,
  previewPolicy,
} from "../../app/governance/submit-policy.ts";
import type { PolicyReading } from "../../domain/governance/read-policy.ts";
import type { PolicyFiles, PolicyText } from "../../ports/policy-text.ts";
import { type Command, EXIT, type ExitCode, type Terminal } from "./command.ts";
import { readOptions } from "./options.ts";
import { approvedLine, previewLines } from "./policy-words.ts";

const PROGRESS_EVERY_TICKETS = 1_000;

const HELP = `npm run aftercare -- policy --portal ID [options]

Prints the policy of an account, to be changed in an editor. With --file it checks that document, shows
what it says otherwise, and what would become of the open tickets; with --apply it approves it as the
next version.

  --portal ID    the account
  --file FILE    a policy document in YAML
  --apply WHOM   new: for tickets that come. open: for those that are open as well, from now on; time
                 used stays used, what is overdue stays overdue
  --by NAME      who approves it, for the audit log
  --data DIR     the folder of an embedded store; default is DATABASE_URL, else DATA_DIR

An embedded store must not be in use: stop Aftercare first. On a server Aftercare may go on running.
What was broken off goes on when it is called again.

Exit codes: 0 done, or nothing to do; 1 it would change something or could not be done; 2 wrong use.`;

const Options = z
  .strictObject({
    portal: z
      .string("expected a portal's id, in digits")
      .regex(/^\d{1,19}$/, "expected a portal's id, in digits"),
    file: z.string().min(1, "expected a file").optional(),
    apply: z.enum(["new", "open"], "expected new or open").optional(),
    by: z.string().trim().min(1, "expected a name").max(200).optional(),
    data: z.string().min(1, "expected a folder").optional(),
  })
  .superRefine(({ file, apply, by }, context) => {
    const refuse = (key: string, message: string) =>
      context.addIssue({ code: "custom", path: [key], message });
    if (apply !== undefined && file === undefined) refuse("file", "expected it with --apply");
    if (apply !== undefined && by === undefined) refuse("by", "expected it with --apply");
  });

export type PolicyStore = GovernanceDeps & { close(): Promise<void> };

export type PolicyCommandDeps = {
  /** Opens the store in this folder, or the one that the settings name. */
  openStore(dataDir: string | undefined): Promise<PolicyStore>;
  readonly files: Pick<PolicyFiles, "read">;
  readonly policyText: Pick<PolicyText, "write">;
  readPolicy(text: string): PolicyReading;
};

export function createPolicyCommand(deps: PolicyCommandDeps): Command {
  return {
    name: "policy",
    summary: "the policy of an account: shown, or a new version checked and approved",
    help: HELP,
    run: async (args, terminal) => {
      const flags = { texts: ["portal", "file", "apply", "by", "data"], switches: [] };
      const reading = readOptions(args, Options, flags);
      if (!reading.ok) {
        for (const problem of reading.problems) terminal.complain(problem);
        return EXIT.wrongUse;
      }
      const { portal, file, apply, by, data } = reading.options;
      const proposed = file === undefined ? null : deps.readPolicy(deps.files.read(file));
      if (proposed?.ok === false) {
        for (const { message } of proposed.problems) terminal.complain(message);
        return EXIT.failed;
      }
      const store = await deps.openStore(data);
      try {
        if (proposed === null) return await show({ deps, store, portal }, terminal);
        const proposal = { portalId: portal, policy: proposed.policy, ...progressOn(terminal) };
        if (apply === undefined || by === undefined)
          return await preview(store, proposal, terminal);
        return await approve(store, { ...proposal, appliesTo: apply, by }, terminal);
      } finally {
        await store.close();
      }
    },
  };
}

function progressOn(terminal: Terminal) {
  let told = 0;
  const onTickets = ({ tickets }: { readonly tickets: number }): void => {
    if (tickets - told < PROGRESS_EVERY_TICKETS) return;
    told = tickets;
    terminal.complain(`${tickets} tickets looked at`);
  };
  return { onTickets };
}

async function show(
  {
    deps,
    store,
    portal,
  }: {
    readonly deps: PolicyCommandDeps;
    readonly store: PolicyStore;
    readonly portal: string;
  },
  terminal: Terminal,
): Promise<ExitCode> {
  const context = await store.contexts(portal);
  if (context === null) return refuseUnknown(store, portal, terminal);
  terminal.complain(`account ${portal}, version ${context.current.version}`);
  terminal.print(deps.policyText.write(context.current.policy).trimEnd());
  return EXIT.ok;
}

async function preview(
  store: PolicyStore,
  proposal: Parameters<typeof previewPolicy>[1],
  terminal: Terminal,
): Promise<ExitCode> {
  const found = await previewPolicy(store, proposal);
  if (found === null) return refuseUnknown(store, proposal.portalId, terminal);
  for (const line of previewLines(found)) terminal.print(line);
  return found.differences.length === 0 ? EXIT.ok : EXIT.failed;
}

async function approve(
  store: PolicyStore,
  approval: Parameters<typeof approvePolicy>[1],
  terminal: Terminal,
): Promise<ExitCode> {
  const done = await approvePolicy(store, approval);
  if (done === null) return refuseUnknown(store, approval.portalId, terminal);
  terminal.print(approvedLine({ ...done, appliesTo: approval.appliesTo }));
  return EXIT.ok;
}

async function refuseUnknown(
  { store }: PolicyStore,
  portal: string,
  terminal: Terminal,
): Promise<ExitCode> {
  const connected = (await store.portals.list()).filter(({ state }) => state === "connected");
  const ids = connected.map(({ portalId }) => portalId).join(", ");
  terminal.complain(`--portal is "${portal}": expected a connected account, ${ids || "none is"}`);
  return EXIT.wrongUse;
}

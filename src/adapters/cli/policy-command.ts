import { type Command, EXIT } from "./command.ts";
import { policyApprove } from "./policy-approve.ts";
import { policyDiff } from "./policy-diff.ts";
import { policyExport } from "./policy-export.ts";
import { policyImport } from "./policy-import.ts";
import { policyLint } from "./policy-lint.ts";
import { policyReplay } from "./policy-replay.ts";
import type { PolicyCommandDeps, PolicySubcommand } from "./policy-subcommand.ts";
import { policySubmit } from "./policy-submit.ts";

const SUBCOMMANDS: readonly PolicySubcommand[] = [
  policyLint,
  policyDiff,
  policyReplay,
  policyExport,
  policyImport,
  policySubmit,
  policyApprove,
];

const HELP = `npm run aftercare -- policy SUBCOMMAND [options]

${SUBCOMMANDS.map(({ usage, summary }) => `  ${usage}\n      ${summary}`).join("\n")}

  --portal ID           the account
  --file FILE           a policy document in YAML
  --draft ID            a draft, as import tells it; --revision N where only that one is meant
  --by EMAIL            who acts, by the role of that e-mail address; while nobody has a role, anybody
  --note TEXT           what a draft is about, in a line
  --applies-to WHOM     new: for tickets that come. open: for those that are open as well, from then on;
                        time used stays used, what is overdue stays overdue
  --effective-at TIME   in force from then on, e.g. 2026-04-01T08:00:00+02:00; else once it is approved
  --approver EMAIL      whom a draft is put before; others may approve it later
  --onto VERSION        the version in force that the author has compared the draft with
  --days N              how far a replay goes back
  --json                the answer as JSON
  --data DIR            the folder of an embedded store; default is DATABASE_URL, else DATA_DIR

Without an approval nothing changes. An embedded store must not be in use: stop Aftercare first. On a
server Aftercare may go on running; it brings what is approved for later into force.

Exit codes: 0 done, or no difference; 1 there are differences or problems, or it was refused; 2 wrong use.`;

export function createPolicyCommand(deps: PolicyCommandDeps): Command {
  return {
    name: "policy",
    summary: "policies of an account: checked, compared, and on their way to be in force",
    help: HELP,
    run: async ([name = "", ...args], terminal) => {
      const subcommand = SUBCOMMANDS.find((one) => one.name === name);
      if (subcommand !== undefined) return subcommand.run(deps, args, terminal);
      const names = SUBCOMMANDS.map((one) => one.name).join(", ");
      terminal.complain(`policy ${name || "has no subcommand"}: expected one of ${names}`);
      return EXIT.wrongUse;
    },
  };
}

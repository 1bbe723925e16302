import { z } from "zod";
import { previewPolicy } from "../../app/governance/submit-policy.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import { EXIT, type ExitCode, type Terminal } from "./command.ts";
import { withNamedPolicy } from "./policy-named.ts";
import {
  OPTIONS,
  optionsOf,
  type PolicyStore,
  type PolicySubcommand,
  printJson,
  progressOn,
  refusePortal,
} from "./policy-subcommand.ts";
import { previewLines } from "./policy-words.ts";

const Options = z.strictObject({
  portal: OPTIONS.portal,
  file: OPTIONS.file.optional(),
  draft: OPTIONS.draft.optional(),
  data: OPTIONS.data,
  json: OPTIONS.json,
});
type Options = z.infer<typeof Options>;

export const policyDiff: PolicySubcommand = {
  name: "diff",
  usage: "policy diff --portal ID --file FILE | --draft ID",
  summary: "what it says otherwise than the version in force, and what becomes of open tickets",
  run: async (deps, args, terminal) => {
    const options = optionsOf(Options, args, terminal);
    if (options === null) return EXIT.wrongUse;
    return withNamedPolicy(deps, { options, terminal }, (store, policy) =>
      tell(store, { options, policy }, terminal),
    );
  },
};

async function tell(
  store: PolicyStore,
  { options, policy }: { readonly options: Options; readonly policy: Policy },
  terminal: Terminal,
): Promise<ExitCode> {
  const proposal = { portalId: options.portal, policy, ...progressOn(terminal) };
  const preview = await previewPolicy(store, proposal);
  if (preview === null) return refusePortal(store, options.portal, terminal);
  if (options.json) printJson(terminal, preview);
  else for (const line of previewLines(preview)) terminal.print(line);
  return preview.differences.length === 0 ? EXIT.ok : EXIT.failed;
}

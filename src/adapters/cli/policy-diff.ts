import { z } from "zod";
import { previewPolicy } from "../../app/governance/submit-policy.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import { EXIT, type ExitCode, type Terminal } from "./command.ts";
import {
  OPTIONS,
  optionsOf,
  type PolicyStore,
  type PolicySubcommand,
  printJson,
  progressOn,
  READER,
  readFile,
  refusePortal,
  withStore,
} from "./policy-subcommand.ts";
import { previewLines } from "./policy-words.ts";
import { refusalLine } from "./refusal-words.ts";

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
    const { file, draft, data } = options;
    if ((file === undefined) === (draft === undefined)) {
      terminal.complain("--file is missing: expected either it or --draft");
      return EXIT.wrongUse;
    }
    const read = file === undefined ? null : readFile(deps, { ...options, file }, terminal);
    if (file !== undefined && read === null) return EXIT.failed;
    return withStore(deps, data, async (store) => {
      const policy = read?.policy ?? (await policyOfDraft(store, options, terminal));
      return policy === null ? EXIT.failed : tell(store, { options, policy }, terminal);
    });
  },
};

async function policyOfDraft(
  { governance }: PolicyStore,
  { portal, draft = "" }: Options,
  terminal: Terminal,
): Promise<Policy | null> {
  const found = await governance.readDraft({ portalId: portal, by: READER, draftId: draft });
  if (found.ok) return found.draft.policy;
  terminal.complain(refusalLine(found));
  return null;
}

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

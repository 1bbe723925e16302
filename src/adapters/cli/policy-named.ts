import type { Policy } from "../../domain/governance/policy.ts";
import { EXIT, type ExitCode, type Terminal } from "./command.ts";
import {
  type PolicyCommandDeps,
  type PolicyStore,
  READER,
  readFile,
  withStore,
} from "./policy-subcommand.ts";
import { refusalLine } from "./refusal-words.ts";

type Named = {
  readonly portal: string;
  readonly file?: string | undefined;
  readonly draft?: string | undefined;
  readonly data?: string | undefined;
  readonly json: boolean;
};

/** Does something with the policy that a file or a draft holds; what keeps it from being read is said. */
export async function withNamedPolicy(
  deps: PolicyCommandDeps,
  { options, terminal }: { readonly options: Named; readonly terminal: Terminal },
  work: (store: PolicyStore, policy: Policy) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { file, draft, data } = options;
  if ((file === undefined) === (draft === undefined)) {
    terminal.complain("--file is missing: expected either it or --draft");
    return EXIT.wrongUse;
  }
  const read = file === undefined ? null : readFile(deps, { ...options, file }, terminal);
  if (file !== undefined && read === null) return EXIT.failed;
  return withStore(deps, data, async (store) => {
    const policy = read?.policy ?? (await policyOfDraft(store, options, terminal));
    return policy === null ? EXIT.failed : work(store, policy);
  });
}

async function policyOfDraft(
  { governance }: PolicyStore,
  { portal, draft = "" }: Named,
  terminal: Terminal,
): Promise<Policy | null> {
  const found = await governance.readDraft({ portalId: portal, by: READER, draftId: draft });
  if (found.ok) return found.draft.policy;
  terminal.complain(refusalLine(found));
  return null;
}

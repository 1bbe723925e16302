import { z } from "zod";
import { EXIT } from "./command.ts";
import { tellDraft } from "./policy-draft-words.ts";
import {
  Count,
  OPTIONS,
  optionsOf,
  type PolicyStore,
  type PolicySubcommand,
  personAtTerminal,
  readFile,
  withStore,
} from "./policy-subcommand.ts";

const Options = z.strictObject({
  portal: OPTIONS.portal,
  file: OPTIONS.file,
  by: OPTIONS.by,
  draft: OPTIONS.draft.optional(),
  revision: Count,
  note: z.string().max(500, "expected at most 500 characters").default(""),
  data: OPTIONS.data,
  json: OPTIONS.json,
});
type Options = z.infer<typeof Options>;

export const policyImport: PolicySubcommand = {
  name: "import",
  usage: "policy import --portal ID --file FILE --by EMAIL [--draft ID]",
  summary: "makes a draft of a document, or puts it in one that is there",
  run: async (deps, args, terminal) => {
    const options = optionsOf(Options, args, terminal);
    if (options === null) return EXIT.wrongUse;
    const read = readFile(deps, options, terminal);
    if (read === null) return EXIT.failed;
    return withStore(deps, options.data, async (store) => {
      const answer = await put(store, { ...options, text: read.text });
      return tellDraft(store, { answer, ...options }, terminal);
    });
  },
};

async function put(store: PolicyStore, options: Options & { readonly text: string }) {
  const { governance } = store;
  const { portal: portalId, draft: draftId, text, note } = options;
  const by = await personAtTerminal(store, portalId, options.by);
  const asked = { portalId, by, text, note };
  if (draftId === undefined) return governance.createDraft(asked);
  const newest = await store.store.policyDrafts.find(portalId, draftId);
  const revision = options.revision ?? newest?.revision ?? 0;
  return governance.editDraft({ ...asked, draftId, revision });
}

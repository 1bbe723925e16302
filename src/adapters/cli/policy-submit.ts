import { z } from "zod";
import { EXIT } from "./command.ts";
import { tellDraft } from "./policy-draft-words.ts";
import {
  At,
  Count,
  OPTIONS,
  optionsOf,
  type PolicyStore,
  type PolicySubcommand,
  personAtTerminal,
  Whom,
  withStore,
} from "./policy-subcommand.ts";

const Options = z.strictObject({
  portal: OPTIONS.portal,
  draft: OPTIONS.draft,
  by: OPTIONS.by,
  "applies-to": Whom,
  "effective-at": At,
  approver: z.email("expected the e-mail address of a manager").optional(),
  onto: Count,
  revision: Count,
  data: OPTIONS.data,
  json: OPTIONS.json,
});
type Options = z.infer<typeof Options>;

export const policySubmit: PolicySubcommand = {
  name: "submit",
  usage: "policy submit --portal ID --draft ID --by EMAIL",
  summary: "puts a draft before those who may approve it",
  run: async (deps, args, terminal) => {
    const options = optionsOf(Options, args, terminal);
    if (options === null) return EXIT.wrongUse;
    return withStore(deps, options.data, async (store) => {
      const answer = await submit(store, options);
      return tellDraft(store, { answer, ...options }, terminal);
    });
  },
};

async function submit(store: PolicyStore, options: Options) {
  const { portal: portalId, draft: draftId, approver } = options;
  const newest = await store.store.policyDrafts.find(portalId, draftId);
  const before = approver && (await personAtTerminal(store, portalId, approver));
  return store.governance.submitDraft({
    portalId,
    draftId,
    by: await personAtTerminal(store, portalId, options.by),
    revision: options.revision ?? newest?.revision ?? 0,
    comparedWith: options.onto ?? newest?.baseVersion ?? 0,
    appliesTo: options["applies-to"] ?? "new",
    effectiveAt: options["effective-at"] ?? null,
    approverId: before ? before.userId : null,
  });
}

import { z } from "zod";
import { EXIT } from "./command.ts";
import { tellDraft } from "./policy-draft-words.ts";
import { STEP_OPTIONS, stepOn } from "./policy-step.ts";
import {
  Count,
  optionsOf,
  type PolicyStore,
  type PolicySubcommand,
  personAtTerminal,
  withStore,
} from "./policy-subcommand.ts";

const Options = z.strictObject({
  ...STEP_OPTIONS,
  approver: z.email("expected the e-mail address of a manager").optional(),
  onto: Count,
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
  const { portal, approver } = options;
  const { newest, step } = await stepOn(store, options);
  const before = approver && (await personAtTerminal(store, portal, approver));
  return store.governance.submitDraft({
    ...step,
    comparedWith: options.onto ?? newest?.baseVersion ?? 0,
    appliesTo: options["applies-to"] ?? "new",
    effectiveAt: options["effective-at"] ?? null,
    approverId: before ? before.userId : null,
  });
}

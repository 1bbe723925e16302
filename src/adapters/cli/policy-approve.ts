import { z } from "zod";
import { applyDraft } from "../../app/governance/turn-policies.ts";
import { EXIT } from "./command.ts";
import { tellDraft } from "./policy-draft-words.ts";
import { STEP_OPTIONS, stepOn } from "./policy-step.ts";
import {
  optionsOf,
  type PolicyStore,
  type PolicySubcommand,
  progressOn,
  withStore,
} from "./policy-subcommand.ts";
import { openTickets } from "./policy-words.ts";

const Options = z.strictObject(STEP_OPTIONS);
type Options = z.infer<typeof Options>;

export const policyApprove: PolicySubcommand = {
  name: "approve",
  usage: "policy approve --portal ID --draft ID --by EMAIL",
  summary: "approves what was submitted; without other options as its author wished",
  run: async (deps, args, terminal) => {
    const options = optionsOf(Options, args, terminal);
    if (options === null) return EXIT.wrongUse;
    const { portal, draft: draftId, data } = options;
    return withStore(deps, data, async (store) => {
      const answer = await approve(store, options);
      const code = await tellDraft(store, { answer, ...options }, terminal);
      const asked = { portalId: portal, draftId, ...progressOn(terminal) };
      const tickets = answer.ok ? await applyDraft(store, asked) : null;
      if (tickets !== null) terminal.complain(`${openTickets(tickets)} more, from now on`);
      return code;
    });
  },
};

async function approve(store: PolicyStore, options: Options) {
  const { newest, step } = await stepOn(store, options);
  const wish = newest?.standing.state === "submitted" ? newest.standing.submission : null;
  return store.governance.approveDraft({
    ...step,
    appliesTo: options["applies-to"] ?? wish?.appliesTo ?? "new",
    effectiveAt: options["effective-at"] ?? wish?.effectiveAt ?? null,
  });
}

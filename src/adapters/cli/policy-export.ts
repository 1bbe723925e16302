import { z } from "zod";
import { EXIT } from "./command.ts";
import {
  Count,
  OPTIONS,
  optionsOf,
  type PolicySubcommand,
  printJson,
  READER,
  refusePortal,
  withStore,
} from "./policy-subcommand.ts";
import { refusalLine } from "./refusal-words.ts";

const Options = z.strictObject({
  portal: OPTIONS.portal,
  version: Count,
  data: OPTIONS.data,
  json: OPTIONS.json,
});

export const policyExport: PolicySubcommand = {
  name: "export",
  usage: "policy export --portal ID [--version N]",
  summary: "prints the document in force, or an older version, with its comments",
  run: async (deps, args, terminal) => {
    const options = optionsOf(Options, args, terminal);
    if (options === null) return EXIT.wrongUse;
    const { portal, version = null, data, json } = options;
    return withStore(deps, data, async (store) => {
      const asked = { portalId: portal, by: READER, version };
      const found = await store.governance.exportPolicy(asked);
      if (!found.ok) {
        if (found.reason === "not_connected") return refusePortal(store, portal, terminal);
        terminal.complain(refusalLine(found));
        return EXIT.failed;
      }
      if (json) printJson(terminal, { portal, version: found.version, text: found.text });
      else {
        terminal.complain(`account ${portal}, version ${found.version}`);
        terminal.print(found.text.trimEnd());
      }
      return EXIT.ok;
    });
  },
};

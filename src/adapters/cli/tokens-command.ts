import { z } from "zod";
import { sealAnew } from "../../app/portals/seal-anew.ts";
import type { SealedValues } from "../../ports/sealed-values.ts";
import { type Command, EXIT, type ExitCode, type Terminal } from "./command.ts";
import { readOptions } from "./options.ts";

/** Portals that are named one by one. */
const NAMED_LIMIT = 20;

const HELP = `npm run aftercare -- tokens rotate [--check] [--data DIR]

Seals every token in the store anew with the first key of TOKEN_KEYS. Aftercare may run meanwhile, with the
same TOKEN_KEYS; it may be stopped and run again. A key may be taken out of TOKEN_KEYS once nothing is left
under it.

  --check       changes nothing: says how many values each key has sealed
  --data DIR    the folder of an embedded store; default is DATABASE_URL, else DATA_DIR

An embedded store must not be in use: stop Aftercare first.

Exit codes: 0 the first key has sealed everything, 1 something is left or it failed, 2 wrong use.`;

const Options = z.strictObject({
  check: z.boolean().default(false),
  data: z.string().min(1, "expected a folder").optional(),
});

export type TokensStore = { readonly sealedValues: SealedValues; close(): Promise<void> };

export function createTokensCommand(deps: {
  /** Opens the store in this folder, or the one that the settings name, with their keys. */
  openTokens(dataDir: string | undefined): Promise<TokensStore>;
}): Command {
  return {
    name: "tokens",
    summary: "seals the tokens in the store anew after a change of the key",
    help: HELP,
    run: async ([action, ...args], terminal) => {
      if (action !== "rotate") {
        terminal.complain(`tokens ${action ?? ""}`.trim().concat(": expected rotate"));
        return EXIT.wrongUse;
      }
      const reading = readOptions(args, Options, { texts: ["data"], switches: ["check"] });
      if (!reading.ok) {
        for (const problem of reading.problems) terminal.complain(problem);
        return EXIT.wrongUse;
      }
      const { check, data } = reading.options;
      const store = await deps.openTokens(data);
      try {
        if (!check) await rotate(store.sealedValues, terminal);
        return await tellLeft(store.sealedValues, terminal);
      } finally {
        await store.close();
      }
    },
  };
}

async function rotate(values: SealedValues, terminal: Terminal): Promise<void> {
  const { sealed, refused } = await sealAnew(values, (progress) =>
    terminal.complain(`${progress.place}: ${progress.sealed} sealed anew`),
  );
  terminal.print(`sealed anew with key ${values.currentKeyId}: ${sealed}`);
  for (const { place, portalId } of refused.slice(0, NAMED_LIMIT)) {
    terminal.complain(`${place} of account ${portalId}: no key of TOKEN_KEYS opens them`);
  }
  const more = refused.length - NAMED_LIMIT;
  if (more > 0) terminal.complain(`and ${more} more`);
}

async function tellLeft(values: SealedValues, terminal: Terminal): Promise<ExitCode> {
  const counts = await values.counts();
  for (const { place, keyId, values: count } of counts) {
    const mark = keyId === values.currentKeyId ? "" : ", an old key";
    terminal.print(`${place}: ${count} under ${keyId}${mark}`);
  }
  const left = counts
    .filter(({ keyId }) => keyId !== values.currentKeyId)
    .reduce((sum, { values: count }) => sum + count, 0);
  terminal.print(`left under old keys: ${left}`);
  return left === 0 ? EXIT.ok : EXIT.failed;
}

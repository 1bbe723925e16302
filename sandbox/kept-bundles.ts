import { fileURLToPath } from "node:url";
import { buildApart } from "./build-apart.ts";
import { layKept } from "./kept-folder.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
/** Everything that may come into a bundle, by folder or file below the root. */
const SOURCES = ["cards", "sandbox", "src/contract", "src/messages", "package-lock.json"];

/** Puts the bundles of cards and page into `target`; they are built when a source has changed. */
export function layBundles(folder: string, target: string): Promise<void> {
  return layKept(
    {
      folder,
      kind: "bundles",
      madeOf: SOURCES.map((source) => `${ROOT}${source}`),
      skipped: /(^|\/)(node_modules|dist)(\/|$)/,
      make: buildApart,
    },
    target,
  );
}

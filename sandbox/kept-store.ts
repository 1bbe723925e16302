import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { layKept } from "./kept-folder.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const PROGRAM = `${ROOT}sandbox/make-store.ts`;
const MADE_OF = [
  PROGRAM,
  `${ROOT}node_modules/@electric-sql/pglite/package.json`,
  `${ROOT}node_modules/pg-boss/package.json`,
  `${ROOT}src/adapters/postgres/jobs.ts`,
  `${ROOT}src/ports/jobs.ts`,
  `${ROOT}src/adapters/postgres/migrations`,
];

/** Puts a new store into `dataDir`: one of today's shape, in which nothing is stored yet. */
export function layNewStore(folder: string, dataDir: string): Promise<void> {
  return layKept(
    {
      folder,
      kind: "new-store",
      madeOf: MADE_OF,
      make: async (directory) => {
        await promisify(execFile)(process.execPath, [PROGRAM, directory]);
      },
    },
    dataDir,
  );
}

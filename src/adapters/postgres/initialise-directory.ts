import { PGlite } from "@electric-sql/pglite";

/**
 * Run as a process of its own: making a new data directory takes 800 MB, which a process never gives
 * back. Its only argument is the directory.
 */
const directory = process.argv[2];
if (directory === undefined) throw new Error("expected the data directory as an argument");
const pglite = await PGlite.create(directory);
await pglite.close();

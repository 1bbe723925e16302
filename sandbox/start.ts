import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * What `npm start` runs. Reading all the sources takes more than a second of the start; what was read
 * once is kept beside the sandbox's data.
 */
enableCompileCache(fileURLToPath(new URL("../.data/compiled", import.meta.url)));
await import("./run-sandbox.ts");

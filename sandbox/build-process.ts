import { buildSandbox } from "./build.ts";

/** Builds and ends: the builders would hold some hundred megabytes for as long as the process lives. */
const [outputDirectory] = process.argv.slice(2);
if (outputDirectory === undefined) throw new Error("build-process.ts wants an output directory");
await buildSandbox(outputDirectory);
process.exit(0);

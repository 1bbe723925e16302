import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { layApart } from "./lay-apart.ts";
import { takePort } from "./take-port.ts";

/**
 * What `npm start` runs. Reading all the sources takes more than a second of the start: what was read once
 * is kept beside the sandbox's data, and a thread lays store and bundles meanwhile.
 */

const DEFAULT_PORT = 4000;

enableCompileCache(fileURLToPath(new URL("../.data/compiled", import.meta.url)));
const taken = await takePort(process.env["SANDBOX_PORT"] ?? String(DEFAULT_PORT));
if (taken !== null) {
  process.stdout.write("Aftercare sandbox: building the cards and opening the store …\n");
  const all = fileURLToPath(new URL("../.data/", import.meta.url));
  const { port } = taken;
  const folders = { all, data: `${all}sandbox-${port}`, bundles: `${all}bundles-${port}` };
  // The port is ours, so nobody else works in these folders: the last visit's data can go.
  const laid = layApart(folders);
  const { runSandbox } = await import("./run-sandbox.ts");
  await runSandbox({ ...taken, folders, laid });
}

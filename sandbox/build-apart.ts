import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("./build-process.ts", import.meta.url));

/** It spares memory that the builder does not keep, and makes it slow. */
const SPARING = "--max-semi-space-size";

/** `buildSandbox` in a process of its own, whose memory is free again when it is done. */
export async function buildApart(outputDirectory: string): Promise<void> {
  const child = fork(PROGRAM, [outputDirectory], {
    execArgv: process.execArgv.filter((argument) => !argument.startsWith(SPARING)),
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`the cards could not be built: the builder ended with ${code}`);
}

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { listen } from "../support/listen.ts";
import { LEAVING } from "../support/loopback-guard.ts";

/** Addresses that are nobody's (RFC 5737, RFC 2606): if the guard failed, still nobody would be called. */
const GUARD = new URL("../support/loopback-only.ts", import.meta.url).href;
const folder = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

/** What a process that runs `code` behind the guard says. */
async function behindGuard(code: string): Promise<{ stdout: string; stderr: string }> {
  const script = `try { ${code} } catch (error) { console.log("refused"); }`;
  return run(process.execPath, ["--import", GUARD, "--input-type=module", "--eval", script], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: "" },
  });
}

describe("the guard behind which the sandbox is tried", () => {
  it.each([
    { name: "fetch", code: `await fetch("http://192.0.2.1/")`, seen: "connection to 192.0.2.1" },
    {
      name: "fetch by TLS and by name",
      code: `await fetch("https://nowhere.invalid/")`,
      seen: "connection to nowhere.invalid",
    },
    {
      name: "node:https",
      code: `const https = await import("node:https"); https.get("https://192.0.2.1/")`,
      seen: "connection to 192.0.2.1",
    },
    {
      name: "a bare socket",
      code: `const { connect } = await import("node:net"); connect(443, "192.0.2.1")`,
      seen: "connection to 192.0.2.1",
    },
    {
      name: "a lookup",
      code: `const { lookup } = await import("node:dns"); lookup("nowhere.invalid", () => {})`,
      seen: "lookup of nowhere.invalid",
    },
    {
      name: "a datagram",
      code: `const { createSocket } = await import("node:dgram"); createSocket("udp4").send("x", 53, "192.0.2.1")`,
      seen: "a datagram",
    },
  ])("reports and refuses $name", async ({ code, seen }) => {
    const { stdout, stderr } = await behindGuard(code);

    expect(stderr).toContain(`${LEAVING} ${seen}`);
    expect(stdout).toContain("refused");
  });

  it("lets through what stays on the machine", async () => {
    const server = await listen((_request, response) => response.end("here"));
    const { port } = new URL(server.url);
    const { stdout, stderr } = await behindGuard(
      `console.log(await (await fetch("${server.url}")).text());
       console.log(await (await fetch("http://localhost:${port}")).text());`,
    );
    await server.close();

    expect(stdout).toBe("here\nhere\n");
    expect(stderr).not.toContain(LEAVING);
  });
});

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildSandbox, CARD_ENTRIES } from "../../../sandbox/build.ts";

let directory: string;
beforeAll(async () => {
  // The test runner says "test", for which HubSpot's builder makes a development build.
  vi.stubEnv("NODE_ENV", "production");
  directory = await mkdtemp(join(tmpdir(), "sandbox-build-"));
  await buildSandbox(directory);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const read = (file: string) => readFile(join(directory, file), "utf8");

describe("the built sandbox", () => {
  it("has one bundle for each card entry and nothing else beside them", async () => {
    const files = CARD_ENTRIES.map((entry) => `${entry}.js`);
    expect((await readdir(join(directory, "cards"))).sort()).toEqual([...files].sort());
  });

  it("has cards that bring the JSX runtime, leave React to HubSpot, and contain no contract code", async () => {
    for (const entry of CARD_ENTRIES) {
      const code = await read(`cards/${entry}.js`);
      expect(code).toMatch(/\(React, RemoteUI\);?\s*$/);
      expect(code).toContain("jsx");
      expect(code).not.toContain("strictObject");
    }
  });

  it("has the page with its style and a worker that a page can load", async () => {
    expect(await read("page/index.html")).toContain("/sandbox/page/main.js");
    expect(await read("page/main.css")).toContain(".uie-tile");
    expect(await read("page/main.js")).not.toBe("");
    expect(await read("worker/runtime.js")).toMatch(/importScripts/);
  });

  it("names no path of this machine", async () => {
    const files = await readdir(directory, { recursive: true, withFileTypes: true });
    for (const file of files.filter((one) => one.isFile())) {
      const code = await readFile(join(file.parentPath, file.name), "utf8");
      expect(code.includes(process.cwd()), file.name).toBe(false);
    }
  });
});

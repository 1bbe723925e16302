import { linkSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { guardDirectory } from "../../../src/adapters/postgres/directory-guard.ts";

describe("the guard of a data directory", () => {
  let directory = "";
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "aftercare-guard-"));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  // Socket files serve macOS; they work here as well.
  it.each<NodeJS.Platform>([process.platform, "darwin"])(
    "admits one owner at a time on %s",
    async (platform) => {
      const first = await guardDirectory(directory, platform);
      await expect(guardDirectory(directory, platform)).rejects.toMatchObject({
        code: "store_in_use",
        message: expect.stringContaining(`process ${process.pid}.`),
      });
      await first.release();
      const second = await guardDirectory(directory, platform);
      await second.release();
    },
  );

  it("takes over the socket file of an owner that was killed", async () => {
    await leaveStaleSocket(directory);
    const guard = await guardDirectory(directory, "darwin");
    await expect(guardDirectory(directory, "darwin")).rejects.toMatchObject({
      code: "store_in_use",
    });
    await guard.release();
  });

  it("keeps two directories apart", async () => {
    const other = mkdtempSync(join(tmpdir(), "aftercare-guard-"));
    const guards = [await guardDirectory(directory), await guardDirectory(other)];
    for (const guard of guards) await guard.release();
    rmSync(other, { recursive: true });
  });

  it("leaves nothing in the directory", async () => {
    const guard = await guardDirectory(directory);
    expect(readdirSync(directory)).toEqual([]);
    await guard.release();
  });
});

/** A socket file on which nobody listens, as a killed process leaves it. */
async function leaveStaleSocket(directory: string): Promise<void> {
  const before = new Set(socketFiles());
  const guard = await guardDirectory(directory, "darwin");
  const [file] = socketFiles().filter((name) => !before.has(name));
  if (file === undefined) throw new Error("expected a socket file");
  const path = join(tmpdir(), file);
  linkSync(path, `${path}.stale`);
  await guard.release();
  renameSync(`${path}.stale`, path);
  const server = createServer();
  const isTaken = new Promise((resolve) => server.once("error", () => resolve(true)));
  server.listen(path);
  expect(await isTaken).toBe(true);
}

function socketFiles(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => /^aftercare-.*\.sock$/.test(name));
}

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { listen } from "../support/listen.ts";
import { readRepositoryFile, repositoryRoot } from "../support/source-files.ts";

const READY_WITHIN_MS = 120_000;
const INSTALL_WITHIN_MS = 300_000;
const run = promisify(execFile);

/** What the Dockerfile does, step by step, in an empty folder: nothing of this repository's packages is near. */
describe("an install for production", { timeout: INSTALL_WITHIN_MS }, () => {
  const steps = readRepositoryFile("Dockerfile").split("\n");
  let folder: string;
  let server: ChildProcess | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "aftercare-image-"));
    for (const path of [
      ...copied("package.json package-lock.json"),
      ...copied("package.json plugin-manifest.json"),
    ]) {
      await cp(join(repositoryRoot, path), join(folder, path), { recursive: true });
    }
    for (const path of ["src", "webhooks"]) {
      await cp(join(repositoryRoot, path), join(folder, path), { recursive: true });
    }
    const [, install = ""] =
      steps.find((line) => line.startsWith("RUN npm ci"))?.split("npm ") ?? [];
    await run("npm", [...install.split(" "), "--no-audit", "--no-progress"], { cwd: folder });
  }, INSTALL_WITHIN_MS);
  afterAll(async () => {
    server?.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });

  /** The sources of a COPY that begins like this. */
  function copied(beginning: string): readonly string[] {
    const step = steps.find((line) => line.startsWith(`COPY ${beginning}`)) ?? "";
    return step.split(" ").slice(1, -1);
  }

  it("brings what runs in production, and nothing that builds, draws or tests", async () => {
    const packages = await readdir(join(folder, "node_modules"));
    expect(packages).toEqual(expect.arrayContaining(["express", "kysely", "pg", "zod"]));
    const needless = ["react", "vite", "esbuild", "vitest", "playwright-core"];
    expect(packages.filter((name) => needless.includes(name))).toEqual([]);
    expect(existsSync(join(folder, "cards"))).toBe(false);
  });

  it("starts on an embedded database, answers that it is well, and stops when asked", async () => {
    const free = await listen(() => undefined);
    const port = new URL(free.url).port;
    await free.close();
    let output = "";
    server = spawn(process.execPath, ["src/main.ts"], {
      cwd: folder,
      env: {
        PATH: process.env["PATH"],
        NODE_ENV: "production",
        PUBLIC_BASE_URL: "https://aftercare.test",
        PORT: port,
        DATA_DIR: join(folder, "data"),
        TOKEN_KEYS: `k1:${Buffer.alloc(32, 3).toString("base64")}`,
        HUBSPOT_CLIENT_ID: "a-client",
        HUBSPOT_CLIENT_SECRET: "a-secret-for-tests",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [server.stdout, server.stderr]) {
      stream?.on("data", (chunk) => {
        output += chunk;
      });
    }
    const ask = (path: string) =>
      fetch(`http://127.0.0.1:${port}${path}`).then(
        (answer) => answer.status,
        () => 0,
      );
    await vi.waitFor(async () => expect(await ask("/readyz"), output).toBe(200), {
      timeout: READY_WITHIN_MS,
      interval: 250,
    });
    expect(await ask("/healthz")).toBe(200);
    const ended = once(server, "close");
    server.kill("SIGTERM");
    const [code] = await ended;
    expect({ code, isReady: output.includes("Aftercare is ready") }).toEqual({
      code: 0,
      isReady: true,
    });
  });
});

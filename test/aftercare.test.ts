import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { guardDirectory } from "../src/adapters/postgres/directory-guard.ts";
import { newDataDirectory } from "./support/kept-store.ts";
import { repositoryRoot } from "./support/source-files.ts";

/** Each test starts the whole program. */
const SLOWEST_TEST_MS = 60_000;

describe("the command line tool as a program", { timeout: SLOWEST_TEST_MS }, () => {
  let directory = "";
  let variables: Record<string, string> = {};
  beforeEach(() => {
    variables = {};
    directory = mkdtempSync(join(tmpdir(), "aftercare-tool-"));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  function run(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
    const { DATABASE_URL: _url, DATA_DIR: _dir, ...env } = process.env;
    return new Promise((resolve) => {
      const file = join(repositoryRoot, "src/aftercare.ts");
      execFile(
        process.execPath,
        [file, ...args],
        { cwd: directory, env: { ...env, ...variables } },
        (error, stdout, stderr) =>
          resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
      );
    });
  }

  it("prints holidays", async () => {
    const { code, stdout, stderr } = await run("holidays", "--region", "TW", "--years", "2027");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("{ date: 2027-02-06, name: Chinese New Year, source: ");
  });

  it("verifies a store that is new", async () => {
    const dataDir = await newDataDirectory();
    const { code, stdout } = await run("verify", "--data", dataDir);
    rmSync(dataDir, { recursive: true });
    expect({ code, last: stdout.trim().split("\n").slice(-2) }).toEqual({
      code: 0,
      last: ["verify: 0 tickets, 0 differences", "verify: 0 customers, 0 differences"],
    });
  });

  it("looks at a new store, and at settings that are not there", async () => {
    const dataDir = await newDataDirectory();
    const { code, stdout } = await run("doctor", "--offline", "--data", dataDir);
    rmSync(dataDir, { recursive: true });
    expect(stdout).toContain("mend  settings  PUBLIC_BASE_URL is missing");
    expect(stdout).toContain("ok    database  PostgreSQL");
    expect(stdout).toMatch(/\d as they should be, \d to look at, \d to mend\n$/);
    expect(code).toBe(1);
  });

  it("makes no link for Slack where nothing would answer", async () => {
    const { code, stdout, stderr } = await run("slack", "connect", "--portal", "42", "--by", "Ada");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^PUBLIC_BASE_URL is missing\nSLACK_CLIENT_ID is missing\n/);
  });

  it("refuses a link for an account that a new store does not know", async () => {
    const dataDir = await newDataDirectory();
    Object.assign(variables, {
      PUBLIC_BASE_URL: "https://aftercare.example",
      SLACK_CLIENT_ID: "1.2",
      SLACK_CLIENT_SECRET: "secret",
    });
    const line = ["slack", "connect", "--portal", "42", "--by", "Ada", "--data", dataDir];
    const { code, stderr } = await run(...line);
    rmSync(dataDir, { recursive: true });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: '--portal is "42": expected a connected account, none is\n',
    });
  });

  it("does not open a store that a plugin has open, and names its process", async () => {
    writeFileSync(join(directory, "PG_VERSION"), "17");
    const guard = await guardDirectory(directory);
    try {
      const { code, stdout, stderr } = await run("verify", "--data", directory);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toContain(`is in use by process ${process.pid}. Stop that process first`);
    } finally {
      await guard.release();
    }
  });

  it("makes no store where there is none", async () => {
    const { code, stderr } = await run("verify");
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^the folder \.\/\.data holds no embedded store: expected one that does/,
    );
  });
});

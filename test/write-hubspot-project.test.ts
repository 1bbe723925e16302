import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readProjectArguments } from "../src/hubspot-project-arguments.ts";
import { BASE_URL, changed } from "./support/manifest-under-test.ts";
import { repositoryRoot } from "./support/source-files.ts";

const program = join(repositoryRoot, "src/write-hubspot-project.ts");
const folder = mkdtempSync(join(tmpdir(), "aftercare-project-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const { PUBLIC_BASE_URL: _ours, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { env });
  return { status, out: stdout.toString(), err: stderr.toString() };
}

describe("npm run hubspot:project", () => {
  it("writes the project, and again over what it wrote", () => {
    const out = join(folder, "project");
    expect(run("--base-url", `${BASE_URL}/`, "--out", out)).toMatchObject({ status: 0, err: "" });
    expect(run("--base-url", BASE_URL, "--out", out).status).toBe(0);
    expect(readdirSync(out).toSorted()).toEqual(["README.md", "hsproject.json", "src"]);
    expect(readdirSync(folder)).toEqual(["project"]);
  });

  it("leaves a folder alone that holds something else", () => {
    const out = join(folder, "other");
    mkdirSync(out);
    writeFileSync(join(out, "letter.txt"), "dear reader");
    const { status, err } = run("--base-url", BASE_URL, "--out", out);
    expect(status).toBe(2);
    expect(err).toContain("holds something else; expected an empty folder");
    expect(readdirSync(out)).toEqual(["letter.txt"]);
  });

  it("writes nothing when there are problems, and tells all of them", () => {
    const manifest = join(folder, "manifest.json");
    writeFileSync(manifest, JSON.stringify(changed("hubspot.optionalScopes", [])));
    const out = join(folder, "never");
    const { status, err } = run("--base-url", BASE_URL, "--out", out, "--manifest", manifest);
    expect(status).toBe(1);
    expect(err).toContain("scope_undeclared  hubspot.optionalScopes: there is no");
    expect(err).toContain("event_without_scope  hubspot.events.3");
    expect(err).toMatch(/3 problems; nothing was written/);
    expect(existsSync(out)).toBe(false);
  });

  it("only looks when asked to", () => {
    const out = join(folder, "looked");
    const { status, out: said } = run("--base-url", BASE_URL, "--out", out, "--check");
    expect({ status, said }).toEqual({ status: 0, said: "nothing to object to\n" });
    expect(existsSync(out)).toBe(false);
  });

  it("says how it is used when it was called wrongly, and when asked", () => {
    const wrong = run("--base-url", BASE_URL, "--force");
    expect(wrong.status).toBe(2);
    expect(wrong.err).toContain("Unknown option '--force'");
    expect(wrong.err).toContain("Exit codes: 0 written");
    expect(run("--help")).toMatchObject({ status: 0, err: "" });
  });

  it("refuses a manifest that is not there", () => {
    const missing = join(folder, "no-such-manifest.json");
    const { status, err } = run("--base-url", BASE_URL, "--manifest", missing);
    expect(status).toBe(2);
    expect(err).toContain("expected a JSON file");
  });
});

describe("the arguments", () => {
  it.each([
    { name: "no address", args: [], says: "--base-url: expected the https address" },
    {
      name: "an unknown option",
      args: ["--base-url", BASE_URL, "--force"],
      says: "Unknown option '--force'",
    },
    {
      name: "an unknown distribution",
      args: ["--base-url", BASE_URL, "--distribution", "public"],
      says: "--distribution: expected private or marketplace",
    },
    {
      name: "an unknown way in",
      args: ["--base-url", BASE_URL, "--auth", "key"],
      says: "--auth: expected oauth or static",
    },
  ])("are refused with $name", ({ args, says }) => {
    const reading = readProjectArguments(args, undefined);
    expect(reading.ok ? [] : reading.problems.join()).toContain(says);
  });

  it("are private and by consent unless said otherwise, at the address of the settings", () => {
    expect(readProjectArguments([], `${BASE_URL}//`)).toEqual({
      ok: true,
      asked: {
        options: {
          baseUrl: BASE_URL,
          distribution: "private",
          auth: "oauth",
          mayBeLocal: false,
        },
        outFolder: "dist/hubspot-project",
        manifestFile: "plugin-manifest.json",
        isOnlyCheck: false,
      },
    });
  });

  it("may say otherwise in everything", () => {
    const line =
      "--base-url https://a.test --distribution marketplace --auth static --out o --manifest m.json --check --allow-localhost";
    expect(readProjectArguments(line.split(" "), BASE_URL)).toMatchObject({
      asked: {
        options: {
          baseUrl: "https://a.test",
          distribution: "marketplace",
          auth: "static",
          mayBeLocal: true,
        },
        outFolder: "o",
        manifestFile: "m.json",
        isOnlyCheck: true,
      },
    });
  });
});

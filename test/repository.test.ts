import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { Policy } from "../src/domain/governance/policy.ts";
import { readPolicy } from "../src/domain/governance/read-policy.ts";
import {
  findInSource,
  readRepositoryFile,
  repositoryFiles,
  repositoryRoot,
} from "./support/source-files.ts";

const files = repositoryFiles();
const code = files.filter((path) => /\.tsx?$/.test(path));
const papers = files.filter((path) => path.endsWith(".md"));
const longestFileLines = 300;

type Rule = {
  readonly name: string;
  readonly where: RegExp;
  readonly isBreach: (node: ts.Node) => boolean;
  readonly bad: string;
  readonly good: string;
};

const codeRules: readonly Rule[] = [
  {
    name: "type assertion but `as const`",
    where: /./,
    isBreach: (node) =>
      ts.isTypeAssertionExpression(node) ||
      (ts.isAsExpression(node) && node.type.getText() !== "const"),
    bad: "const a = b as string;",
    good: "const a = ['b'] as const; import { c as d } from './c.ts'; const e = f satisfies G;",
  },
  {
    name: "empty catch",
    where: /./,
    isBreach: (node) => ts.isCatchClause(node) && node.block.statements.length === 0,
    bad: "try { a(); } catch { /* never mind */ }",
    good: "try { a(); } catch { b(); }",
  },
  {
    name: "waiting in domain",
    where: /^src\/domain\//,
    isBreach: (node) => ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword,
    bad: "async function a() { await b(); }",
    good: "function a() { return b(); }",
  },
  {
    name: "chance or clock in domain and app",
    where: /^src\/(domain|app)\//,
    isBreach: (node) =>
      ts.isPropertyAccessExpression(node) &&
      ["Math.random", "Temporal.Now", "globalThis.Date"].includes(node.getText()),
    bad: "const a = Temporal.Now.instant();",
    good: "const a = Math.max(1, 2);",
  },
];

describe("the code", () => {
  it.each(codeRules)("has no $name", ({ where, isBreach }) => {
    const found = code
      .filter((path) => where.test(path))
      .flatMap((path) => findInSource(path, readRepositoryFile(path), isBreach));

    expect(found).toEqual([]);
  });

  it.each(codeRules)("would see a $name", ({ isBreach, bad, good }) => {
    expect(findInSource("bad.ts", bad, isBreach)).not.toEqual([]);
    expect(findInSource("good.ts", good, isBreach)).toEqual([]);
  });

  it("has no file over 300 lines", () => {
    const long = files
      .filter((path) => /(\.(ts|tsx|cjs|css|html|sql)|^\.ci\/run)$/.test(path))
      .map((path) => ({ path, lines: readRepositoryFile(path).split("\n").length - 1 }))
      .filter(({ lines }) => lines > longestFileLines);

    expect(long).toEqual([]);
  });

  it("has no drawers and at most two levels under src", () => {
    const drawer = /(^|\/)(utils?|helpers?|common|types)(\/|\.tsx?$)/;
    const third = /^src\/[^/]+\/[^/]+\/(?!.*\.(sql|ya?ml)$)[^/]+\//;

    expect(files.filter((path) => drawer.test(path) || third.test(path))).toEqual([]);
  });

  it("leaves no TODO without an issue number", () => {
    const open = /(\/\/|\*)\s*(TODO|FIXME)\b(?!\(#\d+\))/;

    expect(code.filter((path) => open.test(readRepositoryFile(path)))).toEqual([]);
  });

  it("names no folder of somebody's machine", () => {
    const somebodys = /(^|[\s"'`(=])\/(home|root|Users|work)\//m;
    const texts = files.filter((path) => /\.(ts|tsx|cjs|md|json|ya?ml|sql|html)$/.test(path));

    expect(texts.filter((path) => somebodys.test(readRepositoryFile(path)))).toEqual([]);
  });
});

const Manifest = z.looseObject({
  scripts: z.record(z.string(), z.string()).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});
const Lock = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      resolved: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
const manifests = ["package.json", "cards/package.json", "sandbox/package.json"].map((path) =>
  Manifest.parse(JSON.parse(readRepositoryFile(path))),
);
const lock = Lock.parse(JSON.parse(readRepositoryFile("package-lock.json")));

describe("the packages", () => {
  it("are pinned to exact versions", () => {
    const loose = manifests
      .flatMap(({ dependencies, devDependencies }) =>
        Object.entries({ ...dependencies, ...devDependencies }),
      )
      .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));

    expect(loose).toEqual([]);
  });

  it("come from the registry of whoever installs: the lock file names none", () => {
    const addresses = Object.values(lock.packages)
      .map(({ resolved }) => resolved)
      .filter((resolved) => resolved?.includes("://"));

    expect(addresses).toEqual([]);
  });

  it.each(["darwin-arm64", "darwin-x64", "win32-x64"])("include the native parts for %s", (os) => {
    const wanted = Object.values(lock.packages)
      .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
      .filter((name) => new RegExp(`${os}(-msvc)?$`).test(name));
    const locked = new Set(
      Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, "")),
    );

    expect(wanted.length).toBeGreaterThan(3);
    expect(wanted.filter((name) => !locked.has(name))).toEqual([]);
  });

  it("have their reason in CONTRIBUTING.md when they run in production", () => {
    const reasons = readRepositoryFile("CONTRIBUTING.md");
    const unexplained = Object.keys(manifests[0]?.dependencies ?? {}).filter(
      (name) => !reasons.includes(`\`${name}\``),
    );

    expect(unexplained).toEqual([]);
  });
});

describe("the papers", () => {
  it("link only to what is there", () => {
    const dead = papers.flatMap((path) =>
      [...readRepositoryFile(path).matchAll(/\]\(([^)\s#:]+)(#[^)]*)?\)/g)]
        .map(([, target = ""]) => join(dirname(path), target))
        .filter((target) => !existsSync(join(repositoryRoot, target)))
        .map((target) => `${path} → ${target}`),
    );

    expect(dead).toEqual([]);
  });

  it("show a policy that Aftercare takes", () => {
    const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(readRepositoryFile("README.md")) ?? [];

    expect(Policy.safeParse(parse(example)).error).toBeUndefined();
  });

  it("show parts of a policy that Aftercare takes", () => {
    const whole = parse(readRepositoryFile("src/config/presets/after-sales.yaml"));
    const parts = [...readRepositoryFile("docs/service-clocks.md").matchAll(/```yaml\n(.*?)```/gs)];
    const readings = parts.map(([, part = ""]) => readPolicy({ ...whole, ...parse(part) }));

    expect(parts.length).toBeGreaterThan(3);
    expect(readings.filter(({ ok }) => !ok)).toEqual([]);
  });

  it("name only scripts that exist", () => {
    const scripts = new Set(Object.keys(manifests[0]?.scripts ?? {}));
    const unknown = papers.flatMap((path) =>
      [...readRepositoryFile(path).matchAll(/npm run ([a-z:-]+)/g)]
        .map(([, name = ""]) => name)
        .filter((name) => !scripts.has(name))
        .map((name) => `${path}: npm run ${name}`),
    );

    expect(unknown).toEqual([]);
  });
});

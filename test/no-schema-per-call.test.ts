import ts from "typescript";
import { describe, expect, it } from "vitest";
import { findInSource, readRepositoryFile, repositoryFiles } from "./support/source-files.ts";

/**
 * A schema takes tens of microseconds to make, what it is made of stays until the next full garbage collection,
 * and one that is made for a call is never compiled. So each is made once, as its module is loaded.
 */

const ONCE_A_MODULE = "builds schemas of constants, as modules are loaded";
const ONCE_A_PAPER = "writes a page of the documentation";
const ONCE_A_STORE = "needs the keys, which a store gets when it is opened";

/** Functions that may make a schema, and why. */
const allowed = new Map([
  ["src/adapters/cli/export-command.ts Id", ONCE_A_MODULE],
  ["src/adapters/hubspot/answers.ts batchOf", ONCE_A_MODULE],
  ["src/adapters/postgres/job-result-document.ts rowsOf", ONCE_A_MODULE],
  ["src/adapters/postgres/kysely-over.ts executeQuery", "has no rows but the caller's own type"],
  ["src/adapters/postgres/row-reader.ts createRowReader", "compiles a schema once"],
  ["src/adapters/postgres/slack-installations.ts createSlackInstallations", ONCE_A_STORE],
  ["src/adapters/postgres/token-vault.ts createTokenVault", ONCE_A_STORE],
  ["src/config/env.ts secret", ONCE_A_MODULE],
  ["src/config/env.ts whole", ONCE_A_MODULE],
  ["src/config/plugin-manifest-schema.ts renderPluginManifestSchema", ONCE_A_PAPER],
  ["src/config/policy-schema.ts renderPolicySchema", ONCE_A_PAPER],
  ["src/config/settings-docs.ts settingsSchema", ONCE_A_PAPER],
  ["src/contract/settings-parts.ts wordsOf", ONCE_A_MODULE],
  ["src/domain/governance/retention-rules.ts days", ONCE_A_MODULE],
]);

/** What builds schemas for other modules: calling it makes one as well. */
const BUILDERS = new Set(["batchOf"]);
const OF_SCHEMAS =
  "(and|array|brand|catch|default|extend|nullable|nullish|omit|optional|or|partial|pick|pipe|prefault|readonly|refine|safeExtend|superRefine|transform)";
const IS_OF_SCHEMAS = new RegExp(`^${OF_SCHEMAS}$`);
/** Most files have none. */
const NAMES_SCHEMA = new RegExp(
  `\\bz\\s*\\.|\\b[A-Z]\\w*\\.${OF_SCHEMAS}\\(|\\b(${[...BUILDERS].join("|")})\\(`,
);
/** These read or word what is there. */
const MAKES_NONE = /^(flattenError|prettifyError|treeifyError)$/;

/** `z.object(…)`, `Row.extend(…)` of a schema, which bears a capital letter, and `batchOf(…)`. */
function makesSchema(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  const called = node.expression;
  if (ts.isIdentifier(called)) return BUILDERS.has(called.text);
  if (!ts.isPropertyAccessExpression(called) || !ts.isIdentifier(called.expression)) return false;
  const [owner, name] = [called.expression.text, called.name.text];
  return owner === "z" ? !MAKES_NONE.test(name) : /^[A-Z]/.test(owner) && IS_OF_SCHEMAS.test(name);
}

/** All that a node stands in, from the inside. */
function* around(node: ts.Node): Generator<ts.Node> {
  for (let outer = node.parent; !ts.isSourceFile(outer); outer = outer.parent) yield outer;
}

/** The innermost function with a name that the node stands in; empty for one without, null for none. */
function functionAround(node: ts.Node): string | null {
  const functions = [...around(node)].filter(ts.isFunctionLike);
  const names = functions.map((one) => nameOf(one)).filter((name) => name !== "");
  return functions.length === 0 ? null : (names[0] ?? "");
}

function nameOf(one: ts.SignatureDeclaration): string {
  const named = one.name ?? (ts.isVariableDeclaration(one.parent) ? one.parent.name : undefined);
  if (named !== undefined) return named.getText();
  return ts.isPropertyAssignment(one.parent) ? one.parent.name.getText() : "";
}

const used = new Set<string>();

function schemasPerCall(path: string, text: string): readonly string[] {
  return findInSource(path, text, (node) => {
    if (!makesSchema(node) || [...around(node)].some(makesSchema)) return false;
    const name = functionAround(node);
    if (name === null) return false;
    const place = `${path} ${name}`;
    used.add(place);
    return !allowed.has(place);
  });
}

describe("schemas", () => {
  it("are made once, not for each call", () => {
    const files = repositoryFiles("src").concat(repositoryFiles("webhooks"));
    const found = files
      .filter((path) => path.endsWith(".ts"))
      .map((path) => ({ path, text: readRepositoryFile(path) }))
      .filter(({ text }) => NAMES_SCHEMA.test(text))
      .flatMap(({ path, text }) => schemasPerCall(path, text));

    expect(found).toEqual([]);
    expect([...allowed.keys()].filter((place) => !used.has(place))).toEqual([]);
  });

  it.each([
    "function read(row: unknown) { return z.object({ id: z.string() }).parse(row); }",
    "const read = (row: unknown) => Row.extend({ id: Id }).parse(row);",
    "const rows = { find: async () => db.rows(z.object({}), FIND) };",
    "function read() { return call({ answer: batchOf(Row) }); }",
  ])("are found in %s", (text) => {
    expect(schemasPerCall("src/bad.ts", text)).toEqual([
      expect.stringMatching(/^src\/bad\.ts:1: /),
    ]);
  });

  it.each([
    "const Row = z.object({ id: z.string().transform((text) => Number(text)) });",
    "const Rows = batchOf(Row.extend({ id: Id })); const read = (row: unknown) => Rows.parse(row);",
    "function why(error: z.ZodError) { return z.prettifyError(error); }",
  ])("are not found in %s", (text) => {
    expect(schemasPerCall("src/good.ts", text)).toEqual([]);
  });
});

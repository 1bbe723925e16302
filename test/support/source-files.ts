import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export const repositoryRoot = join(import.meta.dirname, "../..");

/** What is made, not written; and the tree that breaks rules on purpose. */
const notOurs = new Set([
  ".data",
  ".git",
  "bench/results",
  "coverage",
  "dist",
  "node_modules",
  "test/e2e/shots",
  "test/fixtures/architecture",
]);

/** Every file of the repository, as a path from its root. */
export function repositoryFiles(folder = ""): readonly string[] {
  return readdirSync(join(repositoryRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (notOurs.has(path) || notOurs.has(entry.name)) return [];
    return entry.isDirectory() ? repositoryFiles(path) : [path];
  });
}

export function readRepositoryFile(path: string): string {
  return readFileSync(join(repositoryRoot, path), "utf8");
}

const parsed = new Map<string, ts.SourceFile>();

/** Every rule looks at every file, so each text is parsed once. */
function parse(path: string, text: string): ts.SourceFile {
  const known = parsed.get(path);
  if (known?.text === text) return known;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  parsed.set(path, source);
  return source;
}

/** Where `isBreach` holds in one TypeScript text, as `path:line: text`. */
export function findInSource(
  path: string,
  text: string,
  isBreach: (node: ts.Node) => boolean,
): readonly string[] {
  const source = parse(path, text);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isBreach(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${path}:${line + 1}: ${node.getText().slice(0, 60)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

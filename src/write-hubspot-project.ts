import { readFileSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { makeProject } from "./config/project/make-project.ts";
import type { ProjectFile } from "./config/project/project-file.ts";
import { problemLine } from "./config/project/project-problem.ts";
import {
  PROJECT_HELP,
  type ProjectArguments,
  readProjectArguments,
} from "./hubspot-project-arguments.ts";
import { codeFacts } from "./hubspot-project-facts.ts";
import { readSources, refuseFolder, writeProject } from "./hubspot-project-folder.ts";

/** Run by `npm run hubspot:project`: checks the manifest and writes the developer project. */
const STDOUT = 1;
const STDERR = 2;
const EXIT_PROBLEMS = 1;
const EXIT_WRONG_USE = 2;
const ROOT = fileURLToPath(new URL("../", import.meta.url));

const args = process.argv.slice(2);
if (args.includes("--help")) {
  say([PROJECT_HELP]);
} else {
  const reading = readProjectArguments(args, process.env["PUBLIC_BASE_URL"]);
  if (reading.ok) run(reading.asked);
  else refuse([...reading.problems, "", PROJECT_HELP], EXIT_WRONG_USE);
}

function run({ options, outFolder, manifestFile, isOnlyCheck }: ProjectArguments): void {
  const document = readManifest(resolve(ROOT, manifestFile));
  if (document === null) return;
  const making = makeProject(document.value, options, {
    sources: readSources(ROOT),
    facts: codeFacts(),
  });
  if (!making.ok) {
    const count = `${making.problems.length} problems; nothing was written`;
    refuse([...making.problems.map(problemLine), count], EXIT_PROBLEMS);
    return;
  }
  if (isOnlyCheck) say(["nothing to object to"]);
  else write(resolve(ROOT, outFolder), making.files);
}

function readManifest(file: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(readFileSync(file, "utf8")) };
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    refuse([`--manifest: ${found}; expected a JSON file`], EXIT_WRONG_USE);
    return null;
  }
}

function write(folder: string, files: readonly ProjectFile[]): void {
  const trouble = refuseFolder(folder, files);
  if (trouble !== null) {
    refuse([trouble], EXIT_WRONG_USE);
    return;
  }
  writeProject(folder, files);
  say([`${files.length} files in ${folder}`, "Upload it as it is: hs project upload"]);
}

function say(lines: readonly string[]): void {
  writeSync(STDOUT, `${lines.join("\n")}\n`);
}

function refuse(lines: readonly string[], code: number): void {
  writeSync(STDERR, `${lines.join("\n")}\n`);
  process.exitCode = code;
}

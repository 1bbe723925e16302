import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import type { Sources } from "./config/project/card-sources.ts";
import type { ProjectFile } from "./config/project/project-file.ts";

const PROJECT_FILE = "hsproject.json";
const SOURCE = /^(cards|src\/contract)\/([\w-]+\/)*[\w-]+\.tsx?$/;
const MORE_SOURCES = ["package.json", "cards/package.json", "cards/tsconfig.json"];
const NOT_SOURCES = new Set(["node_modules", "dist"]);

/** The files that a developer project is made from, by their path from `root`. */
export function readSources(root: string): Sources {
  const paths = ["cards", "src/contract"].flatMap((folder) => filesIn(root, folder));
  const wanted = [...paths.filter((path) => SOURCE.test(path)), ...MORE_SOURCES];
  return new Map(wanted.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

function filesIn(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (NOT_SOURCES.has(entry.name)) return [];
    return entry.isDirectory() ? filesIn(root, path) : [path];
  });
}

/** Null when the folder may be written; else what is in the way. Only an older state of this project is replaced. */
export function refuseFolder(folder: string, files: readonly ProjectFile[]): string | null {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return null;
  const found = existsSync(join(folder, PROJECT_FILE))
    ? nameIn(readFileSync(join(folder, PROJECT_FILE), "utf8"))
    : null;
  if (found !== null && found === nameIn(files.find(isProjectFile)?.text ?? "")) return null;
  const what = found === null ? "something else" : `the project ${found}`;
  return `--out: ${folder} holds ${what}; expected an empty folder, or one that this wrote before`;
}

function isProjectFile({ path }: ProjectFile): boolean {
  return path === PROJECT_FILE;
}

const Named = z.looseObject({ name: z.string() });

function nameIn(text: string): string | null {
  try {
    return Named.parse(JSON.parse(text)).name;
  } catch {
    return null;
  }
}

/** All or nothing: a project that was written by halves would be uploaded by halves. */
export function writeProject(folder: string, files: readonly ProjectFile[]): void {
  const target = resolve(folder);
  mkdirSync(dirname(target), { recursive: true });
  const draft = mkdtempSync(`${target}.`);
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(draft, path)), { recursive: true });
      writeFileSync(join(draft, path), text);
    }
    rmSync(target, { recursive: true, force: true });
    renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

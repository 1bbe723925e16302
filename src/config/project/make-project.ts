import type { z } from "zod";
import { PluginManifest } from "../plugin-manifest.ts";
import type { Sources } from "./card-sources.ts";
import { checkAddresses } from "./check-addresses.ts";
import { checkCards, checkPermittedUrls } from "./check-cards.ts";
import { checkEvents } from "./check-events.ts";
import { checkProject } from "./check-project.ts";
import { checkScopes } from "./check-scopes.ts";
import type { CodeFacts } from "./code-facts.ts";
import { hubspotProject } from "./hubspot-project.ts";
import type { ProjectFile } from "./project-file.ts";
import type { ProjectOptions } from "./project-options.ts";
import type { ProjectProblem } from "./project-problem.ts";

const MANIFEST_FILE = "plugin-manifest.json";
const MAX_FOUND_LENGTH = 60;

export type ProjectMaking =
  | { readonly ok: true; readonly files: readonly ProjectFile[] }
  | { readonly ok: false; readonly problems: readonly ProjectProblem[] };

/**
 * The developer project of a manifest, or everything that is wrong with it at once. `document` is the
 * manifest as it was read, `facts` what the program itself says of what it does.
 */
export function makeProject(
  document: unknown,
  options: ProjectOptions,
  { sources, facts }: { readonly sources: Sources; readonly facts: CodeFacts },
): ProjectMaking {
  const parsed = PluginManifest.safeParse(document);
  if (!parsed.success) return { ok: false, problems: shapeProblems(document, parsed.error) };
  const manifest = parsed.data;
  const { files, problems } = hubspotProject(manifest, options, sources);
  const found = [
    ...checkAddresses(manifest, options),
    ...checkScopes(manifest, facts),
    ...checkEvents(manifest, facts),
    ...checkCards(manifest, sources),
    ...problems.filter(({ path }) => !isEntry(manifest, path)),
    ...checkPermittedUrls(files, options),
    ...checkProject(files),
  ];
  return found.length === 0 ? { ok: true, files } : { ok: false, problems: found };
}

/** That its file is missing is said where the manifest names it. */
function isEntry({ hubspot }: PluginManifest, path: string): boolean {
  const { cards, settingsPage, homePage } = hubspot;
  return [...cards, settingsPage, homePage].some((one) => one?.file === path);
}

function shapeProblems(document: unknown, error: z.ZodError): readonly ProjectProblem[] {
  return error.issues.map(({ path, message }) => ({
    code: "manifest_invalid",
    path: path.map(String).join(".") || MANIFEST_FILE,
    found: foundAt(document, path),
    expected: message.replace(/^(Invalid input: )?expected /, ""),
  }));
}

/** What stands there, cut short. */
function foundAt(document: unknown, path: readonly PropertyKey[]): string {
  let value = document;
  for (const key of path) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  }
  if (value === undefined) return "it is missing";
  const text = JSON.stringify(value);
  return text.length <= MAX_FOUND_LENGTH ? text : `${text.slice(0, MAX_FOUND_LENGTH)}…`;
}

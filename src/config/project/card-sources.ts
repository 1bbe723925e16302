import { dirname, join, relative } from "node:path/posix";
import type { ProjectFile } from "./project-file.ts";
import type { ProjectProblem } from "./project-problem.ts";

/** Texts of files by their path from the root of the repository. */
export type Sources = ReadonlyMap<string, string>;

/** Imports and exports of a text that the formatter has been over: one shape each. */
const SPECIFIER = /(?<=\b(?:from|import) )"([^"]+)"/g;
/** Imports of types leave nothing in a bundle. */
const VALUE_FROM_CONTRACT = /\bimport (?!type\b)[^;]*?from "[^"]*\/src\/[^"]*"/g;

const CARDS = "cards/";
const CONTRACT = "src/contract/";
/** The one file that differs from installation to installation. */
const BACKEND_URL_FILE = "cards/default-backend-url.ts";
const CARD_PACKAGES = /^(react|@hubspot\/ui-extensions(\/(crm|pages|pages\/home))?)$/;
/** Types of the contract are made by it. */
const CONTRACT_PACKAGE = "zod";

/**
 * What the entry files of one folder of extensions need, moved into that folder: HubSpot builds each
 * folder by itself and refuses what lies outside. `entries` are paths such as `cards/TicketCard.tsx`.
 */
export function extensionSources(
  folder: string,
  entries: readonly string[],
  { sources, baseUrl }: { readonly sources: Sources; readonly baseUrl: string },
): { readonly files: readonly ProjectFile[]; readonly problems: readonly ProjectProblem[] } {
  const files: ProjectFile[] = [];
  const problems: ProjectProblem[] = [];
  const seen = new Set(entries);
  for (const path of seen) {
    const text = path === BACKEND_URL_FILE ? backendUrlModule(baseUrl) : sources.get(path);
    if (text === undefined) {
      problems.push(missing(path));
      continue;
    }
    for (const needed of importsOf(path, text)) seen.add(needed);
    problems.push(...importProblems(path, text));
    files.push({ path: join(folder, placeOf(path)), text: moved(path, text) });
  }
  return { files, problems };
}

function missing(path: string): ProjectProblem {
  return {
    code: path.startsWith(CARDS) ? "card_file_missing" : "card_import_outside",
    path,
    found: "there is no such file",
    expected: "a file of cards/, or a type of src/contract/",
  };
}

function backendUrlModule(baseUrl: string): string {
  return [
    "/** Where Aftercare answers; written by `npm run hubspot:project`. */",
    `export const DEFAULT_BACKEND_URL = ${JSON.stringify(baseUrl)};`,
    "",
  ].join("\n");
}

function importsOf(path: string, text: string): readonly string[] {
  return [...text.matchAll(SPECIFIER)]
    .map(([, specifier = ""]) => specifier)
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => join(dirname(path), specifier));
}

function importProblems(path: string, text: string): readonly ProjectProblem[] {
  const packages = [...text.matchAll(SPECIFIER)]
    .map(([, specifier = ""]) => specifier)
    .filter((specifier) => !specifier.startsWith(".") && !isKnownPackage(path, specifier));
  const values = path.startsWith(CARDS) ? [...text.matchAll(VALUE_FROM_CONTRACT)] : [];
  return [
    ...packages.map(
      (name): ProjectProblem => ({
        code: "card_package_unknown",
        path,
        found: `it imports ${name}`,
        expected: "react and @hubspot/ui-extensions alone, which is all that HubSpot's runtime has",
      }),
    ),
    ...values.map(
      ([statement]): ProjectProblem => ({
        code: "card_import_outside",
        path,
        found: `it takes a value from the server: ${statement.replaceAll(/\s+/g, " ")}`,
        expected: "import type, as the server's code is not there when HubSpot builds the card",
      }),
    ),
  ];
}

function isKnownPackage(path: string, name: string): boolean {
  return CARD_PACKAGES.test(name) || (path.startsWith(CONTRACT) && name === CONTRACT_PACKAGE);
}

/** Where a file of the repository lies within its folder of extensions. */
function placeOf(path: string): string {
  return path.startsWith(CONTRACT)
    ? join("contract", path.slice(CONTRACT.length))
    : path.slice(CARDS.length);
}

function moved(path: string, text: string): string {
  const from = dirname(placeOf(path));
  return text.replaceAll(SPECIFIER, (whole, specifier: string) => {
    if (!specifier.startsWith(".")) return whole;
    const target = relative(from, placeOf(join(dirname(path), specifier)));
    return JSON.stringify(target.startsWith(".") ? target : `./${target}`);
  });
}

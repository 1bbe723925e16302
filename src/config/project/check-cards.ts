import type { PluginManifest } from "../plugin-manifest.ts";
import type { Sources } from "./card-sources.ts";
import type { ProjectFile } from "./project-file.ts";
import type { ProjectOptions } from "./project-options.ts";
import type { ProjectProblem } from "./project-problem.ts";

const ENTRY_FILE = /^cards\/[A-Z]\w*\.tsx$/;
const PLACE = /hubspot\.extend<"([^"]+)">/;
/** HubSpot renamed the place of an app's page; the entry file may say either. */
const PLACES_OF_PAGE = ["home", "pages"];

type Entry = {
  readonly path: string;
  readonly file: string;
  readonly places: readonly string[];
};

/** Cards and pages of the manifest are the entry files that there are, each in the place that it says. */
export function checkCards(
  { hubspot }: PluginManifest,
  sources: Sources,
): readonly ProjectProblem[] {
  const entries: readonly Entry[] = [
    ...hubspot.cards.map(({ file, location }, index) => ({
      path: `hubspot.cards.${index}.file`,
      file,
      places: [location],
    })),
    { path: "hubspot.settingsPage.file", file: hubspot.settingsPage.file, places: ["settings"] },
    ...(hubspot.homePage === undefined
      ? []
      : [{ path: "hubspot.homePage.file", file: hubspot.homePage.file, places: PLACES_OF_PAGE }]),
  ];
  return [
    ...entries.flatMap((entry) => entryProblem(entry, sources)),
    ...entries.flatMap((entry, index) => sharedProblem(entry, entries.slice(0, index))),
    ...unlisted(entries, sources),
  ];
}

function entryProblem({ path, file, places }: Entry, sources: Sources): readonly ProjectProblem[] {
  const text = sources.get(file);
  if (text === undefined) {
    const expected = "the entry file of a card";
    return [{ code: "card_file_missing", path, found: `there is no ${file}`, expected }];
  }
  const place = PLACE.exec(text)?.[1];
  if (place !== undefined && places.includes(place)) return [];
  const found = place === undefined ? `${file} extends nothing` : `${file} is for ${place}`;
  const expected = `hubspot.extend<"${places.join('"> or hubspot.extend<"')}">`;
  return [{ code: "card_location_differs", path, found, expected }];
}

/** An entry file is bundled for one place. */
function sharedProblem({ path, file }: Entry, before: readonly Entry[]): readonly ProjectProblem[] {
  const first = before.find((one) => one.file === file);
  if (first === undefined) return [];
  return [
    {
      code: "card_entry_shared",
      path,
      found: `${file} is that of ${first.path} as well`,
      expected: "an entry file for each place; what they show may be shared",
    },
  ];
}

function unlisted(entries: readonly Entry[], sources: Sources): readonly ProjectProblem[] {
  const listed = new Set(entries.map(({ file }) => file));
  return [...sources.keys()]
    .filter((path) => ENTRY_FILE.test(path) && !listed.has(path))
    .map((path) => ({
      code: "card_unlisted",
      path: "hubspot.cards",
      found: `${path} is not listed`,
      expected: "every entry file, or none that nobody sees",
    }));
}

const ADDRESS = /\bhttps?:\/\/[^\s"'`<>$)]+/g;
const CODE_FILE = /\.tsx?$/;

/** HubSpot lets cards ask permitted addresses only, so no other may stand in what is uploaded. */
export function checkPermittedUrls(
  files: readonly ProjectFile[],
  { baseUrl }: ProjectOptions,
): readonly ProjectProblem[] {
  return files
    .filter(({ path }) => CODE_FILE.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(ADDRESS)]
        .map(([address]) => address)
        .filter((address) => address !== baseUrl && !address.startsWith(`${baseUrl}/`))
        .map((address) => ({
          code: "url_not_permitted" as const,
          path,
          found: address,
          expected: `addresses below ${baseUrl}, which is all that permittedUrls lists`,
        })),
    );
}

import type { PluginManifest } from "../plugin-manifest.ts";
import { appMeta } from "./app-meta.ts";
import { extensionSources, type Sources } from "./card-sources.ts";
import {
  CARD_FOLDER,
  cardMeta,
  PAGE_FOLDER,
  pageMeta,
  SETTINGS_FOLDER,
  settingsMeta,
} from "./extension-meta.ts";
import { extensionPackage, extensionTsconfig } from "./extension-package.ts";
import { byPath, jsonFile, type ProjectFile } from "./project-file.ts";
import type { ProjectOptions } from "./project-options.ts";
import type { ProjectProblem } from "./project-problem.ts";
import { webhooksMeta } from "./webhooks-meta.ts";

/** The newest that HubSpot's own tools know as finished. */
export const PLATFORM_VERSION = "2026.03";
export const SOURCE_FOLDER = "src";

type Extensions = {
  readonly folder: string;
  readonly entries: readonly string[];
  /** Metadata by uid. */
  readonly metas: readonly { readonly uid: string }[];
};

/**
 * The developer project that HubSpot's tools upload, file by file in order of their paths: the same
 * manifest, options and sources give the same bytes. `sources` has the files of `cards/` and
 * `src/contract/`, and the `package.json` of the repository.
 */
export function hubspotProject(
  manifest: PluginManifest,
  options: ProjectOptions,
  sources: Sources,
): { readonly files: readonly ProjectFile[]; readonly problems: readonly ProjectProblem[] } {
  const extensions = extensionsOf(manifest).map((one) => extensionFiles(one, options, sources));
  const files = [
    jsonFile("hsproject.json", {
      name: manifest.uid,
      srcDir: SOURCE_FOLDER,
      platformVersion: PLATFORM_VERSION,
    }),
    { path: "README.md", text: readme(manifest, options) },
    jsonFile(`${SOURCE_FOLDER}/app/app-hsmeta.json`, appMeta(manifest, options)),
    jsonFile(`${SOURCE_FOLDER}/app/webhooks/webhooks-hsmeta.json`, webhooksMeta(manifest, options)),
    ...extensions.flatMap((one) => one.files),
  ];
  return {
    files: files.toSorted(byPath),
    problems: extensions.flatMap((one) => one.problems),
  };
}

function extensionsOf({ hubspot }: PluginManifest): readonly Extensions[] {
  const { cards, settingsPage, homePage } = hubspot;
  return [
    { folder: CARD_FOLDER, entries: cards.map(({ file }) => file), metas: cards.map(cardMeta) },
    {
      folder: SETTINGS_FOLDER,
      entries: [settingsPage.file],
      metas: [settingsMeta(settingsPage)],
    },
    ...(homePage === undefined
      ? []
      : [{ folder: PAGE_FOLDER, entries: [homePage.file], metas: [pageMeta(homePage)] }]),
  ];
}

function extensionFiles(
  { folder, entries, metas }: Extensions,
  { baseUrl }: ProjectOptions,
  sources: Sources,
) {
  const place = `${SOURCE_FOLDER}/${folder}`;
  const { files, problems } = extensionSources(place, entries, { sources, baseUrl });
  return {
    problems,
    files: [
      ...metas.map((meta) => jsonFile(`${place}/${meta.uid}-hsmeta.json`, meta)),
      jsonFile(`${place}/package.json`, extensionPackage(folder, sources)),
      { path: `${place}/tsconfig.json`, text: extensionTsconfig(sources) },
      ...files,
    ],
  };
}

function readme({ name }: PluginManifest, { baseUrl, distribution, auth }: ProjectOptions): string {
  return `# ${name} for HubSpot

Written by \`npm run hubspot:project\` for ${baseUrl} (distribution ${distribution}, auth ${auth}).
Change nothing here: change plugin-manifest.json or cards/ and write it anew.

    hs project upload
`;
}

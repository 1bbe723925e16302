import type { PluginManifest } from "../plugin-manifest.ts";

/** Where HubSpot looks for extensions of each kind, below the source folder of a project. */
export const CARD_FOLDER = "app/cards";
export const SETTINGS_FOLDER = "app/settings";
export const PAGE_FOLDER = "app/pages";

const OBJECT_TYPES = { ticket: "tickets", contact: "contacts", company: "companies" } as const;

export type ManifestCard = PluginManifest["hubspot"]["cards"][number];
export type ManifestPage = PluginManifest["hubspot"]["settingsPage"];

/** One card in one place: the same card in another place is another component with another entry file. */
export function cardMeta({ uid, name, description, location, objects, file }: ManifestCard) {
  return {
    uid,
    type: "card",
    config: {
      name,
      description,
      location,
      entrypoint: entrypoint(CARD_FOLDER, file),
      objectTypes: objects.map((object) => OBJECT_TYPES[object]),
    },
  };
}

export function settingsMeta({ uid, file }: ManifestPage) {
  return { uid, type: "settings", config: { entrypoint: entrypoint(SETTINGS_FOLDER, file) } };
}

export function pageMeta({ uid, file }: ManifestPage) {
  return { uid, type: "page", config: { entrypoint: entrypoint(PAGE_FOLDER, file) } };
}

function entrypoint(folder: string, file: string): string {
  return `/${folder}/${file.replace(/^cards\//, "")}`;
}

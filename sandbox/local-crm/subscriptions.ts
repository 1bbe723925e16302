import { readFileSync } from "node:fs";
import { PluginManifest } from "../../src/config/plugin-manifest.ts";
import { OBJECT_TYPES, type ObjectTypeName } from "./object-types.ts";
import type { EventFamily, EventKind, Subscription } from "./webhook-events.ts";

const MANIFEST = new URL("../../plugin-manifest.json", import.meta.url);
const FIRST_SUBSCRIPTION_ID = 4_100_001;

type Wanted = {
  readonly objectType: ObjectTypeName;
  readonly kind: EventKind;
  readonly propertyName?: string;
};

/**
 * What `plugin-manifest.json` subscribes to, in one of the two families; privacy deletions exist only as
 * classic. Nothing else is told: what the app hears here it hears in HubSpot.
 */
export function manifestSubscriptions(family: EventFamily): readonly Subscription[] {
  return wanted().map((one, index) => ({
    ...one,
    family: one.kind === "privacyDeletion" ? "classic" : family,
    subscriptionId: FIRST_SUBSCRIPTION_ID + index,
    isActive: true,
  }));
}

function wanted(): readonly Wanted[] {
  const manifest = PluginManifest.parse(JSON.parse(readFileSync(MANIFEST, "utf8")));
  return manifest.hubspot.events.flatMap(({ object, changes, properties }): Wanted[] => {
    const objectType = typeOf(object);
    return [
      ...changes.map((kind) => ({ objectType, kind })),
      ...properties.map((propertyName) => ({
        ...{ objectType, kind: "propertyChange" as const },
        propertyName,
      })),
    ];
  });
}

function typeOf(singular: string): ObjectTypeName {
  const type = OBJECT_TYPES.find((one) => one.singular === singular);
  if (type === undefined) throw new Error(`the local CRM has no ${singular}: expected one it has`);
  return type.name;
}

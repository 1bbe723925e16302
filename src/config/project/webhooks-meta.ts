import type { PluginManifest } from "../plugin-manifest.ts";
import { HUBSPOT_WEBHOOK_PATH, type ProjectOptions } from "./project-options.ts";

/** Deliveries that HubSpot has under way at once for each account; it takes no fewer than six. */
const MAX_CONCURRENT_REQUESTS = 10;

/** Records with types of their own; activities are told about by the general ones alone. */
const CLASSIC_OBJECTS: readonly string[] = ["ticket", "contact", "company", "deal"];
/** HubSpot lists it beside the record types, not among them. */
const HUB_EVENT = "contact.privacyDeletion";

export type Subscription = PluginManifest["hubspot"]["events"][number];

/** `webhooks-hsmeta.json`: what HubSpot is to tell, and where. */
export function webhooksMeta({ uid, hubspot }: PluginManifest, { baseUrl }: ProjectOptions) {
  const classic = hubspot.events.filter(({ object }) => CLASSIC_OBJECTS.includes(object));
  const general = hubspot.events.filter(({ object }) => !CLASSIC_OBJECTS.includes(object));
  const types = classic.flatMap(classicSubscriptions);
  return {
    uid: webhooksUid(uid),
    type: "webhooks",
    config: {
      settings: {
        targetUrl: `${baseUrl}${HUBSPOT_WEBHOOK_PATH}`,
        maxConcurrentRequests: MAX_CONCURRENT_REQUESTS,
      },
      subscriptions: {
        crmObjects: general.flatMap(generalSubscriptions),
        legacyCrmObjects: types.filter(({ subscriptionType }) => subscriptionType !== HUB_EVENT),
        hubEvents: types.filter(({ subscriptionType }) => subscriptionType === HUB_EVENT),
      },
    },
  };
}

export function webhooksUid(appUid: string): string {
  return `${appUid}-webhooks`;
}

function classicSubscriptions({ object, changes, properties }: Subscription) {
  return [
    ...changes.map((change) => ({ subscriptionType: `${object}.${change}`, active: true })),
    ...properties.map((propertyName) => ({
      subscriptionType: `${object}.propertyChange`,
      propertyName,
      active: true,
    })),
  ];
}

function generalSubscriptions({ object, changes, properties }: Subscription) {
  const about = { objectType: object, active: true };
  return [
    ...changes.map((change) => ({ subscriptionType: `object.${change}`, ...about })),
    ...properties.map((propertyName) => ({
      subscriptionType: "object.propertyChange",
      propertyName,
      ...about,
    })),
  ];
}

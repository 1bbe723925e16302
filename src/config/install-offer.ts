import type { PluginManifest } from "./plugin-manifest.ts";

/** What the page says at which accounts install the app: names and counts of the manifest. */
export function installOffer({ name, hubspot, slack }: PluginManifest) {
  const namesOf = (app: Pick<typeof slack, "requiredScopes" | "optionalScopes">) => ({
    required: app.requiredScopes.map(({ scope }) => scope),
    optional: app.optionalScopes.map(({ scope }) => scope),
  });
  const { ticket, contact, company } = hubspot.properties;
  return {
    appName: name,
    hubspot: namesOf(hubspot),
    slack: namesOf(slack),
    properties: { ticket: ticket.length, contact: contact.length, company: company.length },
  };
}

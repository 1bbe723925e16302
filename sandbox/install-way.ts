import { readFileSync } from "node:fs";
import { installOffer } from "../src/config/install-offer.ts";
import { PluginManifest } from "../src/config/plugin-manifest.ts";
import { loadPreset } from "../src/config/presets.ts";
import { slackScopes } from "../src/config/slack-manifest.ts";
import type { PluginOptions } from "../src/plugin.ts";

/** How an account of the local CRM, and a workspace of the local Slack, install the app. */

export const SLACK_OAUTH = {
  clientId: "sandbox-slack-client",
  clientSecret: "sandbox-slack-secret",
};
const MANIFEST = new URL("../plugin-manifest.json", import.meta.url);

export type InstallWay = {
  readonly clientId: string;
  /** The local CRM's consent page, and the local Slack's. */
  authorizeUrl(): string;
  slackAuthorizeUrl(): string;
  /** Where browsers find the plugin. */
  pluginUrl(): string;
  /** The page that shows the CRM's screens. */
  readonly pageUrl: string;
};

/** What the plugin gets beside its other options; `slack` goes into those of Slack. */
export function installWay(way: InstallWay): Pick<PluginOptions, "install" | "browserBaseUrl"> & {
  readonly oauth: NonNullable<NonNullable<PluginOptions["slack"]>["oauth"]>;
} {
  const manifest = PluginManifest.parse(JSON.parse(readFileSync(MANIFEST, "utf8")));
  return {
    browserBaseUrl: way.pluginUrl,
    install: {
      clientId: way.clientId,
      authorizeUrl: way.authorizeUrl,
      offer: installOffer(manifest),
      policy: loadPreset("after-sales"),
      pagesOf: ({ portalId }) => ({
        settings: `${way.pageUrl}/?account=${portalId}#/settings`,
        start: `${way.pageUrl}/?account=${portalId}`,
      }),
    },
    oauth: {
      ...SLACK_OAUTH,
      authorizeUrl: way.slackAuthorizeUrl(),
      scopes: slackScopes(manifest),
    },
  };
}

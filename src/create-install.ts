import type { RequestHandler } from "express";
import type { SlackStep } from "./adapters/http/install-outcome.ts";
import {
  CALLBACK_PATH,
  createInstallRoutes,
  type InstallRoutesDeps,
  type InstallSettings,
} from "./adapters/http/install-routes.ts";
import { createInstallCrm } from "./adapters/hubspot/install-crm.ts";
import { createInstallVisits } from "./adapters/postgres/install-visits.ts";
import { installPortal } from "./app/portals/install-portal.ts";
import { makeSlackInstallLink } from "./app/portals/make-slack-install-link.ts";
import type { Policy } from "./domain/governance/policy.ts";
import type { Parts, PluginOptions } from "./plugin.ts";
import type { Portal } from "./ports/store.ts";

/** How accounts install the app. */
export type InstallOptions = Pick<InstallSettings, "authorizeUrl" | "clientId"> & {
  readonly offer: Omit<InstallSettings["offer"], "keptDays">;
  /** What a new account begins with. */
  readonly policy: Policy;
  /** Pages of the CRM's; those of HubSpot unless given. */
  readonly pagesOf?: InstallRoutesDeps["pagesOf"];
};

/** What browsers of people call; what is signed may be known by another address in the sandbox. */
export function browserBaseUrl(
  options: Pick<PluginOptions, "publicBaseUrl" | "browserBaseUrl">,
): string {
  return options.browserBaseUrl?.() ?? options.publicBaseUrl;
}

/** The app's settings stand among the connected apps; the page tells the way there in words as well. */
export function hubspotPagesOf({ portalId, uiDomain }: Portal) {
  return {
    settings: `https://${uiDomain}/integrations-settings/${portalId}/installed`,
    start: `https://${uiDomain}/`,
  };
}

/** An admin's way from the listing to a connected account, wired. */
export function createInstall(options: PluginOptions, parts: Parts): RequestHandler {
  const { install, hubspot, timeSource } = options;
  const baseUrl = () => browserBaseUrl(options);
  const routes: InstallRoutesDeps = {
    visits: createInstallVisits(parts.db),
    slackStepOf: (portalId, userId) => slackStepOf(options, parts, { portalId, userId }),
    pagesOf: install?.pagesOf ?? hubspotPagesOf,
    timeSource,
  };
  if (install === null) return createInstallRoutes(routes, null);
  const installCrm = createInstallCrm({
    ...{ baseUrl: hubspot.baseUrl, clientId: install.clientId },
    clientSecret: hubspot.clientSecret,
    redirectUri: () => `${baseUrl()}${CALLBACK_PATH}`,
    timeSource,
  });
  const { required, optional } = install.offer.hubspot;
  const terms = { requiredScopes: required, optionalScopes: optional, policy: install.policy };
  const deps = { ...parts, ...options, installCrm };
  return createInstallRoutes(routes, {
    ...install,
    offer: { ...install.offer, keptDays: options.keepDisconnectedDays },
    baseUrl,
    install: (code, language) => installPortal(deps, { code, language }, terms),
  });
}

/** Whoever has just installed the app may connect a Slack workspace at once. */
async function slackStepOf(
  options: PluginOptions,
  parts: Parts,
  { portalId, userId }: { readonly portalId: string; readonly userId: string },
): Promise<SlackStep> {
  if ((await parts.connections.ofPortal(portalId)) !== null) return { state: "connected" };
  if (options.slack?.oauth === undefined) return { state: "off" };
  const link = await makeSlackInstallLink(
    { ...options, ...parts, publicBaseUrl: browserBaseUrl(options) },
    { portalId, by: userId, from: "crm" },
  );
  return link.ok ? { state: "link", url: link.url } : { state: "off" };
}

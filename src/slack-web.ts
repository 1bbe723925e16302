import type { RequestHandler } from "express";
import { createInstallRoutes } from "./adapters/slack/create-install-routes.ts";
import type { SlackOauthSettings } from "./adapters/slack/create-installer.ts";
import { createSlackApp, type SlackApp } from "./adapters/slack/create-slack-app.ts";
import { connectCodes } from "./adapters/system/connect-codes.ts";
import { chatUseCases } from "./app/escalation/chat-use-cases.ts";
import { connectSlack } from "./app/portals/connect-slack.ts";
import { forgetSlack } from "./app/portals/forget-slack.ts";
import { SLACK_REDIRECT_PATH } from "./app/portals/make-slack-install-link.ts";
import { browserBaseUrl, hubspotPagesOf } from "./create-install.ts";
import type { Parts, PluginOptions } from "./plugin.ts";

/** How workspaces install the app by a link. */
export type SlackOauthOptions = Pick<
  SlackOauthSettings,
  "clientId" | "clientSecret" | "authorizeUrl" | "scopes"
>;

export type SlackWeb = {
  /** Slack's requests; null while nothing is configured. */
  readonly app: SlackApp | null;
  /** Browsers that come to install the app; says so in words when that is not configured. */
  readonly install: RequestHandler;
};

/** Slack's two ways in, wired. */
export function createSlackWeb(options: PluginOptions, parts: Parts): SlackWeb {
  const { slack, logger, timeSource } = options;
  const deps = { ...parts, logger, timeSource };
  return {
    app:
      slack &&
      createSlackApp(
        {
          ...deps,
          signingSecret: slack.signingSecret,
          useCases: chatUseCases({ ...deps, codes: connectCodes }),
          onRemoval: (removal) => forgetSlack(deps, removal),
          onCall: parts.metrics.slackCall,
        },
        slack,
      ),
    install: createInstallRoutes(
      {
        links: parts.links,
        connect: (visit, grant) => connectSlack(deps, visit, grant),
        teamOf: async (portalId) => (await parts.connections.ofPortal(portalId))?.teamId ?? null,
        nextOf: (portalId) => nextOf(options, parts, portalId),
        languageOf: async (portalId) =>
          (await parts.store.portals.find(portalId))?.language ?? null,
        timeSource,
        logger,
      },
      slack?.oauth === undefined
        ? null
        : {
            ...slack.oauth,
            ...(slack.slackApiUrl === undefined ? {} : { slackApiUrl: slack.slackApiUrl }),
            // The sandbox learns only later where browsers find it.
            get redirectUri() {
              return `${browserBaseUrl(options)}${SLACK_REDIRECT_PATH}`;
            },
          },
    ),
  };
}

/** The settings page of the account, in the CRM. */
async function nextOf(
  { install }: PluginOptions,
  { store }: Parts,
  portalId: string,
): Promise<string | null> {
  const portal = await store.portals.find(portalId);
  return portal === null ? null : (install?.pagesOf ?? hubspotPagesOf)(portal).settings;
}

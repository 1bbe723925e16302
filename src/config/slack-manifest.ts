import type { PluginManifest } from "./plugin-manifest.ts";

/** Slack calls one address for events, buttons and commands. */
const EVENTS_PATH = "/slack/events";
const REDIRECT_PATH = "/slack/oauth_redirect";

/** All that is asked for when a workspace installs the app; optional ones may be left out there. */
export function slackScopes({ slack }: PluginManifest): readonly string[] {
  return [...slack.requiredScopes, ...slack.optionalScopes].map(({ scope }) => scope);
}

/**
 * Slack's app manifest, for an Aftercare that answers at `baseUrl`.
 * https://docs.slack.dev/reference/app-manifest
 */
export function slackManifest(manifest: PluginManifest, baseUrl: string) {
  const { slack } = manifest;
  const requestUrl = `${baseUrl}${EVENTS_PATH}`;
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: manifest.name,
      description: slack.words.description,
      long_description: slack.words.longDescription,
      background_color: slack.words.backgroundColor,
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: slack.words.botName, always_online: true },
      slash_commands: slack.commands.map(({ command, description, usageHint }) => ({
        command,
        url: requestUrl,
        description,
        usage_hint: usageHint,
        // Names of people and channels come as ids.
        should_escape: true,
      })),
      shortcuts: slack.shortcuts.map(({ callbackId, name, type, description }) => ({
        name,
        type,
        callback_id: callbackId,
        description,
      })),
    },
    oauth_config: {
      redirect_urls: [`${baseUrl}${REDIRECT_PATH}`],
      // An optional scope is listed in both: asked for, and free to be left out.
      scopes: {
        bot: slackScopes(manifest),
        bot_optional: slack.optionalScopes.map(({ scope }) => scope),
      },
    },
    settings: {
      event_subscriptions: { request_url: requestUrl, bot_events: slack.events },
      interactivity: { is_enabled: true, request_url: requestUrl },
      // One workspace belongs to one account, and a token is refreshed by nobody.
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
}

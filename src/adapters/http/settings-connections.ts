import type { Health } from "../../app/health/read-health.ts";
import type { ShownHealth } from "../../contract/settings-health.ts";
import { observeNoticeOf } from "./observe-notice.ts";
import type { SettingsTexts } from "./settings-texts.ts";

type Connection = ShownHealth["connections"][number];

/** How HubSpot and Slack are reached, and whether they are. */
export function healthConnections(health: Health, now: number, texts: SettingsTexts): Connection[] {
  return [hubspotConnection(health, now, texts), slackConnection(health, texts)];
}

function hubspotConnection(
  { portal, tokenExpiresAt }: Health,
  now: number,
  texts: SettingsTexts,
): Connection {
  const { t, at } = texts;
  const isConnected = portal.state === "connected";
  const token =
    tokenExpiresAt === null
      ? t("settingsHealth.token.fixed")
      : t(`settingsHealth.token.${tokenExpiresAt > now ? "good" : "due"}`, {
          time: at(tokenExpiresAt),
        });
  return {
    name: "HubSpot",
    status: {
      label: t(`settingsHealth.connection.${portal.state}`),
      variant: isConnected ? "success" : "danger",
    },
    facts: [
      t("settingsHealth.account", { id: portal.portalId }),
      isConnected ? token : t("settingsHealth.token.gone"),
      observeNoticeOf(portal, texts) ?? t("settingsHealth.live"),
    ],
  };
}

function slackConnection({ slack, slackTeam, limits }: Health, texts: SettingsTexts): Connection {
  const { t, at, list } = texts;
  const say = (state: string, variant: Connection["status"]["variant"], facts: string[]) => ({
    ...{ name: "Slack", facts },
    status: { label: t(`settingsHealth.connection.${state}`), variant },
  });
  if (limits.slackMessagesPerSecond === null) {
    return say("not_configured", "default", [t("settingsHealth.slack.notConfigured")]);
  }
  if (slackTeam === null) return say("none", "warning", [t("settingsHealth.slack.none")]);
  if (slack === null) return say("disconnected", "danger", [t("settingsHealth.slack.away")]);
  const workspace = slack.teamName ?? slack.teamId;
  return say("connected", "success", [
    t("settingsHealth.slack.workspace", { workspace }),
    t(`settingsHealth.slack.${slack.madeBy}`, { time: at(slack.installedAt) }),
    ...(slack.scopes === null
      ? []
      : [t("settingsHealth.slack.scopes", { scopes: list(slack.scopes) })]),
  ]);
}

/** What Aftercare keeps to, so that nobody else of the account is slowed down. */
export function healthLimits(
  { limits }: Health,
  { t, number }: SettingsTexts,
): ShownHealth["limits"] {
  const { hubspotRequestsPerSecond, hubspotAtOnce, slackMessagesPerSecond } = limits;
  const hubspot = {
    label: "HubSpot",
    text: t("settingsHealth.limit.hubspot", {
      perSecond: number(hubspotRequestsPerSecond),
      atOnce: number(hubspotAtOnce),
    }),
  };
  if (slackMessagesPerSecond === null) return [hubspot];
  const text = t("settingsHealth.limit.slack", { count: slackMessagesPerSecond });
  return [hubspot, { label: "Slack", text }];
}

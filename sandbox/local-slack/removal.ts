import type { LocalTeam } from "./workspace.ts";

/** In either order: Slack promises none. */
export type RemovalEvent = "app_uninstalled" | "tokens_revoked";

/** What Slack sends when the app is removed. https://docs.slack.dev/reference/events/app_uninstalled */
export function removalPayload(
  type: RemovalEvent,
  { teamId, appId, botUserId }: LocalTeam,
  at: number,
): Record<string, unknown> {
  const seconds = Math.floor(at / 1000);
  return {
    token: "not-used",
    team_id: teamId,
    api_app_id: appId,
    type: "event_callback",
    event_id: `Ev${type}${seconds}`,
    event_time: seconds,
    event: {
      type,
      event_ts: `${seconds}.000100`,
      ...(type === "tokens_revoked" ? { tokens: { oauth: [], bot: [botUserId] } } : {}),
    },
  };
}

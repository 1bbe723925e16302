import type { LocalTeam } from "./workspace.ts";

/** In either order: Slack promises none. */
export type RemovalEvent = "app_uninstalled" | "tokens_revoked";

/** What Slack tells when the app is removed. https://docs.slack.dev/reference/events/app_uninstalled */
export function removalEvent(type: RemovalEvent, { botUserId }: LocalTeam, ts: string) {
  const tokens = { oauth: [], bot: [botUserId] };
  return { type, event_ts: ts, ...(type === "tokens_revoked" ? { tokens } : {}) };
}

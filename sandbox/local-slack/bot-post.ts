import type { LocalMessage } from "./message-store.ts";
import type { LocalChannel, LocalTeam } from "./workspace.ts";

/** A new message of the app, but for what it says. */
export function postedBy(
  team: LocalTeam,
  { channelId }: LocalChannel,
): Omit<LocalMessage, "ts" | "text" | "blocks" | "threadTs"> {
  return {
    channelId,
    teamId: team.teamId,
    userId: team.botUserId,
    botId: team.botId,
    appId: team.appId,
    isBroadcast: false,
    metadata: null,
    isEdited: false,
    reactions: [],
  };
}

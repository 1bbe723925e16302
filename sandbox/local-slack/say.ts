import type { LocalMessage } from "./message-store.ts";
import type { Workspaces } from "./workspace.ts";

/** What a person writes. */
export type Saying = {
  readonly channelId: string;
  readonly userId: string;
  readonly text: string;
  readonly threadTs?: string | undefined;
};

export function say(workspaces: Workspaces, saying: Saying): LocalMessage {
  const { channelId, userId, text, threadTs = null } = saying;
  const user = workspaces.person(userId);
  const channel = workspaces.channelIn(user, channelId);
  const isStranger = channel?.kind === "dm" && channel.userId !== userId;
  if (channel === null || channel.isArchived || isStranger) {
    throw new Error(`${userId} cannot write in ${channelId}`);
  }
  const parent = threadTs === null ? null : workspaces.message(channelId, threadTs);
  if (threadTs !== null && parent?.threadTs !== null) throw new Error(`No thread ${threadTs}`);
  if (text === "") throw new Error("There is nothing to say");
  const message = {
    ts: workspaces.nextTs(),
    channelId,
    teamId: user.teamId,
    userId,
    botId: null,
    appId: null,
    threadTs,
    isBroadcast: false,
    text,
    blocks: [],
    metadata: null,
    isEdited: false,
    reactions: [],
  };
  workspaces.put(message);
  return message;
}

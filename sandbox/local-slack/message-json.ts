import type { LocalMessage } from "./message-store.ts";

/** A message as the Web API and interactions tell it. */
export function messageJson(message: LocalMessage, withPayload: boolean): Record<string, unknown> {
  const { metadata, botId, appId } = message;
  return {
    type: "message",
    ts: message.ts,
    user: message.userId,
    ...(botId === null ? {} : { bot_id: botId, app_id: appId }),
    team: message.teamId,
    text: message.text,
    blocks: message.blocks,
    ...(message.isBroadcast ? { subtype: "thread_broadcast" } : {}),
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(message.isEdited ? { edited: { user: message.userId, ts: message.ts } } : {}),
    ...(message.reactions.length === 0 ? {} : { reactions: reactionsJson(message) }),
    ...(metadata === null
      ? {}
      : { metadata: withPayload ? metadata : { event_type: metadata.event_type } }),
  };
}

function reactionsJson({ reactions }: LocalMessage) {
  return reactions.map(({ name, userIds }) => ({ name, users: userIds, count: userIds.length }));
}

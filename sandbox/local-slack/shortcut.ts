import { messageJson } from "./message-json.ts";
import { type AppAnswer, actorOf, interactionHead, type Stage, sendInteraction } from "./stage.ts";

/** An entry of a message's menu that the app has put there. */
export type MessageShortcut = {
  readonly userId: string;
  readonly channelId: string;
  readonly ts: string;
  readonly callbackId: string;
};

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export async function runShortcut(stage: Stage, chosen: MessageShortcut): Promise<AppAnswer> {
  const actor = actorOf(stage, chosen.userId);
  const { workspaces } = stage;
  const channel = workspaces.channelIn(actor.team, chosen.channelId);
  const message = workspaces.message(chosen.channelId, chosen.ts);
  if (channel === null || message === null) {
    throw new Error(`No message ${chosen.ts} in ${chosen.channelId}`);
  }
  const { channelId, ts, userId } = { ...chosen };
  return sendInteraction(stage, {
    type: "message_action",
    ...interactionHead(actor),
    callback_id: chosen.callbackId,
    trigger_id: stage.triggers.make(actor.user),
    action_ts: workspaces.nextTs(),
    message_ts: ts,
    message: messageJson(message, true),
    channel: { id: channelId, name: channel.kind === "dm" ? "directmessage" : channel.name },
    response_url: stage.responseUrl({ channelId, userId, originalTs: ts }),
  });
}

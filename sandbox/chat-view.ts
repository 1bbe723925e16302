import type { LocalSlack } from "./local-slack/create-local-slack.ts";
import type { LocalEphemeral, LocalMessage } from "./local-slack/message-store.ts";
import type { Chat, ChatMessage } from "./page-contract.ts";

/** The local Slack as the page shows it. */

const MESSAGES_SHOWN = 60;
const APP_NAME = "Aftercare";

export function chatOf(
  slack: Pick<LocalSlack, "users" | "channels" | "messages" | "ephemerals">,
): Chat {
  const people = slack.users().map(({ userId, realName }) => ({ userId, name: realName }));
  return {
    people,
    channels: slack.channels().map(({ channelId, name }) => ({
      channelId,
      name,
      messages: [
        ...slack.messages(channelId).map((message) => shown(message)),
        ...people.flatMap(({ userId }) =>
          slack.ephemerals(channelId, userId).map((message) => whispered(message)),
        ),
      ]
        .sort((a, b) => a.ts.localeCompare(b.ts))
        .slice(-MESSAGES_SHOWN),
    })),
  };
}

function shown(message: LocalMessage): ChatMessage {
  return {
    ...common(message),
    isEdited: message.isEdited,
    threadTs: message.threadTs,
    onlyFor: null,
  };
}

function whispered(message: LocalEphemeral): ChatMessage {
  return { ...common(message), isEdited: false, threadTs: null, onlyFor: message.userId };
}

function common({ ts, text, blocks }: LocalMessage | LocalEphemeral) {
  return { ts, postedAt: Number(ts) * 1000, author: APP_NAME, text, blocks: [...blocks] };
}

import { useEffect, useMemo, useRef, useState } from "react";
import { Chat, type ChatChannel, type ChatMessage } from "../../page-contract.ts";
import { goTo } from "../route.ts";
import { send } from "../server-calls.ts";
import { useAttempt } from "../Toasts.tsx";
import { useRemote } from "../use-live.ts";
import type { ButtonElement } from "./blocks.ts";
import { MessageView } from "./MessageView.tsx";
import { ChatContext } from "./TextView.tsx";

const CHANNELS_PATH = "/sandbox/channels";
/** A record's address in the CRM; pressed in the sandbox it opens the record on this page. */
const TICKET_URL = /\/record\/0-5\/(\d+)/;

/** The chat: one channel at a time, pressed as one of a few people. */
export function ChatPane(props: { version: number; now: number; timeZone: string }) {
  const { value: chat, problem } = useRemote(CHANNELS_PATH, Chat, props.version);
  const [channelId, setChannelId] = useState<string | null>(null);
  const [personId, setPersonId] = useState<string | null>(null);
  const person = chat?.people.find(({ userId }) => userId === personId) ?? chat?.people[0];
  const channel =
    chat?.channels.find((one) => one.channelId === channelId) ??
    newestChannel(chat?.channels ?? []);
  const context = useMemo(
    () => ({
      timeZone: props.timeZone,
      now: props.now,
      nameOf: (userId: string) =>
        chat?.people.find((one) => one.userId === userId)?.name ?? "somebody",
    }),
    [props.timeZone, props.now, chat],
  );
  return (
    <aside className="chat-pane" aria-label="Sandbox chat">
      <header className="chat-head">
        <h2>Sandbox chat</h2>
        {person !== undefined && (
          <label>
            Acting as{" "}
            <select value={person.userId} onChange={(event) => setPersonId(event.target.value)}>
              {chat?.people.map(({ userId, name }) => (
                <option key={userId} value={userId}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </header>
      {problem !== null && <p className="note bad">{problem}</p>}
      {chat === null && problem === null && (
        <div className="skeleton tall" role="status" aria-label="Loading chat" />
      )}
      {chat !== null && channel !== undefined && person !== undefined && (
        <ChatContext.Provider value={context}>
          <ChannelTabs
            channels={chat.channels}
            currentId={channel.channelId}
            onChoose={setChannelId}
          />
          <MessageList key={channel.channelId} channel={channel} personId={person.userId} />
        </ChatContext.Provider>
      )}
    </aside>
  );
}

function ChannelTabs(props: {
  channels: readonly ChatChannel[];
  currentId: string;
  onChoose: (channelId: string) => void;
}) {
  return (
    <nav className="channels" aria-label="Channels">
      {props.channels.map(({ channelId, name, messages }) => (
        <button
          key={channelId}
          type="button"
          aria-current={channelId === props.currentId ? "true" : undefined}
          onClick={() => props.onChoose(channelId)}
        >
          <span>#{name}</span>
          {publicCount(messages) > 0 && <span className="count">{publicCount(messages)}</span>}
        </button>
      ))}
    </nav>
  );
}

function MessageList({ channel, personId }: { channel: ChatChannel; personId: string }) {
  const attempt = useAttempt();
  const list = useRef<HTMLOListElement>(null);
  const messages = channel.messages.filter(
    ({ onlyFor }) => onlyFor === null || onlyFor === personId,
  );
  const newest = messages.at(-1)?.ts;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what scrolls.
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [newest]);
  const press = async (message: ChatMessage, button: ButtonElement) => {
    const ticketId = TICKET_URL.exec(button.url ?? "")?.[1];
    if (ticketId !== undefined) goTo("tickets", ticketId);
    const { action_id: actionId } = button;
    const { channelId } = channel;
    await attempt(() =>
      send("/sandbox/press", { channelId, ts: message.ts, actionId, userId: personId }),
    );
  };
  if (messages.length === 0) {
    return (
      <div className="chat-empty">
        <p>No messages in #{channel.name}</p>
        <p className="soft">
          When a promise is at risk or broken, the department gets one message here, which follows
          the case from then on.
        </p>
      </div>
    );
  }
  return (
    <ol ref={list} className="messages">
      {messages.map((message) => (
        <MessageView
          key={message.ts}
          message={message}
          onPress={(button) => press(message, button)}
        />
      ))}
    </ol>
  );
}

function publicCount(messages: readonly ChatMessage[]): number {
  return messages.filter(({ onlyFor }) => onlyFor === null).length;
}

/** The one where something happened last, so that the first look shows it. */
function newestChannel(channels: readonly ChatChannel[]): ChatChannel | undefined {
  const newestAt = (channel: ChatChannel) => channel.messages.at(-1)?.postedAt ?? 0;
  return [...channels].sort((a, b) => newestAt(b) - newestAt(a))[0];
}

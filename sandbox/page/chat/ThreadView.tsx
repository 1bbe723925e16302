import { useEffect, useRef } from "react";
import { useWords } from "../words/page-words.ts";
import { Composer } from "./Composer.tsx";
import { MessageView } from "./MessageView.tsx";
import type { Room } from "./rooms.ts";
import { threadOf } from "./threads.ts";

/** One message with everything that was said to it, and a box to say more. */
export function ThreadView(props: {
  room: Room & { readonly channelId: string };
  threadTs: string;
  onClose: () => void;
  onDismiss: (ts: string) => void;
}) {
  const { room, threadTs, onDismiss } = props;
  const { chat } = useWords();
  const thread = threadOf(room.messages, threadTs);
  const list = useRef<HTMLOListElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  const newest = thread?.replies.at(-1)?.ts;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new reply is what scrolls.
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [newest]);
  useEffect(() => close.current?.focus(), []);
  const shown = thread === null ? [] : [thread.message, ...thread.replies];
  return (
    <section
      className="thread"
      aria-label={chat.thread}
      onKeyDown={({ key }) => key === "Escape" && props.onClose()}
    >
      <header className="thread-head">
        <h3>{chat.thread}</h3>
        <span className="soft">{room.title}</span>
        <button ref={close} type="button" className="plain-link" onClick={props.onClose}>
          {chat.closeThread}
        </button>
      </header>
      {thread === null && <p className="note">{chat.threadGone}</p>}
      <ol ref={list} className="messages">
        {shown.map((message) => (
          <MessageView
            key={message.ts}
            channelId={room.channelId}
            message={message}
            onReply={null}
            onDismiss={onDismiss}
          />
        ))}
      </ol>
      <Composer
        key={threadTs}
        channelId={room.channelId}
        threadTs={threadTs}
        label={chat.replyInTheThread}
        closed={room.closed}
      />
    </section>
  );
}

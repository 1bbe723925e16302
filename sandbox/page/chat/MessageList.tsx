import { Fragment, useContext, useEffect, useRef } from "react";
import type { ChatMessage } from "../../page-contract.ts";
import { useWords } from "../words/page-words.ts";
import { ChatContext } from "./chat-context.ts";
import { MessageView } from "./MessageView.tsx";
import { formatSlackDate } from "./slack-date.ts";
import { type Root, rootsOf } from "./threads.ts";

/** A conversation without its threads, by days; what is newest is in sight. */
export function MessageList(props: {
  channelId: string;
  messages: readonly ChatMessage[];
  /** The open one. */
  threadTs: string | null;
  onOpen: (threadTs: string) => void;
  onDismiss: (ts: string) => void;
}) {
  const context = useContext(ChatContext);
  const list = useRef<HTMLOListElement>(null);
  const roots = rootsOf(props.messages);
  const newest = roots.at(-1)?.message.ts;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what scrolls.
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [newest]);
  const dayOf = (root: Root | undefined) =>
    root === undefined ? "" : formatSlackDate(root.message.postedAt, "{date_long_pretty}", context);
  return (
    <ol ref={list} className="messages">
      {roots.map((root, index) => (
        <Fragment key={root.message.ts}>
          {dayOf(roots[index - 1]) !== dayOf(root) && (
            <li className="day">
              <span>{dayOf(root)}</span>
            </li>
          )}
          <RootView root={root} {...props} />
        </Fragment>
      ))}
    </ol>
  );
}

function RootView({
  root: { message, replies },
  threadTs,
  ...props
}: {
  root: Root;
  channelId: string;
  threadTs: string | null;
  onOpen: (threadTs: string) => void;
  onDismiss: (ts: string) => void;
}) {
  const beginning = message.threadTs ?? message.ts;
  const open = () => props.onOpen(beginning);
  return (
    <MessageView
      channelId={props.channelId}
      message={message}
      onReply={message.onlyFor === null ? open : null}
      onDismiss={props.onDismiss}
    >
      <ThreadLink replies={replies} isOpen={threadTs === beginning} onOpen={open} />
    </MessageView>
  );
}

function ThreadLink(props: {
  replies: readonly ChatMessage[];
  isOpen: boolean;
  onOpen: () => void;
}) {
  const context = useContext(ChatContext);
  const { chat } = useWords();
  const last = props.replies.at(-1);
  if (last === undefined) return null;
  return (
    <button
      type="button"
      className="thread-link"
      aria-expanded={props.isOpen}
      onClick={props.onOpen}
    >
      <b>{chat.replies(props.replies.length)}</b>
      <span className="soft">
        {chat.lastReply(formatSlackDate(last.postedAt, "{date_short_pretty}, {time}", context))}
      </span>
    </button>
  );
}

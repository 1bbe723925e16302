import { type ReactNode, useContext, useEffect, useRef } from "react";
import type { ChatMessage } from "../../page-contract.ts";
import { send } from "../server-calls.ts";
import { useWords } from "../words/page-words.ts";
import { Avatar } from "./Avatar.tsx";
import { Blocks } from "./BlockView.tsx";
import { ChatContext } from "./chat-context.ts";
import { DoingNote } from "./DoingNote.tsx";
import { Menu } from "./Menu.tsx";
import { formatSlackDate } from "./slack-date.ts";
import { SurfaceContext } from "./surface.ts";
import { MarkupText } from "./TextView.tsx";
import { useDoing } from "./use-doing.ts";
import { usePress } from "./use-press.ts";

const FLASH = [{ backgroundColor: "#fff3c4" }, {}];
const FLASH_MS = 1_600;
/** What the app has put into the menu of every message. */
const SHORTCUTS = [{ callbackId: "case_to_ticket", word: "toTicket" }] as const;

type MessageProps = {
  readonly channelId: string;
  readonly message: ChatMessage;
  /** Null where no thread can be begun. */
  readonly onReply: (() => void) | null;
  readonly onDismiss: (ts: string) => void;
  readonly children?: ReactNode;
};

/** One message; it flashes when it is new and when it was edited. */
export function MessageView(props: MessageProps) {
  const { channelId, message } = props;
  const { doing, onUse } = usePress({ channelId, ts: message.ts });
  const isPrivate = message.onlyFor !== null;
  const item = useRef<HTMLLIElement>(null);
  const { chat } = useWords();
  const content = JSON.stringify(message.blocks);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an edit is a new content.
  useEffect(() => {
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
      item.current?.animate(FLASH, FLASH_MS);
    }
  }, [content]);
  return (
    <li ref={item} className={isPrivate ? "message private" : "message"} data-ts={message.ts}>
      <Avatar name={message.author} isApp={!message.isFromPerson} />
      <div className="message-body">
        {isPrivate && <OnlyYou onDismiss={() => props.onDismiss(message.ts)} />}
        <MessageHead {...props} />
        {message.isBroadcast && <p className="soft small">{chat.alsoInThread}</p>}
        <SurfaceContext.Provider
          value={{ onUse, keepsChoices: false, valueAt: () => null, form: null }}
        >
          {message.blocks.length === 0 ? (
            <p className="block-text">
              <MarkupText source={message.text} />
            </p>
          ) : (
            <Blocks blocks={message.blocks} />
          )}
        </SurfaceContext.Provider>
        <DoingNote doing={doing} />
        {props.children}
      </div>
    </li>
  );
}

function OnlyYou({ onDismiss }: { onDismiss: () => void }) {
  const { chat } = useWords();
  return (
    <p className="only-you">
      <span>{chat.onlyYou}</span>
      <button type="button" className="plain-link" onClick={onDismiss}>
        {chat.dismiss}
      </button>
    </p>
  );
}

function MessageHead({ channelId, message, onReply }: MessageProps) {
  const { chat } = useWords();
  const context = useContext(ChatContext);
  return (
    <div className="message-head">
      <b>{message.author}</b>
      {!message.isFromPerson && <span className="app-badge">APP</span>}
      <time dateTime={new Date(message.postedAt).toISOString()}>
        {formatSlackDate(message.postedAt, "{date_short_pretty}, {time}", context)}
      </time>
      {message.isEdited && <span className="soft">{chat.edited}</span>}
      {message.onlyFor === null && (
        <MessageMenu channelId={channelId} message={message} onReply={onReply} />
      )}
    </div>
  );
}

function MessageMenu({
  channelId,
  message,
  onReply,
}: Pick<MessageProps, "channelId" | "message" | "onReply">) {
  const { me: userId } = useContext(ChatContext);
  const { chat } = useWords();
  const doing = useDoing();
  const { ts } = message;
  const shortcuts = SHORTCUTS.map(({ callbackId, word }) => ({
    key: callbackId,
    label: chat[word],
    onChoose: () =>
      void doing.run(() => send("/sandbox/shortcut", { userId, channelId, ts, callbackId })),
  }));
  const reply =
    onReply === null ? [] : [{ key: "reply", label: chat.replyInThread, onChoose: onReply }];
  return (
    <>
      <Menu label={chat.messageMenu} items={[...reply, ...shortcuts]} isBusy={doing.isBusy} />
      <DoingNote doing={doing} />
    </>
  );
}

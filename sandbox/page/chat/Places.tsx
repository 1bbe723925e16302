import type { Chat } from "../../page-contract.ts";
import { useWords } from "../words/page-words.ts";
import { APP_NAME, type Place } from "./rooms.ts";
import { isUnread, type Seen } from "./unread.ts";

/** Where one can look: channels, the conversation with the app, its Home. */
export function Places(props: {
  chat: Chat;
  place: Place;
  me: string;
  seen: Seen;
  onGo: (place: Place) => void;
}) {
  const { chat, place, me: userId, seen, onGo } = props;
  const words = useWords().chat;
  const mine = chat.directMessages.find((one) => one.userId === userId);
  const isNew = mine !== undefined && isUnread(seen, mine, mine.messages);
  return (
    <nav className="places" aria-label={words.conversations}>
      <p className="places-title">{words.channels}</p>
      {chat.channels.map(({ channelId, name, messages, isPrivate, isArchived, hasBot }) => (
        <PlaceButton
          key={channelId}
          label={`#${name}`}
          notes={[
            ...(isPrivate ? [words.isPrivate] : []),
            ...(isArchived ? [words.isArchived] : []),
            ...(hasBot ? [] : [words.withoutApp]),
          ]}
          isCurrent={place.kind === "channel" && place.channelId === channelId}
          isUnread={isUnread(seen, { userId, channelId }, messages)}
          onChoose={() => onGo({ kind: "channel", channelId })}
        />
      ))}
      <p className="places-title">{words.app}</p>
      <PlaceButton
        label={APP_NAME}
        notes={[]}
        isCurrent={place.kind === "app"}
        isUnread={isNew}
        onChoose={() => onGo({ kind: "app" })}
      />
      <PlaceButton
        label={words.home}
        notes={[]}
        isCurrent={place.kind === "home"}
        isUnread={false}
        onChoose={() => onGo({ kind: "home" })}
      />
    </nav>
  );
}

function PlaceButton(props: {
  label: string;
  notes: readonly string[];
  isCurrent: boolean;
  isUnread: boolean;
  onChoose: () => void;
}) {
  const { chat } = useWords();
  return (
    <button
      type="button"
      className={props.isUnread ? "unread" : ""}
      aria-current={props.isCurrent ? "true" : undefined}
      onClick={props.onChoose}
    >
      <span className="place-name">{props.label}</span>
      {props.notes.map((note) => (
        <span key={note} className="place-note">
          {note}
        </span>
      ))}
      {props.isUnread && <span className="unread-dot" role="img" aria-label={chat.unread} />}
    </button>
  );
}

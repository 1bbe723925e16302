import type { Chat } from "../../page-contract.ts";
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
  const mine = chat.directMessages.find((one) => one.userId === userId);
  const isNew = mine !== undefined && isUnread(seen, mine, mine.messages);
  return (
    <nav className="places" aria-label="Conversations">
      <p className="places-title">Channels</p>
      {chat.channels.map(({ channelId, name, messages, isPrivate, isArchived, hasBot }) => (
        <PlaceButton
          key={channelId}
          label={`#${name}`}
          notes={[
            ...(isPrivate ? ["private"] : []),
            ...(isArchived ? ["archived"] : []),
            ...(hasBot ? [] : ["without the app"]),
          ]}
          isCurrent={place.kind === "channel" && place.channelId === channelId}
          isUnread={isUnread(seen, { userId, channelId }, messages)}
          onChoose={() => onGo({ kind: "channel", channelId })}
        />
      ))}
      <p className="places-title">App</p>
      <PlaceButton
        label={APP_NAME}
        notes={[]}
        isCurrent={place.kind === "app"}
        isUnread={isNew}
        onChoose={() => onGo({ kind: "app" })}
      />
      <PlaceButton
        label="Home"
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
      {props.isUnread && <span className="unread-dot" role="img" aria-label="unread" />}
    </button>
  );
}

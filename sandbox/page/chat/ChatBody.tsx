import { useEffect, useState } from "react";
import type { Chat } from "../../page-contract.ts";
import { useWords } from "../words/page-words.ts";
import { HomeView } from "./HomeView.tsx";
import { ModalStack } from "./ModalView.tsx";
import { Places } from "./Places.tsx";
import { RoomView } from "./RoomView.tsx";
import { newestPlace, type Place, type Room, roomAt } from "./rooms.ts";
import { TroublePanel } from "./TroublePanel.tsx";
import { type Reader, type Seen, withSeen } from "./unread.ts";

/** Everything below the chat's head: where one can look, and what is there. */
export function ChatBody(props: {
  chat: Chat;
  person: Chat["people"][number];
  isTroubleOpen: boolean;
}) {
  const { chat, person } = props;
  const me = person.userId;
  const look = useLook(chat);
  const { place } = look;
  const { chat: words } = useWords();
  const room = roomAt(chat, place, { me, dismissed: look.dismissed, words });
  const { see } = look;
  useEffect(() => {
    if (room !== null && room.channelId !== null) {
      see({ userId: me, channelId: room.channelId }, room.messages);
    }
  });
  const channel =
    place.kind === "channel"
      ? (chat.channels.find(({ channelId }) => channelId === place.channelId) ?? null)
      : null;
  return (
    <div className="chat-body">
      <Places chat={chat} place={place} me={me} seen={look.seen} onGo={look.go} />
      <div className="chat-main">
        {props.isTroubleOpen && <TroublePanel chat={chat} channel={channel} />}
        {room === null ? (
          <HomeView key={me} home={person.home} />
        ) : (
          <RoomView
            key={`${me} ${room.channelId}`}
            room={room}
            threadTs={look.threadTs}
            onThread={look.openThread}
            onDismiss={look.dismiss}
          />
        )}
      </div>
      <ModalStack key={`modals of ${me}`} modals={person.modals} />
    </div>
  );
}

/** Where the visitor looks, and what was seen and put away; nothing of it is known to the server. */
function useLook(chat: Chat) {
  const [chosen, setChosen] = useState<Place>(() => newestPlace(chat));
  const [threadTs, setThreadTs] = useState<string | null>(null);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const [seen, setSeen] = useState<Seen>(new Map());
  const isThere =
    chosen.kind !== "channel" || chat.channels.some((one) => one.channelId === chosen.channelId);
  return {
    place: isThere ? chosen : newestPlace(chat),
    threadTs,
    dismissed,
    seen,
    go: (place: Place) => {
      setChosen(place);
      setThreadTs(null);
    },
    openThread: setThreadTs,
    dismiss: (ts: string) => setDismissed((before) => new Set([...before, ts])),
    see: (who: Reader, messages: Room["messages"]) =>
      setSeen((before) => withSeen(before, who, messages)),
  };
}

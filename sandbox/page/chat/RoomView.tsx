import { useWords } from "../words/page-words.ts";
import { Composer } from "./Composer.tsx";
import { MessageList } from "./MessageList.tsx";
import type { Room } from "./rooms.ts";
import { ThreadView } from "./ThreadView.tsx";

/** A conversation: its messages, a box to write in, and beside them the open thread. */
export function RoomView(props: {
  room: Room;
  threadTs: string | null;
  onThread: (threadTs: string | null) => void;
  onDismiss: (ts: string) => void;
}) {
  const { room, threadTs } = props;
  const { chat } = useWords();
  const { channelId } = room;
  return (
    <div className={threadTs === null ? "room" : "room with-thread"}>
      <section className="conversation" aria-label={room.title}>
        <header className="room-head">
          <h3>{room.title}</h3>
        </header>
        {room.warning !== null && <p className="room-note">{room.warning}</p>}
        {channelId === null || room.messages.length === 0 ? (
          <div className="chat-empty">
            <p>{room.empty.title}</p>
            <p className="soft">{room.empty.text}</p>
          </div>
        ) : (
          <MessageList
            channelId={channelId}
            messages={room.messages}
            threadTs={threadTs}
            onOpen={props.onThread}
            onDismiss={props.onDismiss}
          />
        )}
        <Composer
          channelId={channelId}
          threadTs={null}
          label={chat.messageTo(room.title)}
          closed={room.closed}
        />
      </section>
      {threadTs !== null && channelId !== null && (
        <ThreadView
          key={threadTs}
          room={{ ...room, channelId }}
          threadTs={threadTs}
          onClose={() => props.onThread(null)}
          onDismiss={props.onDismiss}
        />
      )}
    </div>
  );
}

import { useContext, useEffect } from "react";
import type { ChatView } from "../../page-chat-contract.ts";
import { send } from "../server-calls.ts";
import { useWords } from "../words/page-words.ts";
import { Blocks } from "./BlockView.tsx";
import { ChatContext } from "./chat-context.ts";
import { DoingNote } from "./DoingNote.tsx";
import { chosenOf } from "./form-values.ts";
import { APP_NAME } from "./rooms.ts";
import { type FieldPlace, SurfaceContext } from "./surface.ts";
import { useDoing } from "./use-doing.ts";
import { usePress } from "./use-press.ts";

/** What the app shows this person; it hears that somebody looks and may show something newer. */
export function HomeView({ home }: { home: ChatView | null }) {
  const { me: userId, nameOf } = useContext(ChatContext);
  const opening = useDoing();
  const { chat } = useWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: one look of one person is one visit.
  useEffect(() => void opening.run(() => send("/sandbox/home", { userId })), [userId]);
  return (
    <section className="home" aria-label={chat.homeOf(APP_NAME)}>
      <header className="room-head shown">
        <h3>{APP_NAME}</h3>
        <span className="soft">{chat.homeOf(nameOf(userId))}</span>
      </header>
      <DoingNote doing={opening} />
      {home !== null && <ShownHome key={home.viewId} home={home} />}
      {home === null && opening.isBusy && (
        <div className="skeleton tall" role="status" aria-label={chat.loadingHome} />
      )}
      {home === null && !opening.isBusy && (
        <div className="chat-empty">
          <p>{chat.nothingHere}</p>
          <p className="soft">{chat.nothingShown(nameOf(userId))}</p>
        </div>
      )}
    </section>
  );
}

function ShownHome({ home }: { home: ChatView }) {
  const { doing, onUse } = usePress({ viewId: home.viewId });
  const valueAt = (place: FieldPlace) => chosenOf(home.values[place.blockId]?.[place.actionId]);
  return (
    <SurfaceContext.Provider value={{ onUse, keepsChoices: true, valueAt, form: null }}>
      <DoingNote doing={doing} />
      <div className="home-blocks">
        <Blocks blocks={home.blocks} />
      </div>
    </SurfaceContext.Provider>
  );
}

import { type KeyboardEvent, useContext, useRef, useState } from "react";
import { send } from "../server-calls.ts";
import { type PageWords, useWords } from "../words/page-words.ts";
import { ChatContext } from "./chat-context.ts";
import { hintsFor, type SlashHint, type Typed, typedOf } from "./command-line.ts";
import { DoingNote } from "./DoingNote.tsx";
import { useDoing } from "./use-doing.ts";

const MOST_ROWS = 6;

type ComposerProps = {
  readonly channelId: string | null;
  readonly threadTs: string | null;
  readonly label: string;
  /** Why nobody can write here; null when one can. */
  readonly closed: string | null;
};

/** Where a person writes to people, or a command to the app. */
export function Composer(props: ComposerProps) {
  const { me: userId } = useContext(ChatContext);
  const { chat } = useWords();
  const { channelId, threadTs, closed } = props;
  const [text, setText] = useState("");
  const doing = useDoing();
  const box = useRef<HTMLTextAreaElement>(null);
  if (closed !== null || channelId === null) return <p className="composer-closed">{closed}</p>;
  const typed = typedOf(text);
  const refusal = refusalOf(typed, threadTs !== null, chat);
  const sendIt = async () => {
    const ask = askOf(typed, { userId, channelId, threadTs });
    if (ask === null || refusal !== null || doing.isBusy) return;
    box.current?.focus();
    if (await doing.run(() => send(ask.path, ask.body))) setText("");
  };
  const hints = threadTs === null ? hintsFor(text) : [];
  const onKeyDown = (event: KeyboardEvent) => {
    const [first] = hints;
    if (event.key === "Tab" && !event.shiftKey && first !== undefined) {
      event.preventDefault();
      setText(`${first.command} `);
    }
    // An Enter that ends the writing of a Chinese word is none.
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void sendIt();
    }
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void sendIt();
      }}
    >
      <DoingNote doing={doing} />
      <Hints hints={hints} onChoose={(command) => setText(`${command} `)} />
      {refusal !== null && hints.length === 0 && <p className="field-error">{refusal}</p>}
      <div className="composer-box">
        <textarea
          ref={box}
          aria-label={props.label}
          placeholder={props.label}
          rows={Math.min(MOST_ROWS, text.split("\n").length)}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="submit"
          className="button primary"
          disabled={typed.kind === "nothing" || refusal !== null || doing.isBusy}
          aria-busy={doing.isBusy}
        >
          {doing.isBusy ? chat.sending : chat.send}
        </button>
      </div>
    </form>
  );
}

function Hints(props: { hints: readonly SlashHint[]; onChoose: (command: string) => void }) {
  const { chat } = useWords();
  if (props.hints.length === 0) return null;
  return (
    <ul className="hints" aria-label={chat.commands}>
      {props.hints.map(({ command, usage }) => (
        <li key={command}>
          <button type="button" onClick={() => props.onChoose(command)}>
            <b>{command}</b> <span className="usage">{usage}</span>
            <span className="soft">{chat.commandHelp}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function refusalOf(typed: Typed, isThread: boolean, words: PageWords["chat"]): string | null {
  if (typed.kind === "unknown_command") return words.noSuchCommand(typed.command);
  return typed.kind === "command" && isThread ? words.noCommandsInThreads : null;
}

type Where = {
  readonly userId: string;
  readonly channelId: string;
  readonly threadTs: string | null;
};

function askOf(typed: Typed, { userId, channelId, threadTs }: Where) {
  switch (typed.kind) {
    case "nothing":
    case "unknown_command":
      return null;
    case "words":
      return { path: "/sandbox/say", body: { userId, channelId, threadTs, text: typed.text } };
    case "command": {
      const { command, text } = typed;
      return { path: "/sandbox/command", body: { userId, channelId, command, text } };
    }
  }
}

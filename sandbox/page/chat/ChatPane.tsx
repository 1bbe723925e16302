import { useMemo, useState } from "react";
import { Chat } from "../../page-contract.ts";
import { useRemote } from "../use-live.ts";
import { useWords } from "../words/page-words.ts";
import { ChatBody } from "./ChatBody.tsx";
import { ChatContext } from "./chat-context.ts";
import { TroubleStrip } from "./TroublePanel.tsx";

const CHANNELS_PATH = "/sandbox/channels";

/** The chat, looked at and used as one of a few people. */
export function ChatPane(props: {
  version: number;
  now: number;
  timeZone: string;
  isWide: boolean;
  onWide: (isWide: boolean) => void;
}) {
  const { locale, chat: words } = useWords();
  const { value: chat, problem } = useRemote(CHANNELS_PATH, Chat, props.version);
  const [personId, setPersonId] = useState<string | null>(null);
  const [isTroubleOpen, setTroubleOpen] = useState(false);
  const present = useMemo(() => chat?.people.filter((one) => !one.isDeleted) ?? [], [chat]);
  const person = present.find(({ userId }) => userId === personId) ?? present[0];
  const { timeZone, now } = props;
  const me = person?.userId ?? "";
  const context = useMemo(
    () => ({
      timeZone,
      now,
      locale,
      me,
      people: present,
      nameOf: (userId: string) =>
        chat?.people.find((one) => one.userId === userId)?.name ?? words.somebody,
      channelNameOf: (channelId: string) =>
        chat?.channels.find((one) => one.channelId === channelId)?.name ?? words.somewhere,
    }),
    [timeZone, now, locale, me, present, chat, words],
  );
  return (
    <ChatContext.Provider value={context}>
      <aside className="chat-pane" aria-label={words.title}>
        <header className="chat-head">
          <h2>{words.title}</h2>
          {person !== undefined && (
            <ActingAs people={present} userId={person.userId} onChange={setPersonId} />
          )}
          <div className="chat-tools">
            <ToggleButton
              label={words.whatIf}
              hint={words.whatIfHint}
              isOn={isTroubleOpen}
              onToggle={setTroubleOpen}
            />
            <ToggleButton
              label={words.wide}
              hint={words.wideHint}
              isOn={props.isWide}
              onToggle={props.onWide}
            />
          </div>
        </header>
        {problem !== null && <p className="note bad">{problem}</p>}
        {chat === null && problem === null && (
          <div className="skeleton tall" role="status" aria-label={words.loading} />
        )}
        {chat !== null && <TroubleStrip chat={chat} />}
        {chat !== null && person !== undefined && (
          <ChatBody chat={chat} person={person} isTroubleOpen={isTroubleOpen} />
        )}
      </aside>
    </ChatContext.Provider>
  );
}

function ActingAs(props: {
  people: Chat["people"];
  userId: string;
  onChange: (userId: string) => void;
}) {
  const { chat } = useWords();
  return (
    <label>
      {chat.actingAs}{" "}
      <select value={props.userId} onChange={(event) => props.onChange(event.target.value)}>
        {props.people.map(({ userId, name }) => (
          <option key={userId} value={userId}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function ToggleButton(props: {
  label: string;
  hint: string;
  isOn: boolean;
  onToggle: (isOn: boolean) => void;
}) {
  return (
    <button
      type="button"
      className="button small"
      aria-pressed={props.isOn}
      title={props.hint}
      onClick={() => props.onToggle(!props.isOn)}
    >
      {props.label}
    </button>
  );
}

import { useId } from "react";
import type { Chat, ChatChannel } from "../../page-contract.ts";
import { send } from "../server-calls.ts";
import { useWords } from "../words/page-words.ts";
import { DoingNote } from "./DoingNote.tsx";
import { type Ask, ailmentsOf, curesOf, type Trouble, troublesOf } from "./troubles.ts";
import { type Doing, useDoing } from "./use-doing.ts";

/** Switches for everything that can go wrong with Slack; each lasts until it is switched off. */
export function TroublePanel(props: { chat: Chat; channel: ChatChannel | null }) {
  const { chat } = useWords();
  return (
    <section id="trouble" className="trouble" aria-label={chat.whatIf}>
      <TroubleSwitches {...props} />
    </section>
  );
}

/** The switches alone, by groups. */
export function TroubleSwitches({ chat, channel }: { chat: Chat; channel: ChatChannel | null }) {
  const doing = useDoing();
  const words = useWords().chat;
  return (
    <>
      {troublesOf(chat, channel, words).map(({ title, troubles }) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          {troubles.map((trouble) => (
            <TroubleSwitch key={trouble.name} trouble={trouble} doing={doing} />
          ))}
        </fieldset>
      ))}
      <DoingNote doing={doing} />
    </>
  );
}

function TroubleSwitch({ trouble, doing }: { trouble: Trouble; doing: Doing }) {
  const id = useId();
  const { name, effect, isOn, turnOn, turnOff } = trouble;
  return (
    <div className="trouble-switch">
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-describedby={id}
        aria-disabled={doing.isBusy}
        onClick={() => {
          if (!doing.isBusy) void doing.run(() => askAll([isOn ? turnOff : turnOn]));
        }}
      >
        <span className="knob" aria-hidden="true" />
        {name}
      </button>
      <p id={id} className="soft">
        {effect}
      </p>
    </div>
  );
}

/** What is wrong now, in sight whether or not the panel is open. */
export function TroubleStrip({ chat }: { chat: Chat }) {
  const doing = useDoing();
  const words = useWords().chat;
  const ailments = ailmentsOf(chat, words);
  return (
    <div className={ailments.length === 0 ? "trouble-strip well" : "trouble-strip"} role="status">
      {ailments.length > 0 && (
        <>
          <span>{ailments.join("\u00a0· ")}</span>
          <button
            type="button"
            className="plain-link"
            disabled={doing.isBusy}
            onClick={() => void doing.run(() => askAll(curesOf(chat)))}
          >
            {words.troubles.allWell}
          </button>
        </>
      )}
      <DoingNote doing={doing} />
    </div>
  );
}

async function askAll(asks: readonly Ask[]): Promise<void> {
  for (const { path, body } of asks) await send(path, body);
}

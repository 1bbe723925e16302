import { useId } from "react";
import type { Chat, ChatChannel } from "../../page-contract.ts";
import { send } from "../server-calls.ts";
import { DoingNote } from "./DoingNote.tsx";
import { type Ask, ailmentsOf, curesOf, type Trouble, troublesOf } from "./troubles.ts";
import { type Doing, useDoing } from "./use-doing.ts";

/** Switches for everything that can go wrong with Slack; each lasts until it is switched off. */
export function TroublePanel({ chat, channel }: { chat: Chat; channel: ChatChannel | null }) {
  const doing = useDoing();
  return (
    <section id="trouble" className="trouble" aria-label="What if">
      {troublesOf(chat, channel).map(({ title, troubles }) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          {troubles.map((trouble) => (
            <TroubleSwitch key={trouble.name} trouble={trouble} doing={doing} />
          ))}
        </fieldset>
      ))}
      <DoingNote doing={doing} />
    </section>
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
  const ailments = ailmentsOf(chat);
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
            All well again
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

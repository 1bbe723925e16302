import { useId } from "react";
import { Chat } from "../page-contract.ts";
import type {
  CrmTrouble,
  TroubleSwitch,
  Troubles,
  WebhookTrouble,
} from "../page-trouble-contract.ts";
import { TroubleSwitches } from "./chat/TroublePanel.tsx";
import { send } from "./server-calls.ts";
import { useAttempt } from "./Toasts.tsx";
import { TROUBLE_PATH } from "./TroubleSigns.tsx";
import { useRemote } from "./use-live.ts";
import { useWords } from "./words/page-words.ts";

const CRM_TROUBLES: readonly CrmTrouble[] = ["slow", "down", "rate_limited"];
const WEBHOOK_TROUBLES: readonly WebhookTrouble[] = ["duplicates", "disorder"];

/** Switches for everything that can go wrong around Aftercare; each lasts until it is switched off. */
export function TroubleBoard(props: {
  troubles: Troubles;
  version: number;
  onChanged: () => void;
}) {
  const { troubles, version, onChanged } = props;
  const words = useWords().troubles;
  const attempt = useAttempt();
  const turn = async (change: TroubleSwitch) => {
    await attempt(() => send(TROUBLE_PATH, change));
    onChanged();
  };
  return (
    <section className="drawer trouble-board" aria-label={words.title}>
      <p className="soft">{words.hint}</p>
      <div className="trouble-groups">
        <fieldset>
          <legend>{words.crm.title}</legend>
          {CRM_TROUBLES.map((trouble) => (
            <Switch
              key={trouble}
              {...words.crm[trouble]}
              isOn={troubles.crm === trouble}
              onTurn={(isOn) => turn({ of: "crm", trouble: isOn ? trouble : null })}
            />
          ))}
        </fieldset>
        <fieldset>
          <legend>{words.webhooks.title}</legend>
          {WEBHOOK_TROUBLES.map((trouble) => (
            <Switch
              key={trouble}
              {...words.webhooks[trouble]}
              isOn={troubles.webhooks.includes(trouble)}
              onTurn={(isOn) => turn({ of: "webhooks", trouble, isOn })}
            />
          ))}
        </fieldset>
        <fieldset>
          <legend>{words.plugin.title}</legend>
          <Switch
            {...words.plugin.away}
            isOn={troubles.plugin !== "up"}
            onTurn={(isOn) => turn({ of: "plugin", act: isOn ? "stop" : "start" })}
          />
          <div className="restart">
            <button
              type="button"
              className="button"
              disabled={troubles.plugin !== "up"}
              onClick={() => turn({ of: "plugin", act: "restart" })}
            >
              {words.plugin.restart}
            </button>
            <p className="soft">{words.plugin.effect}</p>
            <p role="status">{words.plugin[troubles.plugin]}</p>
          </div>
        </fieldset>
        <SlackTroubles version={version} />
      </div>
    </section>
  );
}

/** The same switches as in the chat, without those of one channel. */
function SlackTroubles({ version }: { version: number }) {
  const { value: chat } = useRemote("/sandbox/channels", Chat, version);
  return chat === null ? null : <TroubleSwitches chat={chat} channel={null} />;
}

function Switch(props: {
  name: string;
  effect: string;
  isOn: boolean;
  onTurn: (isOn: boolean) => void;
}) {
  const id = useId();
  const { name, effect, isOn, onTurn } = props;
  return (
    <div className="trouble-switch">
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-describedby={id}
        onClick={() => onTurn(!isOn)}
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

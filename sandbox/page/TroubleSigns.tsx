import type { TroubleSwitch, Troubles } from "../page-trouble-contract.ts";
import { send } from "./server-calls.ts";
import { useAttempt } from "./Toasts.tsx";
import { type PageWords, useWords } from "./words/page-words.ts";

export const TROUBLE_PATH = "/sandbox/trouble";

/** What is wrong now, in sight whether or not the panel of switches is open. */
export function TroubleSigns(props: { troubles: Troubles; onChanged: () => void }) {
  const { troubles, onChanged } = props;
  const words = useWords();
  const attempt = useAttempt();
  const signs = signsOf(troubles, words);
  const heal = async () => {
    await attempt(async () => {
      for (const cure of curesOf(troubles)) await send(TROUBLE_PATH, cure);
    });
    onChanged();
  };
  return (
    <div className="trouble-signs" role="status">
      {signs.map((sign) => (
        <span key={sign} className="trouble-sign">
          <span aria-hidden="true">⚠</span> {sign}
        </span>
      ))}
      {curesOf(troubles).length > 0 && (
        <button type="button" className="button small" onClick={heal}>
          {words.troubles.allWell}
        </button>
      )}
    </div>
  );
}

export function signsOf(
  { crm, webhooks, plugin }: Troubles,
  { troubles: words }: PageWords,
): string[] {
  return [
    ...(plugin === "up" ? [] : [words.plugin[plugin]]),
    ...(crm === null ? [] : [words.crm[crm].sign]),
    ...webhooks.map((one) => words.webhooks[one].sign),
  ];
}

/** Asks for what makes everything well; nothing is asked that is well already. */
export function curesOf({ crm, webhooks, plugin }: Troubles): TroubleSwitch[] {
  return [
    ...(crm === null ? [] : [{ of: "crm", trouble: null } as const]),
    ...webhooks.map((trouble) => ({ of: "webhooks", trouble, isOn: false }) as const),
    ...(plugin === "stopped" ? [{ of: "plugin", act: "start" } as const] : []),
  ];
}

import type { SandboxState } from "../page-contract.ts";
import { pageOfAccount } from "./account.ts";
import { useWords } from "./words/page-words.ts";

/** Which account's screens are shown, and the way to install the app in another one. */
export function AccountSwitch({ state }: { state: SandboxState }) {
  const { shell } = useWords();
  const shown = state.portals[0]?.portalId;
  if (state.installUrl === null || shown === undefined) return null;
  return (
    <span className="account-switch">
      <label className="language">
        <span className="visually-hidden">{shell.account}</span>
        <select
          value={shown}
          onChange={(event) => location.assign(pageOfAccount(event.target.value))}
          title={shell.accountHint}
        >
          {state.accounts.map(({ portalId, name, isConnected }) => (
            <option key={portalId} value={portalId}>
              {isConnected ? name : `${name} (${shell.notInstalled})`}
            </option>
          ))}
        </select>
      </label>
      <a className="plain-link" href={state.installUrl} target="_blank" rel="noreferrer">
        {shell.install}
      </a>
    </span>
  );
}

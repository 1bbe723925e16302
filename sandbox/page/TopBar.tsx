import { useState } from "react";
import type { CrmUser, SandboxState, TimeMove } from "../page-contract.ts";
import { addressOf, type Route } from "./route.ts";
import { cityOf, formatWallClock, useTickingTime } from "./sandbox-time.ts";
import { send } from "./server-calls.ts";
import { useAttempt } from "./Toasts.tsx";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MOVES = [
  { label: "+15 min", advanceMs: 15 * MINUTE_MS },
  { label: "+2 h", advanceMs: 2 * HOUR_MS },
  { label: "+1 day", advanceMs: 24 * HOUR_MS },
] as const;

export const CARD_LANGUAGES = [
  { value: "en", label: "English" },
  { value: "zh-tw", label: "繁體中文" },
  { value: "zh-cn", label: "简体中文" },
] as const;

export function TopBar(props: {
  state: SandboxState | null;
  route: Route;
  language: string;
  onLanguage: (language: string) => void;
  /** Who looks at the cards and the settings page. */
  user: CrmUser | null;
  onUser: (userId: number) => void;
  isChatOpen: boolean;
  onChat: (isOpen: boolean) => void;
  onTimeMoved: () => void;
}) {
  const { state, route } = props;
  return (
    <header className="top-bar">
      <h1>Sandbox CRM</h1>
      <nav aria-label="Records">
        <NavLink view="tickets" route={route} label="Tickets" count={state?.counts.tickets} />
        <NavLink view="contacts" route={route} label="Contacts" count={state?.counts.contacts} />
        <NavLink view="companies" route={route} label="Companies" count={state?.counts.companies} />
        <NavLink view="settings" route={route} label="App settings" count={undefined} />
      </nav>
      <TimeLever state={state} onMoved={props.onTimeMoved} />
      <div className="top-end">
        <UserSwitch state={state} user={props.user} onUser={props.onUser} />
        <label className="language">
          <span className="visually-hidden">Language of the card</span>
          <select
            value={props.language}
            onChange={(event) => props.onLanguage(event.target.value)}
            title="Language of the person looking at the card"
          >
            {CARD_LANGUAGES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button"
          aria-pressed={props.isChatOpen}
          onClick={() => props.onChat(!props.isChatOpen)}
        >
          Chat
        </button>
      </div>
    </header>
  );
}

function UserSwitch(props: {
  state: SandboxState | null;
  user: CrmUser | null;
  onUser: (userId: number) => void;
}) {
  const { state, user, onUser } = props;
  if (state === null || user === null || state.people.length === 0) return null;
  return (
    <label className="language">
      <span className="visually-hidden">Signed in as</span>
      <select
        value={user.userId}
        onChange={(event) => onUser(Number(event.target.value))}
        title="Who looks at the cards and the app settings"
      >
        {state.people.map(({ userId, firstName, lastName }) => (
          <option key={userId} value={userId}>{`${firstName} ${lastName}`}</option>
        ))}
      </select>
    </label>
  );
}

function NavLink(props: {
  view: Route["view"];
  route: Route;
  label: string;
  count: number | undefined;
}) {
  const isCurrent = props.route.view === props.view;
  return (
    <a href={addressOf(props.view)} aria-current={isCurrent ? "page" : undefined}>
      {props.label}
      {props.count !== undefined && <span className="count">{props.count}</span>}
    </a>
  );
}

function TimeLever({ state, onMoved }: { state: SandboxState | null; onMoved: () => void }) {
  const now = useTickingTime(state);
  const attempt = useAttempt();
  const [isMoving, setMoving] = useState(false);
  const move = async (wanted: TimeMove) => {
    setMoving(true);
    if (await attempt(() => send("/sandbox/time", wanted))) onMoved();
    setMoving(false);
  };
  const [portal] = state?.portals ?? [];
  if (state === null || now === null || portal === undefined) {
    return <div className="time-lever skeleton" role="status" aria-label="Loading time" />;
  }
  const { date, time } = formatWallClock(now, portal.timeZone);
  return (
    <fieldset className="time-lever" disabled={isMoving}>
      <legend className="visually-hidden">Time of the sandbox</legend>
      <span className="when">
        <span className="date">{date}</span>
        <time className={state.isPaused ? "clock paused" : "clock"}>{time}</time>
        <span className="zone">{cityOf(portal.timeZone)}</span>
      </span>
      <button
        type="button"
        className="button"
        aria-pressed={state.isPaused}
        onClick={() => move({ paused: !state.isPaused })}
      >
        {state.isPaused ? "Resume" : "Pause"}
      </button>
      {MOVES.map(({ label, advanceMs }) => (
        <button key={label} type="button" className="button" onClick={() => move({ advanceMs })}>
          {label}
        </button>
      ))}
    </fieldset>
  );
}

import { useState } from "react";
import type { SandboxState, TimeMove } from "../page-contract.ts";
import { AheadList } from "./AheadList.tsx";
import { cityOf, formatWallClock, useTickingTime } from "./sandbox-time.ts";
import { send } from "./server-calls.ts";
import { useAttempt } from "./Toasts.tsx";
import { useWords } from "./words/page-words.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MOVES = [
  { name: "quarter", advanceMs: 15 * MINUTE_MS },
  { name: "hours", advanceMs: 2 * HOUR_MS },
  { name: "day", advanceMs: 24 * HOUR_MS },
] as const;
const SPEEDS = [1, 10, 60, 600];

/** Holds the time of the sandbox, lets it run faster, moves it on, or jumps to what happens next. */
export function TimeLever(props: {
  state: SandboxState | null;
  /** Grows with every change in the sandbox. */
  version: number;
  onMoved: () => void;
}) {
  const { state, onMoved } = props;
  const now = useTickingTime(state);
  const attempt = useAttempt();
  const { locale, shell } = useWords();
  const [isMoving, setMoving] = useState(false);
  const move = async (wanted: TimeMove) => {
    setMoving(true);
    if (await attempt(() => send("/sandbox/time", wanted))) onMoved();
    setMoving(false);
  };
  const [portal] = state?.portals ?? [];
  if (state === null || now === null || portal === undefined) {
    return <div className="time-lever skeleton" role="status" aria-label={shell.time.loading} />;
  }
  const { date, time } = formatWallClock(now, portal.timeZone, locale);
  return (
    <fieldset className="time-lever" disabled={isMoving}>
      <legend className="visually-hidden">{shell.time.label}</legend>
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
        {state.isPaused ? shell.time.resume : shell.time.pause}
      </button>
      <Speed speed={state.speed} onSpeed={(speed) => move({ speed })} />
      {MOVES.map(({ name, advanceMs }) => (
        <button
          key={name}
          type="button"
          className="button"
          data-tour={`time-${name}`}
          onClick={() => move({ advanceMs })}
        >
          {shell.time[name]}
        </button>
      ))}
      <AheadList
        now={now}
        version={props.version}
        onJump={(at) => move({ advanceMs: Math.max(1, Math.ceil(at - now)) + SECOND_MS })}
      />
    </fieldset>
  );
}

/** Past the instant itself: what is due on it is still in time. */
const SECOND_MS = 1_000;

function Speed({ speed, onSpeed }: { speed: number; onSpeed: (speed: number) => void }) {
  const { time } = useWords().shell;
  return (
    <label className="language">
      <span className="visually-hidden">{time.speed}</span>
      <select
        value={speed}
        onChange={(event) => onSpeed(Number(event.target.value))}
        title={time.speedHint}
      >
        {SPEEDS.map((one) => (
          <option key={one} value={one}>{`×${one}`}</option>
        ))}
      </select>
    </label>
  );
}

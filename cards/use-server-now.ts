import { useEffect, useReducer } from "react";
import { type Answer, type Readable, serverNowOf } from "./reader.ts";

const HOUR_MS = 3_600_000;
const EVERY_SECOND_MS = 1_000;
const SELDOM_MS = 15_000;

/** The server's time; draws the component again every second when a clock is within an hour of its due time, else every 15 s. */
export function useServerNow(answer: Answer<Readable>): number {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const now = serverNowOf(answer);
  useEffect(() => {
    const periodMs = tickPeriodMs(answer, serverNowOf(answer));
    // Counted from the answer, so that a late tick does not make the countdown skip a second.
    const delayMs = periodMs - ((performance.now() - answer.answeredAtMs) % periodMs);
    const timer = setTimeout(tick, delayMs);
    return () => clearTimeout(timer);
  });
  return now;
}

function tickPeriodMs(answer: Answer<Readable>, now: number): number {
  const isNear = (answer.card.clocks ?? []).some(
    ({ countdown, dueAt }) =>
      (countdown === "down" || countdown === "up") &&
      dueAt !== null &&
      Math.abs(dueAt - now) <= HOUR_MS,
  );
  return isNear ? EVERY_SECOND_MS : SELDOM_MS;
}

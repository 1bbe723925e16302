import { createContext, useContext, useEffect, useReducer, useRef } from "react";
import { useWords } from "./words/page-words.ts";

/** The zone in which the page shows instants: that of the portal. */
export const ZoneContext = createContext("UTC");

const SECOND_MS = 1_000;

/** Sandbox time, ticking from the last answer of the server on; it stands still while paused. */
export function useTickingTime(
  answer: { now: number; isPaused: boolean; speed: number } | null,
): number | null {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const received = useRef<{ answer: unknown; atMs: number }>({ answer: null, atMs: 0 });
  if (received.current.answer !== answer) {
    received.current = { answer, atMs: performance.now() };
  }
  const isTicking = answer !== null && !answer.isPaused;
  useEffect(() => {
    if (!isTicking) return;
    const timer = setInterval(tick, SECOND_MS);
    return () => clearInterval(timer);
  }, [isTicking]);
  if (answer === null) return null;
  const passedMs = (performance.now() - received.current.atMs) * answer.speed;
  return answer.isPaused ? answer.now : answer.now + passedMs;
}

export function useInstantFormat(): (at: number) => string {
  const timeZone = useContext(ZoneContext);
  const { locale } = useWords();
  return (at) => formatInstant(at, timeZone, locale);
}

/** To the second, for what happens many times a minute. */
export function useClockFormat(): (at: number) => string {
  const timeZone = useContext(ZoneContext);
  const { locale } = useWords();
  return (at) => formatWallClock(at, timeZone, locale).time;
}

/** `Fri 27 Mar, 10:42`, with the year when it is not the present one would need a clock: always without. */
function formatInstant(at: number, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    hourCycle: "h23",
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}

export function formatWallClock(
  at: number,
  timeZone: string,
  locale: string,
): { date: string; time: string } {
  const date = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  }).format(at);
  const time = new Intl.DateTimeFormat(locale, {
    hourCycle: "h23",
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(at);
  return { date, time };
}

/** `Europe/Berlin` → `Berlin`. */
export function cityOf(timeZone: string): string {
  return (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
}

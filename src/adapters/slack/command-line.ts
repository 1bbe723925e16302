import { LONGEST_PAUSE_MINUTES, type NoticePause } from "../../domain/escalation/notice-pause.ts";
import type { Language } from "../../domain/words.ts";

/** What somebody typed after `/aftercare`. */
export type Command =
  | { readonly name: "help" }
  | { readonly name: "mine" }
  | { readonly name: "department"; readonly department: string | null }
  | { readonly name: "status"; readonly ticketId: string }
  | { readonly name: "pause"; readonly pause: NoticePause }
  | { readonly name: "language"; readonly language: Language }
  | { readonly name: "connect"; readonly code: string }
  | { readonly name: "disconnect" }
  /** Told how it is used. */
  | { readonly name: "unknown"; readonly text: string };

const TEXT_LIMIT = 300;
/** The number itself, or the address of the record. */
const TICKET = /(?:^#?|\/(?:0-5|ticket)\/)(\d{1,19})\/?$/;
const SPAN = /^(\d{1,4})\s*(m|min|h|d)$/;
const MINUTES_BY_UNIT: Readonly<Record<string, number>> = { m: 1, min: 1, h: 60, d: 1440 };
const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ["en", "en"],
  ["zh-tw", "zh-TW"],
  ["zh-cn", "zh-CN"],
]);

export function commandOf(typed: string): Command {
  const text = typed.slice(0, TEXT_LIMIT).trim().replace(/\s+/gu, " ");
  const [word = "", ...rest] = text.split(" ");
  const argument = rest.join(" ");
  return known(word.toLowerCase(), argument) ?? { name: "unknown", text };
}

function known(word: string, argument: string): Command | null {
  switch (word) {
    case "":
    case "help":
      return { name: "help" };
    case "mine":
    case "disconnect":
      return argument === "" ? { name: word } : null;
    case "department":
      return { name: "department", department: argument === "" ? null : argument };
    case "status": {
      const [, ticketId] = TICKET.exec(argument) ?? [];
      return ticketId === undefined ? null : { name: "status", ticketId };
    }
    case "pause-notices": {
      const pause = pauseOf(argument.toLowerCase());
      return pause === null ? null : { name: "pause", pause };
    }
    case "language": {
      const language = LANGUAGES.get(argument.toLowerCase());
      return language === undefined ? null : { name: "language", language };
    }
    case "connect":
      return argument === "" ? null : { name: "connect", code: argument };
    default:
      return null;
  }
}

function pauseOf(argument: string): NoticePause | null {
  if (argument === "off") return { kind: "off" };
  if (argument === "until tomorrow") return { kind: "until_tomorrow" };
  const [, count, unit = ""] = SPAN.exec(argument) ?? [];
  const minutes = Number(count ?? 0) * (MINUTES_BY_UNIT[unit] ?? 0);
  return minutes === 0 || minutes > LONGEST_PAUSE_MINUTES ? null : { kind: "minutes", minutes };
}

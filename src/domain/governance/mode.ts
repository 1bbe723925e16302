import { z } from "zod";

/**
 * What of a portal is switched on. Everything is always computed and shown; only for a part that is on
 * something is written to the CRM or posted to the chat.
 */

/** The parts that are switched on and off by themselves, in the order in which people are shown them. */
export const Part = z.enum(["tiers", "clocks", "escalation", "visits"]);
export type Part = z.infer<typeof Part>;

/** None of the parts, all of them, or some: each once, in the order of `Part`. */
export type Mode = "observe" | "live" | readonly Part[];

export function partsOf(mode: Mode): readonly Part[] {
  switch (mode) {
    case "observe":
      return [];
    case "live":
      return Part.options;
    default:
      return mode;
  }
}

/** Whether one of the parts is on. */
export function isOn(mode: Mode, ...anyOf: readonly Part[]): boolean {
  const parts = partsOf(mode);
  return anyOf.some((part) => parts.includes(part));
}

/** The mode in which just these parts are on, however often and in whichever order they are named. */
export function modeOf(parts: readonly Part[]): Mode {
  const on = Part.options.filter((part) => parts.includes(part));
  if (on.length === 0) return "observe";
  return on.length === Part.options.length ? "live" : on;
}

/** The mode after some parts were switched on, or off. */
export function switched(mode: Mode, parts: readonly Part[], isOnNow: boolean): Mode {
  const before = partsOf(mode);
  return modeOf(isOnNow ? [...before, ...parts] : before.filter((part) => !parts.includes(part)));
}

/** When each part was switched on last, as epoch milliseconds; one that never was is missing. */
export const SwitchedOn = z.partialRecord(Part, z.number());
export type SwitchedOn = Readonly<z.infer<typeof SwitchedOn>>;

/** How people are told of it where one word has to do. */
export function modeWord(mode: Mode): "observe" | "live" | "partly" {
  return mode === "observe" || mode === "live" ? mode : "partly";
}

export function isSameMode(one: Mode, other: Mode): boolean {
  return String(one) === String(other);
}

import { expect, it } from "vitest";
import { outcomeOf } from "../../../src/domain/sla/clock-outcome.ts";

it.each([
  {
    name: "a clock that runs is open at the due instant",
    state: "running",
    dueAt: 100,
    is: "open",
  },
  { name: "a millisecond later it is broken", state: "running", dueAt: 99, is: "breached" },
  { name: "one that never comes due is open", state: "running", dueAt: null, is: "open" },
  { name: "a pause is open", state: "paused", dueAt: null, is: "open" },
  { name: "what was met is met", state: "met", dueAt: 50, is: "met" },
  { name: "what was broken is broken", state: "breached", dueAt: 50, is: "breached" },
  { name: "what was cancelled is neither", state: "cancelled", dueAt: 50, is: "cancelled" },
] as const)("$name", ({ state, dueAt, is }) => {
  expect(outcomeOf({ state, dueAt }, 100)).toBe(is);
});

import { expect, it } from "vitest";
import { currentClocks } from "../../../src/app/sla/current-clocks.ts";
import type { ClockKind } from "../../../src/domain/governance/clock-rules.ts";
import type { Clock } from "../../../src/domain/sla/clock.ts";
import { clock } from "../../adapters/http/ticket-views.ts";

const cycleOf = (kind: ClockKind, cycle: number, changed: Partial<Clock> = {}): Clock => ({
  ...clock,
  kind,
  cycle,
  ...changed,
});
const ended = { state: "met", endedAt: 1 } as const;

it.each<{ name: string; clocks: readonly Clock[]; expected: readonly string[] }>([
  {
    name: "keeps every open clock, of whatever state",
    clocks: [
      cycleOf("first_response", 1, { state: "breached", breachedAt: 1 }),
      cycleOf("resolution", 1, { state: "paused" }),
    ],
    expected: ["first_response 1", "resolution 1"],
  },
  {
    name: "leaves out the ended cycles of a kind that runs",
    clocks: [cycleOf("next_reply", 1, ended), cycleOf("next_reply", 2)],
    expected: ["next_reply 2"],
  },
  {
    name: "keeps the newest of a kind that has ended",
    clocks: [cycleOf("next_reply", 1, ended), cycleOf("next_reply", 2, ended)],
    expected: ["next_reply 2"],
  },
  {
    name: "keeps an old cycle that is still open beside its ended successor",
    clocks: [cycleOf("department_response", 1), cycleOf("department_response", 2, ended)],
    expected: ["department_response 1"],
  },
  { name: "is empty without clocks", clocks: [], expected: [] },
])("$name", ({ clocks, expected }) => {
  expect(currentClocks(clocks).map(({ kind, cycle }) => `${kind} ${cycle}`)).toEqual(expected);
});

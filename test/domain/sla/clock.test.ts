import { expect, it } from "vitest";
import { warnedAtOf } from "../../../src/domain/sla/clock.ts";
import { evaluate } from "../../../src/domain/sla/evaluate.ts";
import { berlin, ticketOf } from "../../support/lives.ts";
import { fullPolicy, ruledBy } from "../../support/policies.ts";

it.each<{ name: string; now: string; expected: number | null }>([
  { name: "never, where none has come yet", now: "06-09 09:10", expected: null },
  { name: "at the first of several", now: "06-09 09:50", expected: berlin("06-09 09:30") },
])("a clock was warned of $name", ({ now, expected }) => {
  const warnings = [{ percent: 50 }, { percent: 75 }];
  const policy = fullPolicy({ clocks: { first_response: { warnings } } });
  const ticket = ticketOf([["06-09 09:00", { kind: "created" }]]);
  const [clock] = evaluate(ticket, ruledBy(policy)(berlin(now))).clocks;
  expect(clock && warnedAtOf(clock)).toBe(expected);
});

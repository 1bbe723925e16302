import { describe, expect, it } from "vitest";
import type { EscalationCase } from "../../../src/domain/escalation/case.ts";
import { departmentClocks } from "../../../src/domain/escalation/department-clocks.ts";
import { lifeOf } from "../../../src/domain/sla/life.ts";
import { escalationCase } from "../../support/escalation-cases.ts";
import { berlin, ticketOf } from "../../support/lives.ts";
import { MINUTE } from "../../support/naive-clock.ts";
import { fullPolicy, ruledBy } from "../../support/policies.ts";

const openCase = escalationCase({
  openedAt: berlin("06-09 10:00"),
  steps: [{ act: "opened", by: null, at: berlin("06-09 10:00"), reason: null }],
});
const takenAt = (when: string) => ({
  act: "acknowledged" as const,
  by: "Mei",
  at: berlin(when),
  reason: null,
});

function clocksAt(now: string, cases: readonly EscalationCase[], policy = fullPolicy()) {
  const ticket = ticketOf([["06-09 09:00", { kind: "created" }]]);
  return departmentClocks(lifeOf(ticket, ruledBy(policy)(berlin(now))), cases);
}

describe("the clock of a department", () => {
  it("runs from the case until somebody takes it", () => {
    const [running] = clocksAt("06-09 10:20", [openCase]);
    expect(running?.clock).toMatchObject({
      kind: "department_response",
      cycle: 1,
      state: "running",
      targetMs: 60 * MINUTE,
      dueAt: berlin("06-09 11:00"),
    });
    expect(running?.nextAt).toBe(berlin("06-09 10:45"));
    const taken = { ...openCase, state: "acknowledged" as const, steps: [takenAt("06-09 10:15")] };
    expect(clocksAt("06-09 12:00", [taken])[0]?.clock).toMatchObject({
      state: "met",
      endedAt: berlin("06-09 10:15"),
    });
  });

  it("has the department's own target", () => {
    const [{ clock } = { clock: null }] = clocksAt("06-09 10:20", [
      { ...openCase, department: "relations" },
    ]);
    expect(clock?.targetMs).toBe(30 * MINUTE);
  });

  it("is done with a case that was resolved untaken, and cancelled with one that was withdrawn", () => {
    const endedAt = berlin("06-09 10:30");
    const clockOf = (changes: Partial<EscalationCase>) =>
      clocksAt("06-09 12:00", [{ ...openCase, endedAt, ...changes }])[0]?.clock;
    expect(clockOf({ state: "resolved" })?.state).toBe("met");
    expect(clockOf({ state: "withdrawn" })).toMatchObject({ state: "cancelled", endedAt });
    const steps = [takenAt("06-09 10:10")];
    expect(clockOf({ state: "withdrawn", steps })).toMatchObject({
      state: "met",
      endedAt: berlin("06-09 10:10"),
    });
  });

  it("has a cycle for each case", () => {
    const second = { ...openCase, caseId: "7-2", openedAt: berlin("06-09 11:00") };
    const cycles = clocksAt("06-09 11:10", [openCase, second]).map(({ clock }) => clock.cycle);
    expect(cycles).toEqual([1, 2]);
  });

  it("does not run where the policy promises nothing within the house", () => {
    const bare = fullPolicy({
      targets: fullPolicy().targets.filter(({ clock }) => clock !== "department_response"),
    });
    expect(clocksAt("06-09 10:20", [openCase], bare)).toEqual([]);
  });
});

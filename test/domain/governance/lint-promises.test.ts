import { describe, expect, it } from "vitest";
import { clockRuleOf, PauseReason } from "../../../src/domain/governance/clock-rules.ts";
import { lintPolicy } from "../../../src/domain/governance/lint-policy.ts";
import { readPolicy } from "../../../src/domain/governance/read-policy.ts";
import { fullPolicy } from "../../support/policies.ts";

const { targets } = fullPolicy();
const target = (clock: string, conditions: object = {}) => ({
  clock,
  durationMinutes: 60,
  calendarId: "office",
  ...conditions,
});

describe("promises", () => {
  it("of a policy that uses everything have no problem", () => {
    expect(lintPolicy(fullPolicy())).toEqual([]);
  });

  it.each<{ name: string; changes: object; messages: string[] }>([
    {
      name: "a target whose severity no property tells",
      changes: {
        fields: {},
        targets: [target("first_response", { severity: "S1" }), ...targets],
      },
      messages: [
        'targets[0].severity asks for "S1", but no property tells it: expected fields.severity',
      ],
    },
    {
      name: "a route whose region no property tells",
      changes: {
        fields: { severity: "severity" },
        routes: [{ region: "EU", department: "support" }, { department: "support" }],
      },
      messages: [
        'routes[0].region asks for "EU", but no property tells it: expected fields.region',
      ],
    },
    {
      name: "a department's promise on a clock of the customer",
      changes: { targets: [target("first_response", { department: "support" }), ...targets] },
      messages: [
        "targets[0].department is asked for by first_response: expected department_response",
      ],
    },
    {
      name: "the promise of a department that is none",
      changes: { targets: [target("department_response", { department: "sales" }), ...targets] },
      messages: ['targets[0].department names "sales": expected one of support, relations'],
    },
    {
      name: "a clock that waits for what nothing tells",
      changes: {
        milestones: {},
        clocks: { resolution: { end: "solved", start: "device_arrived" } },
      },
      messages: [
        "milestones.arrived_on_site is missing, but on_site_arrival needs it: expected stageIds or a property",
        "milestones.device_arrived is missing, but resolution needs it: expected stageIds or a property",
        "milestones.solved is missing, but resolution needs it: expected stageIds or a property",
      ],
    },
    {
      name: "complaint clocks without complaints",
      changes: { complaintCategories: [] },
      messages: [
        "complaintCategories are none, but complaint_ack has a target: expected at least one",
        "complaintCategories are none, but complaint_answer has a target: expected at least one",
      ],
    },
    {
      name: "a warning told twice",
      changes: { clocks: { update: { warnings: [{ percent: 50 }, { percent: 50 }] } } },
      messages: ["clocks.update.warnings[1] is there a second time: expected each warning once"],
    },
    {
      name: "a warning as early as the promise itself",
      changes: { clocks: { update: { warnings: [{ restMinutes: 120 }] } } },
      messages: [
        "clocks.update.warnings[0].restMinutes is 120, as long as the shortest target: expected less than 120",
      ],
    },
    {
      name: "a start with the device where it answers something else",
      changes: {
        clocks: { next_reply: { start: "device_arrived" } },
        milestones: { device_arrived: { stageIds: ["7"] }, arrived_on_site: { stageIds: ["8"] } },
      },
      messages: [
        "clocks.next_reply.start is device_arrived: expected none, as it starts by what it answers",
      ],
    },
    {
      name: "an end and a reopening that only resolution has",
      changes: { clocks: { first_response: { end: "solved", reopen: "start_anew" } } },
      messages: [
        "clocks.first_response.end is solved: expected none, as only resolution has one",
        "clocks.first_response.reopen is set: expected none, as only resolution has one",
      ],
    },
    {
      name: "a narrower target behind a wider one",
      changes: { targets: [...targets, target("update", { channel: "PHONE", tier: "key" })] },
      messages: [
        `targets[${targets.length}] is never reached, as targets[2] takes all of it: expected the narrower rule first`,
      ],
    },
    {
      name: "routes of which the last has any condition",
      changes: { routes: [{ channel: "PHONE", department: "support" }] },
      messages: ["routes[0] has a condition: expected none, so that it takes what is left"],
    },
  ])("with $name are refused", ({ changes, messages }) => {
    expect(lintPolicy(fullPolicy({ ...changes })).map(({ message }) => message)).toEqual(messages);
  });

  it.each<{ name: string; changes: object }>([
    {
      name: "a warning that leaves one minute to the shortest target",
      changes: { clocks: { update: { warnings: [{ restMinutes: 119 }] } } },
    },
    {
      name: "resolution that ends and starts anew selectably",
      changes: { clocks: { resolution: { end: "solved", reopen: { durationMinutes: 60 } } } },
    },
    {
      name: "a target of another clock that looks the same",
      changes: { targets: [target("next_reply", { tier: "key" }), ...targets] },
    },
  ])("with $name are taken", ({ changes }) => {
    expect(lintPolicy(fullPolicy({ ...changes }))).toEqual([]);
  });
});

it("refuses a milestone that nothing tells, with what was found", () => {
  const reading = readPolicy({ ...fullPolicy(), milestones: { solved: {} } });
  const messages = reading.ok ? [] : reading.problems.map(({ message }) => message);
  expect(messages.some((message) => message.includes("expected stageIds or a property"))).toBe(
    true,
  );
});

describe("what a policy leaves out of a clock's rule", () => {
  it("stops work for every reason, and answers for none", () => {
    const bare = { clocks: {} };
    expect(clockRuleOf(bare, "resolution").pausedBy).toEqual(PauseReason.options);
    expect(clockRuleOf(bare, "complaint_answer").pausedBy).toEqual(PauseReason.options);
    expect(clockRuleOf(bare, "first_response").pausedBy).toEqual([]);
    expect(clockRuleOf(bare, "next_reply").pausedBy).toEqual([]);
  });

  it("warns at three quarters", () => {
    expect(clockRuleOf({ clocks: {} }, "update").warnings).toEqual([{ percent: 75 }]);
  });
});

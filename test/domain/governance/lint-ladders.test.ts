import { describe, expect, it } from "vitest";
import { lintPolicy } from "../../../src/domain/governance/lint-policy.ts";
import { ladderDocument as good, ladderPolicy } from "../../support/ladder-policy.ts";

const [support, relations] = good.departments;
const [urgent, ofSupport, calls, others] = good.ladders;
const [keyReply, resolution, urgentResponse, response] = good.targets;
const lead = { tell: ["lead"], waitMinutes: 15 };
const handOver = (department: string) => ({ handOver: department });
const ladders = (...list: readonly object[]) => ({ ladders: list });
const supportWith = (changes: object) =>
  ladders(urgent, { ...ofSupport, ...changes }, calls, others);
const messagesOf = (change: Record<string, unknown>) =>
  lintPolicy(ladderPolicy(change)).map(({ message }) => message);

type Row = { name: string; change: Record<string, unknown>; message: string };

describe("ladders", () => {
  it.each<Row>([
    {
      name: "an id that another one has",
      change: ladders(urgent, { ...ofSupport, id: "urgent" }, calls, others),
      message: 'ladders[1].id is "urgent" a second time: expected an id of its own',
    },
    {
      name: "a department that is not there",
      change: supportWith({ department: "sales" }),
      message: 'ladders[1].department names "sales": expected one of support, relations',
    },
    {
      name: "a tier that is not there",
      change: supportWith({ tier: "gold" }),
      message: 'ladders[1].tier names "gold": expected one of key, developing, standard',
    },
    {
      name: "a severity that no property tells",
      change: {
        fields: { region: "region" },
        targets: [keyReply, resolution, response],
        routes: [{ department: "support" }],
        ...ladders({ ...urgent, severity: "S1" }, others),
      },
      message:
        'ladders[0].severity asks for "S1", but no property tells it: expected fields.severity',
    },
    {
      name: "a hand-over to a department that is not there",
      change: supportWith({ levels: [lead, handOver("sales")] }),
      message: 'ladders[1].levels[1].handOver names "sales": expected one of support, relations',
    },
    {
      name: "a hand-over to its own department",
      change: supportWith({ levels: [handOver("support"), lead] }),
      message:
        'ladders[1].levels[0].handOver is "support", whose ladder it is: expected another department',
    },
    {
      name: "warnings that make no case",
      change: {
        caseTriggers: { ...good.caseTriggers, warnings: false },
        ...supportWith({ triggers: ["breach", "warning"] }),
      },
      message:
        "ladders[1].triggers[1] is warning, but none of those makes a case: expected caseTriggers.warnings",
    },
    {
      name: "complaints that make no case",
      change: { caseTriggers: { lowRatings: good.caseTriggers.lowRatings } },
      message:
        "ladders[2].triggers[0] is complaint, but none of those makes a case: expected caseTriggers.complaints",
    },
    {
      name: "low ratings that make no case",
      change: { caseTriggers: { complaints: true } },
      message:
        "ladders[2].triggers[1] is low_rating, but none of those makes a case: expected caseTriggers.lowRatings",
    },
    {
      name: "a last level on call where there is no rota",
      change: supportWith({ department: "relations", levels: [{ ...lead, tell: ["on_call"] }] }),
      message:
        'ladders[1].levels[0].tell tells on_call, which is nobody in "relations": expected somebody to whom it leads at last',
    },
    {
      name: "a last level of deputies in a department without any",
      change: ladders({ ...others, levels: [lead, { ...lead, tell: ["deputies"] }] }),
      message:
        'ladders[0].levels[1].tell tells deputies, which is nobody in "relations": expected somebody to whom it leads at last',
    },
    {
      name: "a last level of members in a department without any",
      change: {
        departments: [support, { ...relations, members: [] }],
        ...ladders({ ...others, levels: [{ ...lead, tell: ["members", "on_call"] }] }),
      },
      message:
        'ladders[0].levels[0].tell tells members, on_call, which is nobody in "relations": expected somebody to whom it leads at last',
    },
    {
      name: "a last level of service managers of whom there are none",
      change: { serviceManagement: undefined },
      message:
        'ladders[0].levels[1].tell tells service_managers, which is nobody in "support": expected somebody to whom it leads at last',
    },
    {
      name: "an acknowledgement that goes stale before the first wait is over",
      change: supportWith({ staleAfterMinutes: 29 }),
      message: "ladders[1].staleAfterMinutes is 29: expected at least 30, the first wait",
    },
    {
      name: "a first wait that is longer than the department may take",
      change: supportWith({ levels: [{ ...lead, waitMinutes: 61 }] }),
      message:
        "ladders[1].levels[0].waitMinutes is 61, longer than a promise of the department (department_response): expected at most 60",
    },
    {
      name: "one that takes major faults and waits as long as for others",
      change: ladders(others),
      message:
        "ladders[0].levels[0].waitMinutes is 60, longer than a promise of the department (department_response): expected at most 15",
    },
    {
      name: "one behind one that takes all of it",
      change: ladders(urgent, others, ofSupport),
      message:
        "ladders[2] is never reached, as ladders[1] takes all of it: expected the narrower rule first",
    },
    {
      name: "triggers of which an earlier one takes all",
      change: ladders(urgent, { ...calls, id: "wide" }, { ...calls, triggers: ["complaint"] }),
      message:
        "ladders[2] is never reached, as ladders[1] takes all of it: expected the narrower rule first",
    },
    {
      name: "a wait in a department without hours",
      change: { departments: [support, { ...relations, calendarId: undefined }] },
      message:
        "departments[1].calendarId is missing, but ladders[0] waits in its hours: expected a calendar, if need be around the clock",
    },
    {
      name: "complaints that no category tells",
      change: { complaintCategories: [] },
      message:
        "complaintCategories are none, but caseTriggers.complaints makes cases of complaints: expected at least one",
    },
  ])("are refused for $name, and for nothing else", ({ change, message }) => {
    expect(messagesOf(change)).toEqual([message]);
  });

  it("that hand over in a circle tell nobody, each of them", () => {
    const circle = [
      { ...ofSupport, levels: [handOver("relations")] },
      { ...others, department: "relations", levels: [handOver("support")] },
    ];
    expect(messagesOf(ladders(...circle))).toEqual([
      'ladders[0].levels[0].handOver is "relations", and from there nobody is ever told: expected a way to a level that tells people',
      'ladders[1].levels[0].handOver is "support", and from there nobody is ever told: expected a way to a level that tells people',
    ]);
  });

  it.each<{ name: string; change: Record<string, unknown> }>([
    {
      name: "a circle in which somebody is told",
      change: ladders(
        { ...ofSupport, levels: [handOver("relations")] },
        { ...others, department: "relations", levels: [lead, handOver("support")] },
      ),
    },
    {
      name: "a hand-over to a department that has its channel alone",
      change: supportWith({ levels: [handOver("relations")] }),
    },
    {
      name: "a last level of which one role is somebody everywhere",
      change: ladders({ ...others, levels: [{ tell: ["deputies", "lead"], waitMinutes: 15 }] }),
    },
    {
      name: "a last level of a named person",
      change: ladders({
        ...others,
        levels: [{ tell: [{ person: { name: "Mara" } }], waitMinutes: 15 }],
      }),
    },
    {
      name: "an acknowledgement that goes stale with the first wait",
      change: supportWith({ staleAfterMinutes: 30 }),
    },
    {
      name: "a first level that hands over, whatever goes stale when",
      change: supportWith({ levels: [handOver("relations"), lead], staleAfterMinutes: 5 }),
    },
    {
      name: "a first wait as long as the department may take",
      change: supportWith({ levels: [{ ...lead, waitMinutes: 60 }] }),
    },
    {
      name: "a first wait of a department that has promised nothing",
      change: { targets: [keyReply, resolution], ...ladders(others) },
    },
    {
      name: "a wait that only other departments promise to undercut",
      change: {
        targets: [
          keyReply,
          resolution,
          { ...response, durationMinutes: 5, department: "relations" },
          response,
        ],
        ...ladders({ ...ofSupport, levels: [lead] }),
      },
    },
    {
      name: "narrower triggers first",
      change: ladders(
        { ...others, levels: [{ ...lead, waitMinutes: 15 }], triggers: ["complaint"] },
        urgent,
      ),
    },
    {
      name: "warnings and breaches, which make cases by themselves",
      change: supportWith({ triggers: ["warning", "breach", "manual"] }),
    },
    {
      name: "quiet hours in place of hours",
      change: {
        departments: [
          support,
          { ...relations, calendarId: undefined, quietHours: { calendarId: "always" } },
        ],
      },
    },
    {
      name: "a department without hours for which no ladder waits",
      change: {
        departments: [support, { ...relations, calendarId: undefined }],
        ...ladders({ ...ofSupport, levels: [lead] }),
      },
    },
    {
      name: "no ladder at all",
      change: { ladders: [], targets: [keyReply, resolution, urgentResponse] },
    },
  ])("may have $name", ({ change }) => {
    expect(messagesOf(change)).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import type { CaseStep } from "../../../src/domain/escalation/case.ts";
import { Department, personOf } from "../../../src/domain/governance/department.ts";
import { caseOf } from "./shown-cases.ts";
import { hourMs, now, openCase, standingOf, type ViewParts } from "./ticket-views.ts";

const spareParts = Department.parse({
  id: "parts",
  name: { en: "Spare parts", "zh-TW": "備品部", "zh-CN": "备件部" },
  lead: "Wu",
  channelId: "C2",
  language: "en",
});
describe("the facts of a case", () => {
  const people = ["Lin", "Wu"].map((name) => ({ id: name, name }));
  const told: CaseStep = {
    act: "told",
    by: null,
    at: now,
    reason: null,
    level: 2,
    people: [personOf("Lin")],
  };
  const climbing = {
    ...openCase,
    ladder: { id: "l", level: 2, round: 0, isExhausted: false, nextAt: now + hourMs },
    steps: [...openCase.steps, told],
  };
  const next = { kind: "tell", at: now + hourMs, people: [personOf("Wu")] } as const;
  const manual = {
    kind: "manual",
    at: now,
    by: "Rosa",
    reason: "needs_parts",
    text: "It leaks",
    ask: "Confirm part 7A-113",
    wantedAt: null,
  } as const;

  it.each<{ name: string; parts: ViewParts; facts: string[] }>([
    {
      name: "who has it, both names",
      parts: { cases: [{ ...openCase, state: "acknowledged", takenBy: people }] },
      facts: ["With Lin and Wu"],
    },
    {
      name: "where its ladder stands and what comes next",
      parts: { standings: [standingOf(climbing, { levels: 3, next })] },
      facts: ["Level 2 of 3 told: Lin", "Next: Wu, Fri 27 Mar, 15:30 (Berlin)"],
    },
    {
      name: "the same where nobody is told",
      parts: { reach: "observe", standings: [standingOf(climbing, { levels: 3, next })] },
      facts: ["Level 2 of 3 reached: Lin", "Next: Wu, Fri 27 Mar, 15:30 (Berlin)"],
    },
    {
      name: "that another department comes next",
      parts: {
        standings: [
          standingOf(climbing, {
            levels: 2,
            next: { kind: "hand_over", at: now, department: spareParts },
          }),
        ],
      },
      facts: [
        "Level 2 of 2 told: Lin",
        "Next: handed over to Spare parts, Fri 27 Mar, 14:30 (Berlin)",
      ],
    },
    {
      name: "that nobody is left to tell",
      parts: {
        standings: [standingOf(climbing, { levels: 2, next: { kind: "exhaust", at: now } })],
      },
      facts: [
        "Level 2 of 2 told: Lin",
        "Nobody else is left; the wait ends Fri 27 Mar, 14:30 (Berlin)",
      ],
    },
    {
      name: "that the ladder goes on without progress",
      parts: {
        standings: [standingOf(climbing, { levels: 2, next: { kind: "go_stale", at: now } })],
      },
      facts: [
        "Level 2 of 2 told: Lin",
        "Without progress the ladder goes on Fri 27 Mar, 14:30 (Berlin)",
      ],
    },
    {
      name: "that the ladder is exhausted",
      parts: {
        standings: [
          standingOf(
            { ...climbing, ladder: { ...climbing.ladder, isExhausted: true, nextAt: null } },
            { levels: 2 },
          ),
        ],
      },
      facts: ["Level 2 of 2 told: Lin", "All levels were gone through, and nobody took it"],
    },
    {
      name: "nothing of its ladder once it has ended",
      parts: {
        standings: [standingOf({ ...climbing, state: "resolved", endedAt: now }, { levels: 2 })],
      },
      facts: [],
    },
    {
      name: "until when it rests",
      parts: { cases: [{ ...openCase, state: "acknowledged", snoozedUntil: now + hourMs }] },
      facts: ["Snoozed until Fri 27 Mar, 15:30 (Berlin)"],
    },
    {
      name: "where it went",
      parts: {
        standings: [standingOf({ ...openCase, state: "handed_over" }, { handedTo: "parts" })],
      },
      facts: ["Handed over to Spare parts, ends with the case there"],
    },
    {
      name: "what somebody asked for, and what is wrong",
      parts: { cases: [{ ...openCase, triggers: [manual] }] },
      facts: [
        "Rosa asked (spare parts are needed): Confirm part 7A-113",
        "What is wrong: It leaks",
      ],
    },
    {
      name: "by when somebody asked for it, and nothing where nothing was said to be wrong",
      parts: {
        cases: [{ ...openCase, triggers: [{ ...manual, text: "", wantedAt: now + hourMs }] }],
      },
      facts: [
        "Rosa asked (spare parts are needed): Confirm part 7A-113. Wanted by Fri 27 Mar, 15:30 (Berlin)",
      ],
    },
    {
      name: "when the department is told, after its quiet hours",
      parts: { standings: [standingOf(openCase, { quietUntil: now + 18 * hourMs })] },
      facts: ["Quiet hours: the department is told Sat 28 Mar, 08:30 (Berlin)"],
    },
  ])("tell $name", ({ parts, facts }) => {
    expect(caseOf(parts).facts).toEqual(facts);
  });

  it("name a few of many who were told", () => {
    const many = ["A", "B", "C", "D", "E", "F"].map(personOf);
    const steps = [{ ...told, people: many }];
    expect(
      caseOf({ standings: [standingOf({ ...climbing, steps }, { levels: 3 })] }).facts,
    ).toEqual(["Level 2 of 3 told: A, B, C, D and 2 more"]);
  });
});

describe("a question of the department", () => {
  const step = (act: CaseStep["act"], text: string): CaseStep => ({
    act,
    by: "Lin",
    at: now,
    reason: null,
    text,
  });
  const questionOf = (...steps: CaseStep[]) =>
    caseOf({ cases: [{ ...openCase, state: "acknowledged", steps }] }).question;

  it("is shown until somebody answers, and again when the next one comes", () => {
    const asked = step("asked_back", "Which  pump?");
    expect(questionOf()).toBeNull();
    expect(questionOf(asked)).toBe("Lin asks: Which pump?");
    expect(questionOf(asked, step("answered", "The left"))).toBeNull();
    expect(questionOf(asked, step("answered", "No"), step("asked_back", "Why?"))).toBe(
      "Lin asks: Why?",
    );
  });

  it("is none of a case that is over", () => {
    const steps = [step("asked_back", "Which?")];
    expect(
      caseOf({ cases: [{ ...openCase, state: "resolved", endedAt: now, steps }] }).question,
    ).toBeNull();
  });

  it("is cut with a mark, and never within a character", () => {
    const long = questionOf(step("asked_back", "👩‍🔧".repeat(400))) ?? "";
    expect(long.endsWith("👩‍🔧…")).toBe(true);
    expect([...new Intl.Segmenter().segment(long)]).toHaveLength("Lin asks: ".length + 300);
  });
});

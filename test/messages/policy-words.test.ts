import { describe, expect, it } from "vitest";
import { renderPolicySchema } from "../../src/config/policy-schema.ts";
import { loadPreset } from "../../src/config/presets.ts";
import type { Policy } from "../../src/domain/governance/policy.ts";
import { differenceOf } from "../../src/domain/governance/policy-difference.ts";
import { en } from "../../src/messages/en.ts";
import { policyDifferenceWords } from "../../src/messages/policy-difference.ts";
import { policyProblemWords } from "../../src/messages/policy-problem.ts";
import { translatorOf } from "../../src/messages/translate.ts";
import { withKeyVisits } from "../support/planned-visit.ts";

const base = loadPreset("manufacturing");
const [majorFault, urgent, ofKey, ...more] = base.targets;
const changed = (index: number, durationMinutes: number): Partial<Policy> => ({
  targets: base.targets.map((target, at) =>
    at === index ? { ...target, durationMinutes } : target,
  ),
});

function linesOf(change: Partial<Policy>, language: "en" | "zh-TW" | "zh-CN", tickets?: number) {
  const after: Policy = { ...base, ...change };
  const reader = {
    language,
    policies: [after, base],
    ...(tickets === undefined ? {} : { tickets }),
  };
  return differenceOf(base, after).map((one) => policyDifferenceWords(one, reader));
}

describe("a difference in words", () => {
  it.each<{ name: string; change: Partial<Policy>; line: string; tickets?: number }>([
    {
      name: "a shorter target",
      change: changed(2, 20),
      line: "Key customer, first response: 1 h → 20 min; affects 312 open tickets",
      tickets: 312,
    },
    {
      name: "one ticket",
      change: changed(4, 300),
      line: "Every ticket, first response: 4 h → 5 h; affects 1 open ticket",
      tickets: 1,
    },
    {
      name: "a priority, by its name",
      change: changed(1, 30),
      line: "Urgent, first response: 1 h → 30 min",
    },
    {
      name: "a kind of data that is kept for a time now",
      change: { retention: { touchDays: 1_095 } },
      line: "Kept, contacts with customers: new, 1095 days",
    },
    {
      name: "a new target",
      change: {
        targets: [
          {
            clock: "update",
            priority: "LOW",
            durationMinutes: 90,
            calendarId: "plant",
            unit: "business",
          },
          ...base.targets,
        ],
      },
      line: "Low, update: new, 1 h 30 min",
    },
    {
      name: "a target that is gone",
      change: { targets: base.targets.filter(({ clock }) => clock !== "next_reply") },
      line: "Every ticket, next reply: dropped, was 8 h",
    },
    {
      name: "another calendar",
      change: {
        targets: base.targets.map((one) =>
          one.clock === "next_reply" ? { ...one, calendarId: "always" } : one,
        ),
      },
      line: "Every ticket, next reply, calendar: plant → always",
    },
    {
      name: "a wait",
      change: {
        ladders: base.ladders.map((ladder) =>
          ladder.id === "relations"
            ? {
                ...ladder,
                levels: [{ tell: ["lead" as const], waitMinutes: 15 }, ...ladder.levels.slice(1)],
              }
            : ladder,
        ),
      },
      line: "Ladder relations, level, 1, wait: 30 min → 15 min",
    },
    {
      name: "a hand-over, by the name of the department",
      change: {
        ladders: base.ladders.map((ladder) =>
          ladder.id === "technical"
            ? { ...ladder, levels: [...ladder.levels.slice(0, 2), { handOver: "quality" }] }
            : ladder,
        ),
      },
      line: "Ladder technical, level, 3, handed over to: Customer relations → Quality",
    },
    {
      name: "a department that is gone",
      change: { departments: base.departments.slice(0, 2) },
      line: "Department Customer relations: dropped",
    },
    {
      name: "another person",
      change: {
        departments: base.departments.map((one) =>
          one.id === "quality"
            ? { ...one, lead: { name: "Ma Chao", email: "ma@example.com" } }
            : one,
        ),
      },
      line: "Department Quality, lead: Li Na → Ma Chao",
    },
    {
      name: "a switch",
      change: { caseTriggers: { ...base.caseTriggers, complaints: false } },
      line: "What makes a case, complaints: yes → no",
    },
    {
      name: "days",
      change: { visits: { ...base.visits, horizonDays: 1 } },
      line: "Return visits, planned ahead: 14 days → 1 day",
    },
    {
      name: "what holds for a tier, by its name",
      change: {
        visits: withKeyVisits(base.visits, { afterCloseDays: 2 }),
      },
      line: "Return visits, Key customer, after closing: 3 days → 2 days",
    },
    {
      name: "a category",
      change: { complaintCategories: ["COMPLAINT", "CLAIM"] },
      line: "Complaint category: new, CLAIM",
    },
    {
      name: "a property that was not named",
      change: { fields: { ...base.fields, region: "area" } },
      line: "Ticket property, region: new, area",
    },
    {
      name: "a list that was not there",
      change: {
        clocks: {
          ...base.clocks,
          update: {
            ...base.clocks.update,
            start: "created",
            end: "closed",
            reopen: "go_on",
            warnings: base.clocks.update?.warnings ?? [],
            pausedBy: ["waiting_parts"],
          },
        },
      },
      line: "Clock rule, update, paused by: new, waiting_parts",
    },
    {
      name: "a route for a tier",
      change: {
        routes: base.routes.map((route) =>
          route.tier === "key" ? { ...route, department: "quality" } : route,
        ),
      },
      line: "Route, Key customer, department: Customer relations → Quality",
    },
  ])("tells of $name", ({ change, line, tickets }) => {
    expect(linesOf(change, "en", tickets)).toEqual([line]);
  });

  it("tells of a move", () => {
    if (majorFault === undefined || urgent === undefined || ofKey === undefined) throw new Error();
    const targets = [majorFault, ofKey, urgent, ...more];
    expect(linesOf({ targets }, "en")).toEqual(["Key customer, first response: place 3 → 2"]);
  });

  it("speaks Chinese", () => {
    expect(linesOf(changed(2, 20), "zh-TW", 312)).toEqual([
      "重要客戶，首次回應：1 小時 → 20 分鐘；影響 312 張未結服務單",
    ]);
    expect(linesOf(changed(2, 20), "zh-CN", 312)).toEqual([
      "重要客户，首次响应：1 小时 → 20 分钟；影响 312 张未结工单",
    ]);
  });

  it("cuts a long value short", () => {
    const category = "x".repeat(100);
    const [line = ""] = linesOf({ fields: { ...base.fields, category } }, "en");
    expect(line).toMatch(/→ x{80}…$/);
  });
});

/** Every key below the keys of the document, as people write them. */
function keysBelow(schema: unknown, depth = 0): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([part, inner]) => {
    if (part !== "properties") return keysBelow(inner, depth);
    const own = depth === 0 ? [] : Object.keys(inner);
    return [...own, ...Object.values(inner).flatMap((value) => keysBelow(value, depth + 1))];
  });
}

describe("the keys of a policy", () => {
  const keys = [...new Set(keysBelow(JSON.parse(renderPolicySchema())))];

  it.each(["en", "zh-TW", "zh-CN"] as const)("have words for a difference in %s", (language) => {
    const t = translatorOf(language);
    const has = (key: string) => t(key, { defaultValue: "" }) !== "";
    expect(keys.length).toBeGreaterThan(150);
    expect(
      keys.filter((key) => !has(`policyDifference.detail.${key}`) && !has(`clock.${key}`)),
    ).toEqual([]);
  });
});

describe("a problem in words", () => {
  it("names the clock as people do", () => {
    const problem = { code: "no_target_for_all", params: { clock: "first_response" } };
    expect(policyProblemWords(problem, translatorOf("en"))).toEqual({
      finding: "Some tickets have no target for First response.",
      proposal: "Add one without a condition as the last.",
    });
    expect(policyProblemWords(problem, translatorOf("zh-TW")).finding).toBe(
      "部分服務單沒有「首次回應」的服務時限。",
    );
  });

  it("fills in what was found", () => {
    const problem = { code: "doubled_id", params: { id: "office" } };
    expect(policyProblemWords(problem, translatorOf("zh-CN")).finding).toBe(
      "标识“office”重复使用。",
    );
  });

  it("has words for every code", () => {
    expect(Object.keys(en.policyProblem).length).toBeGreaterThan(50);
  });
});

import type { EscalationCase } from "../../src/domain/escalation/case.ts";
import type { CaseAct, CaseActDetail } from "../../src/domain/escalation/case-act.ts";
import { deriveCases } from "../../src/domain/escalation/derive-cases.ts";
import type { CaseFacts } from "../../src/domain/escalation/happenings.ts";
import type { Policy } from "../../src/domain/governance/policy.ts";
import type { Rules } from "../../src/domain/governance/rules.ts";
import type { Decision } from "../../src/domain/sla/clock.ts";
import { traitsAt } from "../../src/domain/sla/traits.ts";
import { type Fact, ticketOf, traitsOf } from "./lives.ts";
import { MINUTE } from "./naive-clock.ts";
import { officePolicy, rulesUnder } from "./policies.ts";

const words = (text: string) => ({ en: text, "zh-TW": text, "zh-CN": text });
const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.com` });

/** Three departments, two of them in the office in Berlin; support climbs an hour a level. */
export function climbingPolicy(changes: Record<string, unknown> = {}): Policy {
  const { calendars } = officePolicy();
  const night = Object.fromEntries(
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, ["22:00-06:00"]]),
  );
  return officePolicy({
    calendars: [...calendars, { id: "night", zone: "Europe/Berlin", weekly: night }],
    fields: { severity: "severity" },
    complaintCategories: ["COMPLAINT"],
    departments: [
      {
        id: "support",
        name: words("Support"),
        lead: person("Ada"),
        deputies: [person("Dan")],
        members: [person("Ann")],
        calendarId: "office",
        channelId: "C0SUPPORT01",
        language: "en",
      },
      {
        id: "relations",
        name: words("Relations"),
        lead: person("Bea"),
        calendarId: "office",
        channelId: "C0RELATIONS1",
        language: "en",
      },
      {
        id: "partner",
        name: words("Partner"),
        lead: "Pia",
        calendarId: "always",
        channelId: "C0PARTNER01",
        language: "en",
      },
    ],
    routes: [{ department: "support" }],
    ladders: [
      {
        id: "support",
        department: "support",
        levels: [
          { tell: ["lead"], waitMinutes: 60 },
          { tell: ["deputies"], waitMinutes: 60 },
          { tell: ["service_managers"], waitMinutes: 60 },
        ],
        staleAfterMinutes: 120,
      },
      { id: "others", levels: [{ tell: ["lead"], waitMinutes: 60 }] },
    ],
    caseTriggers: { complaints: true, lowRatings: [{ property: "score", atMost: 2 }] },
    serviceManagement: {
      managers: [person("Mara")],
      calendarId: "office",
      channelId: "C0MANAGERS1",
      language: "en",
    },
    ...changes,
  });
}

export const breachAt = (at: number, cycle = 1): Decision => ({
  at,
  kind: "breach",
  clock: "first_response",
  cycle,
});
export const warningAt = (at: number): Decision => ({ ...breachAt(at), kind: "warning" });

/** What Mei does to case 7-1, or somebody else to another one. */
export function did(
  at: number,
  detail: CaseActDetail,
  { caseId = "7-1", name = "Mei" }: { readonly caseId?: string; readonly name?: string } = {},
): CaseAct {
  const actKey = `${detail.act}:${caseId}:${name}:${at}`;
  return { ...detail, caseId, ticketId: "7", actKey, by: { id: name, name }, at };
}

export const took = (at: number, who: { caseId?: string; name?: string } = {}) =>
  did(at, { act: "acknowledged" }, who);
export const resolved = (at: number, caseId = "7-1") => did(at, { act: "resolved" }, { caseId });
export const reopened = (at: number, caseId = "7-1") =>
  did(at, { act: "reopened", text: "again" }, { caseId });
export const snoozed = (at: number, until: number) =>
  did(at, { act: "snoozed", until, text: "parts come" });
export const handedTo = (department: string, at: number, caseId = "7-1") =>
  did(at, { act: "handed_over", department, text: "yours" }, { caseId });
export const declined = (department: string | null, at: number, caseId = "7-1") =>
  did(at, { act: "declined", department, text: "not ours" }, { caseId });
export const called = (department: string, at: number, caseId = "7-m1") =>
  did(
    at,
    { act: "escalated", department, reason: "needs_expert", text: "", ask: "help", wantedAt: null },
    { caseId },
  );

export type CaseStory = {
  readonly policy?: Policy;
  readonly decisions?: readonly Decision[];
  readonly acts?: readonly CaseAct[];
  /** What the CRM tells of the ticket. */
  readonly facts?: readonly Fact[];
  readonly closedAt?: number;
  readonly complaint?: CaseFacts["complaint"];
  readonly tier?: string;
  /** Since when the ticket is known; by default a day before anything is decided or done. */
  readonly knownSince?: number;
  readonly now: number;
};

/** Calendars are compiled once for a policy, however often a test looks. */
const compiled = new WeakMap<Policy, Rules>();

function rulesOf(policy: Policy): Rules {
  const rules = compiled.get(policy) ?? rulesUnder(policy);
  compiled.set(policy, rules);
  return rules;
}

/** The cases of ticket 7. */
export function casesOf(story: CaseStory): readonly EscalationCase[] {
  return deriveCases(factsOf(story));
}

export function factsOf(story: CaseStory): CaseFacts {
  const { policy = climbingPolicy(), decisions = [], facts = [], acts = [], closedAt, now } = story;
  const ticket = ticketOf(facts);
  const rules = rulesOf(policy);
  const first = Math.min(now, ...decisions.map(({ at }) => at), ...acts.map(({ at }) => at));
  const beginning = story.knownSince ?? first - 1440 * MINUTE;
  const changes = [...ticket.fields, ...ticket.complaintMarks]
    .map(({ at }) => at)
    .filter((at) => at > beginning);
  const closings = closedAt === undefined ? [] : [{ from: closedAt, to: null }];
  return {
    ticket,
    complaint: story.complaint ?? null,
    evaluation: {
      decisions,
      closings,
      completions: ticket.agentReplies.map((at, index) => ({
        at,
        clock: "first_response" as const,
        cycle: index + 1,
      })),
    },
    acts,
    placeAt: (at) => ({
      rules,
      traits: {
        ...traitsOf({ tier: story.tier ?? "standard" }),
        severity: traitsAt(ticket, policy, at).severity,
        category: traitsAt(ticket, policy, at).category,
        complaintBy: traitsAt(ticket, policy, at).complaintBy,
      },
    }),
    changesAt: [beginning, ...changes],
    now,
  };
}

/** What the case has seen, in short: `told 2 Dan`, `acknowledged`, each with its instant. */
export function toldOf(one: EscalationCase | undefined): readonly [string, number][] {
  return (one?.steps ?? []).map(({ act, at, level, people = [] }) => {
    const whom = people.map(({ name }) => name).join(", ");
    return [level === undefined ? act : `${act} ${level} ${whom}`, at];
  });
}

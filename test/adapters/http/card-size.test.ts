import { describe, expect, it } from "vitest";
import { CARD_LIMIT_BYTES } from "../../../src/adapters/http/card-size.ts";
import type { TicketCard } from "../../../src/contract/card-api.ts";
import type { CaseStep } from "../../../src/domain/escalation/case.ts";
import { personOf } from "../../../src/domain/governance/department.ts";
import type { Language } from "../../../src/domain/words.ts";
import type { CaseRow } from "../../../src/ports/case-store.ts";
import { cardOf, caseOf, escalationOf } from "./shown-cases.ts";
import { clock, hourMs, now, openCase, policy, standingOf } from "./ticket-views.ts";

const bytesOf = (card: TicketCard) => Buffer.byteLength(JSON.stringify(card));

function steps(count: number, text: string): CaseStep[] {
  return Array.from({ length: count }, (_, index) => ({
    act: "answered",
    by: `Rep ${index}`,
    at: now - (count - index) * 60_000,
    reason: null,
    text,
  }));
}

function caseWith(caseId: string, changes: Partial<CaseRow> = {}): CaseRow {
  return { ...openCase, caseId, ...changes };
}

describe("a card that would be too heavy", () => {
  it("keeps what is newest of a long story, and says how much came before", () => {
    const { timeline } = caseOf({ cases: [caseWith("901-1", { steps: steps(30, "ok") })] });
    expect(timeline).toHaveLength(13);
    expect(timeline[0]).toContain("Rep 29");
    expect(timeline.at(-1)).toBe("… and 18 earlier");
  });

  it("keeps a short story whole", () => {
    const { timeline } = caseOf({ cases: [caseWith("901-1", { steps: steps(12, "ok") })] });
    expect(timeline).toHaveLength(12);
    expect(timeline.at(-1)).toContain("Rep 0");
  });

  it("shows four cases at most, and says how many more there are", () => {
    const cases = ["1", "2", "3", "4", "5", "6"].map((number) => caseWith(`901-${number}`));
    const { cases: shown, more } = escalationOf({ cases });
    expect(shown.map(({ caseId }) => caseId)).toEqual(["901-1", "901-2", "901-3", "901-4"]);
    expect(more).toBe("… and 2 more cases");
    expect(escalationOf({ cases: cases.slice(0, 4) }).more).toBeNull();
  });

  it.each<Language>(["en", "zh-TW", "zh-CN"])("never weighs more than 8 KB in %s", (language) => {
    const question: CaseStep = {
      act: "asked_back",
      by: "提問的人".repeat(10),
      at: now,
      reason: null,
      text: "問".repeat(1_000),
    };
    const ladder = { id: "l", level: 2, round: 0, isExhausted: true, nextAt: now + hourMs };
    const standings = ["1", "2", "3", "4", "5"].map((number) =>
      standingOf(
        caseWith(`901-${number}`, {
          state: "acknowledged",
          takenBy: [{ id: "U1", name: "很長的名字".repeat(8) }],
          triggers: [
            {
              kind: "manual",
              at: now,
              by: "Rosa",
              reason: "other",
              text: "",
              ask: "求".repeat(1_000),
              wantedAt: now,
            },
          ],
          ladder,
          steps: [...steps(40, "字".repeat(1_000)), question],
        }),
        { levels: 3, next: { kind: "tell", at: now, people: [personOf("Wu")] } },
      ),
    );
    const departments = policy.departments.flatMap((department) =>
      ["a", "b", "c", "d", "e", "f"].map((id) => ({ ...department, id: `${department.id}_${id}` })),
    );
    const kinds = [
      "first_response",
      "next_reply",
      "update",
      "on_site_arrival",
      "resolution",
    ] as const;
    const card = cardOf(
      {
        standings,
        policy: { ...policy, departments, overriddenBy: ["mara@firm.test"] },
        clocks: kinds.map((kind) => ({ ...clock, kind })),
      },
      language,
    );
    expect(card.override).not.toBeNull();
    expect(bytesOf(card)).toBeLessThanOrEqual(CARD_LIMIT_BYTES);
    expect(card.escalation?.cases[0]).toMatchObject({ caseId: "901-1" });
    expect(card.escalation?.more).not.toBeNull();
  });
});

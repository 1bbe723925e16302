import { describe, expect, it } from "vitest";
import {
  appliedToOpen,
  approved,
  Draft,
  type DraftState,
  edited,
  isToBeApplied,
  madeEffective,
  newDraft,
  refused,
  type Step,
  submitted,
  superseded,
  withdrawn,
} from "../../../src/domain/governance/draft.ts";
import { officePolicy } from "../../support/policies.ts";

const ADA = { userId: "11", email: "ada@example.com", name: "Ada Wong" };
const BEN = { userId: "12", email: "ben@example.com", name: "Ben Li" };
const policy = officePolicy();
const written = { text: "# ours", policy, note: "Stricter" };
const base = { draftId: "d1", baseVersion: 3, restoredFrom: null };
const fresh = newDraft({ by: ADA, at: 100 }, { ...written, ...base });
const wish = { appliesTo: "open", effectiveAt: null, approverId: null } as const;
const onThree = { ...wish, comparedWith: 3, inForce: 3 };

function taken(step: Step): Draft {
  if (!step.ok) throw new Error(step.reason);
  return step.draft;
}
const inState: Readonly<Record<DraftState, Draft>> = (() => {
  const waiting = taken(submitted(fresh, { by: ADA, at: 200 }, onThree));
  const decision = { appliesTo: "open", effectiveAt: 900, inForce: 3 } as const;
  const agreed = taken(approved(waiting, { by: BEN, at: 300 }, decision));
  const effective = taken(madeEffective(agreed, { by: BEN, at: 900 }, 4));
  return {
    draft: fresh,
    submitted: waiting,
    approved: agreed,
    effective,
    refused: taken(refused(waiting, { by: BEN, at: 300 }, "too strict")),
    withdrawn: taken(withdrawn(fresh, { by: ADA, at: 300 }, "a mistake")),
    superseded: taken(superseded(effective, { by: BEN, at: 990 }, 5)),
  };
})();
const step = { by: BEN, at: 1_000 };

describe("a draft", () => {
  it("begins as one, from the version in force", () => {
    expect(fresh).toMatchObject({
      revision: 1,
      authors: [ADA],
      changedBy: ADA,
      changedAt: 100,
      standing: { state: "draft" },
    });
  });

  it.each<{ name: string; take: (draft: Draft) => Step; from: readonly DraftState[] }>([
    { name: "edited", take: (d) => edited(d, step, written), from: ["draft", "submitted"] },
    {
      name: "submitted",
      take: (d) => submitted(d, step, onThree),
      from: ["draft", "submitted"],
    },
    {
      name: "approved",
      take: (d) => approved(d, step, { appliesTo: "new", effectiveAt: null, inForce: 3 }),
      from: ["submitted"],
    },
    { name: "refused", take: (d) => refused(d, step, "no"), from: ["submitted"] },
    {
      name: "withdrawn",
      take: (d) => withdrawn(d, step, "no"),
      from: ["draft", "submitted", "approved"],
    },
    { name: "made effective", take: (d) => madeEffective(d, step, 4), from: ["approved"] },
    { name: "put on open tickets", take: (d) => appliedToOpen(d, step, 7), from: ["effective"] },
    { name: "superseded", take: (d) => superseded(d, step, 5), from: ["approved", "effective"] },
  ])("is $name only where that can be, and every step is a revision", ({ take, from }) => {
    for (const draft of Object.values(inState)) {
      const { state } = draft.standing;
      const result = take(draft);
      if (from.includes(state)) {
        const { draft: after } = { draft: taken(result) };
        expect(after).toMatchObject({ revision: draft.revision + 1, changedBy: BEN });
        expect(Draft.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
      } else expect(result).toEqual({ ok: false, reason: "wrong_state", state });
    }
  });

  it("keeps everybody who wrote in it, each once, and is a draft again when it is edited", () => {
    const once = taken(edited(inState.submitted, step, { ...written, text: "# more" }));
    const twice = taken(edited(once, { by: ADA, at: 1_001 }, written));
    expect(once).toMatchObject({ text: "# more", standing: { state: "draft" } });
    expect(twice.authors).toEqual([ADA, BEN]);
  });

  it("is submitted only with a look at the version in force, and stands on that one then", () => {
    const late = { ...onThree, inForce: 4 };
    const stale = { ok: false, reason: "stale_base", baseVersion: 3, inForce: 4 };
    expect(submitted(fresh, step, late)).toEqual(stale);
    const again = taken(submitted(inState.submitted, step, { ...late, comparedWith: 4 }));
    expect(again).toMatchObject({ baseVersion: 4, standing: { submission: { by: BEN } } });
    const decision = { appliesTo: "new", effectiveAt: null, inForce: 4 } as const;
    expect(approved(inState.submitted, step, decision)).toEqual(stale);
  });

  it.each([
    { name: "at once when no instant is named", effectiveAt: null, expected: 1_000 },
    { name: "at once when it has gone by", effectiveAt: 999, expected: 1_000 },
    { name: "at that very instant", effectiveAt: 1_001, expected: 1_001 },
  ])("is in force $name", ({ effectiveAt, expected }) => {
    const decision = { appliesTo: "new", effectiveAt, inForce: 3 } as const;
    const draft = taken(approved(inState.submitted, step, decision));
    expect(draft.standing).toMatchObject({ approval: { effectiveAt: expected, appliesTo: "new" } });
  });

  it("remembers which version it was, or that it never was one", () => {
    expect(inState.superseded.standing).toEqual({ state: "superseded", version: 4, byVersion: 5 });
    expect(taken(superseded(inState.approved, step, 4)).standing).toEqual({
      state: "superseded",
      version: null,
      byVersion: 4,
    });
  });

  it("is to be put on open tickets once, if it was approved for them", () => {
    const forNew = taken(
      approved(inState.submitted, step, { appliesTo: "new", effectiveAt: null, inForce: 3 }),
    );
    const done = taken(appliedToOpen(inState.effective, step, 7));
    const rows = [inState.approved, inState.effective, done, taken(madeEffective(forNew, step, 4))];
    expect(rows.map(isToBeApplied)).toEqual([false, true, false, false]);
  });
});

import { describe, expect, it } from "vitest";
import {
  type ApprovalHindrance,
  approvalHindrance,
  isDeputy,
} from "../../../src/domain/governance/approval.ts";
import type { DraftPerson } from "../../../src/domain/governance/draft.ts";

const person = (userId: string): DraftPerson => ({ userId, email: `${userId}@x.io`, name: userId });
const [ada, ben, carl, dora] = [person("ada"), person("ben"), person("carl"), person("dora")];
const HOUR = 3_600_000;
const AT = 1_000_000;
const rules = { deputies: ["Dora@x.io"], deputyAfterHours: 24 };
const FROM = AT + 24 * HOUR;

type Row = {
  readonly name: string;
  readonly by: DraftPerson;
  readonly authors?: [DraftPerson, ...DraftPerson[]];
  readonly submitter?: DraftPerson;
  readonly approverId?: string | null;
  readonly approvers: readonly DraftPerson[];
  readonly now?: number;
  readonly expected: ApprovalHindrance | null;
};
const own: ApprovalHindrance = { reason: "own_draft" };
const early: ApprovalHindrance = { reason: "too_early", from: FROM };

describe("who may approve a draft", () => {
  it.each<Row>([
    { name: "another manager", by: ben, approvers: [ada, ben], expected: null },
    { name: "not its author", by: ada, approvers: [ada, ben], expected: own },
    {
      name: "not who wrote in it later",
      by: ben,
      authors: [ada, ben],
      approvers: [ben, carl],
      expected: own,
    },
    {
      name: "not who submitted it",
      by: ben,
      submitter: ben,
      approvers: [ben, carl],
      expected: own,
    },
    { name: "its author when nobody else could", by: ada, approvers: [ada], expected: null },
    {
      name: "an author who did not submit it, when all had a hand in it",
      by: ben,
      authors: [ada, ben],
      approvers: [ada, ben],
      expected: null,
    },
    {
      name: "not its submitter, when all had a hand in it",
      by: ada,
      authors: [ada, ben],
      approvers: [ada, ben],
      expected: own,
    },
    {
      name: "whom it was put before, at once",
      by: ben,
      approverId: "ben",
      approvers: [ben, carl],
      expected: null,
    },
    {
      name: "another manager not a moment before the hours are over",
      by: carl,
      approverId: "ben",
      approvers: [ben, carl],
      now: FROM - 1,
      expected: early,
    },
    {
      name: "another manager once they are over",
      by: carl,
      approverId: "ben",
      approvers: [ben, carl],
      now: FROM,
      expected: null,
    },
    { name: "a deputy not at once", by: dora, approvers: [ben], expected: early },
    { name: "a deputy later", by: dora, approvers: [ben], now: FROM, expected: null },
  ])("is $name", ({ by, authors = [ada], submitter = ada, approverId = null, ...row }) => {
    const wish = { appliesTo: "new", effectiveAt: null, approverId } as const;
    const submission = { by: submitter, at: AT, ...wish };
    const circumstances = {
      approverIds: row.approvers.map(({ userId }) => userId),
      rules,
      now: row.now ?? AT,
    };
    const draft = { authors, standing: { state: "submitted", submission } as const };
    expect(approvalHindrance(draft, by, circumstances)).toEqual(row.expected);
  });

  it("is no question before it was submitted", () => {
    const authors: [DraftPerson] = [ada];
    const draft = { authors, standing: { state: "draft" as const } };
    const circumstances = { approverIds: ["ada", "ben"], rules, now: AT };
    expect(approvalHindrance(draft, ada, circumstances)).toBeNull();
  });

  it("knows deputies by e-mail, whatever the capitals", () => {
    expect([isDeputy(rules, dora), isDeputy(rules, ada)]).toEqual([true, false]);
  });
});

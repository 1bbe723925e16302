import { describe, expect, it } from "vitest";
import { lifeOf } from "../../../src/domain/sla/life.ts";
import { confirmed, dismissed } from "../../support/complaint-marks.ts";
import { berlin, type Fact, field, ticketOf } from "../../support/lives.ts";
import { fullPolicy, ruledBy } from "../../support/policies.ts";

const created: Fact = ["06-09 09:00", { kind: "created" }];
const subject: Fact = ["06-09 09:00", { kind: "subject", subject: "This is unacceptable" }];
const words = { words: ["unacceptable", "refund"], textProperties: ["content"] };

function complaintIn(facts: readonly Fact[], complaints: object, scores = true) {
  const caseTriggers = scores ? { lowRatings: [{ property: "score", atMost: 2 }] } : {};
  const policy = fullPolicy({ complaints, caseTriggers });
  return lifeOf(ticketOf(facts), ruledBy(policy)(berlin("06-09 17:00"))).complaint;
}

describe("the complaint of a ticket", () => {
  it("is none before the ticket is known", () => {
    expect(complaintIn([subject], words)).toBeNull();
  });

  it("is none where no word is looked for", () => {
    expect(complaintIn([created, subject], {})).toBeNull();
  });

  it("is proposed with the words that were found", () => {
    const text = field("06-09 10:00", "content", "I want a refund, this is unacceptable");
    expect(complaintIn([created, subject, text], words)).toMatchObject({
      state: "proposed",
      proposals: [
        { at: berlin("06-09 09:00"), source: "words", evidence: ["unacceptable"] },
        { at: berlin("06-09 10:00"), source: "words", evidence: ["unacceptable", "refund"] },
      ],
    });
  });

  it("is not proposed by texts that the policy does not name, nor by other words", () => {
    const facts = [
      created,
      field("06-09 10:00", "notes", "refund"),
      field("06-09 10:00", "content", "thanks"),
    ];
    expect(complaintIn(facts, words)).toBeNull();
  });

  it("is proposed by a low score, where the policy asks for that", () => {
    const facts = [created, field("06-09 10:00", "score", "1"), field("06-09 11:00", "score", "5")];
    expect(complaintIn(facts, { lowScores: true })?.proposals).toEqual([
      { at: berlin("06-09 10:00"), source: "low_score", evidence: ["1"] },
    ]);
    expect(complaintIn(facts, {})).toBeNull();
  });

  it("is no more than a refused proposal until somebody confirms it", () => {
    const refused: Fact = ["06-09 10:00", { kind: "complaint", factKey: "a", fact: dismissed }];
    const after: Fact = ["06-09 11:00", { kind: "complaint", factKey: "b", fact: confirmed }];
    const again: Fact = ["06-09 12:00", { kind: "complaint", factKey: "b", fact: confirmed }];
    expect(complaintIn([created, subject, refused], words)?.state).toBe("dismissed");
    expect(complaintIn([created, subject, refused, again, after], words)).toMatchObject({
      state: "open",
      since: berlin("06-09 11:00"),
    });
  });

  it("does not look ahead of now", () => {
    const later: Fact = ["06-10 10:00", { kind: "complaint", factKey: "b", fact: confirmed }];
    expect(complaintIn([created, later], {})).toBeNull();
  });
});

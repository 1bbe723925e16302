import { describe, expect, it } from "vitest";
import type { ComplaintBasis } from "../../../src/domain/complaints/fold-complaint.ts";
import {
  acknowledged,
  closed,
  concluded,
  confirmed,
  dismissed,
  finalAnswer,
  firstAnswer,
  proposed,
  reopened,
} from "../../support/complaint-marks.ts";
import { foldOf as fold, type Told } from "../../support/complaint-told.ts";

describe("the state of a complaint", () => {
  it.each<{ name: string; told: Told; basis?: Partial<ComplaintBasis>; state: string | undefined }>(
    [
      { name: "is nothing where nothing says so", told: [], state: undefined },
      { name: "is nothing for a refusal of nothing", told: [[1, dismissed]], state: undefined },
      { name: "is proposed by a low score", told: [[1, proposed]], state: "proposed" },
      {
        name: "is proposed by words",
        told: [],
        basis: { proposals: [{ at: 1, source: "words", evidence: ["refund"] }] },
        state: "proposed",
      },
      {
        name: "is dismissed",
        told: [
          [1, proposed],
          [2, dismissed],
        ],
        state: "dismissed",
      },
      {
        name: "is proposed again by what came after the refusal",
        told: [
          [1, proposed],
          [2, dismissed],
          [3, proposed],
        ],
        state: "proposed",
      },
      {
        name: "is open once confirmed, though it was dismissed",
        told: [
          [1, proposed],
          [2, dismissed],
          [3, confirmed],
        ],
        state: "open",
      },
      {
        name: "stays open when it is dismissed after that",
        told: [
          [1, proposed],
          [2, confirmed],
          [3, dismissed],
        ],
        state: "open",
      },
      {
        name: "is open by its category",
        told: [],
        basis: { spells: [{ from: 1, to: null }] },
        state: "open",
      },
      {
        name: "is nothing when the category was a mistake",
        told: [],
        basis: { spells: [{ from: 1, to: 2 }] },
        state: undefined,
      },
      {
        name: "stays open when the category is taken away after somebody took it up",
        told: [[2, acknowledged]],
        basis: { spells: [{ from: 1, to: 3 }] },
        state: "acknowledged",
      },
      {
        name: "is acknowledged by a person",
        told: [
          [1, confirmed],
          [2, acknowledged],
        ],
        state: "acknowledged",
      },
      {
        name: "is acknowledged by a first answer",
        told: [
          [1, confirmed],
          [2, firstAnswer],
        ],
        state: "acknowledged",
      },
      {
        name: "is acknowledged by what went out to the customer",
        told: [[2, confirmed]],
        basis: { outward: [1, 3] },
        state: "acknowledged",
      },
      {
        name: "is not acknowledged by what went out before",
        told: [[2, confirmed]],
        basis: { outward: [1] },
        state: "open",
      },
      {
        name: "is answered by a final answer",
        told: [
          [1, confirmed],
          [2, finalAnswer],
        ],
        state: "answered",
      },
      {
        name: "is not closed without an outcome",
        told: [
          [1, confirmed],
          [2, finalAnswer],
          [3, closed],
        ],
        state: "answered",
      },
      {
        name: "is not closed without a final answer",
        told: [
          [1, confirmed],
          [2, firstAnswer],
          [3, concluded],
          [4, closed],
        ],
        state: "acknowledged",
      },
      {
        name: "is not closed by a closing before the answer",
        told: [
          [1, confirmed],
          [2, concluded],
          [3, closed],
          [4, finalAnswer],
        ],
        state: "answered",
      },
      {
        name: "is closed with both",
        told: [
          [1, confirmed],
          [2, finalAnswer],
          [3, concluded],
          [4, closed],
        ],
        state: "closed",
      },
      {
        name: "is closed once, however often somebody says so",
        told: [
          [1, confirmed],
          [2, finalAnswer],
          [3, concluded],
          [4, closed],
          [5, closed],
          [6, concluded],
        ],
        state: "closed",
      },
      {
        name: "is open again after a reopening, whatever was said before",
        told: [
          [1, confirmed],
          [2, finalAnswer],
          [3, concluded],
          [4, closed],
          [5, reopened],
          [6, closed],
        ],
        state: "acknowledged",
      },
      {
        name: "is not reopened while it is open",
        told: [
          [1, confirmed],
          [2, finalAnswer],
          [3, concluded],
          [4, reopened],
          [5, closed],
        ],
        state: "closed",
      },
      {
        name: "is not closed with its ticket while something is missing",
        told: [[1, confirmed]],
        basis: { closings: [{ from: 2, to: null }] },
        state: "open",
      },
      {
        name: "is closed with its ticket when nothing is missing",
        told: [
          [1, confirmed],
          [2, finalAnswer],
          [3, concluded],
        ],
        basis: { closings: [{ from: 4, to: null }] },
        state: "closed",
      },
      {
        name: "is closed by the last missing thing when its ticket is closed already",
        told: [
          [1, confirmed],
          [3, finalAnswer],
          [4, concluded],
        ],
        basis: { closings: [{ from: 2, to: null }] },
        state: "closed",
      },
      {
        name: "waits for somebody to close it when its ticket is open again",
        told: [
          [1, confirmed],
          [4, finalAnswer],
          [5, concluded],
        ],
        basis: { closings: [{ from: 2, to: 3 }] },
        state: "answered",
      },
      {
        name: "ends with its ticket when nobody has taken it up",
        told: [],
        basis: { spells: [{ from: 1, to: null }], closings: [{ from: 2, to: null }] },
        state: "closed",
      },
      {
        name: "is open with its ticket again when nobody has taken it up",
        told: [],
        basis: { spells: [{ from: 1, to: null }], closings: [{ from: 2, to: 3 }] },
        state: "open",
      },
      {
        name: "outlasts its ticket where the policy asks for an answer",
        told: [],
        basis: {
          spells: [{ from: 1, to: null }],
          closings: [{ from: 2, to: null }],
          answerRequired: true,
        },
        state: "open",
      },
    ],
  )("$name", ({ told, basis, state }) => {
    expect(fold(told, basis)?.state).toBe(state);
  });
});

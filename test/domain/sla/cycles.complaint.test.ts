import { describe, it } from "vitest";
import type { ComplaintFact } from "../../../src/domain/complaints/complaint-fact.ts";
import {
  acknowledged,
  closed,
  concluded,
  confirmed,
  finalAnswer,
  firstAnswer,
  proposed,
  reopened,
} from "../../support/complaint-marks.ts";
import { type CyclesRow, expectCycles } from "../../support/cycles-told.ts";
import { berlin, type Fact, field, replied, sent, stage } from "../../support/lives.ts";

const category = (when: string, value: string) => field(when, "hs_ticket_category", value);

describe("a complaint", () => {
  it.each<CyclesRow>([
    {
      name: "is nothing on other tickets",
      facts: [category("06-09 09:00", "OTHER")],
      expected: [],
    },
    {
      name: "is to be taken up from when the ticket became one",
      facts: [replied("06-09 09:10"), category("06-09 10:00", "COMPLAINT")],
      expected: [["06-09 10:00", null]],
    },
    {
      name: "is taken up by the next message to the customer",
      facts: [category("06-09 10:00", "COMPLAINT"), replied("06-09 10:20"), sent("06-09 10:40")],
      expected: [["06-09 10:00", "06-09 10:20"]],
    },
    {
      name: "is taken up by closing",
      facts: [category("06-09 10:00", "COMPLAINT"), stage("06-09 10:30", "4")],
      expected: [["06-09 10:00", "06-09 10:30"]],
    },
    {
      name: "needs no taking up on a ticket that is closed already",
      facts: [stage("06-09 09:30", "4"), category("06-09 10:00", "COMPLAINT")],
      expected: [["06-09 10:00", "06-09 10:00"]],
    },
    {
      name: "is not taken up by a closing that was undone before",
      facts: [
        stage("06-09 09:10", "4"),
        stage("06-09 09:20", "3"),
        category("06-09 10:00", "COMPLAINT"),
      ],
      expected: [["06-09 10:00", null]],
    },
    {
      name: "is off the table when it was none after all",
      facts: [category("06-09 10:00", "COMPLAINT"), category("06-09 10:10", "OTHER")],
      expected: [["06-09 10:00", "06-09 10:10", "cancelled"]],
    },
    {
      name: "is taken up by a message at its very instant",
      facts: [category("06-09 10:00", "COMPLAINT"), replied("06-09 10:00")],
      expected: [["06-09 10:00", "06-09 10:00"]],
    },
    {
      name: "is taken up by a closing that is undone later",
      facts: [
        category("06-09 10:00", "COMPLAINT"),
        stage("06-09 10:30", "4"),
        stage("06-09 11:00", "3"),
      ],
      expected: [["06-09 10:00", "06-09 10:30"]],
    },
    {
      name: "is not taken up by a closing that ends as the complaint begins",
      facts: [
        stage("06-09 09:10", "4"),
        stage("06-09 10:00", "3"),
        category("06-09 10:00", "COMPLAINT"),
      ],
      expected: [["06-09 10:00", null]],
    },
    {
      name: "stays off the table whatever is said later",
      facts: [
        category("06-09 10:00", "COMPLAINT"),
        category("06-09 10:10", "OTHER"),
        replied("06-09 10:20"),
      ],
      expected: [["06-09 10:00", "06-09 10:10", "cancelled"]],
    },
    {
      name: "is taken up by a message at the very instant at which it is none any more",
      facts: [
        category("06-09 10:00", "COMPLAINT"),
        category("06-09 10:10", "OTHER"),
        replied("06-09 10:10"),
      ],
      expected: [["06-09 10:00", "06-09 10:10"]],
    },
    {
      name: "may be raised a second time",
      facts: [
        category("06-09 10:00", "COMPLAINT"),
        replied("06-09 10:05"),
        category("06-09 10:10", "OTHER"),
        category("06-09 11:00", "COMPLAINT"),
      ],
      expected: [
        ["06-09 10:00", "06-09 10:05"],
        ["06-09 11:00", null],
      ],
    },
  ])("$name", (row) => expectCycles("complaint_ack", row));

  it.each<CyclesRow>([
    {
      name: "is not answered by just any message",
      facts: [category("06-09 10:00", "COMPLAINT"), replied("06-09 10:20")],
      expected: [["06-09 10:00", null]],
    },
    {
      name: "is answered when its answer is noted",
      facts: [
        category("06-09 10:00", "COMPLAINT"),
        field("06-09 15:00", "answered", String(berlin("06-09 14:00"))),
      ],
      expected: [["06-09 10:00", "06-09 14:00"]],
    },
    {
      name: "is answered by closing",
      facts: [category("06-09 10:00", "COMPLAINT"), stage("06-09 11:00", "4")],
      expected: [["06-09 10:00", "06-09 11:00"]],
    },
    {
      name: "is open again when the ticket is",
      facts: [
        category("06-09 10:00", "COMPLAINT"),
        stage("06-09 11:00", "4"),
        stage("06-09 12:00", "3"),
      ],
      expected: [["06-09 10:00", null]],
    },
    {
      name: "is answered by the last closing, not by one that was undone",
      facts: [
        category("06-09 10:00", "COMPLAINT"),
        stage("06-09 11:00", "4"),
        stage("06-09 12:00", "3"),
        stage("06-09 13:00", "4"),
      ],
      expected: [["06-09 10:00", "06-09 13:00"]],
    },
    {
      name: "is not answered by an answer to what was said before",
      facts: [
        field("06-09 09:30", "answered", String(berlin("06-09 09:30"))),
        category("06-09 10:00", "COMPLAINT"),
      ],
      expected: [["06-09 10:00", null]],
    },
    {
      name: "is answered at its very instant",
      facts: [
        field("06-09 10:00", "answered", String(berlin("06-09 10:00"))),
        category("06-09 10:00", "COMPLAINT"),
      ],
      expected: [["06-09 10:00", "06-09 10:00"]],
    },
  ])("$name", (row) => expectCycles("complaint_answer", row));
});

const said = (when: string, fact: ComplaintFact): Fact => [
  when,
  { kind: "complaint", factKey: `${when} ${fact.kind}`, fact },
];

describe("a complaint that a person took up", () => {
  it.each<CyclesRow>([
    {
      name: "is none while it is only proposed",
      facts: [said("06-09 10:00", proposed)],
      expected: [],
    },
    {
      name: "is to be taken up from its confirmation",
      facts: [said("06-09 10:00", confirmed)],
      expected: [["06-09 10:00", null]],
    },
    {
      name: "is taken up by who says so",
      facts: [said("06-09 10:00", confirmed), said("06-09 10:30", acknowledged)],
      expected: [["06-09 10:00", "06-09 10:30"]],
    },
    {
      name: "is taken up by a recorded answer",
      facts: [said("06-09 10:00", confirmed), said("06-09 10:30", firstAnswer)],
      expected: [["06-09 10:00", "06-09 10:30"]],
    },
    {
      name: "is not taken up by closing the ticket",
      facts: [said("06-09 10:00", confirmed), stage("06-09 10:30", "4")],
      expected: [["06-09 10:00", null]],
    },
    {
      name: "is not taken up by closing where the policy asks for an answer",
      facts: [category("06-09 10:00", "COMPLAINT"), stage("06-09 10:30", "4")],
      changes: { complaints: { answerRequired: true } },
      expected: [["06-09 10:00", null]],
    },
    {
      name: "begins with a property that says so",
      facts: [
        field("06-09 10:00", "is_complaint", "true"),
        field("06-09 10:05", "is_complaint", ""),
      ],
      changes: { complaints: { properties: [{ property: "is_complaint", values: ["true"] }] } },
      expected: [["06-09 10:00", "06-09 10:05", "cancelled"]],
    },
  ])("$name", (row) => expectCycles("complaint_ack", row));

  it.each<CyclesRow>([
    {
      name: "is answered by the final answer, not by the first",
      facts: [
        said("06-09 10:00", confirmed),
        said("06-09 10:30", firstAnswer),
        said("06-09 11:00", finalAnswer),
      ],
      expected: [["06-09 10:00", "06-09 11:00"]],
    },
    {
      name: "is not answered by closing the ticket",
      facts: [said("06-09 10:00", confirmed), stage("06-09 10:30", "4")],
      expected: [["06-09 10:00", null]],
    },
    {
      name: "owes another answer when it is opened again",
      facts: [
        said("06-09 10:00", confirmed),
        said("06-09 11:00", finalAnswer),
        said("06-09 11:10", concluded),
        said("06-09 11:20", closed),
        said("06-09 14:00", reopened),
      ],
      expected: [
        ["06-09 10:00", "06-09 11:00"],
        ["06-09 14:00", null],
      ],
    },
    {
      name: "owes another answer to what was opened again, not to what was no complaint before",
      facts: [
        category("06-09 09:00", "COMPLAINT"),
        category("06-09 09:10", "OTHER"),
        said("06-09 10:00", confirmed),
        said("06-09 11:00", finalAnswer),
        said("06-09 11:10", concluded),
        said("06-09 11:20", closed),
        said("06-09 14:00", reopened),
      ],
      expected: [
        ["06-09 09:00", "06-09 09:10", "cancelled"],
        ["06-09 10:00", "06-09 11:00"],
        ["06-09 14:00", null],
      ],
    },
  ])("$name", (row) => expectCycles("complaint_answer", row));
});

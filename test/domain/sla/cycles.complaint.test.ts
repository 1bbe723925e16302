import { describe, it } from "vitest";
import { type CyclesRow, expectCycles } from "../../support/cycles-told.ts";
import { berlin, field, replied, sent, stage } from "../../support/lives.ts";

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

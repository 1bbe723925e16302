import { describe, expect, it } from "vitest";
import { colourOf } from "../../../src/domain/visits/visit.ts";
import { plannedVisit } from "../../support/planned-visit.ts";

describe("the colour of a visit", () => {
  const visit = plannedVisit({ wantedDate: "2026-03-27", latestDate: "2026-04-10" });

  it.each([
    { today: "2026-03-27", colour: "green" },
    { today: "2026-03-28", colour: "yellow" },
    { today: "2026-04-10", colour: "yellow" },
    { today: "2026-04-11", colour: "red" },
  ])("on $today it is $colour", ({ today, colour }) => {
    expect(colourOf(visit, today)).toBe(colour);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { suggestionsOf } from "../../../src/app/visits/suggestions-of.ts";
import { type AppUnderTest, appUnderTest, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const MONDAY = "2026-06-15";

describe("what customers suggested", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
  });

  const tell = (visitId: string, at: number, suggestion = "A darker blue") => {
    const words = { mood: null, opinion: "", nextStep: "", reply: null, promise: null };
    const form = { isReached: true, suggestion, ...words };
    const told = { form, by: { id: "1", name: "Rosa" }, at, actKey: visitId };
    const customer = { kind: "company", id: "c1" } as const;
    const visit = { visitId, attempt: 1, customer, ownerId: "31", at };
    return app.store.visitOutcomes.save(PORTAL_ID, [{ ...visit, told }]);
  };
  const on = async (date: string) => {
    const context = await app.contexts(PORTAL_ID);
    if (context === null) throw new Error("the portal is connected");
    const { calendarId } = context.current.policy.visits;
    return suggestionsOf(app.store, context, { calendarId, date });
  };

  it("is told on the first working day of the week after", async () => {
    await tell("v1", Date.parse("2026-06-10T15:00:00+02:00"));
    await tell("later", Date.parse("2026-06-15T15:00:00+02:00"));
    expect(await on("2026-06-12")).toEqual({ lines: [], total: 0 });
    expect(await on(MONDAY)).toEqual({
      lines: [
        {
          about: [{ object: "company", id: "c1" }],
          customerName: null,
          text: "A darker blue",
          by: "Rosa",
        },
      ],
      total: 1,
    });
  });

  it("is cut to what a reader takes in, with how many there were", async () => {
    for (let index = 0; index < 25; index += 1) {
      await tell(`v${index}`, Date.parse("2026-06-10T15:00:00+02:00") + index);
    }
    const told = await on(MONDAY);
    expect(told.total).toBe(25);
    expect(told.lines).toHaveLength(20);
  });
});

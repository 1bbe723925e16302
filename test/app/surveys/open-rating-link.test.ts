import { beforeEach, describe, expect, it } from "vitest";
import { readOpenRating } from "../../../src/app/surveys/open-rating-link.ts";
import { requestOf } from "../../contracts/feedback-contract.ts";
import {
  type AppUnderTest,
  appUnderTest,
  DAY,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

describe("the rating link of a ticket", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    const times = { askedAt: START, expiresAt: START + DAY };
    await app.store.surveys.ask(PORTAL_ID, [requestOf("7", times)]);
  });
  const read = (ticketId = "7", portalId = PORTAL_ID) => readOpenRating(app, portalId, ticketId);

  it("can be passed on while the question is open", async () => {
    expect(await read()).toEqual({
      url: `https://aftercare.test/rate/${PORTAL_ID}.request-7`,
      expiresAt: START + DAY,
    });
  });

  it("is nobody's of another ticket, or another account", async () => {
    expect(await read("8")).toBeNull();
    expect(await read("7", OTHER_PORTAL_ID)).toBeNull();
  });

  it("is gone when it has expired", async () => {
    app.time.now = START + DAY;
    expect(await read()).toBeNull();
  });

  it("is gone once it is answered", async () => {
    await app.store.surveys.markAnswered(PORTAL_ID, "request-7", START + 1);
    expect(await read()).toBeNull();
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { followUpScores } from "../../../src/app/surveys/follow-up-scores.ts";
import { readSurveys } from "../../../src/app/surveys/read-surveys.ts";
import type { FollowUp } from "../../../src/domain/surveys/survey-answer.ts";
import { PluginError, type PluginErrorCode } from "../../../src/ports/plugin-error.ts";
import {
  type AppUnderTest,
  appUnderTest,
  DAY,
  eventOf,
  PORTAL_ID,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const contact = (id: string) => ({ kind: "contact" as const, id });

describe("reading survey answers", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
  });
  const put = (submissionId: string, properties: object = {}, createdAt = app.time.now) =>
    app.crm.putSubmission(PORTAL_ID, {
      submissionId,
      createdAt,
      properties: {
        hs_survey_type: "CSAT",
        hs_value: "2",
        hs_submission_timestamp: new Date(createdAt).toISOString(),
        ...properties,
      },
      contactIds: ["5"],
      ticketIds: [],
    });
  const refuse = (code: PluginErrorCode) => {
    app.crm.hooks.before = ({ method }) => {
      if (method === "readSubmissions") throw new PluginError(code, "no surveys here");
    };
  };
  const answers = async () => {
    const about = { customers: [contact("5")], ticketIds: ["7"], limit: 50 };
    const found = await app.store.surveys.of(PORTAL_ID, about);
    return found.map(({ source, score }) => `${source} ${score}`);
  };

  it("reads all pages, leaves out what has no score, and goes on where it stopped", async () => {
    for (const id of ["1", "2", "3"]) put(id);
    put("4", { hs_survey_type: "CUSTOM" });
    put("5", { hs_value: "77" });
    expect(await readSurveys(app, PORTAL_ID)).toBe(3);
    expect(app.crm.callsOf("readSubmissions")).toHaveLength(3);
    app.time.now += 3 * DAY;
    put("6", {}, app.time.now);
    expect(await readSurveys(app, PORTAL_ID)).toBe(1);
    expect(await readSurveys(app, PORTAL_ID)).toBe(0);
    expect((await app.store.surveys.access(PORTAL_ID)).access).toBe("granted");
  });

  it.each(["crm_missing_scope", "crm_not_found"] as const)(
    "takes the last scores of tickets and contacts on %s, says so once, and tries again",
    async (code) => {
      refuse(code);
      await app.newTicket();
      const occurredAt = app.time.now;
      const change = setTo("hs_last_csat_rating", "1");
      await app.tell(eventOf({ objectId: "7", occurredAt, change }));
      expect(await readSurveys(app, PORTAL_ID)).toBe(1);
      expect(await readSurveys(app, PORTAL_ID)).toBe(0);
      expect(await answers()).toEqual(["ticket_property 1"]);
      const said = app.logger.lines.filter(({ message }) => message.includes("last scores"));
      expect(said).toHaveLength(1);
      expect((await app.store.surveys.access(PORTAL_ID)).access).toBe("missing");
      app.crm.hooks.before = () => undefined;
      put("1");
      expect(await readSurveys(app, PORTAL_ID)).toBe(1);
      expect((await app.store.surveys.access(PORTAL_ID)).access).toBe("granted");
    },
  );

  it("does not hide any other trouble", async () => {
    refuse("crm_unavailable");
    await expect(readSurveys(app, PORTAL_ID)).rejects.toThrow("no surveys here");
    expect((await app.store.surveys.access(PORTAL_ID)).access).toBe("unknown");
  });

  it("follows up what is low and fresh, once, whichever way it was told", async () => {
    const told: FollowUp[] = [];
    const following = {
      ...app,
      followUpActs: [async (_: string, one: FollowUp) => void told.push(one)],
    };
    put("low");
    put("good", { hs_value: "5" });
    put("old", {}, app.time.now - 15 * DAY);
    await readSurveys(app, PORTAL_ID);
    await app.store.surveys.save(PORTAL_ID, [
      {
        answerKey: "contact:5:csat:1",
        kind: "csat",
        score: 2,
        scale: { from: 1, to: 5 },
        at: app.time.now,
        customer: contact("5"),
        ticketId: null,
        comment: "",
        source: "contact_property",
      },
    ]);
    expect(await followUpScores(following, PORTAL_ID)).toBe(1);
    expect(told.map(({ answerKey }) => answerKey)).toEqual(["submission:low"]);
    expect(await app.store.surveys.notFollowed(PORTAL_ID, 9)).toEqual([]);
  });
});

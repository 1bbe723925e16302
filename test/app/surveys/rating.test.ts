import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { createRatingTokens } from "../../../src/adapters/system/rating-tokens.ts";
import { createSeal } from "../../../src/adapters/system/seal.ts";
import { sendTicketProperties } from "../../../src/app/outbox/send-properties.ts";
import { askCustomers } from "../../../src/app/surveys/ask-customers.ts";
import { followUpScores } from "../../../src/app/surveys/follow-up-scores.ts";
import { answerRating, openRating } from "../../../src/app/surveys/rating.ts";
import type { FollowUp } from "../../../src/domain/surveys/survey-answer.ts";
import { SurveyRules } from "../../../src/domain/surveys/survey-rules.ts";
import {
  type AppUnderTest,
  appUnderTest,
  DAY,
  eventOf,
  MINUTE,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const seal = createSeal([{ id: "2026", key: new Uint8Array(32).fill(7) }]);
const ratingTokens = createRatingTokens(seal);
const surveys = SurveyRules.parse({ ask: { isOn: true, afterDays: 1, validDays: 7 } });
const company = { kind: "company" as const, id: "77" };

describe("asking for a rating", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  const closeTicket = async (ticketId: string, isAnswered = true) => {
    await app.newTicket({ ticketId, companyId: company.id });
    app.time.now += MINUTE;
    if (isAnswered) {
      const at = String(app.time.now);
      await app.tell(told(ticketId, "hs_first_agent_message_sent_at", at));
    }
    app.time.now += MINUTE;
    await app.tell(told(ticketId, "hs_pipeline_stage", "4"));
  };
  const told = (objectId: string, name: string, value: string) =>
    eventOf({ objectId, occurredAt: app.time.now, change: setTo(name, value) });
  const requests = (...ticketIds: string[]) => app.store.surveys.requestsOf(PORTAL_ID, ticketIds);

  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy: officePolicy({ surveys }) });
  });

  it("waits, then puts the link on the ticket, once", async () => {
    await closeTicket("7");
    expect(await askCustomers(app, PORTAL_ID)).toBe(0);
    app.time.now += DAY;
    expect(await askCustomers(app, PORTAL_ID)).toBe(1);
    expect(await askCustomers(app, PORTAL_ID)).toBe(0);
    const [request] = await requests("7");
    expect(request).toMatchObject({ customer: company, kind: "csat", language: "en" });
    while ((await sendTicketProperties(app)) > 0);
    expect(app.crm.written.get(`${PORTAL_ID} ticket:7`)).toMatchObject({
      aftercare_rating_link: `https://aftercare.test/rate/${PORTAL_ID}.${request?.requestId}`,
    });
  });

  it("asks a customer once for two tickets, and again after the rest", async () => {
    await closeTicket("7");
    await closeTicket("8");
    app.time.now += DAY;
    expect(await askCustomers(app, PORTAL_ID)).toBe(1);
    app.time.now += DAY;
    expect(await askCustomers(app, PORTAL_ID)).toBe(0);
    expect(await requests("7", "8")).toHaveLength(1);
  });

  it.each([
    { name: "nobody whose ticket nobody answered", isAnswered: false, mode: "live" as const },
    { name: "nobody of a portal that only observes", isAnswered: true, mode: "observe" as const },
  ])("asks $name", async ({ isAnswered, mode }) => {
    await app.connect({ mode, policy: officePolicy({ surveys }) });
    await closeTicket("7", isAnswered);
    app.time.now += DAY;
    expect(await askCustomers(app, PORTAL_ID)).toBe(0);
    expect(await requests("7")).toEqual([]);
  });

  it("asks nobody beyond the contact cap, and goes on when there is room", async () => {
    await closeTicket("7");
    app.time.now += DAY;
    const full = { ...app, mayAsk: async () => new Set<string>() };
    expect(await askCustomers(full, PORTAL_ID)).toBe(0);
    expect(await askCustomers(app, PORTAL_ID)).toBe(1);
  });
});

describe("a rating link", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let token: string;
  const deps = () => ({ ...app, ratingTokens });
  const answer = (score: number | null, comment = "too slow", by = token) =>
    answerRating(deps(), by, { score, comment });
  const link = (changes: object = {}) => ({
    portalId: PORTAL_ID,
    requestId: "request-1234",
    expiresAt: app.time.now + 7 * DAY,
    ...changes,
  });

  beforeEach(async () => {
    app = appUnderTest(await open());
    const policy = officePolicy({
      surveys,
      caseTriggers: { lowRatings: [{ property: "aftercare_csat", atMost: 2 }] },
    });
    await app.connect({ policy });
    await app.newTicket({ companyId: company.id });
    await app.store.surveys.ask(PORTAL_ID, [
      {
        requestId: "request-1234",
        ticketId: "7",
        customer: company,
        kind: "csat",
        scale: { from: 1, to: 5 },
        language: "zh-TW",
        askedAt: app.time.now,
        expiresAt: app.time.now + 7 * DAY,
        answeredAt: null,
      },
    ]);
    token = ratingTokens.write(link());
  });

  it("shows the question and nothing else, as often as it is opened", async () => {
    const shown = { state: "open", kind: "csat", scale: { from: 1, to: 5 }, language: "zh-TW" };
    expect(await openRating(deps(), token)).toEqual(shown);
    expect(await openRating(deps(), token)).toEqual(shown);
  });

  it("takes one answer, whichever came first, of two at once too", async () => {
    const outcomes = await Promise.all([answer(1), answer(5)]);
    expect(outcomes.map(({ state }) => state).toSorted()).toEqual(["answered", "saved"]);
    expect(await answer(3)).toMatchObject({ state: "answered" });
    expect(await openRating(deps(), token)).toEqual({ state: "answered", language: "zh-TW" });
    const about = { customers: [company], ticketIds: [], limit: 9 };
    expect(await app.store.surveys.of(PORTAL_ID, about)).toHaveLength(1);
  });

  it("opens a case by a low score, where the policy asks for it", async () => {
    await answer(2);
    const cases = await app.store.escalations.ofTickets(PORTAL_ID, ["7"]);
    expect(cases.map(({ triggers }) => triggers[0]?.kind)).toEqual(["low_rating"]);
  });

  it("opens none by a good one", async () => {
    await answer(3);
    expect(await app.store.escalations.ofTickets(PORTAL_ID, ["7"])).toEqual([]);
  });

  it("opens the follow-up of a low score once", async () => {
    const told: FollowUp[] = [];
    const following = {
      ...app,
      followUpActs: [async (_: string, one: FollowUp) => void told.push(one)],
    };
    await answer(2, "  never again  ");
    expect(await followUpScores(following, PORTAL_ID)).toBe(1);
    expect(await followUpScores(following, PORTAL_ID)).toBe(0);
    expect(told).toMatchObject([
      {
        score: 2,
        kind: "csat",
        customer: company,
        ticketId: "7",
        comment: "never again",
        proposesComplaint: true,
      },
    ]);
  });

  it.each([0, 6, 2.5, Number.NaN, null])("does not take %s for a score", async (score) => {
    expect(await answer(score)).toMatchObject({ state: "wrong_score", kind: "csat" });
    expect(await openRating(deps(), token)).toMatchObject({ state: "open" });
  });

  it("works on the last millisecond and not on the next", async () => {
    app.time.now += 7 * DAY - 1;
    expect(await openRating(deps(), token)).toMatchObject({ state: "open" });
    app.time.now += 1;
    expect(await answer(5)).toEqual({ state: "expired", language: "zh-TW" });
  });

  it("is refused when it is of a portal that is away, unknown, or another one's", async () => {
    const refused = { state: "not_valid" };
    const foreign = ratingTokens.write(link({ portalId: OTHER_PORTAL_ID }));
    expect(await answer(5, "", foreign)).toEqual(refused);
    await app.connect({ portalId: OTHER_PORTAL_ID });
    expect(await answer(5, "", foreign)).toEqual(refused);
    expect(await answer(5, "", ratingTokens.write(link({ requestId: "request-9999" })))).toEqual(
      refused,
    );
    await app.connect({ state: "disconnected" });
    expect(await answer(5)).toEqual(refused);
  });

  it("is refused when it is forged, changed, or signed by another key", async () => {
    const signs = "abcXYZ019._-r";
    const changed = fc
      .tuple(fc.nat(token.length - 1), fc.constantFrom(...signs))
      .map(([at, sign]) => token.slice(0, at) + sign + token.slice(at + 1))
      .filter((other) => other !== token);
    const cut = fc.nat(token.length - 1).map((length) => token.slice(0, length));
    const other = createRatingTokens(createSeal([{ id: "2026", key: new Uint8Array(32).fill(8) }]));
    const forged = fc.constantFrom(
      other.write(link()),
      `${token}.`,
      `${token}A`,
      ` ${token}`,
      token.toUpperCase(),
      token.replace("r1.", "r1.1"),
      `${token.split(".").slice(0, 4).join(".")}.2026.${seal.sign("another purpose", token.split(".").slice(0, 4).join(".")).split(".")[1]}`,
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(changed, cut, forged, fc.string()), async (given) => {
        expect(ratingTokens.read(given)).toBeNull();
        expect(await answer(5, "", given)).toEqual({ state: "not_valid" });
      }),
      { numRuns: 300 },
    );
    expect(await openRating(deps(), token)).toMatchObject({ state: "open" });
  });
});

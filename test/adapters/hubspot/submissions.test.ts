import { expect, it, onTestFinished } from "vitest";
import { staticToken } from "../../../src/adapters/hubspot/access-tokens.ts";
import { createTestCrm, NOW, PORTAL_ID } from "../../sandbox/local-crm/start-local-crm.ts";
import { closeNetwork, failureOf, hubspotUnderTest } from "./hubspot-under-test.ts";

/** The local CRM speaks HubSpot's API, so that its client goes the whole way. */
async function start() {
  onTestFinished(closeNetwork());
  const { crm: local, portal, time } = createTestCrm();
  const baseUrl = await local.listen(0);
  const tokens = staticToken(local.tokens.issueAccessToken(PORTAL_ID));
  const { crm, calls } = hubspotUnderTest({ baseUrl, tokens });
  const answer = (value: string) =>
    portal.create("feedback_submissions", {
      hs_survey_type: "NPS",
      hs_value: value,
      hs_content: "很好",
      hs_submission_timestamp: String(time.now()),
    });
  return { portal, time, crm, calls, answer };
}

it("survey answers are read the oldest first, with contact and ticket", async () => {
  const { portal, time, crm, calls, answer } = await start();
  const before = answer("3");
  time.advance(60_000);
  const id = answer("9");
  const contact = portal.createContact({ email: "a@example.com" });
  const ticket = portal.createTicket({ subject: "Pump", hs_pipeline_stage: "1" });
  portal.associate({ type: "feedback_submissions", id }, { type: "contacts", id: contact });
  portal.associate({ type: "feedback_submissions", id }, { type: "tickets", id: ticket });

  const { submissions, after } = await crm.readSubmissions(PORTAL_ID, { since: NOW, after: null });

  expect(after).toBeNull();
  expect(submissions.map(({ submissionId }) => submissionId)).toEqual([before, id]);
  expect(submissions[1]).toMatchObject({
    createdAt: NOW + 60_000,
    properties: { hs_survey_type: "NPS", hs_value: "9", hs_content: "很好" },
    contactIds: [contact],
    ticketIds: [ticket],
  });
  expect(calls).toHaveLength(3);
  const later = await crm.readSubmissions(PORTAL_ID, { since: NOW + 60_000, after: null });
  expect(later.submissions.map(({ submissionId }) => submissionId)).toEqual([id]);
});

it("more than a page is read page by page", async () => {
  const { crm, answer } = await start();
  for (let count = 0; count < 101; count += 1) answer("7");
  const first = await crm.readSubmissions(PORTAL_ID, { since: NOW, after: null });
  const rest = await crm.readSubmissions(PORTAL_ID, { since: NOW, after: first.after });
  expect([first.submissions.length, rest.submissions.length]).toEqual([100, 1]);
  expect(rest.after).toBeNull();
});

it("a missing scope is told as such, and the answers come once it is there", async () => {
  const { portal, crm, answer } = await start();
  answer("7");
  portal.setSurveyScope("missing");
  const refused = await failureOf(crm.readSubmissions(PORTAL_ID, { since: NOW, after: null }));
  expect(refused).toMatchObject({ code: "crm_missing_scope" });
  portal.setSurveyScope("granted");
  const { submissions } = await crm.readSubmissions(PORTAL_ID, { since: NOW, after: null });
  expect(submissions).toHaveLength(1);
});

import { expect, it } from "vitest";
import { customerProperties } from "../../../src/app/tiering/customer-properties.ts";
import { testPolicy } from "../../support/small-policy.ts";

const ofContacts = [
  "hs_language",
  "hs_feedback_last_csat_survey_rating",
  "hs_feedback_last_csat_survey_date",
  "hs_feedback_last_nps_rating_number",
  "hs_feedback_last_survey_date",
  "hs_feedback_last_ces_survey_rating",
  "hs_feedback_last_ces_survey_date",
];

it("reads what grades a customer, what it is called and who looks after it", () => {
  expect(customerProperties(testPolicy, "company")).toEqual([
    "total_revenue",
    "num_associated_deals",
    "name",
    "hubspot_owner_id",
  ]);
  expect(customerProperties(testPolicy, "contact")).toEqual([
    "total_revenue",
    "firstname",
    "lastname",
    "hubspot_owner_id",
    ...ofContacts,
  ]);
});

it("reads the scores that a customer gave, where the policy has some", () => {
  const lowRatings = [{ property: "csat", atMost: 2 }];
  const policy = { ...testPolicy, caseTriggers: { ...testPolicy.caseTriggers, lowRatings } };
  expect(customerProperties(policy, "contact")).toContain("csat");
  expect(customerProperties(testPolicy, "contact")).not.toContain("csat");
});

import { beforeEach, describe, expect, it } from "vitest";
import { askCustomers } from "../../../src/app/surveys/ask-customers.ts";
import { withinContactCap } from "../../../src/app/surveys/within-contact-cap.ts";
import { SurveyRules } from "../../../src/domain/surveys/survey-rules.ts";
import type { Visit } from "../../../src/domain/visits/visit.ts";
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
import { plannedVisit } from "../../support/planned-visit.ts";
import { officePolicy } from "../../support/policies.ts";

const company = { kind: "company" as const, id: "77" };
const surveys = SurveyRules.parse({ ask: { isOn: true, afterDays: 0, everyDays: 0 } });

function cappedPolicy(contacts: number) {
  const { visits, ...rest } = officePolicy({ surveys });
  return officePolicy({ ...rest, visits: { ...visits, contactCap: { contacts, withinDays: 14 } } });
}

describe("asking within the contact cap", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;

  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy: cappedPolicy(1) });
  });

  const mayAsk = (portalId = PORTAL_ID) =>
    withinContactCap(app)(portalId, [company], app.time.now).then((keys) => [...keys]);
  const touched = (daysAgo: number) =>
    app.store.touches.save(PORTAL_ID, [
      {
        touchId: `call:${daysAgo}`,
        customer: company,
        at: app.time.now - daysAgo * DAY,
        kind: "call",
        isReal: true,
        ownerId: "31",
        source: "crm",
      },
    ]);
  const planned = (changes: Partial<Visit>) =>
    app.store.visits.save(PORTAL_ID, [plannedVisit({ customer: company, ...changes })]);

  it("is free where nothing reached the customer lately", async () => {
    expect(await mayAsk()).toEqual(["company:77"]);
    await touched(14);
    expect(await mayAsk()).toEqual(["company:77"]);
  });

  it("waits after whatever reached the customer", async () => {
    await touched(13);
    expect(await mayAsk()).toEqual([]);
    await app.connect({ policy: cappedPolicy(2) });
    expect(await mayAsk()).toEqual(["company:77"]);
  });

  it.each<{ name: string; changes: Partial<Visit>; expected: string[] }>([
    {
      name: "waits before a visit that is planned",
      changes: { dueDate: "2026-06-15" },
      expected: [],
    },
    { name: "waits before one that is late", changes: { dueDate: "2026-05-01" }, expected: [] },
    {
      name: "is free where the next one is far away",
      changes: { dueDate: "2026-06-23" },
      expected: ["company:77"],
    },
    {
      name: "is free where the visit was given up",
      changes: { dueDate: "2026-06-15", state: "skipped" },
      expected: ["company:77"],
    },
    {
      name: "is free where the visit waits for the end of a complaint",
      changes: {
        dueDate: "2026-06-15",
        suppressed: { by: "complaint", subjectId: "7", sinceDate: "2026-06-01" },
      },
      expected: ["company:77"],
    },
  ])("$name", async ({ changes, expected }) => {
    await planned(changes);
    expect(await mayAsk()).toEqual(expected);
  });

  it("is free without a cap, and nobody's of a portal that is not connected", async () => {
    await touched(1);
    await app.connect({ policy: officePolicy({ surveys }) });
    expect(await mayAsk()).toEqual(["company:77"]);
    expect(await mayAsk(OTHER_PORTAL_ID)).toEqual([]);
  });

  it("counts a question as a contact: of two tickets closed in one night one is asked about", async () => {
    for (const ticketId of ["7", "8"]) {
      await app.newTicket({ ticketId, companyId: company.id });
      for (const [name, value] of [
        ["hs_first_agent_message_sent_at", String(app.time.now + MINUTE)],
        ["hs_pipeline_stage", "4"],
      ] as const) {
        app.time.now += MINUTE;
        await app.tell(
          eventOf({ objectId: ticketId, occurredAt: app.time.now, change: setTo(name, value) }),
        );
      }
    }
    const asking = { ...app, mayAsk: withinContactCap(app) };
    expect(await askCustomers(asking, PORTAL_ID)).toBe(1);
    expect(await app.store.touches.since(PORTAL_ID, [company], 0)).toMatchObject([
      { touchId: "survey:request-1", kind: "survey", isReal: false, source: "aftercare" },
    ]);
    app.time.now += DAY;
    expect(await askCustomers(asking, PORTAL_ID)).toBe(0);
    app.time.now += 13 * DAY;
    expect(await askCustomers(asking, PORTAL_ID)).toBe(0);
    expect(await app.store.touches.since(PORTAL_ID, [company], 0)).toHaveLength(1);
  });
});

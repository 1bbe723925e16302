import { expect, it } from "vitest";
import { staticToken } from "../../../src/adapters/hubspot/access-tokens.ts";
import { createHubspotCrm } from "../../../src/adapters/hubspot/create-hubspot-crm.ts";
import { sweepGaps } from "../../../src/app/gaps/sweep-gaps.ts";
import { requestImport } from "../../../src/app/imports/request-import.ts";
import { processEvents } from "../../../src/app/intake/process-events.ts";
import { appUnderTest, MINUTE } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";
import { PORTAL_ID, startTestCrm } from "./start-local-crm.ts";

const open = useEmbeddedDatabase();

/** The gateway of production against a local CRM none of whose webhooks arrives. */
async function startDeaf() {
  const { crm: local, portal, origin, time } = await startTestCrm();
  const gateway = createHubspotCrm({
    tokens: staticToken(local.tokens.issueAccessToken(PORTAL_ID)),
    timeSource: time,
    logger: createRecordingLogger(),
    settings: { baseUrl: origin, timeoutMs: 5_000 },
    wait: async () => undefined,
  });
  const app = { ...appUnderTest(await open()), crm: gateway, timeSource: time };
  await app.connect();
  await requestImport(app, PORTAL_ID);
  await app.store.deals.saveStages(PORTAL_ID, await gateway.readDealStages(PORTAL_ID));
  await app.store.deals.saveAccess(PORTAL_ID, "granted", time.now());
  const sweep = async () => {
    time.advance(6 * MINUTE);
    await sweepGaps(app, PORTAL_ID);
    while ((await processEvents(app)) > 0);
  };
  return { app, portal, sweep };
}

it("brings the state to what the CRM has, of records that are gone and of deals", async () => {
  const { app, portal, sweep } = await startDeaf();
  const { store } = app;
  const company = portal.createCompany({ name: "Harbour" });
  const contacts = ["Ada", "Bo"].map((firstname) => portal.createContact({ firstname }));
  const ticketId = portal.createTicket({ subject: "Pump", hs_pipeline_stage: "1" });
  portal.associate({ type: "tickets", id: ticketId }, { type: "companies", id: company });
  const deal = portal.create("deals", { dealname: "Oven", amount: "1200", dealstage: "closedwon" });
  portal.associate({ type: "companies", id: company }, { type: "deals", id: deal });
  await sweep();
  const deals = async () => store.deals.find(PORTAL_ID, [deal]);
  const known = (kind: "contact" | "company") =>
    store.gapSweeps.knownCustomers(PORTAL_ID, { kind, afterId: "", limit: 9 });
  expect(await known("contact")).toEqual(contacts.toSorted());
  expect(await deals()).toMatchObject([
    { amount: 1200, state: "won", customers: [{ kind: "company", id: company }] },
  ]);

  portal.delete({ type: "contacts", id: contacts[0] ?? "" });
  portal.update({ type: "deals", id: deal }, { amount: "900" });
  await sweep();
  await sweep();
  expect(await known("contact")).toEqual(contacts.slice(1));
  expect(await known("company")).toEqual([company]);
  expect(await deals()).toMatchObject([{ amount: 900 }]);
  expect(await app.ledger.equation(PORTAL_ID)).toMatchObject({ waiting: 0, dead: 0 });
});

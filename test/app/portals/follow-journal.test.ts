import { beforeEach, describe, expect, it } from "vitest";
import { createLocalCrm, type LocalCrm } from "../../../sandbox/local-crm/create-local-crm.ts";
import { createJournal, type JournalSettings } from "../../../src/adapters/hubspot/journal.ts";
import { requestImport } from "../../../src/app/imports/request-import.ts";
import { disconnectPortal } from "../../../src/app/portals/disconnect-portal.ts";
import { followJournal } from "../../../src/app/portals/follow-journal.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  MINUTE,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

const SECRET = "journal-secret";

describe("HubSpot's journal of the app", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let crm: LocalCrm;
  let settings: JournalSettings;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
    await requestImport(app, PORTAL_ID);
    crm = createLocalCrm({
      timeSource: app.timeSource,
      logger: createRecordingLogger(),
      secret: SECRET,
      appId: "1",
      clientId: "client",
      webhookUrl: () => "http://127.0.0.1:1",
      publicBaseUrl: "https://aftercare.example",
    });
    crm.addPortal({ portalId: PORTAL_ID });
    settings = {
      baseUrl: await crm.listen(0),
      ...{ clientId: "client", clientSecret: SECRET, scopes: "a b" },
      readPath: "/webhooks-journal/journal/2026-03",
      subscribePath: "/webhooks-journal/subscriptions/2026-03",
      ...{ installTypeId: "4-1909196", uninstallTypeId: "4-1916193" },
    };
    return () => crm.stop();
  });

  const follow = (changes: Partial<JournalSettings> = {}) =>
    followJournal({ ...app, journal: createJournal({ ...settings, ...changes }) });
  const state = async () => (await app.store.portals.find(PORTAL_ID))?.state;
  const audited = async () =>
    (await app.store.audit.of(PORTAL_ID, `portal:${PORTAL_ID}`, 10)).map(({ detail }) => detail);

  it("disconnects a portal that removed the app, once, and goes on after that", async () => {
    await follow();
    expect(await state()).toBe("connected");
    app.time.now = START + MINUTE;
    crm.uninstall(PORTAL_ID);
    await follow();
    expect(await state()).toBe("disconnected");
    const place = await app.store.journalPlace.find();
    await follow();
    expect(await app.store.journalPlace.find()).toBe(place);
    expect(await audited()).toEqual([{ cause: "uninstalled" }]);
  });

  it("leaves a portal alone that was connected again since", async () => {
    await follow();
    app.time.now = START + MINUTE;
    crm.uninstall(PORTAL_ID);
    app.time.now = START + 2 * MINUTE;
    await requestImport(app, PORTAL_ID);
    await follow();
    expect(await state()).toBe("connected");
  });

  it("says in the log that the journal cannot be read, and changes nothing", async () => {
    await follow({ clientSecret: "another" });
    await follow({ readPath: "/webhooks-journal/moved" });
    expect(await state()).toBe("connected");
    expect(app.logger.lines.map(({ message }) => message)).toContain(
      "HubSpot's journal could not be read",
    );
  });

  it.each([
    { name: "an uninstall", type: "app_uninstalled", expected: "disconnected" },
    { name: "an install", type: "app_installed", expected: "connected" },
  ])("takes $name that is pushed", async ({ type, expected }) => {
    const change = { kind: "other", type } as const;
    await app.tell(eventOf({ object: "app", objectId: "", occurredAt: START + MINUTE, change }));
    expect(await state()).toBe(expected);
    expect(await app.ledger.equation(PORTAL_ID)).toMatchObject({ received: 1, waiting: 0 });
  });

  it("does nothing more for a portal that is away", async () => {
    await follow();
    app.time.now = START + MINUTE;
    await disconnectPortal(app, PORTAL_ID, { cause: "token_refused", refusedToken: "r" });
    crm.uninstall(PORTAL_ID);
    await follow();
    expect(await audited()).toEqual([{}]);
  });
});

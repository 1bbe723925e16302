import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/database.ts";
import { applyRetention } from "../../../src/app/privacy/apply-retention.ts";
import { noteTouches } from "../../../src/app/visits/note-touches.ts";
import type { Touch } from "../../../src/domain/visits/touch.ts";
import { type AppUnderTest, appUnderTest, HOUR, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const DAY = 24 * HOUR;
const customer = { kind: "company", id: "77" } as const;

describe("applyRetention", () => {
  const open = useEmbeddedDatabase();
  let db: Database;
  let app: AppUnderTest;
  beforeEach(async () => {
    db = await open();
    app = appUnderTest(db);
  });

  const touch = (days: number): Touch => ({
    ...{ touchId: `call:${days}`, customer, at: app.time.now - days * DAY },
    ...{ kind: "call", isReal: true, ownerId: null, source: "crm" },
  });
  const connect = async (retention: object) => {
    await app.connect({ policy: officePolicy({ retention }) });
    await app.store.touches.save(PORTAL_ID, [touch(700), touch(800), touch(900), touch(1)]);
  };
  const kept = async () =>
    (await app.store.touches.since(PORTAL_ID, [customer], 0)).map(({ touchId }) => touchId);
  const log = () => app.store.audit.of(PORTAL_ID, "retention", 9);

  it("deletes what is older than the policy keeps, and tells the audit log how much", async () => {
    await connect({ touchDays: 750, surveyDays: 400 });
    expect(await applyRetention(app, PORTAL_ID)).toBe(2);
    expect(await kept()).toEqual(["call:700", "call:1"]);
    expect(await log()).toMatchObject([
      { action: "retention_applied", actor: "aftercare", detail: { touch: 2 } },
    ]);
  });

  it("changes nothing when it runs again", async () => {
    await connect({ touchDays: 750 });
    await applyRetention(app, PORTAL_ID);
    expect(await applyRetention(app, PORTAL_ID)).toBe(0);
    expect(await log()).toHaveLength(1);
  });

  it("keeps everything under a policy that says nothing, and of a portal that is unknown", async () => {
    await connect({});
    expect(await applyRetention(app, PORTAL_ID)).toBe(0);
    expect(await applyRetention(app, "1")).toBe(0);
    expect(await kept()).toHaveLength(4);
  });

  it("waits while a person is being erased", async () => {
    await connect({ touchDays: 750 });
    const erasure = { erasureId: "e1", contactId: "5", now: app.time.now };
    await app.store.erasures.begin(PORTAL_ID, erasure);
    expect(await applyRetention(app, PORTAL_ID)).toBe(0);
    expect(await kept()).toHaveLength(4);
    await app.store.erasures.finish(PORTAL_ID, "e1", { removed: {}, now: app.time.now });
    expect(await applyRetention(app, PORTAL_ID)).toBe(2);
  });

  it("deletes nothing when the log cannot be written, and all of it in the next turn", async () => {
    await connect({ touchDays: 750 });
    const append = async () => {
      throw new Error("the store went away");
    };
    const store = { ...app.store, audit: { ...app.store.audit, append } };
    await expect(applyRetention({ ...app, store }, PORTAL_ID)).rejects.toThrow("went away");
    expect(await kept()).toHaveLength(4);
    expect(await applyRetention(app, PORTAL_ID)).toBe(2);
  });

  it("is done once by two processes at a time", async () => {
    await connect({ touchDays: 750 });
    const both = await Promise.all([
      applyRetention(app, PORTAL_ID),
      applyRetention(app, PORTAL_ID),
    ]);
    expect(both.reduce((sum, rows) => sum + rows, 0)).toBe(2);
  });

  it("is not undone by a reading of old contacts", async () => {
    await connect({ touchDays: 750 });
    app.crm.putCustomer(PORTAL_ID, { ...customer, properties: {} });
    await app.newTicket({ companyId: customer.id });
    await applyRetention(app, PORTAL_ID);
    const context = await app.contexts(PORTAL_ID);
    if (context === null) throw new Error("the portal is connected");
    const reading = (days: number) => ({
      ...{ activityId: String(days), kind: "call" as const, at: app.time.now - days * DAY },
      ...{ ownerId: null, outcome: null, status: "COMPLETED", direction: null },
      customers: [customer],
    });
    const readings = [900, 700, 1].map(reading);
    expect(await noteTouches(app.store, context, { readings, now: app.time.now })).toBe(1);
    expect(await kept()).toEqual(["call:700", "call:1"]);
  });
});

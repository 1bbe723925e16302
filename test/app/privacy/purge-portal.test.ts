import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/database.ts";
import { createPortalPurges } from "../../../src/adapters/postgres/portal-purges.ts";
import { disconnectPortal } from "../../../src/app/portals/disconnect-portal.ts";
import { type PurgeDeps, purgePortal } from "../../../src/app/privacy/purge-portal.ts";
import { type AppUnderTest, appUnderTest, DAY, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const KEPT_DAYS = 60;

describe("purgePortal", () => {
  const open = useEmbeddedDatabase();
  let db: Database;
  let app: AppUnderTest;
  let deps: PurgeDeps;
  beforeEach(async () => {
    db = await open();
    app = appUnderTest(db);
    await app.connect();
    const { timeSource, logger } = app;
    deps = {
      ...{ timeSource, logger, purges: createPortalPurges(db) },
      keepDisconnectedMs: KEPT_DAYS * DAY,
    };
  });
  const isKept = async () => (await app.store.portals.find(PORTAL_ID)) !== null;
  /** The database notes when it was, by its own clock. */
  const disconnect = async () => {
    await disconnectPortal(app, PORTAL_ID, { cause: "by_operator" });
    await db.run("update portal set disconnected_at = $1", [new Date(app.time.now)]);
  };

  it.each<{ name: string; afterMs: number; kept: boolean }>([
    { name: "keeps the data for the promised time", afterMs: KEPT_DAYS * DAY, kept: true },
    { name: "deletes them a moment later", afterMs: KEPT_DAYS * DAY + 1, kept: false },
  ])("$name", async ({ afterMs, kept }) => {
    await disconnect();
    app.time.now += afterMs;
    await purgePortal(deps, PORTAL_ID);
    expect(await isKept()).toBe(kept);
  });

  it("deletes them at once where the admin wished so", async () => {
    await deps.purges.setFarewell(PORTAL_ID, "purge");
    await purgePortal(deps, PORTAL_ID);
    expect(await isKept()).toBe(true);
    await disconnect();
    await purgePortal(deps, PORTAL_ID);
    expect(await isKept()).toBe(false);
    const { rows } = await db.query("select portal_id::text, cause from purged_portal");
    expect(rows).toEqual([{ portal_id: PORTAL_ID, cause: "asked" }]);
  });

  it("deletes nothing of an account that came back before its turn", async () => {
    await deps.purges.setFarewell(PORTAL_ID, "purge");
    await disconnect();
    await app.connect();
    await purgePortal(deps, PORTAL_ID);
    expect(await isKept()).toBe(true);
  });

  it("goes on with what was begun", async () => {
    await disconnect();
    await db.run("update portal set purging_since = now()");
    await db.run("delete from portal_policy");
    await purgePortal(deps, PORTAL_ID);
    expect(await isKept()).toBe(false);
  });
});

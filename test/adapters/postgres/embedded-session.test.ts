import { setImmediate as nextTurnOfEventLoop } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createStore } from "../../../src/adapters/postgres/store.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

/** On a fast machine a number of statements would be over before the first turn is due. */
const BUSY_MS = 500;

/** What follows from the one session of the embedded database. */
describe("the session of the embedded database", () => {
  const open = useEmbeddedDatabase();

  it("lets the event loop run while callers keep it busy", async () => {
    const db = await open();
    let turns = 0;
    let isBusy = true;
    const others = (async () => {
      for (; isBusy; turns += 1) await nextTurnOfEventLoop();
    })();
    const until = performance.now() + BUSY_MS;
    while (performance.now() < until) {
      await db.query("select count(*) from pg_class where $1", [true]);
    }
    isBusy = false;
    await others;
    expect(turns).toBeGreaterThan(5);
  });

  it("says that it is not there when it does not answer within a second", async () => {
    const db = await open();
    const store = createStore(db);
    await store.transaction(async () => {
      await expect(db.apart(() => store.ping())).rejects.toMatchObject({
        code: "store_unavailable",
        retryable: true,
      });
    });
    await expect(store.ping()).resolves.toBeUndefined();
  });
});

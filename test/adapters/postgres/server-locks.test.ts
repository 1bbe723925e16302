import nock from "nock";
import { describe, expect, it } from "vitest";
import { createOauthTokens } from "../../../src/adapters/hubspot/access-tokens.ts";
import type { Database } from "../../../src/adapters/postgres/database.ts";
import { createStore } from "../../../src/adapters/postgres/store.ts";
import { createTokenVault } from "../../../src/adapters/postgres/token-vault.ts";
import { PORTAL } from "../../contracts/event-samples.ts";
import { plainSeal } from "../../contracts/secrets-contract.ts";
import { ticketRowOf } from "../../contracts/ticket-samples.ts";
import { serverUrl, TEST_NOW, useServerDatabase } from "../../support/databases.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

/** What only several sessions can show; the embedded database has one. */
describe.skipIf(serverUrl === undefined)("locks on PostgreSQL (needs DATABASE_URL)", () => {
  const open = useServerDatabase();

  it("runs a transaction again that lost in a deadlock", async () => {
    const db = await open();
    await db.run("insert into slack_link values (1, 'T0'), (2, 'T0')");
    const bothHoldOne = meeting(2);
    let attempts = 0;
    const cross = (first: number, second: number) => {
      let isFirstAttempt = true;
      return db.transaction(async () => {
        attempts += 1;
        await lockLink(db, first);
        if (isFirstAttempt) await bothHoldOne();
        isFirstAttempt = false;
        await lockLink(db, second);
      });
    };
    await Promise.all([cross(1, 2), cross(2, 1)]);
    expect(attempts).toBe(3);
  });

  it("leaves due tickets that somebody else has locked to him", async () => {
    const store = createStore(await open());
    const due = { nextDueAt: TEST_NOW };
    await store.tickets.save(PORTAL, [ticketRowOf("1001", due), ticketRowOf("1002", due)]);
    const isLocked = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const holding = store.transaction(async () => {
      await store.tickets.lock(PORTAL, ["1001"]);
      isLocked.resolve();
      await mayEnd.promise;
    });
    await isLocked.promise;
    const claimed = await store.transaction(() => store.tickets.claimDue(TEST_NOW, 10));
    mayEnd.resolve();
    await holding;
    expect(claimed.map(({ row }) => row.ticket.ticketId)).toEqual(["1002"]);
  });

  it("lets one process at a time refresh a portal's tokens", async () => {
    const db = await open();
    // Two vaults share no memory, as two processes do not.
    const vaults = [createTokenVault(db, plainSeal), createTokenVault(db, plainSeal)];
    await vaults[0]?.save(PORTAL, { accessToken: "a0", refreshToken: "r", expiresAt: TEST_NOW });
    const seen: (string | undefined)[] = [];
    await Promise.all(
      vaults.map((vault, n) =>
        vault.withRefreshLock(PORTAL, async () => {
          const tokens = await vault.read(PORTAL);
          seen.push(tokens?.accessToken);
          await vault.save(PORTAL, { accessToken: `by ${n}`, refreshToken: "r", expiresAt: 0 });
        }),
      ),
    );
    expect(seen[0]).toBe("a0");
    expect(seen[1]).toMatch(/^by [01]$/);
  });

  it("asks HubSpot once for new tokens, whoever of two processes needs them", async () => {
    const db = await open();
    const vaults = [createTokenVault(db, plainSeal), createTokenVault(db, plainSeal)];
    await vaults[0]?.save(PORTAL, { accessToken: "a0", refreshToken: "r", expiresAt: TEST_NOW });
    // Another file may have let go of the network.
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    const answer = { access_token: "a1", refresh_token: "r", expires_in: 1_800 };
    const asked = nock("https://crm.test")
      .post("/oauth/2026-03/token")
      .delay(50)
      .reply(200, answer);
    const processes = vaults.map((vault) =>
      createOauthTokens({
        ...{ vault, clientId: "c", clientSecret: "s", baseUrl: "https://crm.test" },
        ...{ timeSource: { now: () => TEST_NOW }, logger: createRecordingLogger() },
        onDisconnected: async () => undefined,
      }),
    );
    const callers = Array.from({ length: 10 }, () => processes).flat();
    const tokens = await Promise.all(callers.map((one) => one.token(PORTAL)));
    expect(new Set(tokens)).toEqual(new Set(["a1"]));
    expect(asked.isDone()).toBe(true);
    nock.enableNetConnect();
  });
});

async function lockLink(db: Database, portal: number): Promise<void> {
  await db.query("select from slack_link where portal_id = $1 for update", [portal]);
}

/** Resolves for everybody once `count` have come. */
function meeting(count: number): () => Promise<void> {
  const all = Promise.withResolvers<void>();
  let present = 0;
  return () => {
    present += 1;
    if (present === count) all.resolve();
    return all.promise;
  };
}

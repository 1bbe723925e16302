import { beforeEach, describe, expect, it } from "vitest";
import { connectCodes } from "../../../src/adapters/system/connect-codes.ts";
import { connectFromCard, mayConnect } from "../../../src/app/escalation/connect-from-card.ts";
import {
  type AppUnderTest,
  appUnderTest,
  MINUTE,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
  TEAM_ID,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const rosa = { userId: "1", email: "Rosa@firm.test" };

describe("connecting an account on the card", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
  });
  const connect = (portalId = PORTAL_ID) =>
    connectFromCard({ ...app, codes: connectCodes }, portalId, rosa);

  it("makes a code that says who asked, of which only a hash is kept", async () => {
    const made = await connect();
    expect(made).toEqual({
      code: expect.stringMatching(/^[2-9A-Z]{8}$/),
      expiresAt: START + 10 * MINUTE,
    });
    const hash = connectCodes.hash(made?.code ?? "");
    expect(await app.store.chatPeople.takeCode(PORTAL_ID, hash, START)).toEqual({
      codeHash: hash,
      email: "rosa@firm.test",
      name: "Rosa Rep",
      expiresAt: START + 10 * MINUTE,
    });
  });

  it("ends the code before with the next one", async () => {
    const first = await connect();
    await connect();
    const hash = connectCodes.hash(first?.code ?? "");
    expect(await app.store.chatPeople.takeCode(PORTAL_ID, hash, START)).toBeNull();
  });

  it("is for nobody who is known there already, found by e-mail or connected", async () => {
    const { chatPeople } = app.store;
    const miss = { email: "rosa@firm.test", userId: null, checkedAt: START };
    await chatPeople.saveLookup(PORTAL_ID, TEAM_ID, miss);
    expect(await mayConnect(app, PORTAL_ID, rosa.email)).toBe(true);
    await chatPeople.saveLookup(PORTAL_ID, TEAM_ID, { ...miss, userId: "U1" });
    expect(await mayConnect(app, PORTAL_ID, rosa.email)).toBe(false);
    expect(await connect()).toBeNull();
  });

  it("is for nobody without an address or without a Slack", async () => {
    expect(await mayConnect(app, PORTAL_ID, "")).toBe(false);
    await app.connect({ portalId: OTHER_PORTAL_ID, slack: false });
    expect(await connect(OTHER_PORTAL_ID)).toBeNull();
  });
});

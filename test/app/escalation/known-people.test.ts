import { beforeEach, describe, expect, it } from "vitest";
import { knownPeople } from "../../../src/app/escalation/known-people.ts";
import {
  type AppUnderTest,
  appUnderTest,
  HOUR,
  PORTAL_ID,
  TEAM_ID,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const MEI = { name: "Mei Lin", email: "mei@example.com" };
const workspace = { portalId: PORTAL_ID, teamId: TEAM_ID };

describe("knownPeople", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
  });
  const mei = async () => (await knownPeople(app, workspace, [MEI]))[0];
  const asked = () => app.chatDirectory.asked;

  it("finds somebody by the e-mail address, and asks again after a day and not sooner", async () => {
    app.chatDirectory.put(MEI.email, "U1");
    expect(await mei()).toEqual({ ...MEI, account: "linked", userId: "U1" });
    app.time.now += 24 * HOUR - 1;
    await mei();
    expect(asked()).toEqual([MEI.email]);
    app.time.now += 1;
    await mei();
    expect(asked()).toEqual([MEI.email, MEI.email]);
  });

  it("asks for who was not there after an hour and not sooner", async () => {
    expect(await mei()).toEqual({ ...MEI, account: "unlinked" });
    app.chatDirectory.put(MEI.email, "U1");
    app.time.now += HOUR - 1;
    expect(await mei()).toMatchObject({ account: "unlinked" });
    app.time.now += 1;
    expect(await mei()).toMatchObject({ account: "linked", userId: "U1" });
  });

  it("takes what a person said for true, however long ago, and asks nobody", async () => {
    const checkedAt = app.time.now - 1_000 * HOUR;
    await app.store.chatPeople.connect(PORTAL_ID, TEAM_ID, {
      email: MEI.email,
      userId: "U9",
      checkedAt,
    });
    app.chatDirectory.put(MEI.email, "U1");
    expect(await mei()).toMatchObject({ account: "linked", userId: "U9" });
    expect(asked()).toEqual([]);
  });

  it("knows nobody without an e-mail address, and keeps the order", async () => {
    app.chatDirectory.put(MEI.email, "U1");
    const people = [{ name: "Bo", email: null }, MEI];
    expect(await knownPeople(app, workspace, people)).toMatchObject([
      { name: "Bo", account: "unlinked" },
      { name: "Mei Lin", account: "linked" },
    ]);
  });

  describe("when the workspace cannot tell", () => {
    const cannotTell = { outcome: "cannot_tell", reason: "missing_scope" } as const;

    it("says so, and remembers nothing", async () => {
      app.chatDirectory.people.set(MEI.email, cannotTell);
      expect(await mei()).toEqual({ ...MEI, account: "cannot_tell", reason: "missing_scope" });
      app.chatDirectory.put(MEI.email, "U1");
      expect(await mei()).toMatchObject({ account: "linked" });
    });

    it("goes by what it said before", async () => {
      app.chatDirectory.put(MEI.email, "U1");
      await mei();
      app.chatDirectory.people.set(MEI.email, { ...cannotTell, retryAfterMs: 5_000 });
      app.time.now += 48 * HOUR;
      expect(await mei()).toMatchObject({ account: "linked", userId: "U1" });
    });
  });
});

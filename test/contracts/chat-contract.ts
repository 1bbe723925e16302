import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { caseRow, escalationCase } from "../support/escalation-cases.ts";
import { plannedVisit } from "../support/planned-visit.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";

const TEAM = "T1";
const ADA = "U1";

/** People in the chat, and what is looked up for them there. */
export function chatContract(open: OpenTestDatabase): void {
  const openStore = async () => createStore(await open());

  describe("preferences", () => {
    it("are nothing in particular for who never said", async () => {
      const { chatPeople } = await openStore();
      expect(await chatPeople.preferences(PORTAL, TEAM, ADA)).toEqual({
        language: null,
        noticesPausedUntil: null,
      });
    });

    it("change one by one, and can be taken back", async () => {
      const { chatPeople } = await openStore();
      await chatPeople.setPreferences(PORTAL, TEAM, { userId: ADA, language: "zh-TW" });
      await chatPeople.setPreferences(PORTAL, TEAM, { userId: ADA, noticesPausedUntil: TEST_NOW });
      const both = { language: "zh-TW", noticesPausedUntil: TEST_NOW };
      expect(await chatPeople.preferences(PORTAL, TEAM, ADA)).toEqual(both);
      await chatPeople.setPreferences(PORTAL, TEAM, { userId: ADA, noticesPausedUntil: null });
      expect(await chatPeople.preferences(PORTAL, TEAM, ADA)).toEqual({
        ...both,
        noticesPausedUntil: null,
      });
      await chatPeople.setPreferences(PORTAL, TEAM, { userId: ADA, language: null });
      expect(await chatPeople.preferences(PORTAL, TEAM, ADA)).toMatchObject({ language: null });
    });

    it("are those of one account in one workspace and portal", async () => {
      const { chatPeople } = await openStore();
      await chatPeople.setPreferences(PORTAL, TEAM, { userId: ADA, language: "zh-CN" });
      const others = [
        await chatPeople.preferences(OTHER_PORTAL, TEAM, ADA),
        await chatPeople.preferences(PORTAL, "T2", ADA),
        await chatPeople.preferences(PORTAL, TEAM, "U2"),
      ];
      expect(others.map(({ language }) => language)).toEqual([null, null, null]);
    });
  });

  describe("a code", () => {
    const code = { codeHash: "hash", email: "ada@example.com", name: "Ada", expiresAt: TEST_NOW };

    it("is used up by asking, and good up to its last instant", async () => {
      const { chatPeople } = await openStore();
      await chatPeople.saveCode(PORTAL, code);
      expect(await chatPeople.takeCode(OTHER_PORTAL, "hash", TEST_NOW)).toBeNull();
      expect(await chatPeople.takeCode(PORTAL, "hash", TEST_NOW)).toEqual(code);
      expect(await chatPeople.takeCode(PORTAL, "hash", TEST_NOW)).toBeNull();
    });

    it("has expired one millisecond later", async () => {
      const { chatPeople } = await openStore();
      await chatPeople.saveCode(PORTAL, code);
      expect(await chatPeople.takeCode(PORTAL, "hash", TEST_NOW + 1)).toBeNull();
    });
  });

  describe("cases", () => {
    const message = { channelId: "C1", messageTs: "1.2" };

    it("are found by their message, within their portal", async () => {
      const { escalations } = await openStore();
      const one = escalationCase({ openedAt: TEST_NOW });
      await escalations.save(PORTAL, [one, { ...one, caseId: "7-2" }]);
      await escalations.setMessage(PORTAL, "7-1", message);
      expect(await escalations.ofMessage(PORTAL, message)).toEqual(caseRow({ ...one, message }));
      expect(await escalations.ofMessage(PORTAL, { ...message, messageTs: "1.3" })).toBeNull();
      expect(await escalations.ofMessage(OTHER_PORTAL, message)).toBeNull();
    });

    it("are found by who has them while they are live", async () => {
      const { escalations } = await openStore();
      const by = (...ids: string[]) => ids.map((id) => ({ id, name: "ada" }));
      const one = escalationCase({ openedAt: TEST_NOW, takenBy: by("U2", "U1") });
      await escalations.save(PORTAL, [
        one,
        { ...one, caseId: "7-2", openedAt: TEST_NOW - 1 },
        { ...one, caseId: "7-3", takenBy: by("U3") },
        { ...one, caseId: "7-4", state: "resolved", endedAt: TEST_NOW },
        { ...one, caseId: "7-5", state: "handed_over" },
      ]);
      const idsOf = async (actorIds: readonly string[], portalId = PORTAL) =>
        (await escalations.liveOfPeople(portalId, actorIds, 10)).map(({ caseId }) => caseId);
      expect(await idsOf(["U1", "hubspot-1"])).toEqual(["7-2", "7-1"]);
      expect(await idsOf([])).toEqual([]);
      expect(await idsOf(["U1"], OTHER_PORTAL)).toEqual([]);
      expect(await escalations.liveOfPeople(PORTAL, ["U1"], 1)).toHaveLength(1);
    });
  });

  it("gives planned visits by who makes them, the earliest first", async () => {
    const { visits } = await openStore();
    const visit = plannedVisit({ visitId: "v1", dueDate: "2026-03-29", ownerId: "77" });
    await visits.save(PORTAL, [
      { ...visit, visitId: "later", dueDate: "2026-04-01" },
      visit,
      { ...visit, visitId: "done", state: "done" },
      { ...visit, visitId: "another's", ownerId: "78" },
    ]);
    const idsOf = async (portalId: string, limit: number) =>
      (await visits.plannedOf(portalId, ["77"], limit)).map(({ visitId }) => visitId);
    expect(await idsOf(PORTAL, 10)).toEqual(["v1", "later"]);
    expect(await idsOf(PORTAL, 1)).toEqual(["v1"]);
    expect(await idsOf(OTHER_PORTAL, 10)).toEqual([]);
  });
}

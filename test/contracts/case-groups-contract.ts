import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { EscalationCase } from "../../src/domain/escalation/case.ts";
import type { Store } from "../../src/ports/store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { escalationCase } from "../support/escalation-cases.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";

const MINUTE = 60_000;
const message = { channelId: "C1", messageTs: "1.2" };
const storm = {
  groupId: "support-1",
  department: "support",
  kind: "storm",
  startedAt: TEST_NOW,
} as const;

const caseOf = (caseId: string, changes: Partial<EscalationCase> = {}) =>
  escalationCase({ caseId, ticketId: caseId, openedAt: TEST_NOW, ...changes });
const idsOf = (cases: readonly { readonly caseId: string }[]) => cases.map(({ caseId }) => caseId);

/** Cases that are told together, and the lists of a department's cases. */
export function caseGroupsContract(open: OpenTestDatabase): void {
  async function storeWith(...cases: readonly EscalationCase[]): Promise<Store> {
    const store = createStore(await open());
    await store.escalations.save(PORTAL, cases);
    return store;
  }

  describe("a group of cases", () => {
    it("is made once, takes in cases that have no place yet, and keeps its message", async () => {
      const { caseGroups, escalations } = await storeWith(
        caseOf("1"),
        caseOf("2"),
        caseOf("3", { openedAt: TEST_NOW - 1 }),
        caseOf("4"),
      );
      await escalations.setMessage(PORTAL, "2", message);
      await caseGroups.standAlone(PORTAL, "4", true);
      await caseGroups.join(PORTAL, storm, ["1", "2", "4"]);
      await caseGroups.setMessage(PORTAL, storm.groupId, message);
      await caseGroups.join(PORTAL, { ...storm, kind: "opening", startedAt: 0 }, ["3"]);
      expect(await caseGroups.find(PORTAL, storm.groupId)).toEqual({ ...storm, message });
      expect(idsOf(await caseGroups.cases(PORTAL, storm.groupId))).toEqual(["3", "1"]);
      expect(await caseGroups.find(OTHER_PORTAL, storm.groupId)).toBeNull();
      expect(await caseGroups.cases(OTHER_PORTAL, storm.groupId)).toEqual([]);
    });

    it("forgets its message, unless it goes by another by now", async () => {
      const { caseGroups } = await storeWith(caseOf("1"));
      await caseGroups.join(PORTAL, storm, ["1"]);
      await caseGroups.setMessage(PORTAL, storm.groupId, message);
      await caseGroups.forgetMessage(PORTAL, storm.groupId, { ...message, messageTs: "1.1" });
      await caseGroups.forgetMessage(OTHER_PORTAL, storm.groupId, message);
      expect(await caseGroups.find(PORTAL, storm.groupId)).toMatchObject({ message });
      await caseGroups.forgetMessage(PORTAL, storm.groupId, message);
      expect(await caseGroups.find(PORTAL, storm.groupId)).toMatchObject({ message: null });
    });

    it("keeps a case that another one wants later", async () => {
      const { caseGroups, escalations } = await storeWith(caseOf("1"));
      await caseGroups.join(PORTAL, storm, ["1"]);
      await caseGroups.join(PORTAL, { ...storm, groupId: "support-2" }, ["1"]);
      expect(await escalations.find(PORTAL, "1")).toMatchObject({ groupId: storm.groupId });
    });

    it("takes a case again that does not stand alone any more", async () => {
      const { caseGroups } = await storeWith(caseOf("1"));
      await caseGroups.standAlone(PORTAL, "1", true);
      await caseGroups.join(PORTAL, storm, ["1"]);
      expect(await caseGroups.cases(PORTAL, storm.groupId)).toEqual([]);
      await caseGroups.standAlone(PORTAL, "1", false);
      await caseGroups.join(PORTAL, storm, ["1"]);
      expect(idsOf(await caseGroups.cases(PORTAL, storm.groupId))).toEqual(["1"]);
    });

    it("shows a case of its own, and no other", async () => {
      const { caseGroups, escalations } = await storeWith(caseOf("1"), caseOf("2"));
      await caseGroups.join(PORTAL, storm, ["1"]);
      await caseGroups.show(PORTAL, "1");
      await caseGroups.show(PORTAL, "2");
      expect(await escalations.find(PORTAL, "1")).toMatchObject({ isShown: true });
      expect(await escalations.find(PORTAL, "2")).toMatchObject({ isShown: false });
    });

    it.each<{ name: string; startedAt: number; openedAt: number; posted: boolean; found: boolean }>(
      [
        { name: "that started just then", startedAt: 0, openedAt: -9, posted: true, found: true },
        { name: "that started before", startedAt: -1, openedAt: -9, posted: true, found: false },
        {
          name: "that took in a case since",
          startedAt: -9,
          openedAt: 0,
          posted: true,
          found: true,
        },
        { name: "without a message yet", startedAt: -9, openedAt: -9, posted: false, found: true },
      ],
    )("$name is the current one: $found", async ({ startedAt, openedAt, posted, found }) => {
      const { caseGroups } = await storeWith(caseOf("1", { openedAt: TEST_NOW + openedAt }));
      await caseGroups.join(PORTAL, { ...storm, startedAt: TEST_NOW + startedAt }, ["1"]);
      if (posted) await caseGroups.setMessage(PORTAL, storm.groupId, message);
      const current = await caseGroups.current(PORTAL, "support", TEST_NOW);
      expect(current?.groupId ?? null).toBe(found ? storm.groupId : null);
      expect(await caseGroups.current(PORTAL, "relations", TEST_NOW)).toBeNull();
      expect(await caseGroups.current(OTHER_PORTAL, "support", TEST_NOW)).toBeNull();
    });

    it("without a message is not the current one once all its cases have ended", async () => {
      const ended = { state: "resolved", endedAt: TEST_NOW - 1 } as const;
      const { caseGroups } = await storeWith(caseOf("1", { openedAt: TEST_NOW - 9, ...ended }));
      await caseGroups.join(PORTAL, { ...storm, startedAt: TEST_NOW - 9 }, ["1"]);
      expect(await caseGroups.current(PORTAL, "support", TEST_NOW)).toBeNull();
    });

    it("of two the newest is the current one", async () => {
      const { caseGroups } = await storeWith();
      await caseGroups.join(PORTAL, storm, []);
      const newer = { ...storm, groupId: "support-2", startedAt: TEST_NOW + 1 };
      await caseGroups.join(PORTAL, newer, []);
      expect(await caseGroups.current(PORTAL, "support", TEST_NOW)).toEqual({
        ...newer,
        message: null,
      });
    });

    it("is decided upon by one at a time", async () => {
      const store = await storeWith();
      const order: string[] = [];
      const decide = (name: string) =>
        store.transaction(async () => {
          await store.caseGroups.lock(PORTAL, "support");
          order.push(`${name} begins`);
          await store.caseGroups.current(PORTAL, "support", TEST_NOW);
          order.push(`${name} ends`);
        });
      await Promise.all([decide("a"), decide("b"), decide("c")]);
      const names = order.map((step) => step.slice(0, 1));
      expect(names.filter((name, index) => index % 2 === 1 && names[index - 1] !== name)).toEqual(
        [],
      );
    });
  });

  describe("cases that nobody was told of", () => {
    it("are those without a message, alone or in a group that has none", async () => {
      const { caseGroups, escalations } = await storeWith(
        caseOf("untold"),
        caseOf("posted"),
        caseOf("alone"),
        caseOf("in-new-group"),
        caseOf("in-told-group"),
        caseOf("elsewhere", { department: "relations" }),
        caseOf("ended", { state: "resolved", endedAt: TEST_NOW }),
        caseOf("handed-over", { state: "handed_over" }),
        caseOf("oldest", { openedAt: TEST_NOW - 1 }),
      );
      await escalations.setMessage(PORTAL, "posted", message);
      await caseGroups.standAlone(PORTAL, "alone", true);
      await caseGroups.join(PORTAL, storm, ["in-new-group"]);
      await caseGroups.join(PORTAL, { ...storm, groupId: "support-2" }, ["in-told-group"]);
      await caseGroups.setMessage(PORTAL, "support-2", message);
      const untold = await caseGroups.untold(PORTAL, "support", 10);
      expect(idsOf(untold)).toEqual(["oldest", "in-new-group", "untold"]);
      expect(await caseGroups.untold(PORTAL, "support", 1)).toHaveLength(1);
      expect(await caseGroups.untold(OTHER_PORTAL, "support", 10)).toEqual([]);
    });
  });

  describe("lists of cases", () => {
    const ended = (caseId: string, endedAt: number, changes: Partial<EscalationCase> = {}) =>
      caseOf(caseId, { state: "resolved", endedAt, ...changes });

    it("have what is live, the oldest first", async () => {
      const { escalations } = await storeWith(
        caseOf("new"),
        caseOf("old", { openedAt: TEST_NOW - 1, state: "acknowledged" }),
        caseOf("gone", { state: "handed_over" }),
        ended("over", TEST_NOW),
        caseOf("elsewhere", { department: "relations" }),
      );
      expect(idsOf(await escalations.liveOf(PORTAL, "support", 10))).toEqual(["old", "new"]);
      expect(idsOf(await escalations.liveOf(PORTAL, "support", 1))).toEqual(["old"]);
      expect(idsOf(await escalations.live(PORTAL, 10))).toEqual(["old", "elsewhere", "new"]);
      expect(await escalations.live(OTHER_PORTAL, 10)).toEqual([]);
    });

    it("have what has ended since, the last one first", async () => {
      const { escalations } = await storeWith(
        ended("before", TEST_NOW - 1),
        ended("then", TEST_NOW),
        ended("after", TEST_NOW + 1),
        ended("elsewhere", TEST_NOW, { department: "relations" }),
        caseOf("open"),
      );
      const since = { fromAt: TEST_NOW, limit: 10 };
      const found = await escalations.endedSince(PORTAL, "support", since);
      expect(idsOf(found)).toEqual(["after", "then"]);
      expect(await escalations.endedSince(OTHER_PORTAL, "support", since)).toEqual([]);
    });

    it("count what has opened since, whatever became of it", async () => {
      const { escalations } = await storeWith(
        caseOf("1"),
        ended("2", TEST_NOW + MINUTE, { openedAt: TEST_NOW + 1 }),
        caseOf("3", { openedAt: TEST_NOW + 1, department: "relations" }),
      );
      expect(await escalations.openedAfter(PORTAL, "support", TEST_NOW)).toBe(1);
      expect(await escalations.openedAfter(PORTAL, "support", TEST_NOW - 1)).toBe(2);
      expect(await escalations.openedAfter(OTHER_PORTAL, "support", 0)).toBe(0);
    });

    it("have what nobody took on any level, while nobody has", async () => {
      const ladder = { id: "l", level: 3, round: 0, isExhausted: true, nextAt: null };
      const { escalations } = await storeWith(
        caseOf("new", { ladder }),
        caseOf("old", { ladder, openedAt: TEST_NOW - 1, department: "relations" }),
        caseOf("climbing", { ladder: { ...ladder, isExhausted: false } }),
        caseOf("taken", { ladder, state: "acknowledged" }),
        ended("over", TEST_NOW, { ladder }),
      );
      expect(idsOf(await escalations.exhausted(PORTAL, 10))).toEqual(["old", "new"]);
      expect(idsOf(await escalations.exhausted(PORTAL, 1))).toEqual(["old"]);
      expect(await escalations.exhausted(OTHER_PORTAL, 10)).toEqual([]);
    });
  });
}

import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";

const TEAM = "T1";
const ADA = "ada@example.com";

/** Whom a chat account belongs to, and what was said there for the ticket. */
export function chatPeopleContract(open: OpenTestDatabase): void {
  const openStore = async () => createStore(await open());

  describe("people in the chat", () => {
    const looked = { email: ADA, userId: "U1", checkedAt: TEST_NOW };

    it("are what the last look-up found, or that it found nobody", async () => {
      const { chatPeople } = await openStore();
      const ben = { email: "ben@example.com", userId: null, checkedAt: TEST_NOW };
      await chatPeople.saveLookup(PORTAL, TEAM, { ...looked, userId: null });
      await chatPeople.saveLookup(PORTAL, TEAM, looked);
      await chatPeople.saveLookup(PORTAL, TEAM, ben);
      expect(await chatPeople.find(PORTAL, TEAM, [ben.email, ADA, "x@example.com"])).toEqual([
        { ...looked, source: "email" },
        { ...ben, source: "email" },
      ]);
      expect(await chatPeople.find(PORTAL, "T2", [ADA])).toEqual([]);
      expect(await chatPeople.find(OTHER_PORTAL, TEAM, [ADA])).toEqual([]);
    });

    it("are whom they say they are, whatever a look-up finds, until they take it back", async () => {
      const { chatPeople } = await openStore();
      const said = { ...looked, userId: "U2" };
      await chatPeople.saveLookup(PORTAL, TEAM, looked);
      await chatPeople.connect(PORTAL, TEAM, said);
      await chatPeople.saveLookup(PORTAL, TEAM, { ...looked, checkedAt: TEST_NOW + 1 });
      expect(await chatPeople.find(PORTAL, TEAM, [ADA])).toEqual([
        { ...said, source: "connected" },
      ]);
      expect(await chatPeople.ofUser(PORTAL, TEAM, "U1")).toEqual([]);
      await chatPeople.disconnect(OTHER_PORTAL, TEAM, "U2");
      expect(await chatPeople.ofUser(PORTAL, TEAM, "U2")).toHaveLength(1);
      await chatPeople.disconnect(PORTAL, TEAM, "U2");
      expect(await chatPeople.find(PORTAL, TEAM, [ADA])).toEqual([]);
    });

    it("may have several addresses for one account", async () => {
      const { chatPeople } = await openStore();
      await chatPeople.connect(PORTAL, TEAM, { ...looked, email: "b@example.com" });
      await chatPeople.connect(PORTAL, TEAM, looked);
      const found = await chatPeople.ofUser(PORTAL, TEAM, "U1");
      expect(found.map(({ email }) => email)).toEqual([ADA, "b@example.com"]);
      expect(await chatPeople.ofUser(OTHER_PORTAL, TEAM, "U1")).toEqual([]);
    });
  });

  describe("a code to connect by", () => {
    const code = { codeHash: "h1", email: ADA, name: "Ada 王", expiresAt: TEST_NOW + 10 };

    it("is used up by asking, within its portal", async () => {
      const { chatPeople } = await openStore();
      await chatPeople.saveCode(PORTAL, code);
      expect(await chatPeople.takeCode(OTHER_PORTAL, "h1", TEST_NOW)).toBeNull();
      expect(await chatPeople.takeCode(PORTAL, "h1", TEST_NOW)).toEqual(code);
      expect(await chatPeople.takeCode(PORTAL, "h1", TEST_NOW)).toBeNull();
    });

    it.each([
      { name: "holds to its last millisecond", at: 10, isGood: true },
      { name: "is no good one millisecond later", at: 11, isGood: false },
    ])("$name", async ({ at, isGood }) => {
      const { chatPeople } = await openStore();
      await chatPeople.saveCode(PORTAL, code);
      const taken = await chatPeople.takeCode(PORTAL, "h1", TEST_NOW + at);
      expect(taken !== null).toBe(isGood);
    });

    it("ends the older ones of the same person, and of nobody else", async () => {
      const { chatPeople } = await openStore();
      await chatPeople.saveCode(PORTAL, code);
      await chatPeople.saveCode(PORTAL, { ...code, codeHash: "h2", email: "ben@example.com" });
      await chatPeople.saveCode(PORTAL, { ...code, codeHash: "h3" });
      expect(await chatPeople.takeCode(PORTAL, "h1", TEST_NOW)).toBeNull();
      expect(await chatPeople.takeCode(PORTAL, "h2", TEST_NOW)).not.toBeNull();
      expect(await chatPeople.takeCode(PORTAL, "h3", TEST_NOW)).not.toBeNull();
    });
  });

  describe("a note for the ticket", () => {
    const note = {
      noteId: "C1-1.2",
      ticketId: "1001",
      caseId: "1001-1",
      author: "Ada 王",
      body: "零件 <b>\ud800",
      saidAt: TEST_NOW,
    };

    it("is kept once, and remembers the note that the CRM made of it", async () => {
      const { ticketNotes } = await openStore();
      expect(await ticketNotes.add(PORTAL, note)).toBe(true);
      expect(await ticketNotes.add(PORTAL, { ...note, body: "else" })).toBe(false);
      const kept = { ...note, body: note.body.toWellFormed() };
      expect(await ticketNotes.find(PORTAL, note.noteId)).toEqual({ ...kept, crmNoteId: null });
      await ticketNotes.setCrmNote(PORTAL, note.noteId, "n9");
      expect(await ticketNotes.find(PORTAL, note.noteId)).toEqual({ ...kept, crmNoteId: "n9" });
      expect(await ticketNotes.find(OTHER_PORTAL, note.noteId)).toBeNull();
    });
  });
}

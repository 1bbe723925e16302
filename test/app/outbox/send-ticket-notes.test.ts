import { beforeEach, describe, expect, it } from "vitest";
import { sendTicketNotes } from "../../../src/app/outbox/send-ticket-notes.ts";
import type { TicketNote } from "../../../src/ports/case-store.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import {
  type AppUnderTest,
  appUnderTest,
  MINUTE,
  PORTAL_ID,
  resultsOf,
  START,
} from "../../support/app-under-test.ts";
import { CASE_ID, caseUnderTest } from "../../support/case-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const LEASE = 180_000;
const NOTE_ID = "C1-17";

describe("sendTicketNotes", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
    await caseUnderTest(app).openCase();
  });

  /** Somebody said in the thread of the case what belongs on the ticket. */
  async function said(changes: Partial<TicketNote> = {}): Promise<void> {
    const note = {
      noteId: NOTE_ID,
      ticketId: "7",
      caseId: CASE_ID,
      author: "Lin",
      body: "Use <b>pump</b> 7A",
      saidAt: START,
      ...changes,
    };
    await app.store.ticketNotes.add(PORTAL_ID, note);
    await request(note.noteId);
  }
  const request = (subjectId = NOTE_ID) =>
    app.store.outbox.request(PORTAL_ID, [{ kind: "ticket_note", subjectId }], app.time.now);
  const sendAfter = (ms: number) => {
    app.time.now += ms;
    return sendTicketNotes(app);
  };
  const results = () => resultsOf(app, `ticket_note:${NOTE_ID}`);
  const fail = (method: string, error: Error) => {
    app.crm.hooks.before = (call) => {
      if (call.method === method) throw error;
    };
  };
  const mend = () => {
    app.crm.hooks.before = () => undefined;
    app.crm.hooks.note = () => null;
  };
  const crmNoteId = async () => (await app.store.ticketNotes.find(PORTAL_ID, NOTE_ID))?.crmNoteId;
  const unavailable = new PluginError("crm_unavailable", "503", { retryable: true });
  const forbidden = new PluginError("crm_missing_scope", "403");

  it("makes the note once, and says from whose thread and by whom it is", async () => {
    await said();
    expect(await sendTicketNotes(app)).toBe(1);
    expect(app.crm.notes).toMatchObject([
      {
        ticketId: "7",
        text: "From the thread of Technical support: Use <b>pump</b> 7A\nLin",
        at: START,
        deliveryKey: `aftercare-note-${NOTE_ID}`,
      },
    ]);
    expect(await crmNoteId()).toBe("note-1");
    await request();
    await sendTicketNotes(app);
    expect(app.crm.notes).toHaveLength(1);
    expect(results()).toEqual(["sent", "sent"]);
  });

  it.each([
    { language: "zh-TW", text: "「Technical support」的討論串：Ja\nLin" },
    { language: "zh-CN", text: "“Technical support”的消息列：Ja\nLin" },
  ] as const)("speaks the portal's language: $language", async ({ language, text }) => {
    await app.connect({ language });
    await said({ body: "Ja" });
    await sendTicketNotes(app);
    expect(app.crm.notes).toMatchObject([{ text }]);
  });

  it("names no department when the case is not known any more", async () => {
    await said({ caseId: "7-99", body: "Ja" });
    await sendTicketNotes(app);
    expect(app.crm.notes).toMatchObject([{ text: "From the thread of a case: Ja\nLin" }]);
  });

  it("cuts what no note can hold, with a mark", async () => {
    await said({ body: "x".repeat(20_000) });
    await sendTicketNotes(app);
    const [note] = app.crm.notes;
    expect(note?.text).toMatch(/x…\nLin$/);
    expect(note?.text.length).toBeLessThan(10_100);
  });

  it("has nothing to do for a note that there is not", async () => {
    await request();
    await sendTicketNotes(app);
    expect(app.crm.notes).toEqual([]);
    expect(results()).toEqual(["sent"]);
  });

  it("calls dead what the CRM refuses, and makes the others", async () => {
    await said();
    await said({ noteId: "C1-18" });
    app.crm.hooks.note = ({ deliveryKey }) =>
      deliveryKey.endsWith(NOTE_ID) ? { outcome: "rejected", message: "404" } : null;
    expect(await sendTicketNotes(app)).toBe(2);
    expect(results()).toEqual(["dead 404"]);
    expect(app.crm.notes).toHaveLength(1);
  });

  it("tries again when surely none was made, without looking", async () => {
    await said();
    fail("createNote", unavailable);
    await sendTicketNotes(app);
    mend();
    expect(await sendAfter(1_999)).toBe(0);
    await sendAfter(1);
    expect(app.crm.callsOf("findNote")).toEqual([]);
    expect(app.crm.notes).toHaveLength(1);
  });

  it("gives up when a right is missing", async () => {
    await said();
    fail("createNote", forbidden);
    await sendTicketNotes(app);
    expect(results()).toEqual(["dead 403"]);
  });

  it("makes none while the portal only observes", async () => {
    await said();
    await app.connect({ mode: "observe" });
    await sendTicketNotes(app);
    expect(app.crm.notes).toEqual([]);
    await app.connect();
    await sendAfter(15 * MINUTE);
    expect(app.crm.notes).toHaveLength(1);
  });

  describe("after an answer was lost", () => {
    const lose = async (isMade: boolean) => {
      await said();
      app.crm.hooks.note = () => (isMade ? "lost" : { outcome: "unknown" });
      await sendTicketNotes(app);
      mend();
      expect(results()).toEqual(["retry crm_outcome_unknown"]);
    };

    it.each([true, false])(
      "looks for the note before it makes one (it was made: %s)",
      async (isMade) => {
        await lose(isMade);
        await sendAfter(2_000);
        expect(app.crm.callsOf("findNote")).toHaveLength(1);
        expect(app.crm.notes).toHaveLength(1);
        expect(await crmNoteId()).toBe("note-1");
      },
    );

    it("goes on looking while the CRM cannot be asked", async () => {
      await lose(true);
      fail("findNote", unavailable);
      await sendAfter(2_000);
      mend();
      await sendAfter(4_000);
      expect(app.crm.callsOf("findNote")).toHaveLength(2);
      expect(app.crm.notes).toHaveLength(1);
    });

    it("is unknown when nobody can tell, and never made blindly", async () => {
      await lose(true);
      fail("findNote", forbidden);
      await sendAfter(2_000);
      expect(results().at(-1)).toBe("unknown 403");
      mend();
      expect(await sendAfter(15 * MINUTE)).toBe(0);
      expect(app.crm.notes).toHaveLength(1);
    });

    it("makes and looks no longer than its lease lasts", async () => {
      await said();
      await said({ noteId: "C1-18" });
      app.crm.hooks.before = ({ method }) => {
        if (method === "createNote") app.time.now += 61_000;
      };
      await sendTicketNotes(app);
      expect(app.crm.notes).toHaveLength(1);
      mend();
      await sendAfter(MINUTE);
      expect(app.crm.notes).toHaveLength(2);
      expect(app.crm.callsOf("findNote")).toEqual([]);
    });
  });

  it("finds what a process made before it died", async () => {
    await said();
    const dying = { ...app.store.outbox, finish: () => Promise.reject(new Error("killed")) };
    const ticketNotes = {
      ...app.store.ticketNotes,
      setCrmNote: () => Promise.reject(new Error("killed")),
    };
    const store = { ...app.store, outbox: dying, ticketNotes };
    await expect(sendTicketNotes({ ...app, store })).rejects.toThrow("killed");
    expect(app.crm.notes).toHaveLength(1);
    expect(await sendAfter(LEASE - 1)).toBe(0);
    await sendAfter(1);
    expect(app.crm.notes).toHaveLength(1);
    expect(await crmNoteId()).toBe("note-1");
  });
});

import { z } from "zod";
import type { TicketNote, TicketNotes } from "../../ports/case-store.ts";
import type { Database } from "./database.ts";
import { Instant, instant } from "./values.ts";

export function createTicketNotes(db: Database): TicketNotes {
  return {
    add: async (portalId, { noteId, ticketId, caseId, author, body, saidAt }) => {
      const values = [portalId, noteId, ticketId, caseId, author.toWellFormed()];
      const added = await db.run(ADD, [...values, body.toWellFormed(), instant(saidAt)]);
      return added === 1;
    },
    find: async (portalId, noteId) =>
      (await db.rows(StoredNote, FIND, [portalId, noteId]))[0] ?? null,
    setCrmNote: async (portalId, noteId, crmNoteId) => {
      await db.run(SET_CRM_NOTE, [portalId, noteId, crmNoteId]);
    },
  };
}

const NoteColumns = z.object({
  note_id: z.string(),
  ticket_id: z.string(),
  case_id: z.string(),
  author: z.string(),
  body: z.string(),
  said_at: Instant,
  crm_note_id: z.string().nullable(),
});

const StoredNote = NoteColumns.transform(
  (row): TicketNote => ({
    noteId: row.note_id,
    ticketId: row.ticket_id,
    caseId: row.case_id,
    author: row.author,
    body: row.body,
    saidAt: row.said_at,
    crmNoteId: row.crm_note_id,
  }),
);

const ADD = `
  insert into ticket_note (portal_id, note_id, ticket_id, case_id, author, body, said_at)
  values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`;

const FIND = `
  select ${Object.keys(NoteColumns.shape).join(", ")} from ticket_note
  where portal_id = $1 and note_id = $2`;

const SET_CRM_NOTE = `
  update ticket_note set crm_note_id = $3 where portal_id = $1 and note_id = $2`;

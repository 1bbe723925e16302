import { z } from "zod";
import type { JournalPlace } from "../../ports/lifecycle-journal.ts";
import type { Database } from "./database.ts";
import { instant } from "./values.ts";

/** The journal is the app's, of no portal. */
const OF_THE_APP = "0";

export function createJournalPlace(db: Database): JournalPlace {
  return {
    find: async () => {
      const [row] = await db.rows(PlaceRow, FIND, [OF_THE_APP]);
      return row?.journal_offset ?? null;
    },
    save: async (offset, now) => {
      await db.run(SAVE, [OF_THE_APP, offset, instant(now)]);
    },
  };
}

const PlaceRow = z.object({ journal_offset: z.string() });

const FIND = "select journal_offset from app_journal where portal_id = $1";
const SAVE = `
  insert into app_journal (portal_id, journal_offset, read_at) values ($1, $2, $3)
  on conflict (portal_id) do update set journal_offset = excluded.journal_offset,
    read_at = excluded.read_at`;

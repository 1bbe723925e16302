import { z } from "zod";
import type { WebProcesses } from "../../ports/web-processes.ts";
import type { Database } from "./database.ts";

/** A process beats several times within it. By the server's own clock: those of processes differ. */
const LOST_AFTER_SECONDS = 45;

export function createWebProcesses(db: Database): WebProcesses {
  return {
    beat: async (processId) => {
      const [row] = await db.rows(OthersRow, BEAT, [processId, LOST_AFTER_SECONDS]);
      return 1 + (row?.others ?? 0);
    },
    leave: async (processId) => {
      await db.run("delete from web_process where portal_id = 0 and process_id = $1", [processId]);
    },
  };
}

const OthersRow = z.object({ others: z.int() });

/** Also forgets those that were killed. */
const BEAT = `
  with seen as (
    insert into web_process (portal_id, process_id, seen_at) values (0, $1, clock_timestamp())
    on conflict (portal_id, process_id) do update set seen_at = excluded.seen_at
  ), lost as (
    delete from web_process where portal_id = 0 and process_id <> $1
      and seen_at < clock_timestamp() - make_interval(secs => $2)
  )
  select count(*)::int as others from web_process where portal_id = 0 and process_id <> $1
    and seen_at >= clock_timestamp() - make_interval(secs => $2)`;

import { z } from "zod";
import type { Tickets } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { Count } from "./values.ts";

const OPEN_BY_VERSION = `
  select policy_version, count(distinct ticket_id) as tickets from clock
  where portal_id = $1 and ended_at is null group by policy_version`;

const OPEN_IDS = `
  select distinct ticket_id from clock
  where portal_id = $1 and ended_at is null and ticket_id > $2 order by ticket_id limit $3`;

const IdRow = z.object({ ticket_id: z.string() });

const Row = z.object({ policy_version: z.int(), tickets: Count });

export function createOpenTickets(db: Database): Pick<Tickets, "openByVersion" | "openIds"> {
  return {
    openByVersion: async (portalId) => {
      const rows = await db.rows(Row, OPEN_BY_VERSION, [portalId]);
      return new Map(rows.map((row) => [row.policy_version, row.tickets]));
    },
    openIds: async (portalId, { after, limit }) => {
      const rows = await db.rows(IdRow, OPEN_IDS, [portalId, after ?? "", limit]);
      return rows.map((row) => row.ticket_id);
    },
  };
}

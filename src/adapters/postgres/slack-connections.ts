import { z } from "zod";
import type { SlackConnection, SlackConnections } from "../../ports/slack-connections.ts";
import type { Database } from "./database.ts";
import { Instant } from "./values.ts";

/** Works without the key that seals the tokens: the command line tool asks here too. */
export function createSlackConnections(db: Database): SlackConnections {
  return {
    lock: async () => {
      await db.query(LOCK);
    },
    ofTeam: (teamId) => db.rows(StoredConnection, OF_TEAM, [teamId]),
    ofPortal: async (portalId) =>
      (await db.rows(StoredConnection, OF_PORTAL, [portalId]))[0] ?? null,
    takeTeam: (portalId, teamId) =>
      db.transaction(async () => {
        await db.run(UNLINK_OTHERS, [portalId, teamId]);
        await db.run(LINK, [portalId, teamId]);
      }),
  };
}

const ConnectionColumns = z.object({
  portal_id: z.string(),
  team_id: z.string(),
  made_by: z.enum(["settings", "link"]),
  installed_at: Instant,
  team_name: z.string().nullable(),
  scopes: z.string().nullable(),
  installed_by: z.string().nullable(),
});

const StoredConnection = ConnectionColumns.transform(
  (row): SlackConnection => ({
    portalId: row.portal_id,
    teamId: row.team_id,
    madeBy: row.made_by,
    installedAt: row.installed_at,
    teamName: row.team_name,
    scopes: row.scopes?.split(",").filter(Boolean) ?? null,
    installedBy: row.installed_by,
  }),
);

const COLUMNS = Object.keys(ConnectionColumns.shape).join(", ");
const OF_TEAM = `
  select ${COLUMNS} from slack_installation where team_id = $1 order by portal_id`;
const OF_PORTAL = `select ${COLUMNS} from slack_installation where portal_id = $1`;

/** Connecting is rare, so it may wait in one line; whoever reads does not wait. */
const LOCK = "lock table slack_link in share row exclusive mode";

const UNLINK_OTHERS = "delete from slack_link where team_id = $2 and portal_id <> $1";
const LINK = `
  insert into slack_link (portal_id, team_id) values ($1, $2)
  on conflict (portal_id) do update set team_id = excluded.team_id`;

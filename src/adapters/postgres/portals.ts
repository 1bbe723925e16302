import { z } from "zod";
import { modeOf, Part, SwitchedOn } from "../../domain/governance/mode.ts";
import { Language } from "../../domain/words.ts";
import type { Portal, Portals } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { createMemory } from "./memory.ts";
import { createPolicies } from "./policies.ts";
import { createPortalLists } from "./portal-lists.ts";
import { Instant, instant, json } from "./values.ts";

/** Every webhook asks which portals are known; a portal connected elsewhere is seen after so long. */
const KNOWN_LIFETIME_MS = 5_000;
const MAX_KNOWN_PORTALS = 20_000;

export function createPortals(db: Database): Portals {
  const connected = createConnectedMemory(db);
  return {
    ...createPolicies(db),
    ...createPortalLists(db),
    known: connected.known,
    find: async (portalId) => (await db.rows(StoredPortal, FIND, [portalId]))[0] ?? null,
    list: () => db.rows(StoredPortal, LIST),
    save: async (portal) => {
      await db.run(UPSERT, [
        portal.portalId,
        portal.state,
        // The parts that are on, in words that the check of the column knows.
        String(portal.mode),
        instant(portal.installedAt),
        portal.timeZone,
        portal.language,
        portal.uiDomain,
        portal.switchedOn === undefined ? null : json(portal.switchedOn),
      ]);
      connected.forget(portal.portalId);
    },
    ofSlackTeam: async (teamId) =>
      (await db.rows(PortalId, OF_SLACK_TEAM, [teamId])).map((row) => row.portal_id),
    slackTeam: async (portalId) =>
      (await db.rows(TeamId, SLACK_TEAM, [portalId]))[0]?.team_id ?? null,
    linkSlackTeam: async (portalId, teamId) => {
      await db.run(LINK_SLACK_TEAM, [portalId, teamId]);
    },
  };
}

const PortalId = z.object({ portal_id: z.string() });
const TeamId = z.object({ team_id: z.string() });

const Parts = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(Part))
  .transform(modeOf);

const PortalColumns = z.object({
  portal_id: z.string(),
  state: z.enum(["connected", "disconnected"]),
  mode: z.union([z.enum(["observe", "live"]), Parts]),
  installed_at: Instant,
  time_zone: z.string(),
  language: Language,
  ui_domain: z.string(),
  switched_on: SwitchedOn.nullable(),
});

const StoredPortal = PortalColumns.transform(
  (row): Portal => ({
    portalId: row.portal_id,
    state: row.state,
    mode: row.mode,
    installedAt: row.installed_at,
    timeZone: row.time_zone,
    language: row.language,
    uiDomain: row.ui_domain,
    ...(row.switched_on !== null && { switchedOn: row.switched_on }),
  }),
);

const COLUMNS = Object.keys(PortalColumns.shape).join(", ");
const FIND = { name: "find_portal", text: `select ${COLUMNS} from portal where portal_id = $1` };
const LIST = `select ${COLUMNS} from portal order by portal_id`;

const UPSERT = `
  insert into portal (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (portal_id) do update set state = excluded.state, mode = excluded.mode,
    installed_at = excluded.installed_at, time_zone = excluded.time_zone,
    language = excluded.language, ui_domain = excluded.ui_domain,
    switched_on = coalesce(excluded.switched_on, portal.switched_on)`;

const OF_SLACK_TEAM = "select portal_id from slack_link where team_id = $1 order by portal_id";
const SLACK_TEAM = {
  name: "find_slack_team",
  text: "select team_id from slack_link where portal_id = $1",
};
const LINK_SLACK_TEAM = `
  insert into slack_link (portal_id, team_id) values ($1, $2)
  on conflict (portal_id) do update set team_id = excluded.team_id`;

const CONNECTED = `
  select portal_id from portal where portal_id = any($1::bigint[]) and state = 'connected'`;

type Remembered = { readonly isConnected: boolean; readonly untilAt: number };

function createConnectedMemory(db: Database) {
  const memory = createMemory<Remembered>(MAX_KNOWN_PORTALS);

  const known: Portals["known"] = async (portalIds) => {
    const now = db.timeSource.now();
    const fresh = (portalId: string) => {
      const entry = memory.get(portalId);
      return entry !== undefined && now < entry.untilAt ? entry : undefined;
    };
    const unsure = portalIds.filter((portalId) => fresh(portalId) === undefined);
    if (unsure.length > 0) {
      const rows = await db.rows(PortalId, CONNECTED, [unsure]);
      const found = new Set(rows.map((row) => row.portal_id));
      for (const portalId of unsure) {
        const isConnected = found.has(portalId);
        memory.set(portalId, { isConnected, untilAt: now + KNOWN_LIFETIME_MS });
      }
    }
    return new Set(portalIds.filter((portalId) => fresh(portalId)?.isConnected));
  };

  return { known, forget: memory.delete };
}

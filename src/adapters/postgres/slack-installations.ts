import { z } from "zod";
import type { SlackInstallation, SlackInstallations } from "../../ports/slack-installations.ts";
import type { Seal } from "../../ports/token-vault.ts";
import type { Database } from "./database.ts";
import { instant } from "./values.ts";

export function createSlackInstallations(db: Database, seal: Seal): SlackInstallations {
  const StoredInstallation = z
    .object({
      team_id: z.string(),
      sealed_bot_token: z.string(),
      bot_user_id: z.string(),
      app_id: z.string(),
    })
    .transform(
      (row): SlackInstallation => ({
        teamId: row.team_id,
        botToken: seal.open(row.sealed_bot_token),
        botUserId: row.bot_user_id,
        appId: row.app_id,
      }),
    );

  async function upsert(
    portalId: string,
    { teamId, botToken, botUserId, appId }: SlackInstallation,
    granted: readonly (string | null)[],
  ): Promise<void> {
    const now = instant(db.timeSource.now());
    const values = [portalId, teamId, seal.seal(botToken), botUserId, appId, now, ...granted];
    await db.run(UPSERT, values);
  }

  return {
    save: (portalId, installation) =>
      upsert(portalId, installation, ["settings", null, null, null, null]),
    saveGrant: (portalId, { teamName, enterpriseId, scopes, installedBy, ...installation }) =>
      upsert(portalId, installation, [
        "link",
        teamName,
        enterpriseId,
        scopes.join(","),
        installedBy,
      ]),
    ofTeam: async (teamId) => (await db.rows(StoredInstallation, OF_TEAM, [teamId]))[0] ?? null,
    ofPortal: async (portalId) =>
      (await db.rows(StoredInstallation, OF_PORTAL, [portalId]))[0] ?? null,
    forget: async (teamId, until) => {
      const forgotten = await db.rows(Forgotten, FORGET, [teamId, instant(until)]);
      return forgotten.map((row) => row.portal_id);
    },
  };
}

const COLUMNS = "team_id, sealed_bot_token, bot_user_id, app_id";

/** Two of a workspace may come within one tick of the clock: the later one is still the newer one. */
const UPSERT = `
  insert into slack_installation (portal_id, ${COLUMNS}, installed_at,
    made_by, team_name, enterprise_id, scopes, installed_by)
  select $1, $2, $3, $4, $5,
    greatest($6::timestamptz, max(installed_at) + interval '1 microsecond'), $7, $8, $9, $10, $11
  from slack_installation where team_id = $2
  on conflict (portal_id) do update set team_id = excluded.team_id,
    sealed_bot_token = excluded.sealed_bot_token, bot_user_id = excluded.bot_user_id,
    app_id = excluded.app_id, installed_at = excluded.installed_at, made_by = excluded.made_by,
    team_name = excluded.team_name, enterprise_id = excluded.enterprise_id,
    scopes = excluded.scopes, installed_by = excluded.installed_by`;

const OF_TEAM = `
  select ${COLUMNS} from slack_installation where team_id = $1
  order by installed_at desc, portal_id limit 1`;

const Forgotten = z.object({ portal_id: z.string() });

const FORGET = `
  delete from slack_installation where team_id = $1 and installed_at <= $2 returning portal_id`;

const OF_PORTAL = `select ${COLUMNS} from slack_installation where portal_id = $1`;

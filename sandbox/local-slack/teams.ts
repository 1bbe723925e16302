import type { LocalTeam } from "./workspace.ts";

/** Why a token that worked once no longer does, in Slack's words. */
export type TokenEnd = "token_revoked" | "account_inactive" | "invalid_auth";

/** The workspaces and the tokens that the app has for them. */
export function createTeams(seeds: readonly LocalTeam[], changed: () => void) {
  const teams = new Map(seeds.map((team) => [team.teamId, team]));
  const ended = new Map<string, TokenEnd>();
  const lost = new Map<string, { readonly botToken: string; readonly end: TokenEnd }>();

  function endToken(teamId: string, end: TokenEnd): void {
    const team = teams.get(teamId);
    if (team === undefined) throw new Error(`There is no workspace ${teamId}`);
    if (team.botToken !== null) {
      ended.set(team.botToken, end);
      lost.set(teamId, { botToken: team.botToken, end });
    }
    teams.set(teamId, { ...team, botToken: null });
    changed();
  }

  return {
    teams: () => [...teams.values()],
    team: (teamId: string) => teams.get(teamId) ?? null,
    teamOfToken: (token: string) =>
      [...teams.values()].find((team) => team.botToken === token) ?? null,
    /** What a token that opens nothing is answered with. */
    refusalOf: (token: string) =>
      token === "" ? "not_authed" : (ended.get(token) ?? "invalid_auth"),
    endToken,
    /** Why the app has no token any more; null while it has one. */
    endOf: (teamId: string): TokenEnd | null =>
      teams.get(teamId)?.botToken === null ? (lost.get(teamId)?.end ?? null) : null,
    /** The token that was lost is good again, as if nothing had happened. */
    restoreToken(teamId: string): void {
      const team = teams.get(teamId);
      const held = lost.get(teamId);
      if (team === undefined || team.botToken !== null || held === undefined) return;
      ended.delete(held.botToken);
      teams.set(teamId, { ...team, botToken: held.botToken });
      changed();
    },
    /** Scopes add up over installations; the token before is worth nothing from now on. */
    install(teamId: string, grant: { readonly botToken: string; readonly scopes: string[] }) {
      endToken(teamId, "invalid_auth");
      const team = teams.get(teamId);
      if (team === undefined) throw new Error(`There is no workspace ${teamId}`);
      const scopes = [...new Set([...team.scopes, ...grant.scopes])];
      const installed = { ...team, scopes, botToken: grant.botToken };
      teams.set(teamId, installed);
      changed();
      return installed;
    },
  };
}

import { randomUUID } from "node:crypto";
import { type Answer, type Args, failed } from "./method.ts";
import type { Workspaces } from "./workspace.ts";

/**
 * How the app gets into a workspace: a person allows it, the browser carries a code back, the app
 * exchanges the code for a token. https://docs.slack.dev/authentication/installing-with-oauth
 */
const CODE_LIFETIME_MS = 10 * 60_000;
const CODES_LIMIT = 1000;

export type InstallOptions = {
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  /** The workspace that the person picks, null for a refusal; the first one by default. */
  readonly chooseTeam?: (() => string | null) | undefined;
};

type Grant = {
  readonly teamId: string;
  readonly redirectUri: string;
  readonly scopes: string[];
  readonly madeAt: number;
};
export type Installs = ReturnType<typeof createInstalls>;

export function createInstalls(workspaces: Workspaces, options: InstallOptions) {
  const grants = new Map<string, Grant>();

  function teamOf(query: URLSearchParams): string | null {
    if (options.chooseTeam !== undefined) return options.chooseTeam();
    return query.get("team") ?? workspaces.teams()[0]?.teamId ?? null;
  }

  return {
    /** Where the browser is sent after the person decided, or why it stays here. */
    authorize(query: URLSearchParams): { readonly location: string } | { readonly error: string } {
      const redirectUri = query.get("redirect_uri") ?? "";
      if (options.clientId === undefined || query.get("client_id") !== options.clientId)
        return { error: "invalid_client_id" };
      if (!URL.canParse(redirectUri)) return { error: "bad_redirect_uri" };
      const scopes = (query.get("scope") ?? "").split(/[ ,]+/).filter((scope) => scope !== "");
      if (scopes.length === 0) return { error: "no_scopes" };
      const teamId = query.get("deny") === "1" ? null : teamOf(query);
      const location = new URL(redirectUri);
      if (teamId === null) location.searchParams.set("error", "access_denied");
      else if (workspaces.team(teamId) === null) return { error: "team_not_found" };
      else {
        const code = randomUUID();
        grants.set(code, { teamId, redirectUri, scopes, madeAt: workspaces.now() });
        const [oldest] = grants.keys();
        if (grants.size > CODES_LIMIT && oldest !== undefined) grants.delete(oldest);
        location.searchParams.set("code", code);
      }
      location.searchParams.set("state", query.get("state") ?? "");
      return { location: location.href };
    },
    /** `oauth.v2.access`: a code is good once, for ten minutes, for the address it was sent to. */
    exchange(args: Args): Answer {
      if (options.clientId === undefined || args.client_id !== options.clientId)
        return failed("invalid_client_id");
      if (args.client_secret !== options.clientSecret) return failed("bad_client_secret");
      const grant = grants.get(args.code ?? "");
      grants.delete(args.code ?? "");
      if (grant === undefined || workspaces.now() > grant.madeAt + CODE_LIFETIME_MS)
        return failed("invalid_code");
      if (args.redirect_uri !== grant.redirectUri) return failed("bad_redirect_uri");
      return installed(workspaces, grant);
    },
  };
}

function installed(workspaces: Workspaces, { teamId, scopes }: Grant): Answer {
  const botToken = `xoxb-${randomUUID()}`;
  const team = workspaces.install(teamId, { botToken, scopes });
  const installer = workspaces.usersOf(teamId).find((user) => !user.isDeleted);
  return {
    ok: true,
    app_id: team.appId,
    // A workspace without people is one that only tests make.
    authed_user: { id: installer?.userId ?? "USLACKBOT" },
    scope: team.scopes.join(","),
    token_type: "bot",
    access_token: botToken,
    bot_user_id: team.botUserId,
    team: { id: teamId, name: team.name },
    enterprise: null,
    is_enterprise_install: false,
  };
}

import { randomUUID } from "node:crypto";
import express, { type Request, type Response } from "express";
import { listen } from "./listen.ts";

/** A workspace and whoever installs the app there. */
export type OauthTeam = {
  readonly teamId: string;
  readonly name: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botToken: string;
};
type Choice = {
  readonly team: OauthTeam;
  readonly scope: string;
  /** Members of the answer that are to be otherwise. */
  readonly changes: Readonly<Record<string, unknown>>;
};

export const OAUTH_CLIENT = { clientId: "11.22", clientSecret: "oauth-client-secret" };
const INSTALLER_ID = "U0ADMIN001";

/** Slack's side of an installation, as far as Aftercare sees it; other calls go on to `apiUrl`. */
export async function startSlackOauth(apiUrl?: string) {
  let next: Choice | { readonly error: string } | null = null;
  const codes = new Map<string, Choice & { readonly redirectUri: string }>();
  const tokens = new Map<string, OauthTeam>();
  const asked: Readonly<Record<string, string>>[] = [];
  const app = express();

  app.get("/oauth/v2/authorize", (request, response) => {
    const query = new URL(request.url, "http://slack").searchParams;
    asked.push(Object.fromEntries(query));
    const redirectUri = query.get("redirect_uri") ?? "";
    const back = new URL(redirectUri);
    if (query.get("client_id") !== OAUTH_CLIENT.clientId || next === null) {
      response.status(400).send("nobody chose a workspace");
      return;
    }
    if ("error" in next) back.searchParams.set("error", next.error);
    else {
      const code = randomUUID();
      codes.set(code, { ...next, redirectUri });
      back.searchParams.set("code", code);
    }
    back.searchParams.set("state", query.get("state") ?? "");
    response.redirect(back.href);
  });

  app.post("/api/oauth.v2.access", express.urlencoded(), (request, response) => {
    const { client_id, client_secret, code, redirect_uri } = request.body;
    const held = codes.get(code);
    codes.delete(code);
    const { clientId, clientSecret } = OAUTH_CLIENT;
    const isOurs = client_id === clientId && client_secret === clientSecret;
    if (!isOurs) response.json({ ok: false, error: "bad_client_secret" });
    else if (held === undefined) response.json({ ok: false, error: "invalid_code" });
    else if (held.redirectUri !== redirect_uri) {
      response.json({ ok: false, error: "bad_redirect_uri" });
    } else {
      tokens.set(held.team.botToken, held.team);
      response.json(accessAnswer(held));
    }
  });

  app.post("/api/auth.test", (request, response) => {
    const team = tokens.get(request.get("authorization")?.replace("Bearer ", "") ?? "");
    response.json(
      team === undefined
        ? { ok: false, error: "invalid_auth" }
        : { ok: true, team_id: team.teamId, user_id: team.botUserId, bot_id: team.botId },
    );
  });

  app.post("/api/:method", express.text({ type: () => true }), (request, response) =>
    passOn(apiUrl, request, response),
  );

  const server = await listen(app);
  return {
    apiUrl: `${server.url}/api/`,
    authorizeUrl: `${server.url}/oauth/v2/authorize`,
    /** What browsers brought to the page on which the app is installed. */
    asked,
    /** The person allows the app in this workspace, from now on. */
    choose(team: OauthTeam, scope: string, changes: Choice["changes"] = {}): void {
      next = { team, scope, changes };
    },
    /** The person, or Slack, does not. */
    refuse(error: string): void {
      next = { error };
    },
    /** Codes that were given out are good no more. */
    forgetCodes: () => codes.clear(),
    stop: server.close,
  };
}

/** https://docs.slack.dev/reference/methods/oauth.v2.access */
function accessAnswer({ team, scope, changes }: Choice) {
  return {
    ok: true,
    app_id: team.appId,
    authed_user: { id: INSTALLER_ID },
    scope,
    token_type: "bot",
    access_token: team.botToken,
    bot_user_id: team.botUserId,
    team: { id: team.teamId, name: team.name },
    enterprise: null,
    is_enterprise_install: false,
    ...changes,
  };
}

async function passOn(apiUrl: string | undefined, request: Request, response: Response) {
  if (apiUrl === undefined) {
    response.json({ ok: false, error: "unknown_method" });
    return;
  }
  const answer = await fetch(`${apiUrl}${request.params["method"]}`, {
    method: "POST",
    body: request.body,
    headers: {
      authorization: request.get("authorization") ?? "",
      "content-type": request.get("content-type") ?? "",
    },
  });
  response
    .status(answer.status)
    .type("json")
    .send(await answer.text());
}

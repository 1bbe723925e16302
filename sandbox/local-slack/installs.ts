import { randomUUID } from "node:crypto";
import type { ConsentLanguage } from "../consent-frame.ts";
import { renderConsent, renderNoRight } from "./consent-page.ts";
import { CONSENT_TROUBLES, type ConsentTrouble } from "./consent-words.ts";
import { type Answer, type Args, failed } from "./method.ts";
import type { LocalTeam, Workspaces } from "./workspace.ts";

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
  /** A page asks the person, under this name of the app; else the browser is sent on at once. */
  readonly consent?: { readonly appName: string } | undefined;
};

/** What the browser gets: another address, a page, or why there is neither. */
export type Decision =
  | { readonly location: string }
  | { readonly status: number; readonly page: string }
  | { readonly error: string };

type Grant = {
  readonly teamId: string;
  readonly redirectUri: string;
  readonly scopes: string[];
  readonly madeAt: number;
  readonly isOfOrganisation: boolean;
};
export type Installs = ReturnType<typeof createInstalls>;

export function createInstalls(workspaces: Workspaces, options: InstallOptions) {
  const grants = new Map<string, Grant>();

  function teamOf(query: URLSearchParams): string | null {
    if (options.chooseTeam !== undefined) return options.chooseTeam();
    return query.get("team") ?? workspaces.teams()[0]?.teamId ?? null;
  }

  function allow(query: URLSearchParams, teamId: string, trouble: ConsentTrouble): Decision {
    if (workspaces.team(teamId) === null) return { error: "team_not_found" };
    const code = randomUUID();
    grants.set(code, {
      ...{ teamId, redirectUri: query.get("redirect_uri") ?? "", scopes: scopesOf(query) },
      madeAt: workspaces.now() - (trouble === "expired_code" ? CODE_LIFETIME_MS + 1 : 0),
      isOfOrganisation: trouble === "whole_organisation",
    });
    const [oldest] = grants.keys();
    if (grants.size > CODES_LIMIT && oldest !== undefined) grants.delete(oldest);
    if (trouble === "used_code") grants.delete(code);
    return { location: back(query, "code", code) };
  }

  return {
    /** Asks the person where there is a page for that; else decides as a person would. */
    authorize(query: URLSearchParams, language: ConsentLanguage): Decision {
      const error = refusalOf(query, options);
      if (error !== null) return { error };
      if (options.consent !== undefined) {
        const teams = newOnesFirst(workspaces.teams());
        const asked = { ...options.consent, teams, scopes: scopesOf(query), query };
        return { status: 200, page: renderConsent(asked, language) };
      }
      const teamId = query.get("deny") === "1" ? null : teamOf(query);
      return teamId === null ? denied(query) : allow(query, teamId, "none");
    },
    /** What a person said to the page, with the question that it was. */
    decide(form: URLSearchParams, language: ConsentLanguage): Decision {
      const error = options.consent === undefined ? "not_found" : refusalOf(form, options);
      if (error !== null) return { error };
      if (form.get("decision") !== "allow") return denied(form);
      const trouble = CONSENT_TROUBLES.find((one) => one === form.get("trouble")) ?? "none";
      if (trouble === "no_right") {
        return { status: 403, page: renderNoRight(language, denied(form).location) };
      }
      return allow(form, form.get("team") ?? "", trouble);
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

function refusalOf(query: URLSearchParams, { clientId }: InstallOptions): string | null {
  if (clientId === undefined || query.get("client_id") !== clientId) return "invalid_client_id";
  if (!URL.canParse(query.get("redirect_uri") ?? "")) return "bad_redirect_uri";
  return scopesOf(query).length === 0 ? "no_scopes" : null;
}

/** Where the app is not in yet is where it is likely wanted. */
function newOnesFirst(teams: readonly LocalTeam[]): readonly LocalTeam[] {
  const isIn = ({ botToken }: LocalTeam) => Number(botToken !== null);
  return teams.toSorted((one, other) => isIn(one) - isIn(other));
}

function scopesOf(query: URLSearchParams): string[] {
  return (query.get("scope") ?? "").split(/[ ,]+/).filter((scope) => scope !== "");
}

function denied(query: URLSearchParams): { readonly location: string } {
  return { location: back(query, "error", "access_denied") };
}

function back(query: URLSearchParams, name: string, value: string): string {
  const url = new URL(query.get("redirect_uri") ?? "");
  url.searchParams.set(name, value);
  url.searchParams.set("state", query.get("state") ?? "");
  return url.href;
}

function installed(workspaces: Workspaces, { teamId, scopes, isOfOrganisation }: Grant): Answer {
  const botToken = `xoxb-${randomUUID()}`;
  // The token of an organisation opens its workspaces, of which there is one here.
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
    team: isOfOrganisation ? null : { id: teamId, name: team.name },
    enterprise: isOfOrganisation ? { id: `E${teamId.slice(1)}`, name: team.name } : null,
    is_enterprise_install: isOfOrganisation,
  };
}

import { type Answer, type Call, failed, type Method } from "./method.ts";
import { userJson } from "./people.ts";
import type { LocalUser } from "./workspace.ts";

const DEFAULT_LIST_LIMIT = 1000;

export const USER_METHODS: Readonly<Record<string, Method>> = {
  "users.info": { scopes: () => ["users:read"], run: userInfo },
  "users.list": { scopes: () => ["users:read"], run: listUsers },
  "users.lookupByEmail": { scopes: () => ["users:read.email"], run: userByEmail },
};

function userInfo(call: Call): Answer {
  const { args, team, workspaces } = call;
  if (args.user === team.botUserId) return { ok: true, user: botJson(call) };
  const user = workspaces.user(team.teamId, args.user ?? "");
  return user === null ? failed("user_not_found") : { ok: true, user: told(call, user) };
}

function userByEmail(call: Call): Answer {
  const { args, team, workspaces } = call;
  const email = args.email?.toLowerCase();
  const user = workspaces.usersOf(team.teamId).find((one) => one.email.toLowerCase() === email);
  return user === undefined ? failed("users_not_found") : { ok: true, user: told(call, user) };
}

/** People first, then the app's own bot user; the cursor is how many came before. */
function listUsers(call: Call): Answer {
  const { args, team, workspaces } = call;
  const people = workspaces.usersOf(team.teamId).map((user) => told(call, user));
  const members = [...people, botJson(call)];
  const from = Number(args.cursor ?? 0);
  if (!Number.isInteger(from) || from < 0) return failed("invalid_cursor");
  const until = from + Number(args.limit ?? DEFAULT_LIST_LIMIT);
  const next = until < members.length ? String(until) : "";
  return {
    ok: true,
    members: members.slice(from, until),
    response_metadata: { next_cursor: next },
  };
}

/** Addresses are told only to whom may read them. */
function told({ team, workspaces }: Call, user: LocalUser): Record<string, unknown> {
  const json = userJson(user, workspaces.now());
  if (team.scopes.includes("users:read.email")) return json;
  return { ...json, profile: { real_name: user.realName, display_name: user.realName } };
}

function botJson({ team }: Call): Record<string, unknown> {
  return {
    id: team.botUserId,
    team_id: team.teamId,
    name: "aftercare",
    deleted: false,
    is_bot: true,
    profile: { bot_id: team.botId, api_app_id: team.appId },
  };
}

import type { Triggers } from "./triggers.ts";
import type { Views } from "./views.ts";
import type { LocalTeam, Workspaces } from "./workspace.ts";

/** Form fields of a call, as they came; those that some method reads. */
type ArgName =
  | "blocks"
  | "channel"
  | "client_id"
  | "client_secret"
  | "code"
  | "cursor"
  | "email"
  | "external_id"
  | "hash"
  | "include_all_metadata"
  | "inclusive"
  | "latest"
  | "limit"
  | "message_ts"
  | "metadata"
  | "oldest"
  | "redirect_uri"
  | "reply_broadcast"
  | "return_im"
  | "test"
  | "text"
  | "thread_ts"
  | "trigger_id"
  | "ts"
  | "user"
  | "user_id"
  | "users"
  | "view"
  | "view_id";
export type Args = Readonly<Partial<Record<ArgName, string>>>;
export type Answer = { readonly ok: boolean; readonly [field: string]: unknown };

export type Call = {
  readonly team: LocalTeam;
  readonly args: Args;
  readonly workspaces: Workspaces;
  readonly views: Views;
  readonly triggers: Triggers;
  /** Most messages in one answer of the history, whatever `limit` says. */
  readonly historyLimit: number;
  /** The app gave its own token back. */
  readonly onRevoked: (team: LocalTeam) => void;
};

export type Method = {
  /** Bot scopes, one of which the token needs; empty when any token will do. */
  readonly scopes: (call: Call) => readonly string[];
  readonly run: (call: Call) => Answer;
};

export const failed = (error: string): Answer => ({ ok: false, error });

export const INVALID_JSON = Symbol("not JSON");

/** What a form field holds; null when it did not come. */
export function readJson(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    return JSON.parse(text);
  } catch {
    return INVALID_JSON;
  }
}

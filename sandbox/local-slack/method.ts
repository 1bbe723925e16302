import type { LocalTeam, Workspaces } from "./workspace.ts";

/** Form fields of a call, as they came; those that some method reads. */
type ArgName =
  | "blocks"
  | "channel"
  | "cursor"
  | "email"
  | "include_all_metadata"
  | "inclusive"
  | "latest"
  | "limit"
  | "message_ts"
  | "metadata"
  | "oldest"
  | "text"
  | "thread_ts"
  | "ts"
  | "user";
export type Args = Readonly<Partial<Record<ArgName, string>>>;
export type Answer = { readonly ok: boolean; readonly [field: string]: unknown };

export type Call = {
  readonly team: LocalTeam;
  readonly args: Args;
  readonly workspaces: Workspaces;
  /** Most messages in one answer of the history, whatever `limit` says. */
  readonly historyLimit: number;
};

export type Method = {
  /** Bot scopes, one of which the token needs; empty when any token will do. */
  readonly scopes: (call: Call) => readonly string[];
  readonly run: (call: Call) => Answer;
};

export const failed = (error: string): Answer => ({ ok: false, error });

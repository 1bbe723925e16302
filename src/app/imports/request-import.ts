import type { ImportHistory, ImportStart, Imports } from "../../ports/import-store.ts";
import type { TimeSource } from "../../ports/time-source.ts";

const DAY_MS = 86_400_000;

/** What an import brings, as the operator decided. */
export type ImportRules = {
  readonly history: ImportHistory;
  /** Tickets that were closed longer ago are left out; 0: only open ones come. */
  readonly closedDays: number;
};

export type RequestDeps = {
  readonly store: { readonly imports: Pick<Imports, "request" | "restart"> };
  readonly timeSource: TimeSource;
  readonly importRules: ImportRules;
};

/**
 * Connecting a portal calls it: its first import begins with the next turn of the jobs. A portal that had
 * one goes on with that; when it was connected last is noted each time. Of a portal
 * that was known before there were imports it waits for somebody to resume it: its old tickets would be news.
 */
export function requestImport(
  deps: RequestDeps,
  portalId: string,
  { isKnown = false }: { readonly isKnown?: boolean } = {},
): Promise<void> {
  return deps.store.imports.request(portalId, startOf(deps), isKnown ? "paused" : "running");
}

/** Imports anew; what is known already is kept. */
export function restartImport(deps: RequestDeps, portalId: string): Promise<void> {
  return deps.store.imports.restart(portalId, startOf(deps));
}

function startOf({ timeSource, importRules }: RequestDeps): ImportStart {
  const startedAt = timeSource.now();
  const { history, closedDays } = importRules;
  return { startedAt, history, closedSince: startedAt - closedDays * DAY_MS };
}

import type { PortalImport } from "../../ports/import-store.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { refreshPortal } from "../portals/connect-portal.ts";
import { IMPORT_LEASE_MS, type ImportDeps } from "./import-deps.ts";
import { importTickets } from "./import-tickets.ts";

const RETRY_AFTER_MS = 30_000;
/** A portal that is away, or a bug: looked at again this much later. */
const STUCK_RETRY_MS = 10 * 60_000;

/**
 * Goes on with the import of a portal until it is done, paused or in trouble: pipelines and owners, then
 * tickets with their companies and contacts. Every portion is stored in one transaction with the place it
 * reached, so that an end at any moment costs one portion read anew. Nothing for a portal whose import
 * another process does.
 */
export async function importPortal(deps: ImportDeps, portalId: string): Promise<void> {
  const context = await deps.contexts(portalId);
  if (context === null) return;
  const { imports } = deps.store;
  const run = await imports.claim(portalId, deps.timeSource.now(), IMPORT_LEASE_MS);
  if (run === null) return;
  try {
    await importLists(deps, portalId, run);
    if (!(await importTickets(deps, context, run))) return;
    await imports.end(portalId, { state: "done", trouble: null }, deps.timeSource.now());
    await logEnd(deps, portalId);
  } catch (error) {
    await noteTrouble(deps, portalId, error);
    if (!(error instanceof PluginError)) throw error;
  }
}

/** What connecting has read is read again: the import may be much later. */
async function importLists(deps: ImportDeps, portalId: string, run: PortalImport): Promise<void> {
  if (run.kinds.some(({ kind, isDone }) => kind === "owners" && isDone)) return;
  const { store } = deps;
  const { calls } = await deps.crm.countCalls(() => refreshPortal(deps, portalId));
  const pipelines = (await store.portals.pipelines(portalId)).length;
  const owners = (await store.portals.owners(portalId)).length;
  const end = { after: null, isDone: true };
  await store.transaction(async () => {
    const { imports } = store;
    await imports.advance(portalId, {
      ...{ kind: "pipelines", ...end },
      ...{ done: pipelines, total: pipelines, calls },
    });
    await imports.advance(portalId, {
      ...{ kind: "owners", ...end },
      ...{ done: owners, total: owners, calls: 0 },
    });
  });
}

/** Trouble that passes is waited for; a refusal ends the import until somebody lets it go on. */
async function noteTrouble(
  { store, timeSource, logger }: ImportDeps,
  portalId: string,
  error: unknown,
): Promise<void> {
  const code = error instanceof PluginError ? error.code : "not_processed";
  const now = timeSource.now();
  logger.warn({ portalId, code }, "the import of a portal met trouble");
  if (error instanceof PluginError && !error.retryable && code !== "portal_disconnected") {
    await store.imports.end(portalId, { state: "failed", trouble: code }, now);
    return;
  }
  const isPassing = error instanceof PluginError && error.retryable;
  const waitMs = isPassing ? (error.retryAfterMs ?? RETRY_AFTER_MS) : STUCK_RETRY_MS;
  await store.imports.putOff(portalId, now + waitMs, code);
}

async function logEnd({ store, logger }: ImportDeps, portalId: string): Promise<void> {
  const kinds = (await store.imports.find(portalId))?.kinds ?? [];
  const counts = kinds.map(({ kind, done, calls }) => [kind, { done, calls }] as const);
  logger.info({ portalId, ...Object.fromEntries(counts) }, "the import of a portal is done");
}

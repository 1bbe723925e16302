import { mayDo } from "../../domain/governance/permission.ts";
import type { AuditEntry } from "../../ports/audit.ts";
import type { EventLedger, LedgerEquation } from "../../ports/event-ledger.ts";
import type { GapSweep } from "../../ports/gap-store.ts";
import type {
  DeadEvent,
  EventState,
  HealthStore,
  SendState,
  StuckSend,
  WaitingSends,
} from "../../ports/health-store.ts";
import type { PortalImport } from "../../ports/import-store.ts";
import type { OutboxCounts, OutboxTarget } from "../../ports/outbox-store.ts";
import type { PortalStorage } from "../../ports/portal-storage.ts";
import type { RoleGrant } from "../../ports/roles.ts";
import type { SlackConnection, SlackConnections } from "../../ports/slack-connections.ts";
import type { Portal, Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { askRight, type NotAllowed } from "../governance/ask-right.ts";
import type { Asked, PolicyDeps } from "../governance/policy-deps.ts";
import { IMPORT_SUBJECT } from "../imports/turn-import.ts";
import { rememberOfPortal } from "../portals/remember-of-portal.ts";

/** Of each list; all are counted. */
const MAX_DEAD_SHOWN = 50;
const MAX_WAITING_KINDS = 20;
const MAX_RETRIES_SHOWN = 10;
/** Counting goes through the whole ledger. */
const EQUATION_HOLDS_MS = 10_000;

/** What one process keeps to; others keep to the same each for itself. */
export type CallLimits = {
  readonly hubspotRequestsPerSecond: number;
  readonly hubspotAtOnce: number;
  /** Null: this installation posts nothing to Slack. */
  readonly slackMessagesPerSecond: number | null;
};

export type HealthDeps = Pick<PolicyDeps, "origin"> & {
  readonly store: Pick<
    Store,
    "portals" | "roles" | "outbox" | "audit" | "transaction" | "imports" | "gapSweeps"
  >;
  readonly ledger: Pick<EventLedger, "equation">;
  readonly health: HealthStore;
  readonly connections: Pick<SlackConnections, "ofPortal">;
  readonly timeSource: TimeSource;
  readonly limits: CallLimits;
  readonly storage: Pick<PortalStorage, "ofPortal">;
  readonly storageLimitBytes: number;
};

/** Somebody's retry, and what became of it by now. */
export type Retry = {
  readonly at: number;
  readonly name: string;
} & (
  | { readonly what: "send"; readonly target: OutboxTarget; readonly state: SendState }
  | { readonly what: "event"; readonly occurredAt: number; readonly state: EventState | null }
);

export type Health = {
  readonly ok: true;
  readonly portal: Portal;
  readonly equation: LedgerEquation;
  /** Null: the portal was connected before there were imports. */
  readonly firstImport: PortalImport | null;
  readonly sweeps: readonly GapSweep[];
  readonly oldestEventAt: number | null;
  readonly outbox: OutboxCounts;
  readonly oldestSendAt: number | null;
  readonly waitingSends: readonly WaitingSends[];
  /** Null: the token of a private app, which never expires. */
  readonly tokenExpiresAt: number | null;
  readonly slack: SlackConnection | null;
  readonly slackTeam: string | null;
  readonly limits: CallLimits;
  /** Null: nobody has looked yet. */
  readonly storage: Awaited<ReturnType<PortalStorage["ofPortal"]>>;
  readonly storageLimitBytes: number;
  readonly deadEvents: readonly DeadEvent[];
  readonly stuckSends: readonly StuckSend[];
  readonly retries: readonly Retry[];
  /** Who paused or resumed the import last by a press, while it is as that left it. */
  readonly importTurn: { readonly at: number; readonly name: string } | null;
  readonly mayTurnImport: boolean;
  readonly mayRetry: boolean;
  readonly grants: readonly RoleGrant[];
};

type ReadEquation = (portalId: string) => Promise<LedgerEquation>;

export async function readHealth(
  deps: HealthDeps,
  asked: Asked,
  readEquation: ReadEquation,
): Promise<Health | NotAllowed | { readonly ok: false; readonly reason: "not_connected" }> {
  const { store, health, connections, limits } = deps;
  const { portalId } = asked;
  const right = await askRight(deps, asked, "read_health");
  if (!right.ok) return right;
  const portal = await store.portals.find(portalId);
  if (portal === null) return { ok: false, reason: "not_connected" };
  const firstImport = await store.imports.find(portalId);
  return {
    ok: true,
    portal,
    equation: await readEquation(portalId),
    firstImport,
    importTurn: await turnOf(deps, portalId, firstImport),
    sweeps: await store.gapSweeps.ofPortal(portalId),
    oldestEventAt: await health.oldestEventAt(portalId),
    outbox: await store.outbox.counts(portalId),
    oldestSendAt: await health.oldestSendAt(portalId),
    waitingSends: await health.waitingSends(portalId, MAX_WAITING_KINDS),
    tokenExpiresAt: await health.tokenExpiresAt(portalId),
    slack: await connections.ofPortal(portalId),
    slackTeam: await store.portals.slackTeam(portalId),
    limits,
    storage: await deps.storage.ofPortal(portalId),
    storageLimitBytes: deps.storageLimitBytes,
    deadEvents: await health.deadEvents(portalId, MAX_DEAD_SHOWN),
    stuckSends: await health.stuckSends(portalId, MAX_DEAD_SHOWN),
    retries: await readRetries(deps, portalId),
    mayTurnImport: mayDo(right.role, "turn_import"),
    mayRetry: mayDo(right.role, "retry_dead"),
    grants: await store.roles.list(portalId),
  };
}

/** Counts again when some seconds have gone by. */
export function rememberEquation({
  ledger,
  timeSource,
}: Pick<HealthDeps, "ledger" | "timeSource">): ReadEquation {
  const remember = rememberOfPortal({ lifetimeMs: EQUATION_HOLDS_MS, elapsedMs: timeSource.now });
  return remember((portalId) => ledger.equation(portalId));
}

/** A turn leaves the instant at which it was made; whatever came after leaves a later one. */
async function turnOf(
  { store }: Pick<HealthDeps, "store">,
  portalId: string,
  found: PortalImport | null,
): Promise<Health["importTurn"]> {
  const [entry] = await store.audit.of(portalId, IMPORT_SUBJECT, 1);
  if (entry === undefined || found?.state !== "paused" || found.beatAt !== entry.at) return null;
  return { at: entry.at, name: nameIn(entry) };
}

function nameIn({ actor, detail }: AuditEntry): string {
  return typeof detail["name"] === "string" ? detail["name"] : actor;
}

export const RETRY_SUBJECT = "retry";

async function readRetries(
  { store, health }: HealthDeps,
  portalId: string,
): Promise<readonly Retry[]> {
  const entries = await store.audit.of(portalId, RETRY_SUBJECT, MAX_RETRIES_SHOWN);
  const retries: Retry[] = [];
  for (const entry of entries) {
    const { at, detail } = entry;
    const name = nameIn(entry);
    const { sendKind, subjectId, eventKey, occurredAt } = detail;
    if (typeof sendKind === "string" && typeof subjectId === "string") {
      const found = await health.namedSend(portalId, { kind: sendKind, subjectId });
      if (found !== null) retries.push({ at, name, what: "send", ...found });
    } else if (typeof eventKey === "string" && typeof occurredAt === "number") {
      const state = await health.eventState({ portalId, eventKey, occurredAt });
      retries.push({ at, name, what: "event", occurredAt, state });
    }
  }
  return retries;
}

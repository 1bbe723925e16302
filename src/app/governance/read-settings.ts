import { type ApprovalHindrance, isDeputy } from "../../domain/governance/approval.ts";
import type { DraftPerson } from "../../domain/governance/draft.ts";
import { mayDo } from "../../domain/governance/permission.ts";
import type { OwnerSnapshot } from "../../ports/crm.ts";
import type { DraftHead } from "../../ports/policy-drafts.ts";
import type { RoleGrant } from "../../ports/roles.ts";
import type { Portal } from "../../ports/store.ts";
import { rememberOfPortal } from "../portals/remember-of-portal.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { hindranceOf } from "./approve-draft.ts";
import { type OwnRights, openSettings } from "./open-settings.ts";
import type { Asked, PolicyDeps } from "./policy-deps.ts";
import { readPolicies } from "./read-policies.ts";

/** Those that are shown; all are kept. */
const MAX_VERSIONS = 50;
const MAX_DRAFTS = 50;
/** Counting goes through all open clocks, and nobody minds a number of a minute ago. */
const COUNTS_HOLD_MS = 60_000;

export type SettingsDraftView = {
  readonly head: DraftHead;
  /** What keeps whoever asks from approving it; null where nothing does but perhaps the role. */
  readonly hindrance: ApprovalHindrance | null;
  readonly mayApprove: boolean;
};

/** All that the settings page of a portal shows when it is opened. */
export type SettingsView = {
  readonly portal: Portal;
  readonly viewer: { readonly person: DraftPerson; readonly rights: OwnRights };
  readonly inForce: number;
  /** Newest first. */
  readonly versions: readonly { readonly version: number; readonly effectiveAt: number }[];
  readonly versionsLeftOut: number;
  /** The drafts that became these versions, as they stood when they came into force. */
  readonly effective: ReadonlyMap<number, DraftHead>;
  /** Tickets with an open clock that was promised under a version, by version. */
  readonly openTickets: ReadonlyMap<number, number>;
  readonly drafts: readonly SettingsDraftView[];
  readonly grants: readonly RoleGrant[];
  /** People of the CRM who have no role. */
  readonly others: readonly OwnerSnapshot[];
};

type OpenTickets = (portalId: string) => Promise<ReadonlyMap<number, number>>;

/** Null for a portal that is not connected. */
export async function readSettings(
  deps: PolicyDeps,
  asked: Asked,
  openTickets: OpenTickets,
): Promise<SettingsView | null> {
  const { store } = deps;
  const { portalId, by } = asked;
  const context = await deps.contexts(portalId);
  if (context === null) return null;
  const rights = await openSettings(deps, asked);
  const policies = await readPolicies(deps, asked);
  if (!policies.ok) return null;
  const [grants, owners, counts] = await Promise.all([
    store.roles.list(portalId),
    store.portals.owners(portalId),
    openTickets(portalId),
  ]);
  const known = new Set(grants.map(({ userId }) => userId));
  const versions = policies.versions.slice(0, MAX_VERSIONS);
  const drafts: SettingsDraftView[] = [];
  for (const head of policies.drafts.slice(0, MAX_DRAFTS)) {
    drafts.push(await draftView(deps, asked, { head, context, grants }));
  }
  return {
    portal: context.portal,
    viewer: { person: by, rights },
    inForce: policies.inForce,
    versions,
    effective: await effectiveSteps(deps, portalId, policies.drafts),
    versionsLeftOut: policies.versions.length - versions.length,
    openTickets: counts,
    drafts,
    grants,
    others: owners.filter(({ userId }) => userId !== null && !known.has(userId)),
  };
}

/** What was replaced since does not say any more who approved it; its history does. */
async function effectiveSteps(
  { store }: PolicyDeps,
  portalId: string,
  drafts: readonly DraftHead[],
): Promise<ReadonlyMap<number, DraftHead>> {
  const became = drafts.filter(
    ({ standing }) =>
      standing.state === "effective" ||
      (standing.state === "superseded" && standing.version !== null),
  );
  const histories = await Promise.all(
    became
      .slice(0, MAX_VERSIONS)
      .map(({ draftId }) => store.policyDrafts.history(portalId, draftId)),
  );
  const steps = histories.flat().flatMap((head) => {
    const { standing } = head;
    return standing.state === "effective" ? [[standing.version, head] as const] : [];
  });
  return new Map(steps);
}

async function draftView(
  deps: PolicyDeps,
  asked: Asked,
  {
    head,
    context,
    grants,
  }: {
    readonly head: DraftHead;
    readonly context: PortalContext;
    readonly grants: readonly RoleGrant[];
  },
): Promise<SettingsDraftView> {
  if (head.standing.state !== "submitted") return { head, hindrance: null, mayApprove: false };
  const hindrance = await hindranceOf(deps, asked, head);
  const { userId } = asked.by;
  const role = grants.find((grant) => grant.userId === userId)?.role ?? "viewer";
  const isAllowed =
    mayDo(role, "approve_draft") || isDeputy(context.current.policy.approval, asked.by);
  return { head, hindrance, mayApprove: isAllowed && hindrance === null };
}

/** Counts again when a minute has gone by. */
export function rememberOpenTickets({ store, timeSource }: PolicyDeps): OpenTickets {
  const remember = rememberOfPortal({ lifetimeMs: COUNTS_HOLD_MS, elapsedMs: timeSource.now });
  return remember((portalId) => store.tickets.openByVersion(portalId));
}

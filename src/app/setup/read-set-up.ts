import type { Role } from "../../domain/governance/permission.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import { guessStageRole, type StageRole, stageRolesOf } from "../../domain/governance/set-up.ts";
import type { PipelineSnapshot } from "../../ports/crm.ts";
import type {
  ObservedCase,
  ObservedCases,
  ObservedClocks,
  ObservedTier,
  ObservedVisits,
} from "../../ports/observed.ts";
import type { DraftHead } from "../../ports/policy-drafts.ts";
import type { RoleGrant } from "../../ports/roles.ts";
import type { Portal } from "../../ports/store.ts";
import { askRight, type NotAllowed } from "../governance/ask-right.ts";
import type { Asked } from "../governance/policy-deps.ts";
import type { PortalContext } from "../sla/portal-contexts.ts";
import { SET_UP_PREFIX, type SetUpDeps } from "./set-up-deps.ts";

const DAY_MS = 86_400_000;
const OBSERVED_DAYS = 30;
const MAX_EXAMPLES = 5;

type SetUpStage = {
  readonly stageId: string;
  readonly label: string;
  readonly isClosed: boolean;
  readonly role: StageRole;
  readonly guess: StageRole;
};

type ObservedView = {
  /** Tickets of before the installation count as far as they are known. */
  readonly sinceAt: number;
  readonly clocks: readonly ObservedClocks[];
  readonly cases: readonly ObservedCases[];
  readonly tiers: readonly ObservedTier[];
  readonly visits: readonly ObservedVisits[];
  readonly examples: readonly (ObservedCase & { readonly subject: string })[];
};

export type SetUpView = {
  readonly ok: true;
  readonly portal: Portal;
  readonly inForce: number;
  readonly presets: readonly string[];
  /** On its way; null before the first step, and once it is in force. */
  readonly draft: DraftHead | null;
  /** What the draft says, else what is in force. */
  readonly policy: Policy;
  readonly pipelines: readonly (Omit<PipelineSnapshot, "stages"> & {
    readonly stages: readonly SetUpStage[];
  })[];
  readonly observed: ObservedView;
  readonly role: Role;
  readonly grants: readonly RoleGrant[];
  readonly hasSlack: boolean;
};

/** Where the first set-up of a portal stands. */
export async function readSetUp(
  deps: SetUpDeps,
  asked: Asked,
): Promise<SetUpView | NotAllowed | { readonly ok: false; readonly reason: "not_connected" }> {
  const { store, contexts } = deps;
  const { portalId } = asked;
  const right = await askRight(deps, asked, "read_policies");
  if (!right.ok) return right;
  const context = await contexts(portalId);
  if (context === null) return { ok: false, reason: "not_connected" };
  const draft = await openSetUp(deps, portalId);
  const whole = draft && (await store.policyDrafts.find(portalId, draft.draftId));
  const policy = whole?.policy ?? context.current.policy;
  return {
    ok: true,
    portal: context.portal,
    inForce: context.current.version,
    presets: deps.presets.names,
    draft,
    policy,
    pipelines: stagesOf(await store.portals.pipelines(portalId), policy),
    observed: await readObserved(deps, context),
    role: right.role,
    grants: await store.roles.list(portalId),
    hasSlack: (await store.portals.slackTeam(portalId)) !== null,
  };
}

const CLOSED_STATES = ["effective", "refused", "withdrawn", "superseded"];

/** The one set-up that can still come into force. */
export async function openSetUp(
  { store }: Pick<SetUpDeps, "store">,
  portalId: string,
): Promise<DraftHead | null> {
  const drafts = await setUpsOf({ store }, portalId);
  return drafts.find(({ standing }) => !CLOSED_STATES.includes(standing.state)) ?? null;
}

export async function setUpsOf(
  { store }: Pick<SetUpDeps, "store">,
  portalId: string,
): Promise<readonly DraftHead[]> {
  const drafts = await store.policyDrafts.list(portalId, MAX_DRAFTS_LOOKED_AT);
  return drafts.filter(({ draftId }) => draftId.startsWith(SET_UP_PREFIX));
}

const MAX_DRAFTS_LOOKED_AT = 1_000;

function stagesOf(pipelines: readonly PipelineSnapshot[], policy: Policy): SetUpView["pipelines"] {
  return pipelines.map((pipeline) => {
    const roles = stageRolesOf(
      policy,
      pipeline.stages.map(({ stageId }) => stageId),
    );
    return {
      ...pipeline,
      stages: pipeline.stages.map((stage) => ({
        ...stage,
        role: roles.get(stage.stageId) ?? "open",
        guess: guessStageRole(stage.label),
      })),
    };
  });
}

async function readObserved(
  { observed, store, timeSource }: SetUpDeps,
  { portal: { portalId }, current: { policy, calendars } }: PortalContext,
): Promise<ObservedView> {
  const sinceAt = timeSource.now() - OBSERVED_DAYS * DAY_MS;
  const time = calendars(policy.visits.calendarId);
  const today = time.dateOf(timeSource.now());
  // A task is made so many days ahead.
  const untilDate = time.addDays(today, policy.visits.horizonDays);
  const [clocks, cases, tiers, visits, newest] = await Promise.all([
    observed.clocks(portalId, sinceAt),
    observed.cases(portalId, sinceAt),
    observed.tiers(portalId),
    observed.visits(portalId, { fromDate: time.dateOf(sinceAt), untilDate }),
    observed.newestCases(portalId, sinceAt, MAX_EXAMPLES),
  ]);
  const tickets = await store.tickets.findAll(
    portalId,
    newest.map(({ ticketId }) => ticketId),
  );
  const examples = newest.map((one) => {
    const row = tickets.find(({ ticket }) => ticket.ticketId === one.ticketId);
    return { ...one, subject: row?.ticket.subject ?? one.ticketId };
  });
  return { sinceAt, clocks, cases, tiers, visits, examples };
}

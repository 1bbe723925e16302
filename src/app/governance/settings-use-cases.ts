import type { DraftPerson } from "../../domain/governance/draft.ts";
import { lintForPortal } from "../../domain/governance/lint-portal.ts";
import type { PolicyProblem } from "../../domain/governance/lint-problem.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { PolicyReading } from "../../domain/governance/read-policy.ts";
import type { Portal } from "../../ports/store.ts";
import { type CrmUser, nameOfUser } from "../portals/name-of-user.ts";
import type { NotAllowed } from "./ask-right.ts";
import type { GovernanceUseCases } from "./governance-use-cases.ts";
import type { Asked } from "./policy-deps.ts";
import { type NewestAudit, readNewestAudit } from "./read-newest-audit.ts";
import { readSettings, rememberOpenTickets, type SettingsView } from "./read-settings.ts";
import type { PolicyJob } from "./settings-job.ts";
import {
  type JobAsked,
  type JobDeps,
  type JobStart,
  startPolicyJob,
  stopPolicyJob,
} from "./settings-job-acts.ts";
import { unlessDone } from "./step-again.ts";

/** A document with what it is compared with. */
export type CheckedText = {
  readonly ok: true;
  readonly portal: Portal;
  readonly present: Policy;
  readonly version: number;
  readonly reading: PolicyReading;
  /** Names that the account does not have. */
  readonly unknownNames: readonly PolicyProblem[];
};

/** A job with the policies by whose names its result is told; none while it has none. */
export type JobView = {
  readonly job: PolicyJob;
  readonly policies: { readonly present: Policy; readonly proposed: Policy } | null;
};

/** What the settings page asks for and does; steps may be told twice. */
export type SettingsUseCases = Pick<
  GovernanceUseCases,
  | "readDraft"
  | "exportPolicy"
  | "createDraft"
  | "restoreVersion"
  | "editDraft"
  | "submitDraft"
  | "approveDraft"
  | "refuseDraft"
  | "withdrawDraft"
> & {
  /** As the CRM knows them. */
  whoIs(portalId: string, user: CrmUser): Promise<DraftPerson>;
  readPortal(portalId: string): Promise<Portal | null>;
  readSettings(asked: Asked): Promise<SettingsView | null>;
  checkText(
    asked: Asked & { readonly text: string },
  ): Promise<CheckedText | NotAllowed | { readonly ok: false; readonly reason: "not_connected" }>;
  changeRole(
    asked: Pick<
      Parameters<GovernanceUseCases["changeRole"]>[0],
      "portalId" | "by" | "userId" | "role"
    >,
  ): ReturnType<GovernanceUseCases["changeRole"]>;
  readAudit(
    asked: Asked & { readonly olderThan: number | null },
  ): Promise<NewestAudit | NotAllowed>;
  readJob(asked: Asked): Promise<JobView | null>;
  startJob(asked: JobAsked): Promise<JobStart>;
  stopJob(asked: Asked & { readonly jobId: string }): Promise<PolicyJob | null>;
};

export function settingsUseCases(deps: JobDeps, governance: GovernanceUseCases): SettingsUseCases {
  const { store, policyJobs, contexts } = deps;
  const openTickets = rememberOpenTickets(deps);
  return {
    ...stepsThatMayBeToldTwice(governance),
    whoIs: async (portalId, user) => ({ ...user, name: await nameOfUser(store, portalId, user) }),
    readPortal: (portalId) => store.portals.find(portalId),
    readSettings: (asked) => readSettings(deps, asked, openTickets),
    checkText: async (asked) => {
      const checked = await governance.checkDocument(asked);
      if (!checked.ok) return checked;
      const context = await contexts(asked.portalId);
      if (context === null) return { ok: false, reason: "not_connected" };
      const { version, policy } = context.current;
      const { reading } = checked;
      const pipelines = await store.portals.pipelines(asked.portalId);
      const portal = { properties: NOT_KNOWN, pipelines };
      const unknownNames = reading.ok ? lintForPortal({ policy: reading.policy, portal }) : [];
      return { ...checked, portal: context.portal, present: policy, version, unknownNames };
    },
    changeRole: async (asked) => {
      const { portalId, userId } = asked;
      const owners = await store.portals.owners(portalId);
      const given = await store.roles.find(portalId, userId);
      const email = owners.find((owner) => owner.userId === userId)?.email ?? given?.email ?? "";
      const name = await nameOfUser(store, portalId, { userId, email });
      return governance.changeRole({ ...asked, email, name });
    },
    readAudit: (asked) => readNewestAudit(deps, asked),
    readJob: async ({ portalId, by }) => {
      const job = await policyJobs.ofUser(portalId, by.userId);
      if (job === null || job.result === null) return job && { job, policies: null };
      const reading = deps.readDocument(job.document);
      const present = (await contexts(portalId))?.current.policy;
      if (!reading.ok || present === undefined) return { job, policies: null };
      return { job, policies: { present, proposed: reading.policy } };
    },
    startJob: (asked) => startPolicyJob(deps, asked),
    stopJob: (asked) => stopPolicyJob(deps, asked),
  };
}

/** Nobody has asked the CRM for them here. */
const NOT_KNOWN = { ticket: null, contact: null, company: null } as const;

function stepsThatMayBeToldTwice(governance: GovernanceUseCases) {
  const read = governance.readDraft;
  const { readDraft, exportPolicy, createDraft, restoreVersion } = governance;
  return {
    ...{ readDraft, exportPolicy, createDraft, restoreVersion },
    editDraft: async (asked) =>
      unlessDone(
        await governance.editDraft(asked),
        { asked, read },
        ({ text, note, changedBy }) =>
          text === asked.text && note === asked.note && changedBy.userId === asked.by.userId,
      ),
    submitDraft: async (asked) =>
      unlessDone(
        await governance.submitDraft(asked),
        { asked, read },
        ({ standing }) =>
          standing.state === "submitted" && standing.submission.by.userId === asked.by.userId,
      ),
    approveDraft: async (asked) =>
      unlessDone(
        await governance.approveDraft(asked),
        { asked, read },
        ({ standing }) =>
          (standing.state === "approved" || standing.state === "effective") &&
          standing.approval.by.userId === asked.by.userId,
      ),
    refuseDraft: async (asked) =>
      unlessDone(
        await governance.refuseDraft(asked),
        { asked, read },
        ({ standing, changedBy }) =>
          standing.state === "refused" && changedBy.userId === asked.by.userId,
      ),
    withdrawDraft: async (asked) =>
      unlessDone(
        await governance.withdrawDraft(asked),
        { asked, read },
        ({ standing, changedBy }) =>
          standing.state === "withdrawn" && changedBy.userId === asked.by.userId,
      ),
  } satisfies Partial<SettingsUseCases>;
}

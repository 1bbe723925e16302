import type { PolicyReading } from "../../domain/governance/read-policy.ts";
import {
  type ApprovalRefusal,
  type ApprovedDraft,
  approveDraft,
  type RefusedDraft,
  refuseDraft,
} from "./approve-draft.ts";
import type { NotAllowed } from "./ask-right.ts";
import { changeRole, type RoleAnswer, type RoleChange } from "./change-role.ts";
import { listRoles, type OwnRights, openSettings, type RolesAnswer } from "./open-settings.ts";
import type { Asked, PolicyDeps } from "./policy-deps.ts";
import { type AuditPage, readAudit } from "./read-audit.ts";
import {
  checkDocument,
  type DraftAnswer,
  type ExportedPolicy,
  exportPolicy,
  type PoliciesAnswer,
  type PreviewAnswer,
  previewDraft,
  readDraft,
  readPolicies,
} from "./read-policies.ts";
import {
  type SubmittedDraft,
  submitDraft,
  type WithdrawnDraft,
  type WrongApprover,
  withdrawDraft,
} from "./submit-draft.ts";
import type { StepAnswer } from "./take-step.ts";
import {
  createDraft,
  type EditedDraft,
  editDraft,
  type InvalidDocument,
  type NewDraft,
  type NoSuchVersion,
  type RestoredVersion,
  restoreVersion,
} from "./write-draft.ts";

/**
 * Policies, roles and the audit log, as the settings page and the command line ask for them. `by` is whom
 * the caller has verified; what the person may is asked here, and a refusal says why and who may.
 */
export type GovernanceUseCases = {
  openSettings(asked: Asked): Promise<OwnRights>;
  listRoles(asked: Asked): Promise<RolesAnswer>;
  changeRole(asked: RoleChange): Promise<RoleAnswer>;
  readPolicies(asked: Asked): Promise<PoliciesAnswer>;
  readDraft(asked: Asked & { readonly draftId: string }): Promise<DraftAnswer>;
  previewDraft(asked: Asked & { readonly draftId: string }): Promise<PreviewAnswer>;
  checkDocument(
    asked: Asked & { readonly text: string },
  ): Promise<{ readonly ok: true; readonly reading: PolicyReading } | NotAllowed>;
  exportPolicy(asked: Asked & { readonly version: number | null }): Promise<ExportedPolicy>;
  createDraft(asked: NewDraft): Promise<StepAnswer<InvalidDocument>>;
  restoreVersion(asked: RestoredVersion): Promise<StepAnswer<InvalidDocument | NoSuchVersion>>;
  editDraft(asked: EditedDraft): Promise<StepAnswer<InvalidDocument>>;
  submitDraft(asked: SubmittedDraft): Promise<StepAnswer<WrongApprover>>;
  approveDraft(asked: ApprovedDraft): Promise<StepAnswer<ApprovalRefusal>>;
  refuseDraft(asked: RefusedDraft): Promise<StepAnswer>;
  withdrawDraft(asked: WithdrawnDraft): Promise<StepAnswer>;
  readAudit(asked: Asked & { readonly after: number }): Promise<AuditPage | NotAllowed>;
};

export function governanceUseCases(deps: PolicyDeps): GovernanceUseCases {
  return {
    openSettings: (asked) => openSettings(deps, asked),
    listRoles: (asked) => listRoles(deps, asked),
    changeRole: (asked) => changeRole(deps, asked),
    readPolicies: (asked) => readPolicies(deps, asked),
    readDraft: (asked) => readDraft(deps, asked),
    previewDraft: (asked) => previewDraft(deps, asked),
    checkDocument: (asked) => checkDocument(deps, asked),
    exportPolicy: (asked) => exportPolicy(deps, asked),
    createDraft: (asked) => createDraft(deps, asked),
    restoreVersion: (asked) => restoreVersion(deps, asked),
    editDraft: (asked) => editDraft(deps, asked),
    submitDraft: (asked) => submitDraft(deps, asked),
    approveDraft: (asked) => approveDraft(deps, asked),
    refuseDraft: (asked) => refuseDraft(deps, asked),
    withdrawDraft: (asked) => withdrawDraft(deps, asked),
    readAudit: (asked) => readAudit(deps, asked),
  };
}

import type { ApprovalRefusal } from "../../app/governance/approve-draft.ts";
import type { RoleAnswer } from "../../app/governance/change-role.ts";
import type { JobStart } from "../../app/governance/settings-job-acts.ts";
import type { JobView } from "../../app/governance/settings-use-cases.ts";
import type { WrongApprover } from "../../app/governance/submit-draft.ts";
import type { StepAnswer } from "../../app/governance/take-step.ts";
import type { InvalidDocument, NoSuchVersion } from "../../app/governance/write-draft.ts";
import type { SettingsActAnswer, SettingsJobStart } from "../../contract/settings-requests.ts";
import type { Draft } from "../../domain/governance/draft.ts";
import { presentProblems } from "./settings-check.ts";
import { presentJob } from "./settings-job.ts";
import { draftTitle, refusalText, roleLabel, type SettingsTexts } from "./settings-texts.ts";

type AnyStep = StepAnswer<InvalidDocument | NoSuchVersion | WrongApprover | ApprovalRefusal>;
type AnyRefusal = Exclude<AnyStep | RoleAnswer | JobStart, { readonly ok: true }>;

export const NOTHING_ELSE = { isStale: false, draft: null, check: null };

/** What became of a step on a draft. */
export function presentStep(
  answer: AnyStep,
  saying: (draft: Draft) => string,
  texts: SettingsTexts,
): SettingsActAnswer {
  if (!answer.ok) return presentRefusal(answer, texts);
  const { draftId, revision } = answer.draft;
  const message = saying(answer.draft);
  return { ...NOTHING_ELSE, isDone: true, message, draft: { draftId, revision } };
}

export function presentRefusal(answer: AnyRefusal, texts: SettingsTexts): SettingsActAnswer {
  return {
    ...NOTHING_ELSE,
    isDone: false,
    message: whyNot(answer, texts),
    isStale: answer.reason === "changed_meanwhile",
    check: answer.reason === "invalid" ? presentProblems(answer.problems, texts) : null,
  };
}

function whyNot(refusal: AnyRefusal, texts: SettingsTexts): string {
  const { t, at } = texts;
  switch (refusal.reason) {
    case "not_allowed":
      return refusalText(refusal.action, refusal.people, texts);
    case "changed_meanwhile":
      return t("settings.not.changed_meanwhile", { by: refusal.by.name, time: at(refusal.at) });
    case "wrong_state":
      return t("settings.not.wrong_state", { state: t(`settings.draft.state.${refusal.state}`) });
    case "stale_base":
      return t("settings.not.stale_base", { inForce: refusal.inForce });
    case "too_early":
      return t("settings.draft.tooEarly", { time: at(refusal.from) });
    case "own_draft":
      return t("settings.draft.ownNobody");
    case "another_waits":
      return t("settings.not.another_waits", { title: draftTitle(refusal.draft, texts) });
    case "invalid":
    case "not_connected":
    case "not_found":
    case "no_such_version":
    case "wrong_approver":
    case "last_admin":
    case "one_runs":
      return t(`settings.not.${refusal.reason}`);
  }
}

/** When it comes into force, or that it is. */
export function approvedText({ standing }: Draft, { t, at }: SettingsTexts): string {
  switch (standing.state) {
    case "effective":
      return t("settings.did.effective", { version: standing.version });
    case "approved":
      return t("settings.did.approved", { time: at(standing.approval.effectiveAt) });
    case "draft":
    case "submitted":
    case "refused":
    case "withdrawn":
    case "superseded":
      return t("settings.not.wrong_state", { state: t(`settings.draft.state.${standing.state}`) });
  }
}

export function presentRoleChange(
  answer: RoleAnswer,
  { userId, name }: { readonly userId: string; readonly name: string },
  texts: SettingsTexts,
): SettingsActAnswer {
  if (!answer.ok) return presentRefusal(answer, texts);
  const grant = answer.grants.find((one) => one.userId === userId);
  const message =
    grant === undefined
      ? texts.t("settings.did.roleTaken", { name })
      : texts.t("settings.did.role", { name: grant.name, role: roleLabel(grant.role, texts) });
  return { ...NOTHING_ELSE, isDone: true, message };
}

export function presentJobStart(
  answer: JobStart,
  { view, now }: { readonly view: JobView | null; readonly now: number },
  texts: SettingsTexts,
): SettingsJobStart {
  const job = view === null ? null : presentJob(view, now, texts);
  return answer.ok
    ? { isDone: true, message: texts.t("settings.did.jobStarted"), job }
    : { isDone: false, message: whyNot(answer, texts), job };
}

export function presentJobStop(
  { view, now }: { readonly view: JobView | null; readonly now: number },
  texts: SettingsTexts,
): SettingsJobStart {
  const job = view === null ? null : presentJob(view, now, texts);
  return { isDone: true, message: texts.t("settings.did.jobStopped"), job };
}

import type { SettingsDraftView, SettingsView } from "../../app/governance/read-settings.ts";
import type { DraftAct, SettingsDraft } from "../../contract/settings-page.ts";
import type { Submission } from "../../domain/governance/draft.ts";
import { mayDo } from "../../domain/governance/permission.ts";
import { draftTag, draftTitle, refusalText, type SettingsTexts } from "./settings-texts.ts";

/** Drafts that may still come into force first, then those that never will; others are versions. */
export function presentDrafts(view: SettingsView, texts: SettingsTexts): SettingsDraft[] {
  const shown = view.drafts
    .filter(({ head }) => !isVersion(head))
    .map((draft) => presentDraft(draft, view, texts));
  return [...shown.filter(({ isOpen }) => isOpen), ...shown.filter(({ isOpen }) => !isOpen)];
}

function isVersion({ standing }: SettingsDraftView["head"]): boolean {
  if (standing.state === "superseded") return standing.version !== null;
  return standing.state === "effective";
}

function presentDraft(
  draft: SettingsDraftView,
  view: SettingsView,
  texts: SettingsTexts,
): SettingsDraft {
  const { head } = draft;
  const { draftId, revision, standing, baseVersion } = head;
  const isOpen = ["draft", "submitted", "approved"].includes(standing.state);
  const isStale = isOpen && standing.state !== "approved" && baseVersion !== view.inForce;
  const { inForce } = view;
  return {
    ...{ draftId, revision, isOpen },
    title: draftTitle(head, texts),
    status: draftTag(standing, texts),
    facts: factsOf(draft, view, texts),
    notice: isStale ? texts.t("settings.draft.staleBase", { inForce }) : null,
    acts: actsOf(draft, view, isStale),
    hints: hintsOf(draft, view, texts),
    wish: wishOf(standing, texts),
  };
}

function factsOf({ head }: SettingsDraftView, view: SettingsView, texts: SettingsTexts): string[] {
  const { t, at, list } = texts;
  const { authors, baseVersion, changedBy, changedAt, standing } = head;
  const time = at(changedAt);
  const written = t("settings.draft.written", {
    people: list(authors.map(({ name }) => name)),
    version: baseVersion,
    by: changedBy.name,
    time,
  });
  switch (standing.state) {
    case "draft":
    case "effective":
      return [written];
    case "submitted":
      return [written, ...submissionFacts(standing.submission, view, texts)];
    case "approved": {
      const { by, appliesTo, effectiveAt, at: approvedAt } = standing.approval;
      return [
        written,
        ...submissionFacts(standing.submission, view, texts),
        t("settings.draft.approved", {
          by: by.name,
          time: at(approvedAt),
          appliesTo: t(`settings.appliesTo.${appliesTo}`),
          from: at(effectiveAt),
        }),
      ];
    }
    case "refused":
    case "withdrawn": {
      const state = t(`settings.draft.state.${standing.state}`);
      const { reason } = standing;
      return [written, t("settings.draft.ended", { state, by: changedBy.name, time, reason })];
    }
    case "superseded":
      return [written, t("settings.draft.superseded", { version: standing.byVersion })];
  }
}

function submissionFacts(
  { by, at: submittedAt, appliesTo, effectiveAt, approverId }: Submission,
  { grants }: SettingsView,
  { t, at }: SettingsTexts,
): string[] {
  const submitted = t("settings.draft.submitted", {
    by: by.name,
    time: at(submittedAt),
    appliesTo: t(`settings.appliesTo.${appliesTo}`),
    from:
      effectiveAt === null
        ? t("settings.draft.asSoon")
        : t("settings.draft.from", { time: at(effectiveAt) }),
  });
  const approver = grants.find(({ userId }) => userId === approverId);
  return approver === undefined
    ? [submitted]
    : [submitted, t("settings.draft.putBefore", { person: approver.name })];
}

function actsOf(
  { head, mayApprove }: SettingsDraftView,
  { viewer }: SettingsView,
  isStale: boolean,
): DraftAct[] {
  const { role } = viewer.rights;
  const may = (act: DraftAct, isAllowed: boolean): DraftAct[] => (isAllowed ? [act] : []);
  switch (head.standing.state) {
    case "draft":
      return [
        ...may("submit", mayDo(role, "submit_draft")),
        ...may("withdraw", mayDo(role, "withdraw_draft")),
      ];
    case "submitted":
      return [
        ...may("submit", isStale && mayDo(role, "submit_draft")),
        ...may("approve", !isStale && mayApprove),
        ...may("refuse", mayDo(role, "refuse_draft")),
        ...may("withdraw", mayDo(role, "withdraw_draft")),
      ];
    case "approved":
      return may("withdraw", mayDo(role, "refuse_draft"));
    case "effective":
    case "refused":
    case "withdrawn":
    case "superseded":
      return [];
  }
}

/** Only of what comes next, so that nobody reads all that they may not do. */
function hintsOf(
  { head, hindrance, mayApprove }: SettingsDraftView,
  { viewer, grants }: SettingsView,
  texts: SettingsTexts,
): string[] {
  const { t, at, list } = texts;
  const { role } = viewer.rights;
  if (head.standing.state === "draft") {
    return mayDo(role, "submit_draft") ? [] : [refusalText("submit_draft", grants, texts)];
  }
  if (head.standing.state !== "submitted" || mayApprove) return [];
  if (!mayDo(role, "approve_draft")) return [refusalText("approve_draft", grants, texts)];
  if (hindrance?.reason === "too_early") {
    return [t("settings.draft.tooEarly", { time: at(hindrance.from) })];
  }
  const others = grants.filter(
    (grant) =>
      mayDo(grant.role, "approve_draft") && !head.authors.some((a) => a.userId === grant.userId),
  );
  return others.length === 0
    ? [t("settings.draft.ownNobody")]
    : [t("settings.draft.own", { people: list(others.map(({ name }) => name)) })];
}

function wishOf(
  standing: SettingsDraftView["head"]["standing"],
  { dateOf, portal }: SettingsTexts,
): SettingsDraft["wish"] {
  if (standing.state !== "submitted") return { appliesTo: "new", effectiveDate: null };
  const { appliesTo, effectiveAt } = standing.submission;
  return {
    appliesTo,
    effectiveDate: effectiveAt === null ? null : dateOf(effectiveAt, portal.timeZone),
  };
}

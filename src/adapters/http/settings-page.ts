import type { SettingsView } from "../../app/governance/read-settings.ts";
import type {
  SettingsPage,
  SettingsPerson,
  SettingsViewer,
  ShownSettings,
} from "../../contract/settings-page.ts";
import { MAX_POLICY_TEXT_LENGTH, MAX_REPLAY_DAYS } from "../../contract/settings-parts.ts";
import type { SettingsJob } from "../../contract/settings-work.ts";
import { type Action, mayDo, Role, rightsOf } from "../../domain/governance/permission.ts";
import type { CardTexts } from "./card-texts.ts";
import { observeNoticeOf } from "./observe-notice.ts";
import { presentDrafts } from "./settings-drafts.ts";
import { draftTitle, refusalText, roleLabel, type SettingsTexts } from "./settings-texts.ts";
import { presentNotice, presentVersions } from "./settings-versions.ts";
import { settingsWords } from "./settings-words.ts";

const DEFAULT_REPLAY_DAYS = 30;

/** Of an account that is not connected. */
export function presentClosed(now: number, { t, language }: CardTexts): SettingsPage {
  return {
    state: "not_connected",
    serverNow: now,
    language,
    headline: t("settings.closed.headline"),
    text: t("settings.closed.text"),
  };
}

export function presentSettings(
  view: SettingsView,
  { now, job }: { readonly now: number; readonly job: SettingsJob | null },
  texts: SettingsTexts,
): ShownSettings {
  const { t, language } = texts;
  const { versionsLeftOut, portal } = view;
  const titleOf = (head: Parameters<typeof draftTitle>[0]) => draftTitle(head, texts);
  return {
    state: "shown",
    serverNow: now,
    language,
    viewer: presentViewer(view, texts),
    isSetUpWanted: portal.mode === "observe" || view.inForce === 1,
    observeNotice: observeNoticeOf(portal, texts),
    notice: presentNotice(view, { now, titleOf }, texts),
    versions: presentVersions(view, texts),
    moreVersions:
      versionsLeftOut === 0 ? null : t("settings.version.more", { count: versionsLeftOut }),
    inForceVersion: view.inForce,
    drafts: presentDrafts(view, texts),
    approvers: view.grants
      .filter(({ role }) => mayDo(role, "approve_draft"))
      .map(({ userId, name }) => ({ value: userId, label: name })),
    appliesTo: (["new", "open"] as const).map((value) => ({
      value,
      label: t(`settings.appliesTo.${value}`),
    })),
    people: presentPeople(view, texts),
    others: view.others.flatMap(({ userId, name, email }) =>
      userId === null ? [] : [{ value: userId, label: name || (email ?? userId) }],
    ),
    roles: Role.options.map((value) => ({
      value,
      label: roleLabel(value, texts),
      rights: rightsText(value, texts),
    })),
    job,
    limits: {
      textLength: MAX_POLICY_TEXT_LENGTH,
      replayDays: MAX_REPLAY_DAYS,
      defaultReplayDays: DEFAULT_REPLAY_DAYS,
    },
    words: settingsWords(language),
  };
}

function presentViewer({ viewer, grants }: SettingsView, texts: SettingsTexts): SettingsViewer {
  const { person, rights } = viewer;
  const { role, isFirstAdmin } = rights;
  const { t } = texts;
  const refusal = (action: Action) =>
    mayDo(role, action) ? null : refusalText(action, grants, texts);
  const text = t("settings.viewer", {
    name: person.name,
    role: roleLabel(role, texts),
  });
  return {
    name: person.name,
    role,
    text: isFirstAdmin ? `${text} ${t("settings.firstAdmin")}` : text,
    refusals: {
      edit: refusal("edit_draft"),
      replay: refusal("replay_draft"),
      people: refusal("change_roles"),
      audit: refusal("read_audit"),
    },
  };
}

function rightsText(role: Role, { t, list }: SettingsTexts): string {
  return list(rightsOf(role).map((action) => t(`settings.right.${action}`)));
}

function presentPeople({ grants, viewer }: SettingsView, texts: SettingsTexts): SettingsPerson[] {
  return grants.map(({ userId, name, email, role, givenAt, givenBy }) => ({
    ...{ userId, name, email, role },
    given: texts.t("settings.person.given", {
      time: texts.at(givenAt),
      by: givenBy === "aftercare" ? "Aftercare" : givenBy,
    }),
    isViewer: userId === viewer.person.userId,
  }));
}

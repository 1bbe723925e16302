import type { z } from "zod";
import type { NotAllowed } from "../../app/governance/ask-right.ts";
import type { RefusedTab, SettingsTag } from "../../contract/settings-parts.ts";
import { type Action, mayDo, type Role, whoMay } from "../../domain/governance/permission.ts";
import type { Language } from "../../domain/words.ts";
import type { DraftHead } from "../../ports/policy-drafts.ts";
import type { RoleGrant } from "../../ports/roles.ts";
import type { Portal } from "../../ports/store.ts";
import type { CardFormats } from "./card-formats.ts";
import { type CardTexts, cardTextsOf } from "./card-texts.ts";

/** People whom a refusal names. */
const MAX_NAMED = 5;

/** Words of one answer, with times in the account's zone. */
export type SettingsTexts = CardTexts & {
  readonly portal: Pick<Portal, "portalId" | "timeZone" | "uiDomain">;
  at(instant: number): string;
};

export function settingsTextsOf(
  portal: SettingsTexts["portal"],
  {
    language,
    now,
    formats,
  }: { readonly language: Language; readonly now: number; readonly formats: CardFormats },
): SettingsTexts {
  const texts = cardTextsOf(language, now, formats);
  return { ...texts, portal, at: (instant) => texts.instant(instant, portal.timeZone) };
}

export function roleLabel(role: Role, { t }: SettingsTexts): string {
  return t(`settings.role.${role}`);
}

/** Why somebody may not do it: whose work it is, and who they are. */
export function refusalText(
  action: Action,
  people: readonly Pick<RoleGrant, "name" | "role">[],
  texts: SettingsTexts,
): string {
  const { t, list } = texts;
  const roles = list(whoMay(action).map((role) => t(`settings.roles.${role}`)));
  const right = t(`settings.right.${action}`);
  const named = people
    .filter(({ role }) => mayDo(role, action))
    .slice(0, MAX_NAMED)
    .map(({ name }) => name);
  return named.length === 0
    ? t("settings.refused", { roles, right })
    : t("settings.refusedPeople", { roles, right, people: list(named) });
}

/** Of a tab that somebody may not see. */
export function refusedTab(
  { action, people }: Pick<NotAllowed, "action" | "people">,
  now: number,
  texts: SettingsTexts,
): z.infer<typeof RefusedTab> {
  const headline = refusalText(action, people, texts);
  return { state: "refused", serverNow: now, language: texts.language, headline };
}

/** What a draft is called: what its author says it is about, else when it was begun. */
export function draftTitle(
  { note, restoredFrom, changedAt }: Pick<DraftHead, "note" | "restoredFrom" | "changedAt">,
  { t, at }: SettingsTexts,
): string {
  if (note !== "") return note;
  return restoredFrom === null
    ? t("settings.draft.untitled", { time: at(changedAt) })
    : t("settings.draft.restored", { version: restoredFrom });
}

export function draftTag(
  { state }: DraftHead["standing"],
  { t }: Pick<SettingsTexts, "t">,
): SettingsTag {
  return { label: t(`settings.draft.state.${state}`), variant: DRAFT_VARIANTS[state] };
}

const DRAFT_VARIANTS: Readonly<Record<DraftHead["standing"]["state"], SettingsTag["variant"]>> = {
  draft: "default",
  submitted: "warning",
  approved: "info",
  effective: "success",
  refused: "danger",
  withdrawn: "default",
  superseded: "default",
};

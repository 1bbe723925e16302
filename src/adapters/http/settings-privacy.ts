import type { AccountView } from "../../app/governance/read-plans.ts";
import type { ArchiveAnswer } from "../../app/setup/archive-own.ts";
import { PrivacyWords, type ShownPrivacy } from "../../contract/settings-privacy.ts";
import { ArchiveOwnRequest, SetFarewellRequest } from "../../contract/settings-set-up.ts";
import { mayDo } from "../../domain/governance/permission.ts";
import type { RetentionRules } from "../../domain/governance/retention-rules.ts";
import { Language } from "../../domain/words.ts";
import type { Farewell } from "../../ports/portal-purges.ts";
import { type Answer, BAD_BODY } from "./card-answering.ts";
import { acted } from "./settings-health-routes.ts";
import { refusal } from "./settings-plan-routes.ts";
import type { SettingsAsked, SettingsRoutes } from "./settings-routes.ts";
import { refusalText, type SettingsTexts } from "./settings-texts.ts";
import { tabWords } from "./settings-words.ts";

/** How long this installation keeps what grows. */
export type Retention = {
  readonly deliveryDays: number;
  readonly factDays: number;
  readonly disconnectedDays: number;
};

const DAYS_OF_YEAR = 365;

export async function privacy(
  asked: SettingsAsked,
  { views, setUp, timeSource, retention }: SettingsRoutes,
): Promise<Answer> {
  const { portalId, by, texts } = asked;
  const found = await views.readAccount({ portalId, by });
  const now = timeSource.now();
  if (!found.ok) return refusal(found, now, asked);
  const farewell = await setUp.farewell(portalId);
  return { ok: true, body: presentPrivacy(found, { now, retention, farewell }, texts) };
}

export async function setFarewell(
  { portalId, by, texts, body }: SettingsAsked,
  { setUp }: SettingsRoutes,
): Promise<Answer> {
  const parsed = SetFarewellRequest.safeParse(body);
  if (!parsed.success) return BAD_BODY;
  const { farewell } = parsed.data;
  const answer = await setUp.chooseFarewell({ portalId, by, farewell });
  if (answer.ok) {
    return { ok: true, body: acted(true, texts.t(`settingsPrivacy.did.${farewell}`)) };
  }
  if (answer.reason === "not_connected") return { ok: false, status: 404, reason: answer.reason };
  return { ok: true, body: acted(false, refusalText(answer.action, answer.people, texts)) };
}

export async function archiveProperties(
  { portalId, by, texts, body }: SettingsAsked,
  { setUp }: SettingsRoutes,
): Promise<Answer> {
  if (!ArchiveOwnRequest.safeParse(body).success) return BAD_BODY;
  const answer = await setUp.archiveOwn({ portalId, by });
  return { ok: true, body: acted(answer.ok, texts.t(...archived(answer, texts))) };
}

function archived(answer: ArchiveAnswer, texts: SettingsTexts): [string, Record<string, string>] {
  if (answer.ok) return ["settingsPrivacy.did.archive", {}];
  switch (answer.reason) {
    case "not_allowed":
      return [
        "settingsPrivacy.not.allowed",
        { why: refusalText(answer.action, answer.people, texts) },
      ];
    case "crm_failed":
      return ["settingsPrivacy.not.crm_failed", { why: answer.why }];
    case "still_live":
    case "not_connected":
      return [`settingsPrivacy.not.${answer.reason}`, {}];
  }
}

const FAREWELLS = ["keep", "purge"] as const;

function presentPrivacy(
  view: AccountView,
  {
    now,
    retention,
    farewell,
  }: { readonly now: number; readonly retention: Retention; readonly farewell: Farewell },
  texts: SettingsTexts,
): ShownPrivacy {
  const { t, language } = texts;
  const all = (group: string, keys: readonly string[]) =>
    keys.map((key) => t(`settingsPrivacy.${group}.${key}`));
  const count = { count: retention.disconnectedDays };
  return {
    state: "shown",
    serverNow: now,
    language,
    headline: t("settingsPrivacy.headline"),
    accountLanguage: view.portal.language,
    languages: Language.options.map((value) => ({
      value,
      label: t(`settingsPlans.language.${value}`),
    })),
    languageRefusal: mayDo(view.role, "set_language")
      ? null
      : refusalText("set_language", view.grants, texts),
    farewell,
    farewells: FAREWELLS.map((value) => ({
      value,
      label: t(`settingsPrivacy.farewell.${value}`, count),
    })),
    farewellRefusal: mayDo(view.role, "choose_farewell")
      ? null
      : refusalText("choose_farewell", view.grants, texts),
    stored: storedOf(retention, view.policy.retention, texts),
    uninstall: [
      ...all("left", ["properties", "tasks", "slack"]),
      t("settingsPrivacy.left.store", count),
    ],
    secrets: all("safe", ["tenants", "tokens", "forget"]),
    words: tabWords(language, "settingsPrivacy.words", PrivacyWords),
  };
}

function storedOf(
  { deliveryDays, factDays }: Retention,
  rules: RetentionRules,
  { t }: SettingsTexts,
): ShownPrivacy["stored"] {
  const kept = {
    deliveries: t("settingsPrivacy.days", { count: deliveryDays }),
    facts: t("settingsPrivacy.years", { count: Math.floor(factDays / DAYS_OF_YEAR) }),
    customers: t("settingsPrivacy.always"),
    cases: limitedBy(rules, ["messageDays"], t),
    visits: limitedBy(rules, ["touchDays", "surveyDays"], t),
    policies: t("settingsPrivacy.always"),
    audit: t("settingsPrivacy.always"),
    tokens: t("settingsPrivacy.always"),
  };
  return Object.entries(kept).map(([kind, text]) => ({
    what: t(`settingsPrivacy.kind.${kind}.label`),
    holds: t(`settingsPrivacy.kind.${kind}.text`),
    kept: text,
  }));
}

/** What the policy keeps for a time only, and that the rest stays. */
function limitedBy(
  rules: RetentionRules,
  keys: readonly (keyof RetentionRules)[],
  t: SettingsTexts["t"],
): string {
  const limits = keys.flatMap((key) => {
    const count = rules[key];
    return count === undefined ? [] : [t(`settingsPrivacy.limit.${key}`, { count })];
  });
  const always = t("settingsPrivacy.always");
  if (limits.length === 0) return always;
  const between = t("settingsPrivacy.limit.between");
  return t("settingsPrivacy.limit.rest", { limits: limits.join(between), always });
}

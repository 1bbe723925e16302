import type { PartSwitch } from "../../app/setup/switch-parts.ts";
import type { SetUpAnswer } from "../../app/setup/write-set-up.ts";
import {
  ChoosePresetRequest,
  MapStagesRequest,
  SetChannelsRequest,
  SetLanguageRequest,
  SwitchPartsRequest,
} from "../../contract/settings-set-up.ts";
import { Part } from "../../domain/governance/mode.ts";
import { type Answer, BAD_BODY } from "./card-answering.ts";
import { presentStep } from "./settings-acts.ts";
import { acted } from "./settings-health-routes.ts";
import { refusal } from "./settings-plan-routes.ts";
import type { SettingsAsked, SettingsRoutes } from "./settings-routes.ts";
import { presentSetUp } from "./settings-set-up.ts";
import { refusalText, type SettingsTexts } from "./settings-texts.ts";

/** The steps of the first set-up. */

export async function setUp(
  asked: SettingsAsked,
  { setUp: useCases, timeSource }: SettingsRoutes,
): Promise<Answer> {
  const { portalId, by, texts } = asked;
  const found = await useCases.readSetUp({ portalId, by });
  const now = timeSource.now();
  if (!found.ok) return refusal(found, now, asked);
  return { ok: true, body: presentSetUp(found, now, texts) };
}

export async function choosePreset(
  asked: SettingsAsked,
  { setUp: useCases }: SettingsRoutes,
): Promise<Answer> {
  const parsed = ChoosePresetRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { preset, language, draft: seen } = parsed.data;
  const { portalId, by, texts } = asked;
  const trade = texts.t(`settingsSetUp.preset.${preset}.label`, { defaultValue: preset });
  const note = texts.t("settingsSetUp.note", { trade });
  const wanted = { portalId, by, preset, language, note, seen };
  return step(asked, await useCases.choosePreset(wanted));
}

export async function mapStages(
  asked: SettingsAsked,
  { setUp: useCases }: SettingsRoutes,
): Promise<Answer> {
  const parsed = MapStagesRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { draftId, revision, stages } = parsed.data;
  const roles = new Map(stages.map(({ stageId, role }) => [stageId, role]));
  const { portalId, by } = asked;
  return step(asked, await useCases.mapStages({ portalId, by, draftId, revision, roles }));
}

export async function setChannels(
  asked: SettingsAsked,
  { setUp: useCases }: SettingsRoutes,
): Promise<Answer> {
  const parsed = SetChannelsRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { draftId, revision, channels: told } = parsed.data;
  const departments = new Map(
    told.flatMap(({ departmentId, channelId }) =>
      departmentId === null ? [] : [[departmentId, channelId] as const],
    ),
  );
  const managers = told.find(({ departmentId }) => departmentId === null);
  const channels = { departments, serviceManagement: managers?.channelId ?? null };
  const { portalId, by } = asked;
  return step(asked, await useCases.setChannels({ portalId, by, draftId, revision, channels }));
}

export async function switchParts(
  asked: SettingsAsked,
  { setUp: useCases }: SettingsRoutes,
): Promise<Answer> {
  const parsed = SwitchPartsRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { portalId, by, texts } = asked;
  const { parts, isOn } = parsed.data;
  const answer = await useCases.switchParts({ portalId, by, parts, isOn });
  const told = answer.ok ? didSwitch(parts, isOn, texts) : whyNot(answer, texts);
  return { ok: true, body: acted(answer.ok, told) };
}

export async function setLanguage(
  asked: SettingsAsked,
  { setUp: useCases }: SettingsRoutes,
): Promise<Answer> {
  const parsed = SetLanguageRequest.safeParse(asked.body);
  if (!parsed.success) return BAD_BODY;
  const { portalId, by, texts } = asked;
  const { language } = parsed.data;
  const answer = await useCases.setLanguage({ portalId, by, language });
  const told = answer.ok
    ? texts.t("settingsSetUp.did.language", {
        language: texts.t(`settingsPlans.language.${language}`),
      })
    : whyNot(answer, texts);
  return { ok: true, body: acted(answer.ok, told) };
}

function didSwitch(parts: readonly Part[], isOn: boolean, { t, list }: SettingsTexts): string {
  const which = new Set(parts).size === Part.options.length ? "all" : "parts";
  return t(`settingsSetUp.did.${which}.${isOn ? "on" : "off"}`, {
    parts: list(
      Part.options.filter((part) => parts.includes(part)).map((part) => t(`part.${part}`)),
    ),
  });
}

function step({ texts }: SettingsAsked, answer: SetUpAnswer): Answer {
  if (!answer.ok && (answer.reason === "no_such_preset" || answer.reason === "unknown_stage")) {
    return { ok: true, body: acted(false, texts.t(`settingsSetUp.not.${answer.reason}`)) };
  }
  return { ok: true, body: presentStep(answer, () => texts.t("settingsSetUp.did.saved"), texts) };
}

function whyNot(answer: Exclude<PartSwitch, { readonly ok: true }>, texts: SettingsTexts): string {
  const { t } = texts;
  switch (answer.reason) {
    case "not_allowed":
      return refusalText(answer.action, answer.people, texts);
    case "crm_failed":
      return t("settingsSetUp.not.crm_failed", {
        why: t(`settingsHealth.reason.${answer.why}`, { defaultValue: answer.why }),
      });
    case "not_connected":
      return t("settings.not.not_connected");
  }
}

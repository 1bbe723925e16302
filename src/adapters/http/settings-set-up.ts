import type { SetUpView } from "../../app/setup/read-set-up.ts";
import { recordUrl } from "../../app/sla/record-url.ts";
import { type SetUpChannel, SetUpWords, type ShownSetUp } from "../../contract/settings-set-up.ts";
import { personOf } from "../../domain/governance/department.ts";
import { TriggerKind } from "../../domain/governance/ladder.ts";
import { isOn, modeWord, Part } from "../../domain/governance/mode.ts";
import { type Action, mayDo } from "../../domain/governance/permission.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import { STAGE_ROLES, type StageRole } from "../../domain/governance/set-up.ts";
import { Language } from "../../domain/words.ts";
import { namesOf } from "./card-ladder.ts";
import { draftTag, refusalText, type SettingsTexts } from "./settings-texts.ts";
import { tabWords } from "./settings-words.ts";
import { tierLabel } from "./tier-look.ts";

const STEPS = ["preset", "stages", "channels", "observe", "live"] as const;

/** The first set-up, at the step at which whoever comes back goes on. */
export function presentSetUp(view: SetUpView, now: number, texts: SettingsTexts): ShownSetUp {
  const { t, language } = texts;
  const { draft, portal } = view;
  const word = modeWord(portal.mode);
  const refusal = (action: Action) =>
    mayDo(view.role, action) ? null : refusalText(action, view.grants, texts);
  return {
    state: "shown",
    serverNow: now,
    language,
    headline: t(`settingsSetUp.headline.${word}`),
    facts: factsOf(view, texts),
    steps: STEPS.map((step) => t(`settingsSetUp.step.${step}`)),
    step: stepOf(view),
    draft: draft && { draftId: draft.draftId, revision: draft.revision },
    refusals: { edit: refusal("edit_draft"), mode: refusal("switch_mode") },
    languages: Language.options.map((value) => ({
      value,
      label: t(`settingsPlans.language.${value}`),
    })),
    presets: view.presets.map((value) => ({
      value,
      label: t(`settingsSetUp.preset.${value}.label`),
      text: t(`settingsSetUp.preset.${value}.text`),
    })),
    pipelines: pipelinesOf(view, texts),
    roles: STAGE_ROLES.map((value) => ({ value, label: roleText(value, texts) })),
    channels: channelsOf(view.policy, texts),
    observed: observedOf(view, texts),
    mode: {
      label: t(`settingsSetUp.mode.${word}`),
      variant: word === "live" ? "success" : "info",
    },
    isLive: word === "live",
    modeText: t(`settingsSetUp.modeText.${word}`),
    parts: partsOf(view, texts),
    words: tabWords(language, "settingsSetUp.words", SetUpWords),
  };
}

/** Before there is a draft the first one; with a draft its stages; with a policy approved, what was seen. */
function stepOf({ draft, inForce, portal }: SetUpView): number {
  if (portal.mode !== "observe") return STEPS.indexOf("live");
  if (draft !== null) return STEPS.indexOf(draft.revision > 1 ? "channels" : "stages");
  return inForce > 1 ? STEPS.indexOf("observe") : 0;
}

function partsOf({ portal }: SetUpView, { t }: SettingsTexts): ShownSetUp["parts"] {
  return Part.options.map((part) => {
    const isPartOn = isOn(portal.mode, part);
    return {
      part,
      label: t(`part.${part}`),
      text: t(`settingsSetUp.part.${part}`),
      status: {
        label: t(`settingsSetUp.state.${isPartOn ? "on" : "off"}`),
        variant: isPartOn ? "success" : "default",
      },
      isOn: isPartOn,
    };
  });
}

function factsOf({ draft, inForce, hasSlack }: SetUpView, texts: SettingsTexts): string[] {
  const { t } = texts;
  return [
    t("settingsSetUp.inForce", { version: inForce }),
    draft === null
      ? t("settingsSetUp.noDraft")
      : t("settingsSetUp.draft", {
          title: draft.note,
          state: draftTag(draft.standing, texts).label,
        }),
    t(hasSlack ? "settingsSetUp.slack" : "settingsSetUp.noSlack"),
  ];
}

function roleText(role: StageRole, { t }: SettingsTexts): string {
  return t(`settingsSetUp.role.${role}`);
}

function pipelinesOf({ pipelines }: SetUpView, texts: SettingsTexts): ShownSetUp["pipelines"] {
  return pipelines.map(({ label, stages }) => ({
    label,
    stages: stages.map(({ stageId, label: name, isClosed, role, guess }) => ({
      ...{ stageId, label: name, isClosed, role },
      guess:
        isClosed || guess === role
          ? null
          : texts.t("settingsSetUp.guess", { role: roleText(guess, texts) }),
    })),
  }));
}

function channelsOf(
  { departments, serviceManagement }: Policy,
  texts: SettingsTexts,
): SetUpChannel[] {
  const { t, language } = texts;
  return [
    ...departments.map(({ id, name, lead, deputies, channelId }) => ({
      departmentId: id,
      name: name[language],
      people: namesOf([lead, ...deputies].map(personOf), texts),
      channelId,
    })),
    ...(serviceManagement === undefined
      ? []
      : [
          {
            departmentId: null,
            name: t("settingsSetUp.managers"),
            people: namesOf(serviceManagement.managers.map(personOf), texts),
            channelId: serviceManagement.channelId,
          },
        ]),
  ];
}

const TRIGGER_COLORS = {
  warning: "yellow",
  breach: "orange",
  low_rating: "pink",
  complaint: "purple",
  manual: "blue",
} as const satisfies Readonly<Record<TriggerKind, ShownSetUp["observed"]["colors"][string]>>;

/** The highest first, and last what the policy does not know any more. */
function rankOf({ tiers }: Policy, tier: string): number {
  const place = tiers.findIndex(({ id }) => id === tier);
  return place < 0 ? tiers.length : place;
}

function observedOf(
  { observed, policy, portal }: SetUpView,
  texts: SettingsTexts,
): ShownSetUp["observed"] {
  const { t, number, at, language } = texts;
  const nameOf = (id: string) =>
    policy.departments.find((one) => one.id === id)?.name[language] ?? id;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    headline: t("settingsSetUp.observed", {
      time: at(observed.sinceAt),
      warned: number(sum(observed.clocks.map(({ warned }) => warned))),
      breached: number(sum(observed.clocks.map(({ breached }) => breached))),
      cases: number(sum(observed.cases.map(({ cases }) => cases))),
      customers: number(sum(observed.tiers.map(({ customers }) => customers))),
      tasks: number(sum(observed.visits.map(({ tasks }) => tasks))),
    }),
    tiers: observed.tiers
      .toSorted((one, other) => rankOf(policy, one.tier) - rankOf(policy, other.tier))
      .map(({ tier, customers }) => ({
        tier: tierLabel(policy, tier, texts),
        customers: number(customers),
      })),
    visits: observed.visits.map(({ kind, tasks }) => ({
      kind: t(`visitPlan.kind.${kind}`),
      tasks: number(tasks),
    })),
    clocks: observed.clocks.map(({ kind, started, warned, breached }) => ({
      clock: t(`clock.${kind}`),
      started: number(started),
      warned: number(warned),
      breached: number(breached),
    })),
    cases: observed.cases.map(({ department, trigger, cases }) => ({
      department: nameOf(department),
      trigger: t(`settingsSetUp.trigger.${trigger}`),
      cases,
    })),
    colors: Object.fromEntries(
      TriggerKind.options.map((trigger) => [
        t(`settingsSetUp.trigger.${trigger}`),
        TRIGGER_COLORS[trigger],
      ]),
    ),
    examples: observed.examples.map(({ ticketId, subject, department, trigger, openedAt }) => ({
      ticket: {
        label: subject === "" ? ticketId : subject,
        url: recordUrl(portal, "ticket", ticketId),
      },
      what: t("settingsSetUp.example", {
        department: nameOf(department),
        trigger: t(`settingsSetUp.trigger.${trigger}`),
      }),
      when: at(openedAt),
    })),
  };
}

import type { DepartmentsView, DepartmentView } from "../../app/governance/read-plans.ts";
import {
  DepartmentWords,
  type SettingsDepartment,
  type ShownDepartments,
} from "../../contract/settings-plans.ts";
import { personOf } from "../../domain/governance/department.ts";
import type { Ladder, LadderTarget } from "../../domain/governance/ladder.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import { conditionWords } from "../../messages/policy-difference.ts";
import { namesOf } from "./card-ladder.ts";
import type { SettingsTexts } from "./settings-texts.ts";
import { tabWords } from "./settings-words.ts";

const MINUTE_MS = 60_000;

/** Words with times in the zone of whoever looks. */
type Texts = SettingsTexts & { readonly zone: string };

export function presentDepartments(
  { departments, policy }: DepartmentsView,
  now: number,
  texts: Texts,
): ShownDepartments {
  return {
    state: "shown",
    serverNow: now,
    language: texts.language,
    headline: texts.t("settingsPlans.departments.headline", {
      count: departments.length,
      zone: texts.zoneName(texts.zone),
    }),
    departments: departments.map((one) => presentDepartment(one, policy, texts)),
    words: tabWords(texts.language, "settingsPlans.departments.words", DepartmentWords),
  };
}

function presentDepartment(view: DepartmentView, policy: Policy, texts: Texts): SettingsDepartment {
  const { department, turns } = view;
  const { t, language } = texts;
  return {
    id: department.id,
    name: department.name[language],
    kind: t(`settingsPlans.departmentKind.${department.kind}`),
    status: statusOf(view, texts),
    facts: factsOf(view, texts),
    onCall: turns.map(({ from, untilAt, people }, index) => ({
      when: turnText({ from, untilAt }, index === 0, texts),
      who: people.length === 0 ? t("settingsPlans.nobody") : namesOf(people, texts),
      isNow: index === 0,
    })),
    noRota:
      turns.length > 0
        ? null
        : t("settingsPlans.departments.noRota", { lead: personOf(department.lead).name }),
    ladders: laddersOf(department.id, policy).map((ladder, index) =>
      presentLadder(ladder, { policy, isFirst: index === 0 }, texts),
    ),
  };
}

function statusOf({ hours }: DepartmentView, { t }: Texts): SettingsDepartment["status"] {
  if (hours === null) {
    return { label: t("settingsPlans.departments.always"), variant: "info" };
  }
  return hours.isOpen
    ? { label: t("settingsPlans.departments.open"), variant: "success" }
    : { label: t("settingsPlans.departments.quiet"), variant: "default" };
}

function factsOf({ department, hours }: DepartmentView, texts: Texts): SettingsDepartment["facts"] {
  const { t, list } = texts;
  const { channelId, fallbackChannelId, calendarId, quietHours } = department;
  const people = (named: typeof department.members) =>
    named.length === 0 ? null : namesOf(named.map(personOf), texts);
  const fact = (key: string, text: string | null) =>
    text === null ? [] : [{ label: t(`settingsPlans.departments.fact.${key}`), text }];
  const exceptions = quietHours?.except?.map((asked) => list(conditionWords(asked, reader(texts))));
  return [
    ...fact("channel", list([channelId, ...(fallbackChannelId ? [fallbackChannelId] : [])])),
    ...fact("language", t(`settingsPlans.language.${department.language}`)),
    ...fact("hours", hoursText({ hours, calendarId: quietHours?.calendarId ?? calendarId }, texts)),
    ...fact("except", exceptions === undefined ? null : exceptions.join(" / ")),
    ...fact("lead", personOf(department.lead).name),
    ...fact("deputies", people(department.deputies)),
    ...fact("members", people(department.members)),
  ];
}

function hoursText(
  { hours, calendarId }: Pick<DepartmentView, "hours"> & { calendarId: string | undefined },
  { t, instant, zone }: Texts,
): string {
  if (hours === null || calendarId === undefined) return t("settingsPlans.departments.noHours");
  const { isOpen, changesAt } = hours;
  if (changesAt === null) return t("settingsPlans.departments.neverCloses", { calendarId });
  const key = isOpen ? "closesAt" : "opensAt";
  return t(`settingsPlans.departments.${key}`, { calendarId, time: instant(changesAt, zone) });
}

function turnText(
  { from, untilAt }: { readonly from: number; readonly untilAt: number | null },
  isNow: boolean,
  { t, instant, zone }: Texts,
): string {
  const until = untilAt === null ? null : instant(untilAt, zone);
  if (isNow) {
    return until === null
      ? t("settingsPlans.departments.nowOn")
      : t("settingsPlans.departments.nowUntil", { until });
  }
  const time = instant(from, zone);
  return until === null
    ? t("settingsPlans.departments.turnFrom", { time })
    : t("settingsPlans.departments.turn", { time, until });
}

/** Names of tiers and departments are those of the policy. */
export function reader({ language }: Pick<SettingsTexts, "language">, policy?: Policy) {
  return { language, policies: policy === undefined ? [] : [policy] };
}

/** Those that a case of the department may get: the first that fits counts, so none after one for all. */
function laddersOf(departmentId: string, { ladders }: Policy): readonly Ladder[] {
  const own = ladders.filter(({ department = departmentId }) => department === departmentId);
  const forAll = own.findIndex((ladder) => asksNothing(ladder));
  return forAll < 0 ? own : own.slice(0, forAll + 1);
}

function asksNothing(ladder: Ladder): boolean {
  const reads = reader({ language: "en" });
  return ladder.triggers === undefined && conditionWords(ladder, reads).length === 0;
}

function presentLadder(
  ladder: Ladder,
  { policy, isFirst }: { readonly policy: Policy; readonly isFirst: boolean },
  texts: Texts,
): SettingsDepartment["ladders"][number] {
  const { t, list, span } = texts;
  const asked = [
    ...conditionWords(ladder, reader(texts, policy)),
    ...(ladder.triggers ?? []).map((trigger) => t(`settingsPlans.trigger.${trigger}`)),
  ];
  return {
    title: asksNothing(ladder)
      ? t(`settingsPlans.ladder.${isFirst ? "all" : "everything"}`)
      : t("settingsPlans.ladder.for", { asked: list(asked) }),
    levels: ladder.levels.map((level) =>
      "handOver" in level
        ? t("settingsPlans.ladder.handOver", {
            department: nameOfDepartment(level.handOver, policy, texts),
          })
        : t("settingsPlans.ladder.tell", {
            people: list(level.tell.map((target) => targetText(target, texts))),
            span: span(level.waitMinutes * MINUTE_MS),
          }),
    ),
    notes: [
      ...(ladder.repeats === 0
        ? []
        : [t("settingsPlans.ladder.repeats", { count: ladder.repeats })]),
      ...(ladder.staleAfterMinutes === undefined
        ? []
        : [t("settingsPlans.ladder.stale", { span: span(ladder.staleAfterMinutes * MINUTE_MS) })]),
    ],
  };
}

function targetText(target: LadderTarget, { t }: Texts): string {
  return typeof target === "string"
    ? t(`settingsPlans.target.${target}`)
    : personOf(target.person).name;
}

function nameOfDepartment(id: string, { departments }: Policy, { language }: Texts): string {
  return departments.find((one) => one.id === id)?.name[language] ?? id;
}
